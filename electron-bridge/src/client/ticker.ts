import type { Clock } from './clock.js';
import { whenBack } from './page.js';

const TICK = 1_000;

/** Once a second, as well as it goes: a browser slows the timers of a hidden page down to one a minute, but neither its sockets nor a return to it. */
export class Ticker {
  readonly #clock: Clock;
  readonly #run: () => void;
  readonly #stopListening: () => void;
  #cancel: () => void = () => {};
  #ranAt = 0;

  /** @param back when somebody comes back to the page, or the network does */
  constructor(clock: Clock, run: () => void, back: () => void) {
    this.#clock = clock;
    this.#run = run;
    this.#stopListening = whenBack(() => {
      this.#tick();
      back();
    });
    this.#again();
  }

  /** Something was heard, which is as good as a timer. */
  heard(): void {
    if (this.#clock.now() - this.#ranAt >= TICK) this.#tick();
  }

  stop(): void {
    this.#cancel();
    this.#stopListening();
  }

  #again(): void {
    this.#cancel = this.#clock.after(TICK, () => {
      this.#tick();
      this.#again();
    });
  }

  #tick(): void {
    this.#ranAt = this.#clock.now();
    this.#run();
  }
}
