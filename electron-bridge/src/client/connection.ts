import type { FromLane, Role } from '../protocol/index.js';
import type { Clock, Dice } from './clock.js';
import type { OpenSocket } from './socket.js';

/** How the line to a lane is. `refused`: the lane does not let us in; it is asked again when `signIn` says so, or slowly when it once did. */
export interface Connection {
  readonly phase: 'connecting' | 'signing-in' | 'ready' | 'waiting' | 'refused' | 'closed';
  /** The address of the lane that is tried or spoken to. */
  readonly lane?: string;
  /** Why it is not ready, in a sentence for people. */
  readonly reason?: string;
  /** When it is tried again, in the milliseconds of Date. */
  readonly retryAt?: number;
  /** Who we are there; also while the line is away. */
  readonly terminalId?: string;
  readonly role?: Role;
}

/** Whom the line tells. */
export interface LineHears {
  /** A frame of the lane, after sign-in; SYNC_INIT is the first. */
  message(message: FromLane): void;
  /** The lane knows us and has told what there is. */
  up(): void;
  /** The line is gone, or only believed to be. */
  down(): void;
}

export interface LineOptions {
  readonly lanes: readonly string[];
  readonly token: () => string | Promise<string>;
  readonly deviceId: string;
  readonly socket: OpenSocket;
  readonly clock: Clock;
  readonly dice: Dice;
}
