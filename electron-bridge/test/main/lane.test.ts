import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { findJava } from '../../src/main/index.js';
import { lives } from '../../src/main/running.js';
import { folder, keeper, until } from './rig.js';

test('a node is started, started again after a kill, found by a second keeper, and ended in order', async () => {
  const dir = folder();
  const { keeper: own, states } = keeper(dir.path);
  const { keeper: other, states: othersStates } = keeper(dir.path);
  try {
    own.start();
    const first = await own.ready();
    assert.deepEqual([first.lane, first.own], ['L1', true]);

    process.kill(first.pid as number, 'SIGKILL');
    await until('another process sells', () => own.state.phase === 'running' && own.state.pid !== first.pid);
    const waited = states.find(state => state.phase === 'waiting');
    assert.match(waited && 'reason' in waited ? waited.reason : '', /SIGKILL/);

    other.start();
    const found = await other.ready();
    const now = await own.ready();
    assert.deepEqual([found.lane, found.own, found.pid, found.address], ['L1', false, now.pid, now.address]);
    await other.stop();
    assert.equal(await lives(now.address), true, 'whoever only found it does not end it');

    const { keeper: next } = keeper(join(dir.path, 'next'), { freePorts: false, settings: { 'lane.id': 'L2', 'auth.mode': 'dev', 'screen.port': new URL(now.address).port } });
    next.start();
    await assert.rejects(next.ready(), /taken by the node of lane L1/);

    other.start();
    await other.ready();
    await own.stop();
    assert.equal(own.state.phase, 'stopped');
    assert.equal(await lives(now.address), false);
    assert.match(readFileSync(join(dir.path, 'node.log'), 'utf8'), /sells on/);
    await until('the second keeper is about to start one of its own', () => othersStates.some(state => state.phase === 'waiting'));
    const missed = othersStates.find(state => state.phase === 'waiting');
    assert.match(missed && 'reason' in missed ? missed.reason : '', /does not answer any more/);
  } finally {
    await own.stop();
    await other.stop();
    dir.remove();
  }
});

test('a node that a person must help is not started again, and what it said is told', async () => {
  const dir = folder();
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise(done => taken.once('listening', done));
  const port = (taken.address() as AddressInfo).port;
  const { keeper: settings, states } = keeper(dir.path, { settings: { 'lane.id': 'L1', 'auth.mode': 'whatever' } });
  const { keeper: busy } = keeper(dir.path, { freePorts: false, settings: { 'lane.id': 'L1', 'auth.mode': 'dev', 'screen.port': port, 'screen.hub-port': 0 } });
  try {
    settings.start();
    await assert.rejects(settings.ready(), /auth\.mode/);
    assert.deepEqual([settings.state.phase, 'exitCode' in settings.state && settings.state.exitCode], ['cannot', 78]);
    assert.equal(states.filter(state => state.phase === 'starting').length, 1);

    busy.start();
    await assert.rejects(busy.ready(), new RegExp(`port ${port} .*taken`));
    assert.equal('exitCode' in busy.state && busy.state.exitCode, 73);
  } finally {
    taken.close();
    await settings.stop();
    await busy.stop();
    dir.remove();
  }
});

test('without a Java, or with one that is too old, one sentence says so', async () => {
  const dir = folder();
  const runtime = join(dir.path, 'runtime');
  mkdirSync(join(runtime, 'bin'), { recursive: true });
  const java = join(runtime, 'bin', 'java');
  writeFileSync(java, '#!/bin/sh\necho \'openjdk version "11.0.2" 2019-01-15\' >&2\n');
  chmodSync(java, 0o755);
  try {
    const none = await findJava({ env: { PATH: dir.path } });
    const old = await findJava({ runtime, env: { PATH: dir.path } });
    const next = await findJava({ runtime, env: process.env });

    assert.match('trouble' in none ? none.trouble : '', /^There is no Java here; .* 17 or newer: .*\.$/);
    assert.match('trouble' in old ? old.trouble : '', /java is version 11; /);
    assert.ok('version' in next && next.version >= 17 && next.java !== java, 'an old runtime does not hide a good Java');
  } finally {
    dir.remove();
  }
});
