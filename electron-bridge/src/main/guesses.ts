import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Failures within {@link HOUR} that lock this device. */
export const FAILURES_MAX = 10;
const HOUR = 60 * 60_000;
/** How long it is locked. */
export const LOCKED_FOR = 15 * 60_000;

/**
 * Counts the wrong PINs that were typed on this device, whoever's they were meant to be, also over restarts. A try is
 * written down as a failure before it is judged, so that ending the app in between is no free guess.
 */
export class Guesses {
  #failures: number[] = [];
  #lockedUntil = 0;

  /** @param trouble told when the file cannot be written; it is counted in memory then */
  constructor(readonly path: string, readonly now: () => number = Date.now, readonly trouble: (sentence: string) => void = () => {}) {
    try {
      const { failures, lockedUntil } = JSON.parse(readFileSync(path, 'utf8')) as { failures?: unknown; lockedUntil?: unknown };
      if (Array.isArray(failures)) this.#failures = failures.filter(at => typeof at === 'number');
      if (typeof lockedUntil === 'number') this.#lockedUntil = lockedUntil;
    } catch {
      // The first start, or a file that says nothing.
    }
  }

  /** When this device is unlocked, in milliseconds of Date; 0 when it is not locked. */
  lockedUntil(): number {
    // A clock that was set back must not lock a till for a year.
    const until = Math.min(this.#lockedUntil, this.now() + LOCKED_FOR);
    return until > this.now() ? until : 0;
  }

  /** Somebody tries: counts as wrong until {@link right} says otherwise. */
  begin(): void {
    const now = this.now();
    this.#failures = [...this.#failures.filter(at => at > now - HOUR && at <= now), now];
    if (this.#failures.length >= FAILURES_MAX) {
      this.#lockedUntil = now + LOCKED_FOR;
      this.#failures = [];
    }
    this.#write();
  }

  /** The try that was begun last was right. What was wrong before stays counted. @param before as {@link state} said */
  right(before: GuessState): void {
    this.#failures = [...before.failures];
    this.#lockedUntil = before.lockedUntil;
    this.#write();
  }

  /** What is counted now. */
  state(): GuessState {
    return { failures: this.#failures, lockedUntil: this.#lockedUntil };
  }

  #write(): void {
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(`${this.path}.new`, JSON.stringify(this.state()), { mode: 0o600, flush: true } as object);
      renameSync(`${this.path}.new`, this.path);
    } catch {
      this.trouble(`Wrong PINs cannot be written to ${this.path}: they are forgotten when the app ends.`);
    }
  }
}

/** What is counted. */
export interface GuessState {
  readonly failures: readonly number[];
  readonly lockedUntil: number;
}
