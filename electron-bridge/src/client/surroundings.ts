import type { AckOk } from '../protocol/index.js';
import type { Clock, Dice } from './clock.js';
import type { Hold, HoldLine } from './hold.js';
import type { SaleStates } from './safety.js';
import type { KeptOperation, OperationStore } from './store.js';

/** What operations need around them. */
export interface OutboxSurroundings {
  /** Comes when this window may read what the device keeps. */
  readonly turn: Promise<void>;
  readonly device: string;
  readonly store: OperationStore;
  readonly line: HoldLine;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly states: SaleStates;
  /** The lease that a snapshot of an order needs. */
  lease(posReference: string): Hold;
  /** An operation was done. */
  done(kept: KeptOperation, ack: AckOk): void;
  /** A snapshot is based on an older version than the lane has, and nobody has decided yet what becomes of it. */
  conflict(kept: KeptOperation, reason: string): void;
}
