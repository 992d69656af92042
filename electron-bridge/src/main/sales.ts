import { randomUUID } from 'node:crypto';
import type { Lane } from '../client/index.js';
import { SalesBook } from './book.js';
import type { Employee } from './employees.js';
import { BadSale, contentOf, saleOf, TOPIC, voidOf, type Sale } from './sale.js';
import type { SignIn } from './signin.js';

/** What came of a sale, in Euphoria's form. `success: false` means that nothing was written, unless it says `pending`. */
export interface Completed {
  readonly success: boolean;
  readonly transactionId?: string;
  readonly error?: string;
  /** It is written down on this device and not yet by the lane: it will be, once, without anybody's help. The same sale sent again asks for it. */
  readonly pending?: true;
}

/** How long things may take, in milliseconds. */
export interface SalesTimes {
  /** For the lane to be connected, before a sale is refused. */
  readonly connect: number;
  /** For the lane to answer, before a sale is called pending. */
  readonly answer: number;
  /** For the lane to tell a sale that it says it has. */
  readonly told: number;
}

const USUAL: SalesTimes = { connect: 5_000, answer: 20_000, told: 2_000 };
const ID = /^[A-Za-z0-9._-]{1,50}$/;
const RECENT_MAX = 500;

/** Sales of this device: each is one entry in the lane's journal, and done when the lane says that it is on its disk. */
export class Sales {
  readonly #lane: Lane;
  readonly #signIn: SignIn;
  readonly #terminalId: string;
  readonly #times: SalesTimes;
  readonly #book = new SalesBook();
  readonly #stopFollowing: () => void;
  /**
   * Sales whose page has no answer, by their content. The same content without a name of its own may be that sale again, or the next customer with the
   * same coffee: only a person knows, so it is neither taken for done nor sold, and they are told.
   */
  readonly #unanswered = new Map<string, string>();
  readonly #patient = new Set<() => void>();

  /** @param kept sales that this device wrote down before it was started and that no lane has answered */
  constructor(lane: Lane, signIn: SignIn, terminalId: string, kept: readonly Sale[] = [], times: SalesTimes = USUAL) {
    this.#lane = lane;
    this.#signIn = signIn;
    this.#terminalId = terminalId;
    this.#times = times;
    this.#stopFollowing = this.#book.follow(lane);
    for (const sale of kept) this.#unanswered.set(contentOf(sale), sale.transaction.id);
  }

