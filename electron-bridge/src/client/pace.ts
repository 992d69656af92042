import type { Clock } from './clock.js';

/** A lane takes 200 frames a second of one screen, whatever they are; half of that is left for the rest. */
const FRAMES_A_SECOND = 100;
const BURST = 50;
const ONE = 1000 / FRAMES_A_SECOND;

/** Keeps a long queue from being called a screen that sends too fast. */
export class Pace {
  readonly #clock: Clock;
  #left = BURST;
  #at: number;
  #wake: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** @returns whether one more may be said now */
  take(): boolean {
    const now = this.#clock.now();
    this.#left = Math.min(BURST, this.#left + (now - this.#at) / ONE);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** When one more may be said at the earliest. */
  get next(): number {
    return this.#at + ONE;
  }

  /** Runs something at a time; only the last that was wished for. */
  wakeAt(when: number, run: () => void): void {
    this.stop();
    if (when < Infinity) this.#wake = this.#clock.after(Math.max(1, Math.ceil(when - this.#clock.now())), run);
  }

  stop(): void {
    this.#wake();
    this.#wake = () => {};
  }
}
