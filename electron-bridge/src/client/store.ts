import type { Code, Snapshot, ToLane } from '../protocol/index.js';

/** A message without its opId. */
export type Deed = ToLane extends infer One ? (One extends { readonly type: string } ? Omit<One, 'opId'> : never) : never;

/** An operation as it is written down before it is sent. What was sent once is never changed; other content has another opId. */
export interface KeptOperation {
  readonly opId: string;
  readonly device: string;
  /** Its place among the operations of the device. */
  readonly seq: number;
  /** What it is, without the opId. */
  readonly deed: Deed;
  /** The order it belongs to. */
  readonly posReference?: string;
  /** When, in the milliseconds of Date. */
  readonly at: number;
  /** What a snapshot was made from. */
  readonly base?: { readonly version: number; readonly snapshot?: Snapshot };
  /** It waits for the operation of this name, whose version it is based on. */
  readonly after?: string;
  /** A lane refused it; it is here until a person says what becomes of it. */
  readonly refused?: { readonly code: Code | Own; readonly reason: string };
}

/** Refusals that the client itself makes. */
export type Own = 'TOO_MANY_UNSENT' | 'DISMISSED' | 'REPLACED';

/** Where operations are until a lane has acknowledged them. Of one window at a time. */
export interface OperationStore {
  /** What is kept of a device, in the order of `seq`. */
  load(device: string): Promise<KeptOperation[]>;
  /** Writes some and removes others, all or nothing. Done means that it survives a crash. Calls take effect in the order they are made. */
  write(device: string, put: readonly KeptOperation[], remove: readonly string[]): Promise<void>;
  /** The devices of which something is kept, where other windows may have left something behind. */
  devices?(): Promise<string[]>;
  /** Lets go of the file or the database. */
  close(): Promise<void>;
}