  /** Records a sale. Done when the lane has it on its disk. */
  complete(asked: unknown): Promise<Completed> {
    return this.#told(async () => {
      const employee = this.#employee();
      const given = (asked as { clientTransactionId?: unknown } | null)?.clientTransactionId;
      if (given !== undefined && (typeof given !== 'string' || !ID.test(given))) throw new BadSale('clientTransactionId has 1 to 50 of A-Z, a-z, 0-9, . _ and -.');
      const by = { employee, terminalId: this.#terminalId, at: Date.now() };
      const content = contentOf(saleOf(asked, '', by));
      await this.#lane.loaded;
      const before = given === undefined ? this.#before(content) : undefined;
      if (before) return before;
      const id = (given as string | undefined) ?? randomUUID();
      return this.#write(`sale-${id}`, saleOf(asked, id, by), content);
    });
  }

  /** Takes a sale back, for good: an entry of its own with the opposite amounts. Only for who may; asked twice it is done once. */
  void(id: unknown, reason: unknown): Promise<Completed> {
    return this.#told(async () => {
      const employee = this.#employee();
      if (!employee.canVoidTransaction && !employee.isManager) throw new BadSale('You do not have permission to void transactions.');
      if (typeof reason !== 'string' || reason.trim() === '' || reason.length > 300) throw new BadSale('Say why, in up to 300 characters.');
      const booked = typeof id === 'string' ? this.#book.get(id) : undefined;
      if (!booked) throw new BadSale('There is no such transaction among the newest ones of the shop.');
      if (booked.sale.transaction.originalTransactionId !== null) throw new BadSale('This transaction itself takes another one back.');
      const before = this.#book.voidOf(booked.sale.transaction.id);
      if (before !== undefined) return { success: true, transactionId: before };
      const back = `void-${booked.sale.transaction.id}`.slice(0, 59);
      const sale = voidOf(booked.sale, back, reason.trim(), { employee, terminalId: this.#terminalId, at: Date.now() });
      return this.#write(back, sale, undefined);
    });
  }

  /** A sale of the shop, with what was sold and paid. */
  get(id: unknown): { success: boolean; transaction?: Sale; error?: string } {
    return this.#asked(() => {
      const booked = typeof id === 'string' ? this.#book.get(id) : undefined;
      if (!booked) throw new BadSale('There is no such transaction among the newest ones of the shop.');
      return { success: true, transaction: this.#shown(booked.sale) };
    });
  }

  /** The newest sales of the shop, the newest first. */
  recent(limit: unknown): { success: boolean; transactions?: readonly Sale['transaction'][]; error?: string } {
    return this.#asked(() => {
      const many = Number.isInteger(limit) && (limit as number) > 0 ? Math.min(limit as number, RECENT_MAX) : 10;
      return { success: true, transactions: this.#book.recent(many).map(({ sale }) => this.#shown(sale).transaction) };
    });
  }

  /** Answers nobody any more: what waits is pending. */
  close(): void {
    this.#stopFollowing();
    for (const tired of this.#patient) tired();
  }

  #before(content: string): Completed | undefined {
    const id = this.#unanswered.get(content);
    if (id === undefined) return undefined;
    const operation = this.#lane.unsent.get().find(one => one.opId === `sale-${id}`);
    if (operation && operation.state.get().state !== 'refused') return { success: false, pending: true, transactionId: id, error: WAITS };
    this.#unanswered.delete(content);
    if (!operation) return { success: false, transactionId: id, error: RECORDED };
    // It was refused, and nobody was there to hear it: this one is judged anew.
    this.#lane.dismiss(operation.opId);
    return undefined;
  }

  #employee(): Employee {
    const { employee } = this.#signIn;
    if (!employee) throw new BadSale('Not authenticated');
    return employee;
  }

  // The entry of a sale never changes; that it was taken back is another entry.
  #shown(sale: Sale): Sale {
    return this.#book.voidOf(sale.transaction.id) === undefined ? sale : { ...sale, transaction: { ...sale.transaction, status: 'voided' } };
  }

  async #write(opId: string, sale: Sale, content: string | undefined): Promise<Completed> {
    const { id } = sale.transaction;
    const same = content ?? contentOf(sale);
    const known = this.#book.get(id);
    if (known && contentOf(known.sale) !== same) throw new BadSale(USED);
    const waits = this.#lane.unsent.get().some(one => one.opId === opId);
    if (!waits && !(await this.#connected())) throw new BadSale(`The lane's node is not connected: ${this.#why()}. Nothing was recorded.`);
    if (content !== undefined) this.#unanswered.set(content, id);
    const operation = this.#lane.publish(TOPIC, sale, { subject: id, opId });
    let told = false;
    const answered = operation.done.then(async answer => {
      // Whoever was told that it waits asks once more, and hears then that it is recorded.
      if (content !== undefined && this.#unanswered.get(content) === id && !(told && answer.ok)) this.#unanswered.delete(content);
      if (!answer.ok) {
        this.#lane.dismiss(opId);
        throw new BadSale(answer.reason);
      }
      // What was done before under this name is only answered again: was it this sale?
      const booked = answer.entryId === undefined ? undefined : await this.#book.entry(answer.entryId, this.#times.told);
      if (booked && contentOf(booked.sale) !== same) throw new BadSale(USED);
      return { success: true, transactionId: id };
    });
    const pending: Completed = { success: false, pending: true, transactionId: id, error: 'The lane has not recorded this yet. It is kept on this device and will be recorded once, by itself: do not enter it as another sale.' };
    answered.catch(() => {});
    let late: NodeJS.Timeout | undefined;
    let tired = (): void => {};
    const patience = new Promise<Completed>(done => {
      tired = () => {
        told = true;
        done(pending);
      };
      late = setTimeout(tired, this.#times.answer);
    });
    this.#patient.add(tired);
    return Promise.race([answered, patience]).finally(() => {
      clearTimeout(late);
      this.#patient.delete(tired);
    });
  }

  #connected(): Promise<boolean> {
    const { connection } = this.#lane;
    if (connection.get().phase === 'ready') return Promise.resolve(true);
    return new Promise(done => {
      const settle = (is: boolean): void => {
        clearTimeout(late);
        stop();
        done(is);
      };
      const late = setTimeout(() => settle(false), this.#times.connect);
      const stop = connection.subscribe(now => {
        if (now.phase === 'ready') settle(true);
      });
    });
  }

  #why(): string {
    const now = this.#lane.connection.get();
    return 'reason' in now && now.reason ? now.reason : now.phase;
  }

  async #told(deed: () => Promise<Completed>): Promise<Completed> {
    try {
      return await deed();
    } catch (why) {
      return { success: false, error: sentenceOf(why) };
    }
  }

  #asked<T extends { success: boolean }>(question: () => T): T | { success: false; error: string } {
    try {
      this.#employee();
      return question();
    } catch (why) {
      return { success: false, error: sentenceOf(why) };
    }
  }
}

const WAITS = 'A sale with the very same goods and payments is kept on this device, and the lane has not recorded it yet. It will be recorded once, by itself. If this is another one, complete it when that one is recorded.';
const RECORDED = 'The sale with the very same goods and payments that was waiting is recorded now, under this transactionId. If this is another one, complete it once more.';
const USED = 'Another sale was recorded under this clientTransactionId; this one was not.';

function sentenceOf(why: unknown): string {
  if (why instanceof BadSale) return why.message;
  // A mistake of ours: its text may hold what was sold.
  return `The transaction could not be handled (${why instanceof Error ? why.name : 'unknown'}).`;
}
