import type { AckOk, Code, Delivery, SaleStateNotice } from '../protocol/index.js';
import type { Own } from './store.js';
import { Cell, type Value } from './value.js';

/**
 * How safe what an operation did is. It follows from what lanes said in ACK and SALE_STATE and from nothing else; that we are connected says nothing about
 * a sale.
 */
export interface SaleState {
  /**
   * `unknown`: nothing is known here of this name. `unsent`: written down here, not said yet. `sending`: said, not answered. `refused`: a lane refused it
   * and nothing of it is there. `done`: done, and there is nothing to be copied. The others are a lane's: on its disk, on another lane's, in every cloud, refused by one.
   */
  readonly state: 'unknown' | 'unsent' | 'sending' | 'refused' | 'done' | Delivery;
  /** Lanes that have it on their disks. */
  readonly copies: readonly string[];
  readonly clouds: Readonly<Record<string, 'waiting' | 'stored' | 'set_aside'>>;
  /** Why it was refused or set aside, or why it waits. */
  readonly reason?: string;
  readonly code?: Code | Own;
  readonly entryId?: string;
  readonly version?: number;
  /** True: so says a lane we are connected to. False: as last known, perhaps not current. */
  readonly fresh: boolean;
  /** The operation that took its place. */
  readonly followedBy?: string;
}

const UNKNOWN: SaleState = { state: 'unknown', copies: [], clouds: {}, fresh: false };
/** So many states are remembered; those that somebody looks at always are. A lane itself tells of the newest 200. */
const STATES_KEPT = 2_000;

/** The states of this device's operations. */
export class SaleStates {
  readonly #cells = new Map<string, Cell<SaleState>>();

  of(opId: string): Value<SaleState> {
    return this.#cell(opId);
  }

  now(opId: string): SaleState {
    return this.#cells.get(opId)?.get() ?? UNKNOWN;
  }

  /** Something that happened here. */
  note(opId: string, state: 'unsent' | 'sending' | 'refused', more: Partial<SaleState> = {}): void {
    const cell = this.#cell(opId);
    // A lane has told of its entry: that it is said once more takes nothing away.
    if (cell.get().entryId === undefined) cell.set({ ...UNKNOWN, state, fresh: true, ...more });
  }

  acknowledged(ack: AckOk): void {
    const cell = this.#cell(ack.opId);
    const before = cell.get();
    // A SALE_STATE of the same entry may have come first and knows more.
    const known = before.entryId === ack.entryId && before.fresh ? before : UNKNOWN;
    cell.set({ ...known, state: ack.state ?? 'done', fresh: true, ...given(ack) });
  }

  heard(said: SaleStateNotice): void {
    const cell = this.#cell(said.opId);
    const before = cell.get();
    // While it is said once more it is not answered yet, though the lane knows it from before: what counts is that it has it.
    const version = before.version;
    cell.set({
      state: said.state, copies: said.copies, clouds: said.clouds, entryId: said.entryId, fresh: true,
      ...(version === undefined ? {} : { version }), ...(said.reason === undefined ? {} : { reason: said.reason }),
    });
  }

  /** The line is gone: from here on everything is as last known. */
  stale(): void {
    for (const cell of this.#cells.values()) if (cell.get().fresh && cell.get().entryId) cell.set({ ...cell.get(), fresh: false });
  }

  #cell(opId: string): Cell<SaleState> {
    let cell = this.#cells.get(opId);
    if (!cell) {
      this.#cells.set(opId, (cell = new Cell(UNKNOWN)));
      if (this.#cells.size > STATES_KEPT) this.#forget(opId);
    }
    return cell;
  }

  #forget(newest: string): void {
    let surplus = this.#cells.size - STATES_KEPT;
    for (const [opId, cell] of this.#cells) {
      if (surplus <= 0) return;
      const open = ['unsent', 'sending', 'refused'].includes(cell.get().state);
      if (!cell.heard && !open && opId !== newest) {
        this.#cells.delete(opId);
        surplus -= 1;
      }
    }
  }
}

function given(ack: AckOk): Partial<SaleState> {
  return { ...(ack.entryId === undefined ? {} : { entryId: ack.entryId }), ...(ack.version === undefined ? {} : { version: ack.version }) };
}
