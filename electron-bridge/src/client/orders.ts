import { isPaid, type Said, type Snapshot } from '../protocol/index.js';
import { MapCell } from './value.js';

/** An order as the lane has it. */
export interface StoredOrder {
  readonly posReference: string;
  readonly version: number;
  readonly snapshot: Snapshot;
  /** The terminal that wrote this version, when the lane named it. */
  readonly by?: string;
}

/** So many paid orders stay in the list; a till that runs for weeks must not grow with each sale of the shop. */
export const PAID_KEPT = 500;

/** What the lane has of orders. */
export class OrderBook {
  readonly orders = new MapCell<string, StoredOrder>();
  readonly #heard = new Map<string, Set<() => void>>();

  of(posReference: string): StoredOrder | undefined {
    return this.orders.row(posReference);
  }

  /** Tells of changes of one order. */
  onChange(posReference: string, hear: () => void): () => void {
    const hearing = this.#heard.get(posReference) ?? new Set();
    this.#heard.set(posReference, hearing.add(hear));
    return () => {
      hearing.delete(hear);
      if (hearing.size === 0) this.#heard.delete(posReference);
    };
  }

  /** All that the lane has; what it does not name is paid, or gone. */
  begin(said: Said<'SYNC_INIT'>): void {
    const rows = new Map<string, StoredOrder>(said.orders.map(({ posReference, version, snapshot }) => [posReference, { posReference, version, snapshot }]));
    for (const [posReference, order] of this.orders.rows())
      if (!rows.has(posReference) && isPaid(order.snapshot)) rows.set(posReference, order);
    this.orders.replace(rows);
    for (const posReference of [...this.#heard.keys()]) this.#tell(posReference);
  }

  /** A version; older news than what is here is passed over. */
  learn(order: StoredOrder): void {
    const before = this.orders.row(order.posReference);
    if (before && before.version > order.version) return;
    this.orders.put(order.posReference, order);
    if (isPaid(order.snapshot)) this.#forgetPaid();
    this.#tell(order.posReference);
  }

  #tell(posReference: string): void {
    for (const hear of [...(this.#heard.get(posReference) ?? [])]) hear();
  }

  #forgetPaid(): void {
    const paid = [...this.orders.rows()].filter(([posReference, order]) => isPaid(order.snapshot) && !this.#heard.has(posReference));
    for (const [posReference] of paid.slice(0, Math.max(0, paid.length - PAID_KEPT))) this.orders.drop(posReference);
  }
}
