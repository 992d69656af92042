import { isPaid, type AckOk, type AckRefused, type Code, type Delivery, type ToLane } from '../protocol/index.js';
import { newOpId, pause, type Clock, type Dice } from './clock.js';
import type { Hold, HoldLine } from './hold.js';
import type { SaleState, SaleStates } from './safety.js';
import type { Deed, KeptOperation, OperationStore, Own } from './store.js';
import { Cell, type Value } from './value.js';

/** What a lane said of an operation, once and for all. `opId` names the operation that took its place, if one did. */
export type Answer =
  | { readonly ok: true; readonly opId: string; readonly entryId?: string; readonly version?: number; readonly state?: Delivery }
  | { readonly ok: false; readonly opId: string; readonly code: Code | Own; readonly reason: string };

/** Something that this screen asked a lane to do. It is written down here before it is said and until a lane has answered. */
export interface Operation {
  readonly opId: string;
  readonly type: Deed['type'];
  readonly posReference?: string;
  /** When it was asked, in the milliseconds of Date. */
  readonly at: number;
  /** Done, or refused. Never rejects. */
  readonly done: Promise<Answer>;
  readonly state: Value<SaleState>;
}

/** Whether this device can write operations down. While it cannot, they are said all the same, and closing the window may lose what is not acknowledged. */
export interface Keeping {
  readonly ok: boolean;
  readonly reason?: string;
}

export interface OutboxSurroundings {
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

/** An operation on its way. */
export interface Entry {
  kept: KeptOperation;
  phase: 'keeping' | 'waiting' | 'sent' | 'refused';
  again: number;
  sentAt: number;
  tries: number;
  asking: boolean;
  readonly operation: Operation;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
}

/** So many operations wait here at most; the next one is refused and told so. */
export const UNSENT_MAX = 5_000;
const IN_FLIGHT_MAX = 64;
/** A lane takes 200 frames a second of one screen. */
const FRAMES_A_SECOND = 100;
const BURST = 50;
const ANSWER_WITHIN = 10_000;
const AGAIN_FIRST = 300;
const AGAIN_MOST = 10_000;
const LEASE_TRIES = 3;
const PASSING: readonly Code[] = ['BUSY', 'TOO_FAST', 'DISK', 'CUT_OFF'];

/** Says operations in their order, each until it is answered, and never two of one order, table or topic at a time. */
export class Outbox {
  readonly #around: OutboxSurroundings;
  readonly #unsent = new Cell<readonly Operation[]>([]);
  readonly #keeping = new Cell<Keeping>({ ok: true });
  readonly #borrowed = new Set<string>();
  #entries: Entry[] = [];
  #seq = 0;
  #loaded = false;
  readonly #loading: Promise<void>;
  #tokens = BURST;
  #tokensAt = 0;
  #wakes: (() => void) | undefined;
  #closed = false;

  constructor(around: OutboxSurroundings) {
    this.#around = around;
    this.#loading = this.#load();
  }

  get unsent(): Value<readonly Operation[]> {
    return this.#unsent;
  }

  get keeping(): Value<Keeping> {
    return this.#keeping;
  }

  /** Everything that was kept before is here. */
  get loaded(): Promise<void> {
    return this.#loading;
  }

  /** The newest operation on an order that is not answered yet. */
  newest(posReference: string): KeptOperation | undefined {
    return this.#entries.findLast(entry => entry.kept.posReference === posReference)?.kept;
  }

  /** Whether an operation is still to be answered. */
  waits(opId: string): boolean {
    return this.#of(opId) !== undefined;
  }

  /** Takes an operation: writes it down, then says it. */
  add(deed: Deed, more: Pick<KeptOperation, 'posReference' | 'base' | 'after'> = {}, opId = newOpId(this.#around.clock.wall())): Operation {
    const kept: KeptOperation = { opId, device: this.#around.device, seq: 0, deed, at: this.#around.clock.wall(), ...more };
    const entry = this.#entry(kept, 'keeping');
    if (this.#entries.length >= UNSENT_MAX) {
      this.#say(entry, 'TOO_MANY_UNSENT', `${UNSENT_MAX} operations wait on this device for a lane: connect it before more are made.`);
      return entry.operation;
    }
    this.#entries.push(entry);
    this.#around.states.note(opId, 'unsent');
    this.#changed();
    void this.#loading.then(() => {
      // Only now the numbers of what was kept before are known.
      entry.kept = { ...entry.kept, seq: ++this.#seq };
      return this.#write([entry.kept], []).then(() => {
        if (entry.phase === 'keeping') entry.phase = 'waiting';
        this.pump();
      });
    });
    return entry.operation;
  }

