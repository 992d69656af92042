import type { AckOk, AckRefused, Code, ToLane } from '../protocol/index.js';
import { newOpId, type Clock } from './clock.js';
import { Cell, type Value } from './value.js';

/** The lease on an order, or the lock of a table, as this screen knows it. */
export interface Held {
  /**
   * `free`: we do not want it. `asked`: we want it, and nobody has said yes yet. `held`: it is ours. `denied`: somebody else has it. `lost`: it was ours and was
   * taken. `expired`: it was ours, and its time ran out while no lane heard us; it is asked for again as soon as one does.
   */
  readonly state: 'free' | 'asked' | 'held' | 'denied' | 'lost' | 'expired';
  /** Who has it, when a lane said so. */
  readonly holder?: string;
  readonly reason?: string;
  readonly code?: Code;
  /** No majority of the lanes has agreed: another part of the shop may have it too. */
  readonly provisional?: boolean;
  /** When it ends unless it is renewed, by the clock of the lane; for display only. */
  readonly expiresAt?: string;
  /** False while no lane is connected that could say otherwise. */
  readonly fresh: boolean;
}

/** What came of asking. `OFFLINE`: no lane is connected; it stays wanted and is asked for when one is. */
export type HoldAnswer =
  | { readonly ok: true; readonly provisional: boolean }
  | { readonly ok: false; readonly code: Code | 'OFFLINE' | 'RELEASED'; readonly holder?: string; readonly reason: string };

/** How one kind of hold is spoken of. */
export interface HoldWords {
  ask(force: boolean): ToLane;
  beat(): ToLane;
  release(): ToLane;
  /** How long it lives from each renewal; a guess of the lane's setting, on the safe side of which the client stays. */
  readonly ttl: number;
}

/** Where a hold says its messages. */
export interface HoldLine {
  readonly ready: boolean;
  send(message: ToLane): boolean;
}

const BEATS_IN_A_TTL = 4;
/** A lane ends what a screen held so long after its socket closed. */
const GRACE = 10_000;
/** A lane that cannot ask the others says so within 3 s; who hears nothing at all asks again. */
const ASK_AGAIN = 6_000;
/** A lane that is too busy, or whose disk is full, is asked again after this. */
const BUSY_AGAIN = 700;
const TROUBLES: readonly Code[] = ['BUSY', 'TOO_FAST', 'DISK'];

/** One lease or lock: asks, renews, notices that it is gone, and asks again after a lost line. */
export class Hold {
  readonly #cell = new Cell<Held>({ state: 'free', fresh: false });
  readonly #words: HoldWords;
  readonly #line: HoldLine;
  readonly #clock: Clock;
  #wanted = false;
  #force = false;
  #opId: string | undefined;
  #askAt = 0;
  #beatAt = 0;
  #until = 0;
  #waiting: ((answer: HoldAnswer) => void)[] = [];

  constructor(words: HoldWords, line: HoldLine, clock: Clock) {
    this.#words = words;
    this.#line = line;
    this.#clock = clock;
  }

  get state(): Value<Held> {
    return this.#cell;
  }

  /** Whether a lane that we are connected to has given it to us, and its time is not over. */
  get firm(): boolean {
    const now = this.#cell.get();
    return now.state === 'held' && now.fresh && this.#clock.now() < this.#until;
  }

  /** Whether somebody wants it; else there is nothing to do. */
  get wanted(): boolean {
    return this.#wanted;
  }

