import bcrypt from 'bcryptjs';
import { known, type Employee, type EmployeeFile, type EmployeeRecord } from './employees.js';
import type { Guesses } from './guesses.js';

/** What came of a PIN. */
export type SignedIn = { readonly employee: Employee } | { readonly error: string };

// Compared when there is nobody, so that an empty list does not answer faster. Of no PIN: it was made from random bytes.
const NOBODY = '$2b$10$NCIh92SiDfPRRqvvBFTw6Od1DpURjL.DKOw7KvTHABwnL4rs8LFdu';
const WRONG = 'This PIN is not right.';

/** Who works at this device. One person at a time; the PIN alone says who. */
export class SignIn {
  readonly #employees: EmployeeFile;
  readonly #guesses: Guesses;
  #id: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(employees: EmployeeFile, guesses: Guesses) {
    this.#employees = employees;
    this.#guesses = guesses;
  }

  /** Who is signed in, with the rights that the file gives them now; nobody when they work here no more. */
  get employee(): Employee | undefined {
    const record = this.#id === undefined ? undefined : this.#employees.byId(this.#id);
    if (!record) this.#id = undefined;
    return record && known(record);
  }

  /** Signs somebody in by a PIN. One try after the other, however many are asked for at once. */
  verify(pin: unknown): Promise<SignedIn> {
    const judged = this.#last.then(() => this.#verify(pin));
    this.#last = judged.catch(() => {});
    return judged;
  }

  /** Nobody is signed in any more. */
  logout(): void {
    this.#id = undefined;
  }

  async #verify(pin: unknown): Promise<SignedIn> {
    const until = this.#guesses.lockedUntil();
    if (until > 0) return { error: `Too many wrong PINs were typed here. Try again at ${new Date(until).toTimeString().slice(0, 5)}.` };
    if (typeof pin !== 'string' || pin.length < 4 || pin.length > 64) return { error: 'A PIN has 4 digits or more.' };
    const before = this.#guesses.state();
    this.#guesses.begin();
    const found = await this.#matching(pin);
    if (found.length !== 1) return { error: found.length === 0 ? WRONG : 'Two people have this PIN: neither can sign in until one of them has another.' };
    this.#guesses.right(before);
    const one = found[0] as EmployeeRecord;
    this.#id = one.id;
    return { employee: known(one) };
  }

  // With everybody and to the end: how long it takes tells nothing about whose it is, or whether it is anybody's.
  async #matching(pin: string): Promise<EmployeeRecord[]> {
    const all = this.#employees.all();
    const found: EmployeeRecord[] = [];
    if (all.length === 0) await bcrypt.compare(pin, NOBODY);
    for (const one of all) if (await bcrypt.compare(pin, one.pinHash)) found.push(one);
    return found;
  }
}
