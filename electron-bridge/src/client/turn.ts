import type { Clock } from './clock.js';

/** Takes turns among the windows of a browser that go by one name. @param wait until it is ours, or only see whether it is free @returns how to give it on; nothing when it is not free */
export type TakeTurn = (name: string, wait: boolean) => Promise<(() => void) | undefined>;

/** The name of the turn of a device. */
export const nameOf = (device: string): string => `tillmesh ${device}`;

/**
 * By the browser's own locks, which end with the window however that ends. Where there are none (a page on plain http, Node) it is everybody's turn: then two
 * windows of one device push each other off the line, and what both say is still done once, by its opId.
 */
export const takeTurn: TakeTurn = (name, wait) => {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  if (!locks) return Promise.resolve(wait ? () => {} : undefined);
  return new Promise((resolve, reject) => {
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (lock) return new Promise<void>(release => resolve(release));
      resolve(undefined);
      return undefined;
    };
    locks.request(name, { ifAvailable: !wait }, held).catch(reject);
  });
};

const SAY_AFTER = 1_000;

/** One window's turn. Of two windows of one device the second waits: it would take the line from the first, and read what that one keeps. */
export class Turn {
  /** Comes when it is our turn; never, when we ended before. */
  readonly mine: Promise<void>;
  #leave: (() => void) | undefined;
  #ended = false;

  constructor(take: TakeTurn, device: string, clock: Clock, waiting: (reason: string) => void) {
    const cancel = clock.after(SAY_AFTER, () => waiting('Another window of this device is connected; close it to go on here.'));
    this.mine = new Promise(resolve => {
      void take(nameOf(device), true).catch(() => undefined).then((leave = () => {}) => {
        cancel();
        if (this.#ended) return leave();
        this.#leave = leave;
        resolve();
      });
    });
  }

  end(): void {
    this.#ended = true;
    this.#leave?.();
  }
}
