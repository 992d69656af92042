/** Something that changes and tells so. What `get` returns stays the same object until it changed, so it fits React's useSyncExternalStore. */
export interface Value<T> {
  /** What it is now. */
  get(): T;
  /** Tells of each change from now on, not of what is now. @returns ends that */
  subscribe(hear: (now: T) => void): () => void;
}

/** A value that its owner sets. */
export class Cell<T> implements Value<T> {
  #now: T;
  readonly #hearing = new Set<(now: T) => void>();

  constructor(first: T) {
    this.#now = first;
  }

  get = (): T => this.#now;

  subscribe = (hear: (now: T) => void): (() => void) => {
    // Wrapped, so that one function that subscribes twice is told twice and leaves one at a time.
    const one = (now: T): void => hear(now);
    this.#hearing.add(one);
    return () => void this.#hearing.delete(one);
  };

  /** Whether anybody listens. */
  get heard(): boolean {
    return this.#hearing.size > 0;
  }

  set(next: T): void {
    if (Object.is(next, this.#now)) return;
    this.#now = next;
    this.tell();
  }

  protected tell(): void {
    for (const hear of [...this.#hearing]) aside(() => hear(this.get()));
  }
}

/** A value that is worked out when somebody looks and something has changed. */
export class Lazy<T> implements Value<T> {
  readonly #make: () => T;
  readonly #changes = new Cell(0);
  #made: { readonly at: number; readonly value: T } | undefined;

  constructor(make: () => T) {
    this.#make = make;
  }

  get = (): T => {
    const at = this.#changes.get();
    if (this.#made?.at !== at) this.#made = { at, value: this.#make() };
    return this.#made.value;
  };

  subscribe = (hear: (now: T) => void): (() => void) => this.#changes.subscribe(() => hear(this.get()));

  changed(): void {
    this.#changes.set(this.#changes.get() + 1);
  }
}

/** A map that is changed in place and copied only when somebody looks. */
export class MapCell<K, V> implements Value<ReadonlyMap<K, V>> {
  readonly #rows = new Map<K, V>();
  readonly #shown = new Lazy<ReadonlyMap<K, V>>(() => new Map(this.#rows));

  get = this.#shown.get;
  subscribe = this.#shown.subscribe;

  /** One row, without a copy of the map. */
  row(key: K): V | undefined {
    return this.#rows.get(key);
  }

  /** The rows themselves, oldest first. */
  rows(): IterableIterator<[K, V]> {
    return this.#rows.entries();
  }

  put(key: K, value: V): void {
    this.#rows.set(key, value);
    this.#shown.changed();
  }

  drop(key: K): void {
    if (this.#rows.delete(key)) this.#shown.changed();
  }

  replace(rows: Iterable<readonly [K, V]>): void {
    const next = [...rows];
    this.#rows.clear();
    for (const [key, value] of next) this.#rows.set(key, value);
    this.#shown.changed();
  }
}

/** Runs somebody else's function. What it throws is theirs, is reported as theirs, and stops nothing of ours. */
export function aside(run: () => void): void {
  try {
    run();
  } catch (trouble) {
    queueMicrotask(() => {
      throw trouble;
    });
  }
}
