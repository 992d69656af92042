import type { Said, Snapshot } from '../protocol/index.js';
import type { Hold, HoldAnswer, Held } from './hold.js';
import { mergeSnapshots, type MergeOptions } from './merge.js';
import type { OrderBook, StoredOrder } from './orders.js';
import type { Operation } from './operation.js';
import type { Outbox } from './outbox.js';
import type { Deed, KeptOperation } from './store.js';
import { Cell, type Value } from './value.js';

/** Somebody saved an order while this screen changed it. Nothing is lost until somebody chooses. */
export interface Conflict {
  /** The refused operation. */
  readonly opId: string;
  readonly mine: Snapshot;
  readonly theirs: Snapshot;
  readonly theirVersion: number;
  /** What mine was made from, when it is known. */
  readonly base?: Snapshot;
  readonly reason: string;
  /** Why it could not be merged, when that was tried: what both changed. */
  readonly clashes?: readonly string[];
}

/** What shall become of a conflict: drop mine, merge both by the ids of lines, leave it to a person, or save this instead. */
export type Decision = 'accept_remote' | 'merge' | 'ask' | Snapshot;

/** What the back office said of a sale. The sale itself is kept in either case. */
export type FinalizeAnswer =
  | { readonly booked: true; readonly orderId: number; readonly lineIdMap: Readonly<Record<string, unknown>>; readonly fiscal?: unknown }
  | { readonly booked: false; readonly error: string; readonly retryable: boolean };

/** A finalised sale: the operation, and what the back office says of it. */
export interface Finalizing extends Operation {
  readonly booking: Promise<FinalizeAnswer>;
}

export interface OrderSurroundings {
  readonly book: OrderBook;
  readonly outbox: Outbox;
  readonly hold: Hold;
  /** Says an operation that was done before once more, to hear its booking. */
  ask(deed: Deed, opId: string): boolean;
}

/** One order: who may write it, what the lane has of it, and what this screen makes of it. The same object each time. */
export class OrderHandle {
  readonly posReference: string;
  readonly #around: OrderSurroundings;
  readonly #stored: Value<StoredOrder | undefined>;
  readonly #conflict = new Cell<Conflict | undefined>(undefined);
  #refused: Omit<Conflict, 'theirs' | 'theirVersion'> | undefined;
  #stopLooking: () => void = () => {};
  #decide: ((conflict: Conflict) => Decision) | undefined;
  #merging: MergeOptions = {};
  /** What an edit that is under way began with. */
  #base: StoredOrder | undefined;
  #bookings: { deed: Deed; operation: Operation; resolve: (answer: FinalizeAnswer) => void }[] = [];