  /** Puts another operation in the place of one that was refused. One transaction: never both, never none. */
  instead(opId: string, deed: Deed, base: NonNullable<KeptOperation['base']>): Operation | undefined {
    const old = this.#of(opId);
    if (!old || old.phase !== 'refused') return undefined;
    const kept: KeptOperation = { ...old.kept, opId: newOpId(this.#around.clock.wall()), seq: ++this.#seq, deed, base, at: this.#around.clock.wall() };
    const { refused: _, after: __, ...plain } = kept;
    const entry = this.#entry(plain, 'keeping');
    this.#entries = [...this.#entries.filter(one => one !== old), entry];
    this.#around.states.note(plain.opId, 'unsent');
    this.#replaced(old, entry);
    void this.#write([plain], [opId]).then(() => {
      entry.phase = 'waiting';
      this.pump();
    });
    return entry.operation;
  }

  /** Says a refused operation once more, as it is. */
  retry(opId: string): void {
    const entry = this.#of(opId);
    if (entry?.phase !== 'refused') return;
    const { refused: _, ...plain } = entry.kept;
    entry.kept = plain;
    entry.phase = 'waiting';
    entry.tries = 0;
    this.#around.states.note(opId, 'unsent');
    this.#changed();
    void this.#write([plain], []).then(() => this.pump());
  }

  /** Somebody has seen that it was refused: it is forgotten. What was not refused stays. */
  dismiss(opId: string): boolean {
    const entry = this.#of(opId);
    if (entry?.phase !== 'refused') return false;
    this.#entries = this.#entries.filter(one => one !== entry);
    this.#changed();
    void this.#write([], [opId]);
    this.#giveBack(entry.kept.posReference);
    this.pump();
    return true;
  }

  /** The lease of an order is wanted only as long as operations need it. */
  borrow(posReference: string): void {
    this.#borrowed.add(posReference);
    this.#giveBack(posReference);
  }

  /** Somebody edits the order: its lease stays. */
  lend(posReference: string): void {
    this.#borrowed.delete(posReference);
  }

  down(): void {
    for (const entry of this.#entries) {
      if (entry.phase === 'sent') entry.phase = 'waiting';
      entry.again = 0;
    }
  }

