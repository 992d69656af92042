import { readFileSync, statSync } from 'node:fs';

/** What everybody may know of an employee who signed in. The names are Euphoria's. */
export interface Employee {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly employeeCode: string;
  readonly isManager: boolean;
  readonly canOverridePrice: boolean;
  readonly canVoidTransaction: boolean;
}

/** An employee as the file has them; the hash stays in this process. */
export interface EmployeeRecord extends Employee {
  /** bcrypt of the PIN. */
  readonly pinHash: string;
}

/** The employees of a file: a JSON list, written by whoever manages the shop. Read again when it has changed. */
export class EmployeeFile {
  #read: { readonly mark: string; readonly all: readonly EmployeeRecord[] } | undefined;

  /** @param trouble told, in one sentence, when the file cannot be used; nobody signs in then */
  constructor(readonly path: string, readonly trouble: (sentence: string) => void = () => {}) {}

  /** Those who work here now. */
  all(): readonly EmployeeRecord[] {
    try {
      const { mtimeMs, size, ino } = statSync(this.path);
      const mark = `${mtimeMs} ${size} ${ino}`;
      if (this.#read?.mark !== mark) this.#read = { mark, all: parsed(JSON.parse(readFileSync(this.path, 'utf8'))) };
      return this.#read.all;
    } catch (why) {
      this.#read = undefined;
      // Not what stands in it: a parser quotes, and there are hashes.
      const code = (why as NodeJS.ErrnoException).code;
      this.trouble(`The employees in ${this.path} cannot be read (${code ?? 'it is no list of employees with id, employeeCode and a bcrypt pinHash'}); nobody can sign in.`);
      return [];
    }
  }

  /** An employee who works here now. */
  byId(id: string): EmployeeRecord | undefined {
    return this.all().find(one => one.id === id);
  }
}

const BCRYPT = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/;

function parsed(list: unknown): EmployeeRecord[] {
  if (!Array.isArray(list)) throw new Error('no list');
  return list.filter(one => (one as { isActive?: unknown }).isActive !== false).map((one: Record<string, unknown>) => {
    const text = (name: string): string => {
      const value = one[name];
      if (typeof value !== 'string' || value === '') throw new Error(`no ${name}`);
      return value;
    };
    const pinHash = text('pinHash');
    if (!BCRYPT.test(pinHash)) throw new Error('no bcrypt');
    return {
      id: text('id'), firstName: String(one['firstName'] ?? ''), lastName: String(one['lastName'] ?? ''), employeeCode: text('employeeCode'),
      isManager: one['isManager'] === true, canOverridePrice: one['canOverridePrice'] === true, canVoidTransaction: one['canVoidTransaction'] === true, pinHash,
    };
  });
}

/** What may leave this process of an employee. */
export const known = ({ pinHash: _, ...employee }: EmployeeRecord): Employee => employee;