  constructor(posReference: string, around: OrderSurroundings) {
    this.posReference = posReference;
    this.#around = around;
    this.#stored = {
      get: () => around.book.of(posReference),
      subscribe: hear => around.book.onChange(posReference, () => hear(around.book.of(posReference))),
    };
  }

  /** What the lane has. */
  get stored(): Value<StoredOrder | undefined> {
    return this.#stored;
  }

  /** Who may write it. */
  get lease(): Value<Held> {
    return this.#around.hold.state;
  }

  /** A refused change that waits for somebody to choose. */
  get conflict(): Value<Conflict | undefined> {
    return this.#conflict;
  }

  /** Asks for the lease and keeps it until `release`. @param force takes it from whoever has it; managers only */
  async edit({ force = false }: { force?: boolean } = {}): Promise<HoldAnswer> {
    this.#around.outbox.lend(this.posReference);
    // An edit that was lost is over; one that only lost its line goes on with what it began with.
    if (!['held', 'expired'].includes(this.lease.get().state)) this.#base = undefined;
    const answer = await this.#around.hold.want(force);
    // Also without a lane: what is changed from here on was made from this, whatever arrives when one is back.
    if (answer.ok || answer.code === 'OFFLINE') this.#base ??= this.#stored.get();
    return answer;
  }

  /**
   * Saves the whole order. It is written down here first, and said when all before it on this order were answered.
   * @param opId the name of the operation, for who must find it again after a crash: said twice under one name it is done once
   */
  save(snapshot: Snapshot, { opId }: { opId?: string } = {}): Operation {
    const { outbox } = this.#around;
    const before = outbox.newest(this.posReference);
    if (before?.refused) {
      // A newer text of ours takes its place. In a conflict it meets the same one, and waits for the same choice.
      this.#over();
      const operation = outbox.instead(before.opId, this.#deed(snapshot, before.base?.version ?? 0), before.base ?? { version: 0 });
      if (operation) return operation;
    }
    if (before && (before.deed.type === 'ORDER_SNAPSHOT' || before.deed.type === 'ORDER_FINALIZE')) {
      const base = { version: before.base?.version ?? 0, snapshot: before.deed.snapshot };
      return outbox.add(this.#deed(snapshot, base.version), { posReference: this.posReference, base, after: before.opId }, opId);
    }
    const from = this.#base ?? this.#stored.get();
    const base = from ? { version: from.version, snapshot: from.snapshot } : { version: 0 };
    return outbox.add(this.#deed(snapshot, base.version), { posReference: this.posReference, base }, opId);
  }

  /** The money is taken: the sale is kept whoever has the lease, and booked in the back office. @param configId the register there */
  finalize(snapshot: Snapshot, configId: number): Finalizing {
    const deed: Deed = { type: 'ORDER_FINALIZE', posReference: this.posReference, snapshot, configId };
    const operation = this.#around.outbox.add(deed, { posReference: this.posReference });
    const booking = new Promise<FinalizeAnswer>(resolve => this.#bookings.push({ deed, operation, resolve }));
    return Object.assign({ booking }, operation);
  }

  /** Gives the lease back, after what is still to be saved. */
  release(finalSnapshot?: Snapshot): Operation | undefined {
    const operation = finalSnapshot && this.save(finalSnapshot);
    this.#base = undefined;
    if (this.#around.hold.wanted) this.#around.outbox.borrow(this.posReference);
    return operation;
  }

  /** Says what becomes of conflicts from now on; without it they wait in `conflict`. */
  onConflict(decide: (conflict: Conflict) => Decision, merging: MergeOptions = {}): () => void {
    this.#decide = decide;
    this.#merging = merging;
    this.#look();
    return () => {
      if (this.#decide === decide) this.#decide = undefined;
    };
  }

  /** Decides the conflict that waits. @returns what is saved instead, or nothing when theirs stands or it still waits */
  settle(decision: Decision): Operation | undefined {
    const conflict = this.#conflict.get();
    return conflict && this.#carryOut(conflict, decision);
  }

  /** @internal The lane refused a snapshot. */
  conflicted(kept: KeptOperation, reason: string): void {
    if (kept.deed.type !== 'ORDER_SNAPSHOT') return;
    this.#over();
    this.#refused = { opId: kept.opId, mine: kept.deed.snapshot, reason, ...(kept.base?.snapshot ? { base: kept.base.snapshot } : {}) };
    // After a reload it is known before any lane has said what it has.
    this.#stopLooking = this.#stored.subscribe(() => this.#look());
    this.#look();
  }

  /** @internal An operation on this order was done; the lane has this version now. */
  acknowledged(kept: KeptOperation, version: number | undefined): void {
    if (version === undefined || (kept.deed.type !== 'ORDER_SNAPSHOT' && kept.deed.type !== 'ORDER_FINALIZE')) return;
    const stored: StoredOrder = { posReference: this.posReference, version, snapshot: kept.deed.snapshot };
    this.#around.book.learn(stored);
    if (this.#base) this.#base = stored;
    if (kept.opId === this.#refused?.opId || kept.deed.type === 'ORDER_FINALIZE') this.#over();
  }

  /** @internal What the back office said. */
  booked(said: Said<'ORDER_FINALIZED'> | Said<'ORDER_FINALIZE_ERROR'>): void {
    const bookings = this.#bookings;
    this.#bookings = [];
    const answer: FinalizeAnswer = said.type === 'ORDER_FINALIZED'
      ? { booked: true, orderId: said.orderId, lineIdMap: said.lineIdMap, ...(said.fiscal === undefined ? {} : { fiscal: said.fiscal }) }
      : { booked: false, error: said.error, retryable: said.retryable };
    for (const { resolve } of bookings) resolve(answer);
  }

  /** @internal Signed in again: whoever waits for a booking asks again; the same text is the same sale. */
  up(): void {
    for (const { deed, operation } of this.#bookings) if (!this.#around.outbox.waits(operation.opId)) this.#around.ask(deed, operation.opId);
  }

  // The conflict is with what the lane has now, which may change while somebody thinks about it.
  #look(): void {
    const refused = this.#refused;
    if (!refused) return;
    const stored = this.#stored.get();
    const conflict: Conflict = { ...refused, theirs: stored?.snapshot ?? {}, theirVersion: stored?.version ?? 0 };
    this.#conflict.set(conflict);
    if (this.#decide && stored) this.#carryOut(conflict, this.#decide(conflict));
  }

  #over(): void {
    this.#refused = undefined;
    this.#stopLooking();
    this.#conflict.set(undefined);
  }

  #carryOut(conflict: Conflict, decision: Decision): Operation | undefined {
    const { outbox } = this.#around;
    const { mine, theirs, theirVersion, base, opId } = conflict;
    if (decision === 'ask') return undefined;
    if (decision === 'accept_remote') {
      this.#over();
      if (this.#base) this.#base = this.#stored.get();
      outbox.dismiss(opId);
      return undefined;
    }
    let next = decision;
    if (decision === 'merge') {
      const merged = mergeSnapshots(base, mine, theirs, this.#merging);
      if (!merged.ok) {
        this.#conflict.set({ ...conflict, clashes: merged.clashes });
        return undefined;
      }
      next = merged.snapshot;
    }
    this.#over();
    if (this.#base) this.#base = this.#stored.get();
    return outbox.instead(opId, this.#deed(next as Snapshot, theirVersion), { version: theirVersion, snapshot: theirs });
  }

  #deed(snapshot: Snapshot, baseVersion: number): Deed {
    return { type: 'ORDER_SNAPSHOT', posReference: this.posReference, baseVersion, snapshot };
  }
}