  tick(): void {
    const now = this.#around.clock.now();
    for (const entry of this.#entries)
      if (entry.phase === 'sent' && now - entry.sentAt >= ANSWER_WITHIN) this.#send(entry);
    this.pump();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wakes?.();
    await this.#loading;
    await this.#last;
    await this.#around.store.close();
  }

  /** @returns whether it was the answer to one of these */
  acknowledged(ack: AckOk | AckRefused): boolean {
    const entry = this.#of(ack.opId);
    if (!entry) return false;
    if (entry.phase === 'refused') return true;
    if (ack.ok) this.#done(entry, ack);
    else if (PASSING.includes(ack.code)) this.#later(entry, ack.reason);
    else if (needsLease(entry.kept) && (ack.code === 'LEASE_NOT_HELD' || ack.code === 'LEASE_HELD') && entry.tries < LEASE_TRIES) {
      this.#around.lease(entry.kept.posReference as string).revoked(ack.reason);
      this.#later(entry, ack.reason);
    } else this.#refuse(entry, ack.code, ack.reason);
    this.pump();
    return true;
  }

  /** Says what can be said now. */
  pump(): void {
    if (!this.#loaded || !this.#around.line.ready || this.#closed) return;
    const now = this.#around.clock.now();
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#tokensAt) * FRAMES_A_SECOND) / 1000);
    this.#tokensAt = now;
    const busy = new Set<string>();
    let flying = 0;
    let wake = Infinity;
    for (const entry of this.#entries) {
      if (entry.phase === 'refused') continue;
      const chain = chainOf(entry.kept);
      if (entry.phase === 'sent') flying += 1;
      else if (entry.phase === 'waiting' && !busy.has(chain) && flying < IN_FLIGHT_MAX && this.#leased(entry)) {
        if (entry.again > now) wake = Math.min(wake, entry.again - now);
        else if (this.#tokens < 1) wake = Math.min(wake, 1000 / FRAMES_A_SECOND);
        else {
          this.#tokens -= 1;
          flying += 1;
          this.#send(entry);
        }
      }
      busy.add(chain);
    }
    this.#wakes?.();
    if (wake < Infinity) this.#wakes = this.#around.clock.after(Math.ceil(wake), () => this.pump());
  }

  #send(entry: Entry): void {
    entry.phase = 'sent';
    entry.sentAt = this.#around.clock.now();
    this.#around.states.note(entry.kept.opId, 'sending');
    if (!this.#around.line.send({ ...entry.kept.deed, opId: entry.kept.opId } as ToLane)) entry.phase = 'waiting';
  }

  // An unpaid snapshot needs the lease of its order; it is asked for when nobody holds it.
  #leased(entry: Entry): boolean {
    if (!needsLease(entry.kept)) return true;
    const posReference = entry.kept.posReference as string;
    const lease = this.#around.lease(posReference);
    if (lease.firm) return true;
    if (!entry.asking) {
      entry.asking = true;
      if (!lease.wanted) this.#borrowed.add(posReference);
      void lease.want().then(answer => {
        entry.asking = false;
        if (entry.phase !== 'waiting' && entry.phase !== 'keeping') return;
        if (!answer.ok && answer.code === 'CUT_OFF') this.#later(entry, answer.reason);
        else if (!answer.ok && answer.code !== 'OFFLINE' && answer.code !== 'RELEASED') this.#refuse(entry, answer.code, answer.holder ? `${answer.reason} (${answer.holder})` : answer.reason);
        this.pump();
      });
    }
    return false;
  }

  #done(entry: Entry, ack: AckOk): void {
    const { opId, posReference } = entry.kept;
    this.#around.states.acknowledged(ack);
    this.#entries = this.#entries.filter(one => one !== entry);
    const next = this.#entries.find(one => one.kept.after === opId);
    if (next) {
      const { after: _, ...plain } = next.kept;
      const version = ack.version ?? plain.base?.version ?? 0;
      next.kept = { ...plain, base: { ...plain.base, version }, deed: plain.deed.type === 'ORDER_SNAPSHOT' ? { ...plain.deed, baseVersion: version } : plain.deed };
    }
    // The money is taken on the whole order: what was refused of it before is part of that.
    const settled = entry.kept.deed.type === 'ORDER_FINALIZE' ? this.#entries.filter(one => one.phase === 'refused' && one.kept.posReference === posReference) : [];
    this.#entries = this.#entries.filter(one => !settled.includes(one));
    for (const one of settled) this.#replaced(one, entry);
    // Numbered only once; one that is still being written has its number after this.
    void this.#loading.then(() => this.#write(next?.kept.seq ? [next.kept] : [], [opId, ...settled.map(one => one.kept.opId)]));
    this.#around.done(entry.kept, ack);
    entry.resolve({ ok: true, opId, ...(ack.entryId === undefined ? {} : { entryId: ack.entryId }), ...(ack.version === undefined ? {} : { version: ack.version }), ...(ack.state === undefined ? {} : { state: ack.state }) });
    this.#changed();
    this.#giveBack(posReference);
  }

  #later(entry: Entry, reason: string): void {
    entry.phase = 'waiting';
    entry.again = this.#around.clock.now() + pause(entry.tries, AGAIN_FIRST, AGAIN_MOST, this.#around.dice);
    entry.tries += 1;
    this.#around.states.note(entry.kept.opId, 'unsent', { reason });
  }

