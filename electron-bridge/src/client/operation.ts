import { isPaid, type AckOk, type Code, type Delivery } from '../protocol/index.js';
import { pause, type Dice } from './clock.js';
import type { SaleState } from './safety.js';
import type { Deed, KeptOperation, Own } from './store.js';
import type { Value } from './value.js';

/** What a lane said of an operation, once and for all. `opId` names the operation that took its place, if one did. */
export type Answer =
  | { readonly ok: true; readonly opId: string; readonly entryId?: string; readonly version?: number; readonly state?: Delivery }
  | { readonly ok: false; readonly opId: string; readonly code: Code | Own; readonly reason: string };

/** Something that this screen asked a lane to do. It is written down here before it is said and until a lane has answered. */
export interface Operation {
  readonly opId: string;
  readonly type: Deed['type'];
  readonly posReference?: string;
  /** What it says. */
  readonly deed: Deed;
  /** When it was asked, in the milliseconds of Date. */
  readonly at: number;
  /** Done, or refused. Never rejects. */
  readonly done: Promise<Answer>;
  readonly state: Value<SaleState>;
}

/** An operation on its way. */
export interface Entry {
  kept: KeptOperation;
  phase: 'keeping' | 'waiting' | 'sent' | 'refused';
  /** Not before this. */
  again: number;
  sentAt: number;
  tries: number;
  /** Its lease is being asked for. */
  asking: boolean;
  /** What it must not overtake. */
  readonly chain: string;
  readonly operation: Operation;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
}

export function entryOf(kept: KeptOperation, phase: Entry['phase'], state: Value<SaleState>): Entry {
  let resolve!: Entry['resolve'];
  const done = new Promise<Answer>(settle => (resolve = settle));
  const { opId, deed, at, posReference } = kept;
  const operation: Operation = { opId, type: deed.type, deed, at, done, state, ...(posReference === undefined ? {} : { posReference }) };
  return { kept, phase, again: 0, sentAt: 0, tries: 0, asking: false, chain: chainOf(kept), operation, resolve };
}

export function answerOf({ opId, ok, entryId, version, state }: AckOk): Answer {
  return { ok, opId, ...(entryId === undefined ? {} : { entryId }), ...(version === undefined ? {} : { version }), ...(state === undefined ? {} : { state }) };
}

/** Money needs no lease. */
export function needsLease({ deed }: KeptOperation): boolean {
  return deed.type === 'ORDER_SNAPSHOT' && !isPaid(deed.snapshot);
}

/** Operations of one chain are said one after the other, since each builds on what became of the one before. */
function chainOf({ deed, posReference }: KeptOperation): string {
  if (posReference !== undefined) return 'order ' + posReference;
  if (deed.type === 'PUBLISH') return 'topic ' + deed.topic;
  if (deed.type === 'TABLE_UPDATE') return 'table ' + deed.tableId;
  return deed.type;
}

/** The same operation without its refusal and without one that it waits for. */
export function plain({ refused: _, after: __, ...kept }: KeptOperation): KeptOperation {
  return kept;
}

/** The same text on another version; what is no snapshot has none. */
export function rebased(kept: KeptOperation, version: number): KeptOperation {
  const { deed, base } = kept;
  return { ...kept, base: { ...base, version }, deed: deed.type === 'ORDER_SNAPSHOT' ? { ...deed, baseVersion: version } : deed };
}

/** Refusals that pass by themselves: a lane that is busy, whose disk is full, or that the others do not answer. */
export function passes(code: Code): boolean {
  return code === 'BUSY' || code === 'TOO_FAST' || code === 'DISK' || code === 'CUT_OFF';
}

/** Refusals behind which somebody else's change stands. */
export function isConflict(code: Code | Own): boolean {
  return code === 'STALE_VERSION' || code === 'ALREADY_PAID';
}

const AGAIN_FIRST = 300;
const AGAIN_MOST = 10_000;

/** How long an operation that was refused for a while waits before it is said again. */
export function waitOf(tries: number, dice: Dice): number {
  return pause(tries, AGAIN_FIRST, AGAIN_MOST, dice);
}
