import type { Hold, HoldAnswer } from './hold.js';
import { needsLease, type Entry } from './operation.js';

/** Leases that nobody edits under, asked for only so that operations on the order can be said, and given back when they are. */
export class Borrowing {
  readonly #lease: (posReference: string) => Hold;
  readonly #borrowed = new Set<string>();

  constructor(lease: (posReference: string) => Hold) {
    this.#lease = lease;
  }

  /** Somebody edits the order: its lease stays. */
  lend(posReference: string): void {
    this.#borrowed.delete(posReference);
  }

  /** Nobody edits it any more: its lease goes when no operation needs it. */
  borrow(posReference: string, ofOrder: readonly Entry[]): void {
    this.#borrowed.add(posReference);
    this.giveBack(posReference, ofOrder);
  }

  giveBack(posReference: string | undefined, ofOrder: readonly Entry[]): void {
    if (posReference === undefined || !this.#borrowed.has(posReference)) return;
    if (ofOrder.some(entry => entry.phase !== 'refused' && needsLease(entry.kept))) return;
    this.#borrowed.delete(posReference);
    this.#lease(posReference).release();
  }

  /** An unpaid snapshot needs the lease of its order. @returns whether it has it; if not it is asked for, and the answer is told */
  leased(entry: Entry, answered: (answer: HoldAnswer) => void): boolean {
    if (!needsLease(entry.kept)) return true;
    const posReference = entry.kept.posReference as string;
    const lease = this.#lease(posReference);
    if (lease.firm) return true;
    if (!entry.asking) {
      entry.asking = true;
      if (!lease.wanted) this.#borrowed.add(posReference);
      void lease.want().then(answer => {
        entry.asking = false;
        answered(answer);
      });
    }
    return false;
  }
}