  // What follows on the same order was made on top of it: the newest is what the person wants, and takes the place of all.
  #refuse(entry: Entry, code: Code, reason: string): void {
    const { posReference } = entry.kept;
    const all = entry.kept.deed.type === 'ORDER_SNAPSHOT' ? this.#entries.filter(one => one.kept.posReference === posReference && one.kept.deed.type === 'ORDER_SNAPSHOT') : [entry];
    const newest = all.at(-1) as Entry;
    const { after: _, ...plain } = newest.kept;
    const base = entry.kept.base;
    newest.kept = {
      ...plain, ...(base ? { base } : {}), refused: { code, reason },
      deed: plain.deed.type === 'ORDER_SNAPSHOT' ? { ...plain.deed, baseVersion: base?.version ?? plain.deed.baseVersion } : plain.deed,
    };
    newest.phase = 'refused';
    this.#entries = this.#entries.filter(one => one === newest || !all.includes(one));
    for (const one of all) if (one !== newest) this.#replaced(one, newest);
    void this.#write(newest.kept.seq ? [newest.kept] : [], all.filter(one => one !== newest).map(one => one.kept.opId));
    this.#say(newest, code, reason);
    this.#changed();
    if (code === 'STALE_VERSION' || code === 'ALREADY_PAID') this.#around.conflict(newest.kept, reason);
    else this.#giveBack(posReference);
  }

  #say(entry: Entry, code: Code | Own, reason: string): void {
    this.#around.states.note(entry.kept.opId, 'refused', { code, reason });
    entry.resolve({ ok: false, opId: entry.kept.opId, code, reason });
  }

  #replaced(old: Entry, by: Entry): void {
    this.#around.states.note(old.kept.opId, 'refused', { code: 'REPLACED', reason: 'Another operation took its place.', followedBy: by.kept.opId });
    old.resolve(by.operation.done);
    this.#changed();
  }

  #giveBack(posReference: string | undefined): void {
    if (posReference === undefined || !this.#borrowed.has(posReference)) return;
    if (this.#entries.some(entry => entry.kept.posReference === posReference && entry.phase !== 'refused' && needsLease(entry.kept))) return;
    this.#borrowed.delete(posReference);
    this.#around.lease(posReference).release();
  }

  #entry(kept: KeptOperation, phase: Entry['phase']): Entry {
    let resolve!: Entry['resolve'];
    const done = new Promise<Answer>(settle => (resolve = settle));
    const operation: Operation = { opId: kept.opId, type: kept.deed.type, at: kept.at, done, state: this.#around.states.of(kept.opId), ...(kept.posReference === undefined ? {} : { posReference: kept.posReference }) };
    return { kept, phase, again: 0, sentAt: 0, tries: 0, asking: false, operation, resolve };
  }

  #of(opId: string): Entry | undefined {
    return this.#entries.find(entry => entry.kept.opId === opId);
  }

  #changed(): void {
    this.#unsent.set(this.#entries.map(entry => entry.operation));
  }

  #last: Promise<void> = Promise.resolve();

  #write(put: readonly KeptOperation[], remove: readonly string[]): Promise<void> {
    if (put.length === 0 && remove.length === 0) return this.#last;
    this.#last = this.#around.store.write(this.#around.device, put, remove).then(
      () => this.#keeping.set({ ok: true }),
      trouble => this.#keeping.set({ ok: false, reason: `This device cannot write down what is not acknowledged yet (${trouble instanceof Error ? trouble.message : String(trouble)}): keep this window open.` }),
    );
    return this.#last;
  }

  async #load(): Promise<void> {
    try {
      const before = await this.#around.store.load(this.#around.device);
      const entries = before.map(kept => this.#entry(kept, kept.refused ? 'refused' : 'waiting'));
      this.#seq = before.at(-1)?.seq ?? 0;
      this.#entries = [...entries, ...this.#entries];
      for (const entry of entries) {
        const { opId, refused } = entry.kept;
        if (refused) this.#say(entry, refused.code, refused.reason);
        else this.#around.states.note(opId, 'unsent');
        if (refused && (refused.code === 'STALE_VERSION' || refused.code === 'ALREADY_PAID')) this.#around.conflict(entry.kept, refused.reason);
      }
      this.#changed();
    } catch (trouble) {
      this.#keeping.set({ ok: false, reason: `What this device kept cannot be read (${trouble instanceof Error ? trouble.message : String(trouble)}).` });
    }
    this.#loaded = true;
    queueMicrotask(() => this.pump());
  }
}

function needsLease(kept: KeptOperation): boolean {
  return kept.deed.type === 'ORDER_SNAPSHOT' && !isPaid(kept.deed.snapshot);
}

/** Operations of one chain are said one after the other, since each builds on what became of the one before. */
function chainOf({ deed, posReference }: KeptOperation): string {
  if (posReference !== undefined) return 'order ' + posReference;
  if (deed.type === 'PUBLISH') return 'topic ' + deed.topic;
  if (deed.type === 'TABLE_UPDATE') return 'table ' + deed.tableId;
  return deed.type;
}
