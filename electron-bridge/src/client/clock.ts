/** Time as the client needs it. Tests have their own. */
export interface Clock {
  /** Milliseconds that never go back and that count a sleep of the machine. */
  now(): number;
  /** Milliseconds since 1970, for people only. */
  wall(): number;
  /** Runs something once, that many milliseconds from now. @returns takes that back */
  after(millis: number, run: () => void): () => void;
}

/** A monotonic clock stands still on some machines while they sleep; a jump of the wall clock beyond this is taken for such a sleep. */
const SLEPT_AT_LEAST = 2_000;

/**
 * The machine's clock. A laptop that was closed for an hour finds its leases over, although its monotonic clock may not have moved. A wall clock that
 * somebody sets forward looks the same and makes us ask for leases once too often, which does no harm; set back, it changes nothing.
 */
export function steadyClock(monotonic: () => number = () => performance.now(), wall: () => number = Date.now): Clock {
  let counted = 0;
  let steadyBefore = monotonic();
  let wallBefore = wall();
  return {
    now() {
      const steady = monotonic();
      const date = wall();
      const passed = Math.max(0, steady - steadyBefore);
      const dated = date - wallBefore;
      counted += dated > passed + SLEPT_AT_LEAST ? dated : passed;
      steadyBefore = steady;
      wallBefore = date;
      return counted;
    },
    wall,
    after(millis, run) {
      const timer = setTimeout(run, millis);
      return () => clearTimeout(timer);
    },
  };
}

/** Numbers from 0 to below 1. */
export type Dice = () => number;

/** A pause that doubles from `first` to `most` and is thrown within its upper half, so that screens do not come back in one wave. */
export function pause(tries: number, first: number, most: number, dice: Dice): number {
  const step = Math.min(most, first * 2 ** Math.min(tries, 20));
  return step / 2 + (dice() * step) / 2;
}

/** A name for an operation that no other of this device has. Works on plain http too, where randomUUID does not exist. */
export function newOpId(wall: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return wall.toString(36) + '-' + Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
