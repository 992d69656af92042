import type { AckOk, AckRefused, FromLane } from '../protocol/index.js';
import type { Clock } from './clock.js';
import { Hold, type HoldLine, type HoldWords } from './hold.js';

/** How long what a screen holds lives from each renewal. */
export interface Lifetimes {
  readonly lease: number;
  readonly table: number;
}

/** All leases and locks of this screen. */
export class Holds {
  readonly #line: HoldLine;
  readonly #clock: Clock;
  readonly #lifetimes: Lifetimes;
  readonly #versionOf: (posReference: string) => number;
  readonly #leases = new Map<string, Hold>();
  readonly #locks = new Map<number, Hold>();

  constructor(line: HoldLine, clock: Clock, lifetimes: Lifetimes, versionOf: (posReference: string) => number) {
    this.#line = line;
    this.#clock = clock;
    this.#lifetimes = lifetimes;
    this.#versionOf = versionOf;
  }

  lease(posReference: string): Hold {
    return this.#of(this.#leases, posReference, {
      ask: force => ({ type: 'LEASE_ACQUIRE', posReference, baseVersion: this.#versionOf(posReference), ...(force ? { force } : {}) }),
      beat: () => ({ type: 'LEASE_HEARTBEAT', posReference }),
      release: () => ({ type: 'LEASE_RELEASE', posReference }),
      ttl: this.#lifetimes.lease,
    });
  }

  lock(tableId: number): Hold {
    return this.#of(this.#locks, tableId, {
      ask: force => ({ type: force ? 'TABLE_LOCK_FORCE_ACQUIRE' : 'TABLE_LOCK_ACQUIRE', tableId }),
      beat: () => ({ type: 'TABLE_LOCK_HEARTBEAT', tableId }),
      release: () => ({ type: 'TABLE_LOCK_RELEASE', tableId }),
      ttl: this.#lifetimes.table,
    });
  }

  up(): void {
    for (const hold of this.#all()) hold.up();
  }

  down(): void {
    for (const hold of this.#all()) hold.down();
  }

  tick(): void {
    for (const hold of this.#all()) hold.tick();
  }

  acknowledged(ack: AckOk | AckRefused): void {
    for (const hold of this.#all()) hold.acknowledged(ack);
  }

  hear(message: FromLane): void {
    switch (message.type) {
      case 'LEASE_GRANTED':
        return this.lease(message.posReference).granted(message.expiresAt, message.provisional === true);
      case 'LEASE_DENIED':
        return this.lease(message.posReference).denied(message.holder, message.reason);
      case 'LEASE_REVOKED':
        return this.lease(message.posReference).revoked(message.reason);
      case 'TABLE_LOCK_GRANTED':
        return this.lock(message.tableId).granted(message.expiresAt, message.provisional === true);
      case 'TABLE_LOCK_DENIED':
        return this.lock(message.tableId).denied(message.lockedBy, 'Somebody else is at this table.');
      case 'TABLE_LOCK_REVOKED':
        return this.lock(message.tableId).revoked(message.reason);
      default:
    }
  }

  #of<K>(holds: Map<K, Hold>, key: K, words: HoldWords): Hold {
    let hold = holds.get(key);
    if (!hold) holds.set(key, (hold = new Hold(words, this.#line, this.#clock)));
    return hold;
  }

  #all(): Hold[] {
    return [...this.#leases.values(), ...this.#locks.values()];
  }
}
