import type { Clock } from './clock.js';
import type { KeptOperation, OperationStore } from './store.js';
import { Cell } from './value.js';

/** Whether this device can write operations down. While it cannot, they are said all the same, and closing the window may lose what is not acknowledged. */
export interface Keeping {
  readonly ok: boolean;
  readonly reason?: string;
}

/** A database that says nothing for so long must not stop a shop from selling. */
const WRITTEN_WITHIN = 5_000;

/** Writes operations to the store in the order in which they change, and says when that does not work. */
export class Shelf {
  readonly keeping = new Cell<Keeping>({ ok: true });
  readonly #store: OperationStore;
  readonly #device: string;
  readonly #clock: Clock;
  #last: Promise<void> = Promise.resolve();
  /** What a failing store has not taken: it is written with the next that is. */
  #owed = new Map<string, KeptOperation | undefined>();

  constructor(store: OperationStore, device: string, clock: Clock) {
    this.#store = store;
    this.#device = device;
    this.#clock = clock;
  }

  async load(): Promise<KeptOperation[]> {
    try {
      return await this.#store.load(this.#device);
    } catch (trouble) {
      this.keeping.set({ ok: false, reason: `What this device kept cannot be read (${said(trouble)}).` });
      return [];
    }
  }

  /** Done when the disk has it, or when it was tried in vain; then `keeping` says so. */
  write(put: readonly KeptOperation[], remove: readonly string[]): Promise<void> {
    for (const opId of remove) this.#owed.set(opId, undefined);
    for (const kept of put) this.#owed.set(kept.opId, kept);
    if (this.#owed.size === 0) return this.#last;
    this.#last = this.#last.then(() => this.#flush());
    return this.#last;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#store.close();
  }

  #within(writing: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(WRITTEN_WITHIN, () => reject(new Error('its database does not answer')));
      writing.then(resolve, reject).finally(cancel);
    });
  }

  async #flush(): Promise<void> {
    const owed = this.#owed;
    if (owed.size === 0) return;
    // What comes meanwhile goes together, in the next one.
    this.#owed = new Map();
    const put = [...owed.values()].filter(kept => kept !== undefined);
    const remove = [...owed].filter(([, kept]) => kept === undefined).map(([opId]) => opId);
    try {
      await this.#within(this.#store.write(this.#device, put, remove));
      this.keeping.set(this.keeping.get().ok ? this.keeping.get() : { ok: true });
    } catch (trouble) {
      this.#owed = new Map([...owed, ...this.#owed]);
      this.keeping.set({ ok: false, reason: `This device cannot write down what is not acknowledged yet (${said(trouble)}): keep this window open.` });
    }
  }
}

function said(trouble: unknown): string {
  return trouble instanceof Error ? trouble.message : String(trouble);
}
