import type { Lane, Published } from '../client/index.js';
import { TOPIC, type Sale } from './sale.js';

/** A sale that is in the journal. */
export interface BookedSale {
  readonly entryId: string;
  readonly sale: Sale;
}

/** So many of the newest sales of the shop are known here; older ones are in the journal and in the clouds. */
export const BOOKED_MAX = 5_000;

/** The shop's newest sales, as the journal has them: filled by what the lane tells, and by nothing that this process believes. */
export class SalesBook {
  readonly #sales = new Map<string, BookedSale>();
  readonly #voided = new Map<string, string>();
  readonly #entries = new Map<string, BookedSale>();
  readonly #waiting = new Map<string, (sale: BookedSale) => void>();

  /** Begins to listen. @returns what ends it */
  follow(lane: Lane): () => void {
    return lane.subscribe([TOPIC], entry => this.#hear(entry), { from: 'start' });
  }

  get(id: string): BookedSale | undefined {
    return this.#sales.get(id);
  }

  /** The entry that takes a sale back, if there is one. */
  voidOf(id: string): string | undefined {
    return this.#voided.get(id);
  }

  /** The newest first. */
  recent(limit: number): readonly BookedSale[] {
    return [...this.#sales.values()].slice(-limit).reverse();
  }

  /** What an entry says, once the lane has told; undefined when it has not within that time. */
  async entry(entryId: string, within: number): Promise<BookedSale | undefined> {
    const there = this.#entries.get(entryId);
    if (there) return there;
    return new Promise(done => {
      const late = setTimeout(() => {
        this.#waiting.delete(entryId);
        done(undefined);
      }, within);
      this.#waiting.set(entryId, sale => {
        clearTimeout(late);
        done(sale);
      });
    });
  }

  #hear({ entryId, payload, subject }: Published): void {
    const sale = payload as Sale | null;
    const id = sale?.transaction?.id ?? subject;
    // Somebody else's idea of a sale: it is in the journal, and not shown here.
    if (!sale || typeof id !== 'string' || !Array.isArray(sale.items) || !Array.isArray(sale.payments)) return;
    const booked = { entryId, sale };
    // The first of a name counts, as in the clouds.
    if (!this.#sales.has(id)) this.#sales.set(id, booked);
    if (typeof sale.transaction.originalTransactionId === 'string' && !this.#voided.has(sale.transaction.originalTransactionId)) this.#voided.set(sale.transaction.originalTransactionId, id);
    this.#entries.set(entryId, booked);
    this.#waiting.get(entryId)?.(booked);
    this.#waiting.delete(entryId);
    for (const map of [this.#sales, this.#voided, this.#entries]) if (map.size > BOOKED_MAX) map.delete(map.keys().next().value as string);
  }
}
