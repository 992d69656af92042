import type { Clock } from './clock.js';
import type { Lane } from './lane.js';
import type { Operation } from './operation.js';
import type { ConnectOptions } from './options.js';
import { nameOf, takeTurn, type TakeTurn } from './turn.js';
import { Lazy } from './value.js';

/** How often it is looked for windows that are gone. */
const LOOK_EVERY = 60_000;

/** An operation of a window that is gone. */
interface LeftBehind {
  readonly device: string;
  readonly operation: Operation;
}

/**
 * What closed windows of this browser left behind: operations of other devices that nobody has a window for any more. They are said by a line of their own under
 * the device's own name, since a lane knows an operation by device and name. Only the browser's locks tell that a window is gone; where there are none, nothing is touched.
 */
export class Estate {
  /** Operations of closed windows that are not acknowledged yet, or were refused. */
  readonly left = new Lazy<readonly Operation[]>(() => [...this.#left.values()].map(({ operation }) => operation));
  readonly #options: ConnectOptions;
  readonly #clock: Clock;
  readonly #turn: TakeTurn;
  readonly #make: (options: ConnectOptions) => Lane;
  readonly #left = new Map<string, LeftBehind>();
  readonly #heirs = new Map<string, Lane>();
  #cancel: (() => void) | undefined;
  #closed = false;

  constructor(options: ConnectOptions, clock: Clock, make: (options: ConnectOptions) => Lane) {
    this.#options = options;
    this.#clock = clock;
    this.#turn = options.turn ?? takeTurn;
    this.#make = make;
  }

  /** A lane is there to say things to. */
  up(): void {
    if (!this.#cancel) this.#look();
  }

  /** @returns whether it was one of these */
  retry(opId: string): boolean {
    const left = this.#left.get(opId);
    if (!left) return false;
    void this.#within(left.device, leave => this.#inherit(left.device, leave, opId));
    return true;
  }

  /** @returns whether it was one of these */
  dismiss(opId: string): boolean {
    const left = this.#left.get(opId);
    if (!left || left.operation.state.get().state !== 'refused') return false;
    this.#drop(opId);
    void this.#within(left.device, async leave => {
      await this.#options.keep.write(left.device, [], [opId]);
      leave();
    });
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await Promise.all([...this.#heirs.values()].map(heir => heir.close()));
  }

  #look(): void {
    this.#cancel = this.#clock.after(LOOK_EVERY, () => this.#look());
    void this.#find().catch(() => {
      // A database that cannot be read now is read in a minute; whether this window can write is told by its own operations.
    });
  }

  async #find(): Promise<void> {
    const { keep, deviceId } = this.#options;
    for (const device of (await keep.devices?.()) ?? [])
      if (device !== deviceId && !this.#heirs.has(device)) await this.#within(device, leave => this.#inherit(device, leave));
  }

  async #within(device: string, work: (leave: () => void) => Promise<void>): Promise<void> {
    const leave = await this.#turn(nameOf(device), false);
    if (leave && this.#closed) leave();
    else if (leave) await work(leave);
  }

  async #inherit(device: string, leave: () => void, again?: string): Promise<void> {
    const { keep } = this.#options;
    const kept = await keep.load(device);
    if (again === undefined && kept.every(({ opId, refused }) => refused && this.#left.has(opId))) return leave();
    for (const [opId, left] of this.#left) if (left.device === device) this.#left.delete(opId);
    const heir = this.#make({
      ...this.#options, deviceId: device, watch: [], inherit: false, turn: () => Promise.resolve(leave),
      keep: { load: name => keep.load(name), write: (name, put, remove) => keep.write(name, put, remove), close: async () => {} },
    });
    this.#heirs.set(device, heir);
    const end = heir.unsent.subscribe(now => {
      for (const [opId, left] of this.#left) if (left.device === device && !now.some(one => one.opId === opId)) this.#drop(opId);
      for (const operation of now) {
        if (this.#left.has(operation.opId)) continue;
        this.#left.set(operation.opId, { device, operation });
        this.left.changed();
        if (operation.opId === again) heir.retry(operation.opId);
        void operation.done.then(() => this.#rest(device, heir, end));
      }
    });
  }

  // Only what was refused is left, and waits for a person without keeping the device's own window from coming back.
  #rest(device: string, heir: Lane, end: () => void): void {
    if (heir.unsent.get().some(operation => operation.state.get().state !== 'refused') || this.#heirs.get(device) !== heir) return;
    end();
    this.#heirs.delete(device);
    void heir.close();
  }

  #drop(opId: string): void {
    if (this.#left.delete(opId)) this.left.changed();
  }
}
