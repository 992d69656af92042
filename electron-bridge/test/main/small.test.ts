import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pause, USUAL_BACKOFF } from '../../src/main/backoff.js';
import { euphoriaSettings, RotatingLog } from '../../src/main/index.js';
import { javaVersion } from '../../src/main/java.js';
import { cents, text } from '../../src/main/sale.js';
import { folder } from './rig.js';

test('pauses double up to half a minute, and never fall below half of what is due', () => {
  const [low, high] = [(failures: number) => pause(USUAL_BACKOFF, failures, () => 0), (failures: number) => pause(USUAL_BACKOFF, failures, () => 0.999999)];
  assert.deepEqual([1, 2, 3, 7, 8, 1_000_000].map(low), [250, 500, 1_000, 15_000, 15_000, 15_000]);
  assert.deepEqual([1, 2, 7, 1_000_000].map(high), [500, 1_000, 30_000, 30_000]);
});

test('a log keeps to its bounds and loses the oldest first', () => {
  const dir = folder();
  const path = join(dir.path, 'deep', 'node.log');
  const log = new RotatingLog(path, 100, 2);
  for (let line = 10; line < 50; line++) log.write(`line ${line} of this log\n`);
  log.close();
  new RotatingLog(path, 100, 2).write('line 50\n');

  assert.match(readFileSync(path, 'utf8'), /line 50\n$/);
  assert.ok([path, `${path}.1`, `${path}.2`].every(file => readFileSync(file).length <= 100));
  assert.equal(existsSync(`${path}.3`), false);
  assert.ok(!readFileSync(`${path}.2`, 'utf8').includes('line 10'));
  dir.remove();
});

test("Euphoria's file wins over its environment, what was left from the example sets nothing, and what is wrong is told", () => {
  const dir = folder();
  mkdirSync(join(dir.path, 'electron'));
  writeFileSync(join(dir.path, 'electron', 'settings.local.json'), JSON.stringify({ terminalId: 'L2', terminalPort: 9123, peerTerminals: ['ws://a:1', 'ws://b:2'] }));
  const folders = [dir.path, join(dir.path, 'electron')];
  const env = { TERMINAL_ID: 'L1', SUPABASE_URL: 'your_supabase_url', SUPABASE_SERVICE_KEY: 'key' };
  const read = euphoriaSettings(folders, env);

  assert.deepEqual(read.env, { TERMINAL_ID: 'L2', TERMINAL_PORT: '9123', PEER_TERMINALS: 'ws://a:1,ws://b:2', SUPABASE_SERVICE_KEY: 'key' });
  assert.deepEqual(read.problems, []);
  writeFileSync(join(dir.path, 'settings.local.json'), JSON.stringify({ terminalId: 'lane one', terminalPort: 5173 }));
  assert.deepEqual(euphoriaSettings(folders, env).problems.map(one => one.split(' ')[0]), ['TERMINAL_ID', 'TERMINAL_PORT']);
  writeFileSync(join(dir.path, 'settings.local.json'), '{');
  assert.deepEqual([euphoriaSettings(folders, env).problems.length, euphoriaSettings(folders, env).env['TERMINAL_ID']], [1, 'L1']);
  dir.remove();
});

test('versions of Java old and new are read', () => {
  assert.deepEqual(['java version "1.8.0_392"', 'openjdk version "17.0.15" 2025-04-15', 'openjdk version "25" 2025-09-16', 'what?'].map(javaVersion), [8, 17, 25, undefined]);
});

test('amounts become whole cents and come back to the letter', () => {
  assert.deepEqual([0.1 + 0.2, 1.005, -3.5, '12.50', 0].map(value => text(cents(value, 'x'))), ['0.30', '1.00', '-3.50', '12.50', '0.00']);
  for (const bad of [NaN, Infinity, '1,50', '', null, undefined, {}, 1e15]) assert.throws(() => cents(bad, 'totalAmount'), /totalAmount/);
});
