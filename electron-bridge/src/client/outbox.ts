import type { AckOk, AckRefused, Code, ToLane } from '../protocol/index.js';
import { Borrowing } from './borrowing.js';
import { newOpId } from './clock.js';
import type { HoldAnswer } from './hold.js';
import { answerOf, entryOf, isConflict, needsLease, passes, plain, rebased, waitOf, type Entry, type Operation } from './operation.js';
import { Pace } from './pace.js';
import { Shelf, type Keeping } from './shelf.js';
import type { Deed, KeptOperation, Own } from './store.js';
import type { OutboxSurroundings } from './surroundings.js';
import { Lazy, type Value } from './value.js';

/** So many operations wait here at most; the next one is refused and told so. */
export const UNSENT_MAX = 5_000;
/** A lane closes the line of whoever sends much more than this, and with it everybody else's way. */
export const FRAME_MAX = 1 << 20;
const IN_FLIGHT_MAX = 64;
const ANSWER_WITHIN = 10_000;
const LEASE_TRIES = 3;

/** Says operations in their order, each until it is answered, and never two of one order, table or topic at a time. */
export class Outbox {
  readonly #around: OutboxSurroundings;
  readonly #shelf: Shelf;
  readonly #pace: Pace;
  readonly #unsent = new Lazy<readonly Operation[]>(() => [...this.#entries.values()].map(entry => entry.operation));
  readonly #borrowing: Borrowing;
  /** By their names, in their order. */
  #entries = new Map<string, Entry>();
  #seq = 0;
  #open = false;
  /** Done when what this device kept from before is among {@link unsent}. */
  readonly loaded: Promise<void>;

  constructor(around: OutboxSurroundings) {
    this.#around = around;
    this.#shelf = new Shelf(around.store, around.device, around.clock);
    this.#borrowing = new Borrowing(posReference => around.lease(posReference));
    this.#pace = new Pace(around.clock);
    this.loaded = this.#load();
  }

