import type { OrderType } from '../protocol/index.js';
import { newOpId } from './clock.js';
import type { Answer } from './operation.js';
import type { Outbox } from './outbox.js';

/** What came of asking for a ticket number. */
export type TicketAnswer = { readonly ok: true; readonly number: number } | Extract<Answer, { ok: false }>;

/** Numbers that were given and that somebody may still ask for. */
const NUMBERS_KEPT = 200;
const NAME_MAX = 64;

/** Ticket numbers: asked for by a name, under which a lane gives the same number again. */
export class TicketOffice {
  readonly #outbox: Outbox;
  readonly #wall: () => number;
  readonly #numbers = new Map<string, number>();
  /** One question is on its way at a time; the lane says the number first and acknowledges then. */
  #heard: number | undefined;

  constructor(outbox: Outbox, wall: () => number) {
    this.#outbox = outbox;
    this.#wall = wall;
  }

  async next(orderType: OrderType, order?: string): Promise<TicketAnswer> {
    const opId = order === undefined ? newOpId(this.#wall()) : nameOf(`t-${orderType}-${order}`);
    const answer = await this.#outbox.add({ type: 'TICKET_NUMBER_REQUEST', orderType }, {}, opId).done;
    if (!answer.ok) {
      // Nobody waits for it any more; whoever asks again asks anew.
      this.#outbox.dismiss(opId);
      return answer;
    }
    const number = this.#numbers.get(opId);
    return number === undefined ? { ok: false, opId, code: 'BAD_REQUEST', reason: 'The lane acknowledged a ticket number and did not say which.' } : { ok: true, number };
  }

  heard(number: number): void {
    this.#heard = number;
  }

  acknowledged(opId: string): void {
    if (this.#heard === undefined) return;
    this.#numbers.set(opId, this.#heard);
    this.#heard = undefined;
    const [oldest] = this.#numbers.keys();
    if (this.#numbers.size > NUMBERS_KEPT && oldest !== undefined) this.#numbers.delete(oldest);
  }
}

/** A name of at most 64 characters; a longer one is told from others by a hash of all of it. */
function nameOf(text: string): string {
  if (text.length <= NAME_MAX) return text;
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
    b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
  }
  return text.slice(0, NAME_MAX - 17) + '-' + (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}
