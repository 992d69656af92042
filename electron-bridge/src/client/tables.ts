import type { FromLane, Said, TableLock, TableRow } from '../protocol/index.js';
import type { Hold, HoldAnswer, Held } from './hold.js';
import { MapCell, type Value } from './value.js';

/** A table: who is at it, and what stands on it. The same object each time. */
export class TableHandle {
  readonly tableId: number;
  readonly #hold: Hold;

  constructor(tableId: number, hold: Hold) {
    this.tableId = tableId;
    this.#hold = hold;
  }

  /** Whether it is ours. */
  get state(): Value<Held> {
    return this.#hold.state;
  }

  /** Asks for the lock and keeps it until `release`. */
  lock(): Promise<HoldAnswer> {
    return this.#hold.want();
  }

  /** Takes it from whoever has it; managers only. */
  force(): Promise<HoldAnswer> {
    return this.#hold.want(true);
  }

  release(): void {
    this.#hold.release();
  }
}

/** What the lane has of tables. */
export class Floor {
  readonly tables = new MapCell<number, TableRow>();
  readonly locks = new MapCell<number, TableLock>();
  /** The newest floor plan that another screen sent while we were here; lanes do not keep any. */
  readonly plans = new MapCell<number, Said<'FLOOR_PLAN_CHANGED'>>();

  hear(message: FromLane, wall: number): void {
    switch (message.type) {
      case 'SYNC_INIT':
        return this.tables.replace(message.tables.map(row => [row.tableId, row] as const));
      case 'TABLE_UPDATED':
        return this.put(message.tableId, message.status, message.posReference ?? null, message.sourceTerminal ?? null, wall);
      case 'TABLE_LOCKS_STATE':
        return this.locks.replace(message.locks.map(lock => [lock.tableId, lock] as const));
      case 'TABLE_LOCK_RELEASED':
        return this.locks.drop(message.tableId);
      case 'FLOOR_PLAN_CHANGED':
        return this.plans.put(message.floorId, message);
      default:
    }
  }

  /** A lane tells a table's state to all but who caused it. */
  put(tableId: number, status: string, posReference: string | null, terminalId: string | null, wall: number): void {
    this.tables.put(tableId, { tableId, status, posReference, terminalId, updatedAt: new Date(wall).toISOString() });
  }
}
