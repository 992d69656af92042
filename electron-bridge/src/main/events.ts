/** Tells of things by their name; `E` says what is told with each. Somebody who throws does not keep others from hearing. */
export class Events<E extends object> {
  readonly #hearers = new Map<keyof E, Set<(what: never) => void>>();

  /** @returns what ends it */
  on<K extends keyof E>(name: K, hear: (what: E[K]) => void): () => void {
    let all = this.#hearers.get(name);
    if (!all) this.#hearers.set(name, (all = new Set()));
    all.add(hear);
    return () => all.delete(hear);
  }

  tell<K extends keyof E>(name: K, what: E[K]): void {
    for (const hear of [...(this.#hearers.get(name) ?? [])]) {
      try {
        (hear as (what: E[K]) => void)(what);
      } catch (trouble) {
        queueMicrotask(() => {
          throw trouble;
        });
      }
    }
  }
}
