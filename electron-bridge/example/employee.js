// Makes one entry of employees.json: node employee.js CODE FIRST LAST [manager]; the PIN is read from standard input.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import bcrypt from 'bcryptjs';

const COST = 10;
const [employeeCode, firstName, lastName, role] = process.argv.slice(2);
if (!employeeCode || !firstName || !lastName) {
  console.error('Say who it is: node employee.js CODE FIRST LAST [manager]');
  process.exit(64);
}
process.stderr.write('PIN, 4 digits or more: ');
const { value: pin = '' } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next();
if (!/^\d{4,12}$/.test(pin)) {
  console.error('A PIN has 4 to 12 digits.');
  process.exit(64);
}
const isManager = role === 'manager';
console.log(JSON.stringify({ id: randomUUID(), employeeCode, firstName, lastName, pinHash: await bcrypt.hash(pin, COST), isManager, canOverridePrice: isManager, canVoidTransaction: isManager }));
process.exit(0);