  want(force = false): Promise<HoldAnswer> {
    this.#wanted = true;
    if (this.firm) return Promise.resolve({ ok: true, provisional: this.#cell.get().provisional === true });
    this.#force ||= force;
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      if (this.#line.ready) {
        if (this.#opId === undefined || force) this.#ask();
      } else {
        this.#set({ state: 'asked', fresh: false, reason: 'No lane is connected.' });
        this.#answer({ ok: false, code: 'OFFLINE', reason: 'No lane is connected; it is asked for when one is.' });
      }
    });
  }

  /** @param message to say instead of the plain release */
  release(message: ToLane = this.#words.release()): void {
    const had = ['asked', 'held'].includes(this.#cell.get().state);
    this.#end();
    this.#set({ state: 'free', fresh: this.#line.ready });
    if (had) this.#line.send(message);
    this.#answer({ ok: false, code: 'RELEASED', reason: 'It was given back.' });
  }

  granted(expiresAt: string, provisional: boolean): void {
    if (!this.#wanted) {
      // Given back while the question was on its way.
      this.#line.send(this.#words.release());
      return;
    }
    this.#renewed();
    this.#force = false;
    this.#set({ state: 'held', fresh: true, expiresAt, ...(provisional ? { provisional } : {}) });
  }

  denied(holder: string, reason: string): void {
    if (!this.#wanted) return;
    if (this.#opId !== undefined) this.#set({ state: this.#had ? 'lost' : 'denied', fresh: true, reason, ...(holder ? { holder } : {}) });
    // Else a write was refused; that is told by the write.
  }

  #had = false;

  revoked(reason: string): void {
    if (!this.#wanted) return;
    if (/taken over/i.test(reason)) {
      this.#end();
      this.#set({ state: 'lost', fresh: true, reason, ...takenBy(reason) });
    } else {
      // Its time was over, or the lane does not know of it: ask, and be told who has it.
      this.#set({ state: 'expired', fresh: true, reason });
      this.#had = true;
      if (this.#line.ready) this.#ask();
    }
  }

  /** The answer to what we asked, after the dialect's own. */
  acknowledged(ack: AckOk | AckRefused): void {
    if (ack.opId !== this.#opId) return;
    this.#opId = undefined;
    if (ack.ok) {
      this.#answer({ ok: true, provisional: this.#cell.get().provisional === true });
    } else if (TROUBLES.includes(ack.code)) {
      this.#askAt = this.#clock.now() + BUSY_AGAIN;
      this.#set({ ...this.#cell.get(), state: 'asked', reason: ack.reason, code: ack.code });
    } else {
      const { holder } = this.#cell.get();
      this.#set({ state: this.#had ? 'lost' : 'denied', fresh: true, reason: ack.reason, code: ack.code, ...(holder ? { holder } : {}) });
      this.#end();
      this.#answer({ ok: false, code: ack.code, reason: ack.reason, ...(holder ? { holder } : {}) });
    }
  }

  /** Which question this is the answer to. */
  asked(opId: string): boolean {
    return this.#opId === opId;
  }

  up(): void {
    if (this.#wanted) this.#ask();
    else if (this.#cell.get().state !== 'free') this.#set({ ...this.#cell.get(), fresh: true });
  }

  down(): void {
    this.#opId = undefined;
    const now = this.#cell.get();
    if (now.state === 'held') this.#until = Math.min(this.#until, this.#clock.now() + GRACE);
    if (now.fresh) this.#set({ ...now, fresh: false });
    this.#answer({ ok: false, code: 'OFFLINE', reason: 'The line to the lane was lost; it is asked for again when it is back.' });
  }

  tick(): void {
    const now = this.#clock.now();
    const { state } = this.#cell.get();
    if (state === 'held' && now >= this.#until) {
      this.#had = true;
      this.#set({ state: 'expired', fresh: this.#line.ready, reason: 'No lane has heard of us for too long.' });
      if (this.#line.ready) this.#ask();
    } else if (state === 'held' && now >= this.#beatAt && this.#line.send(this.#words.beat())) {
      // A lane answers only when it is not ours any more; so the end moves with what was said, and the line says whether anybody hears.
      this.#renewed();
    } else if ((state === 'asked' || state === 'expired') && this.#wanted && this.#line.ready && now >= this.#askAt) {
      this.#ask();
    }
  }

  #ask(): void {
    this.#opId = newOpId(this.#clock.wall());
    this.#askAt = this.#clock.now() + ASK_AGAIN;
    const { state } = this.#cell.get();
    this.#had ||= state === 'held' || state === 'expired';
    if (state !== 'held' && state !== 'expired') this.#set({ state: 'asked', fresh: true });
    this.#line.send({ ...this.#words.ask(this.#force), opId: this.#opId });
  }

  #renewed(): void {
    const now = this.#clock.now();
    this.#had = false;
    this.#until = now + this.#words.ttl;
    this.#beatAt = now + this.#words.ttl / BEATS_IN_A_TTL;
  }

  #end(): void {
    this.#wanted = this.#force = this.#had = false;
    this.#opId = undefined;
  }

  #set(held: Held): void {
    this.#cell.set(held);
  }

  #answer(answer: HoldAnswer): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(answer);
  }
}

function takenBy(reason: string): { holder?: string } {
  const found = /taken over by (.+)$/i.exec(reason);
  return found?.[1] ? { holder: found[1] } : {};
}