  get unsent(): Value<readonly Operation[]> { return this.#unsent; }

  get keeping(): Value<Keeping> {
    return this.#shelf.keeping;
  }

  /** The newest on an order that is not answered yet. */
  newest(posReference: string): KeptOperation | undefined {
    return this.#ofOrder(posReference).at(-1)?.kept;
  }

  /** Whether an operation is still to be answered. */
  waits(opId: string): boolean {
    return this.#entries.has(opId);
  }

  /** Takes an operation: writes it down, then says it. One whose name is under way already is that one. */
  add(deed: Deed, more: Pick<KeptOperation, 'posReference' | 'base' | 'after'> = {}, opId = newOpId(this.#around.clock.wall())): Operation {
    const under = this.#entries.get(opId);
    if (under) return under.operation;
    // A copy: what the caller changes in it later is not what was asked for now.
    const text = JSON.stringify(deed);
    const kept: KeptOperation = { opId, device: this.#around.device, seq: 0, deed: JSON.parse(text) as Deed, at: this.#around.clock.wall(), ...more };
    const entry = entryOf(kept, 'keeping', this.#around.states.of(opId));
    if (this.#entries.size >= UNSENT_MAX)
      this.#say(entry, 'TOO_MANY_UNSENT', `${UNSENT_MAX} operations wait on this device for a lane: connect it before more are made.`);
    else if (text.length > FRAME_MAX) this.#say(entry, 'TOO_LARGE', `It has ${text.length} characters, and a lane takes ${FRAME_MAX} at most.`);
    else this.#take(entry);
    return entry.operation;
  }

  /** Puts another operation in the place of one that was refused. One transaction: never both, never none. */
  instead(opId: string, deed: Deed, base: NonNullable<KeptOperation['base']>): Operation | undefined {
    const old = this.#refusedOne(opId);
    if (!old) return undefined;
    const kept: KeptOperation = { ...plain(old.kept), opId: newOpId(this.#around.clock.wall()), deed: JSON.parse(JSON.stringify(deed)) as Deed, base, at: this.#around.clock.wall() };
    const entry = entryOf(kept, 'keeping', this.#around.states.of(kept.opId));
    this.#entries.delete(opId);
    this.#take(entry, [opId]);
    this.#replaced(old, entry);
    return entry.operation;
  }

  /** Says a refused operation once more, as it is. */
  retry(opId: string): void {
    const entry = this.#refusedOne(opId);
    if (!entry) return;
    entry.kept = plain(entry.kept);
    entry.phase = 'waiting';
    entry.tries = 0;
    this.#around.states.note(opId, 'unsent');
    this.#changed();
    void this.#shelf.write([entry.kept], []).then(() => this.pump());
  }

  /** Somebody has seen that it was refused: it is forgotten. What was not refused stays. */
  dismiss(opId: string): boolean {
    const entry = this.#refusedOne(opId);
    if (!entry) return false;
    this.#entries.delete(opId);
    this.#changed();
    void this.#shelf.write([], [opId]);
    this.#giveBack(entry.kept.posReference);
    this.pump();
    return true;
  }

  /** The lease of an order is wanted only as long as operations need it. */
  borrow(posReference: string): void {
    this.#borrowing.borrow(posReference, this.#ofOrder(posReference));
  }

  /** Somebody edits the order: its lease stays. */
  lend(posReference: string): void {
    this.#borrowing.lend(posReference);
  }

  down(): void {
    for (const entry of this.#entries.values()) {
      if (entry.phase === 'sent') entry.phase = 'waiting';
      entry.again = 0;
    }
  }

  tick(): void {
    const late = this.#around.clock.now() - ANSWER_WITHIN;
    for (const entry of this.#entries.values()) if (entry.phase === 'sent' && entry.sentAt <= late) this.#send(entry);
    this.pump();
  }

  async close(): Promise<void> {
    this.#open = false;
    this.#pace.stop();
    await this.#shelf.close();
  }

  /** @returns whether it was the answer to one of these */
  acknowledged(ack: AckOk | AckRefused): boolean {
    const entry = this.#entries.get(ack.opId);
    if (!entry) return false;
    // Said twice, and refused only the first time: then it was done.
    if (entry.phase === 'refused' && !ack.ok) return true;
    if (ack.ok) this.#done(entry, ack);
    else if (passes(ack.code)) this.#later(entry, ack.reason);
    else if (needsLease(entry.kept) && (ack.code === 'LEASE_NOT_HELD' || ack.code === 'LEASE_HELD') && entry.tries < LEASE_TRIES) {
      this.#around.lease(entry.kept.posReference as string).revoked(ack.reason);
      this.#later(entry, ack.reason);
    } else this.#refuse(entry, ack.code, ack.reason);
    this.pump();
    return true;
  }

  /** Says what can be said now. */
  pump(): void {
    if (!this.#open || !this.#around.line.ready) return;
    const now = this.#around.clock.now();
    const busy = new Set<string>();
    let flying = 0;
    let wake = Infinity;
    for (const entry of this.#entries.values()) {
      if (entry.phase === 'refused') continue;
      if (flying >= IN_FLIGHT_MAX) break;
      if (entry.phase === 'sent') flying += 1;
      else if (entry.phase === 'waiting' && !busy.has(entry.chain)) {
        if (entry.again > now) wake = Math.min(wake, entry.again);
        else if (this.#borrowing.leased(entry, answer => this.#leased(entry, answer))) {
          if (!this.#pace.take()) {
            wake = Math.min(wake, this.#pace.next);
            break;
          }
          flying += 1;
          this.#send(entry);
        }
      }
      busy.add(entry.chain);
    }
    this.#pace.wakeAt(wake, () => this.pump());
  }

  #take(entry: Entry, instead: readonly string[] = []): void {
    this.#entries.set(entry.kept.opId, entry);
    this.#around.states.note(entry.kept.opId, 'unsent');
    this.#changed();
    void this.loaded.then(async () => {
      // Only now the numbers of what was kept before are known.
      entry.kept = { ...entry.kept, seq: ++this.#seq };
      await this.#shelf.write([entry.kept], instead);
      if (entry.phase === 'keeping') entry.phase = 'waiting';
      this.pump();
    });
  }

  #send(entry: Entry): void {
    entry.phase = 'sent';
    entry.sentAt = this.#around.clock.now();
    this.#around.states.note(entry.kept.opId, 'sending');
    if (!this.#around.line.send({ ...entry.kept.deed, opId: entry.kept.opId } as ToLane)) entry.phase = 'waiting';
  }

  #leased(entry: Entry, answer: HoldAnswer): void {
    if (entry.phase === 'waiting' && !answer.ok) {
      if (answer.code === 'CUT_OFF') this.#later(entry, answer.reason);
      else if (answer.code !== 'OFFLINE' && answer.code !== 'RELEASED') this.#refuse(entry, answer.code, answer.reason);
    }
    this.pump();
  }

  #done(entry: Entry, ack: AckOk): void {
    const { opId, posReference, deed } = entry.kept;
    this.#around.states.acknowledged(ack);
    const next = this.#ofOrder(posReference).find(one => one.kept.after === opId);
    if (next) next.kept = rebased(plain(next.kept), ack.version ?? next.kept.base?.version ?? 0);
    // The money is taken on the whole order: what was refused of it before is part of that.
    const settled = deed.type === 'ORDER_FINALIZE' ? this.#ofOrder(posReference).filter(one => one.phase === 'refused') : [];
    for (const one of [entry, ...settled]) this.#entries.delete(one.kept.opId);
    for (const one of settled) this.#replaced(one, entry);
    // One that has no number yet is not written yet, and will be with this in it.
    void this.#shelf.write(next?.kept.seq ? [next.kept] : [], [opId, ...settled.map(one => one.kept.opId)]);
    this.#around.done(entry.kept, ack);
    entry.resolve(answerOf(ack));
    this.#changed();
    this.#giveBack(posReference);
  }

  #later(entry: Entry, reason: string): void {
    entry.phase = 'waiting';
    entry.again = this.#around.clock.now() + waitOf(entry.tries, this.#around.dice);
    entry.tries += 1;
    this.#around.states.note(entry.kept.opId, 'unsent', { reason });
  }

  // What follows on the same order was made on top of it: the newest is what the person wants, and takes the place of all.
  #refuse(entry: Entry, code: Code, reason: string): void {
    const { posReference, base, deed } = entry.kept;
    const all = deed.type === 'ORDER_SNAPSHOT' ? this.#ofOrder(posReference).filter(one => one.kept.deed.type === 'ORDER_SNAPSHOT') : [entry];
    const newest = all.at(-1) as Entry;
    newest.kept = { ...(base && newest !== entry ? { ...rebased(plain(newest.kept), base.version), base } : newest.kept), refused: { code, reason } };
    newest.phase = 'refused';
    const gone = all.slice(0, -1);
    for (const one of gone) {
      this.#entries.delete(one.kept.opId);
      this.#replaced(one, newest);
    }
    void this.#shelf.write(newest.kept.seq ? [newest.kept] : [], gone.map(one => one.kept.opId));
    this.#around.states.note(newest.kept.opId, 'refused', { code, reason });
    this.#changed();
    // Decided at once, another operation may take its place; then its answer is that one's.
    if (isConflict(code)) this.#around.conflict(newest.kept, reason);
    newest.resolve({ ok: false, opId: newest.kept.opId, code, reason });
    this.#giveBack(posReference);
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

  #refusedOne(opId: string): Entry | undefined {
    const entry = this.#entries.get(opId);
    return entry?.phase === 'refused' ? entry : undefined;
  }

  #ofOrder(posReference: string | undefined): Entry[] {
    return posReference === undefined ? [] : [...this.#entries.values()].filter(entry => entry.kept.posReference === posReference);
  }

  #giveBack(posReference: string | undefined): void {
    this.#borrowing.giveBack(posReference, this.#ofOrder(posReference));
  }

  #changed(): void {
    this.#unsent.changed();
  }

  async #load(): Promise<void> {
    await this.#around.turn;
    const before = await this.#shelf.load();
    const entries = before.map(kept => entryOf(kept, kept.refused ? 'refused' : 'waiting', this.#around.states.of(kept.opId)));
    this.#seq = before.at(-1)?.seq ?? 0;
    this.#entries = new Map([...entries.map(entry => [entry.kept.opId, entry] as const), ...this.#entries]);
    this.#changed();
    for (const entry of entries) {
      const { opId, refused } = entry.kept;
      if (refused) this.#say(entry, refused.code, refused.reason);
      else this.#around.states.note(opId, 'unsent');
      if (refused && isConflict(refused.code)) this.#around.conflict(entry.kept, refused.reason);
    }
    this.#open = true;
    queueMicrotask(() => this.pump());
  }
}
