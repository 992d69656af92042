import assert from 'node:assert/strict';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import bcrypt from 'bcryptjs';
import { EmployeeFile } from '../../src/main/employees.js';
import { FAILURES_MAX, Guesses, LOCKED_FOR } from '../../src/main/guesses.js';
import { SignIn } from '../../src/main/signin.js';
import { folder } from './rig.js';

const QUICK = 4;
const hash = (pin: string): string => bcrypt.hashSync(pin, QUICK);
const ANA = { id: 'e1', employeeCode: 'E1', firstName: 'Ana', lastName: 'Rey', pinHash: hash('4711'), isManager: true };
const BO = { id: 'e2', employeeCode: 'E2', firstName: 'Bo', lastName: 'Li', pinHash: hash('8080'), canVoidTransaction: true };

function device(employees: unknown = [ANA, BO]) {
  const dir = folder();
  const file = join(dir.path, 'employees.json');
  const counted = join(dir.path, 'wrong-pins.json');
  const troubles: string[] = [];
  let version = 0;
  const clock = { now: 1_769_882_645_123 };
  const write = (all: unknown): void => {
    writeFileSync(file, typeof all === 'string' ? all : JSON.stringify(all));
    utimesSync(file, ++version, version);
  };
  write(employees);
  const started = (): SignIn => new SignIn(new EmployeeFile(file, sentence => troubles.push(sentence)), new Guesses(counted, () => clock.now));
  return { dir, file, write, clock, troubles, started };
}

test('a PIN alone says who it is, and no hash leaves the main process', async () => {
  const { dir, started } = device();
  const signIn = started();
  const said = await signIn.verify('8080');

  assert.deepEqual(said, { employee: { id: 'e2', firstName: 'Bo', lastName: 'Li', employeeCode: 'E2', isManager: false, canOverridePrice: false, canVoidTransaction: true } });
  assert.deepEqual(await signIn.verify('0000'), { error: 'This PIN is not right.' });
  assert.equal(signIn.employee?.id, 'e2', 'a wrong PIN signs nobody out');
  signIn.logout();
  assert.equal(signIn.employee, undefined);
  dir.remove();
});

test('ten wrong PINs within an hour lock the device for 15 minutes, whoever\'s they were meant to be, over restarts and also for the right one', async () => {
  const { dir, clock, started } = device();
  for (let guess = 0; guess < FAILURES_MAX; guess++) {
    const signIn = started();
    assert.ok('error' in (await signIn.verify(`999${guess}`)));
    if (guess === 5) assert.ok('employee' in (await signIn.verify('4711')), 'a right one in between counts for nothing');
    clock.now += 60_000;
  }
  const locked = await started().verify('4711');
  assert.match('error' in locked ? locked.error : '', /Too many wrong PINs/);
  clock.now += LOCKED_FOR - 60_001;
  assert.ok('error' in (await started().verify('4711')));
  clock.now += 2;
  assert.ok('employee' in (await started().verify('4711')));
  dir.remove();
});

test('failures older than an hour are forgotten, and a clock that was set back locks no longer than 15 minutes', async () => {
  const { dir, clock, started } = device();
  for (let guess = 0; guess < 3 * FAILURES_MAX; guess++) {
    await started().verify('9999');
    clock.now += 7 * 60_000;
  }
  assert.ok('employee' in (await started().verify('4711')));
  for (let guess = 0; guess < FAILURES_MAX; guess++) await started().verify('9999');
  clock.now -= 86_400_000;
  assert.ok('error' in (await started().verify('4711')));
  dir.remove();
});

test('guesses that are asked for at once are judged one after the other', async () => {
  const { dir, started } = device();
  const signIn = started();
  const said = await Promise.all(Array.from({ length: 30 }, (_, guess) => signIn.verify(guess === 20 ? '4711' : '9999')));

  assert.ok(said.every(one => 'error' in one), 'also the right one: it came behind ten wrong ones');
  dir.remove();
});

test('rights are those that the file gives now; who is not in it works here no more', async () => {
  const { dir, write, started } = device();
  const signIn = started();
  await signIn.verify('4711');
  write([{ ...ANA, isManager: false }, BO]);
  assert.equal(signIn.employee?.isManager, false);
  write([{ ...ANA, isActive: false }, BO]);
  assert.equal(signIn.employee, undefined);
  assert.ok('error' in (await signIn.verify('4711')));
  dir.remove();
});

test('a file that cannot be used lets nobody in, says so, and quotes nothing', async () => {
  const { dir, file, write, troubles, started } = device('{ "pinHash": "secret');
  assert.ok('error' in (await started().verify('4711')));
  write([{ ...ANA, pinHash: '4711' }]);
  assert.ok('error' in (await started().verify('4711')), 'a PIN in place of its hash is none');
  write([ANA, { ...BO, pinHash: hash('4711') }]);
  const two = await started().verify('4711');
  assert.match('error' in two ? two.error : '', /Two people/);
  rmSync(file);
  assert.ok('error' in (await started().verify('4711')));
  assert.equal(troubles.length, 3);
  assert.ok(troubles.every(sentence => !/secret|4711/.test(sentence)), troubles.join());
  dir.remove();
});
