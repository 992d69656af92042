import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lane } from '../../src/client/index.js';
import { fileStore } from '../../src/client/node/index.js';
import { entries, granted, NodeProcess, ready, screen, until, type Tap } from './nodes.js';

const lines = (...ids: string[]): { lines: { id: string }[] } => ({ lines: ids.map(id => ({ id })) });

/** Lets frames come and go. */
const turn = (): Promise<void> => new Promise(done => setTimeout(done, 4));

describe('a real lane', { timeout: 120_000 }, () => {
  let node: NodeProcess;
  let ana: Lane;
  let ben: Lane;

  before(async () => {
    node = await NodeProcess.start();
    ana = screen([node], 'till-1', { name: 'Ana', watch: ['lanes', 'safety', 'review', 'registers', 'board'] });
    ben = screen([node], 'till-2', { name: 'Ben', role: 'manager' });
    await Promise.all([ready(ana), ready(ben)]);
  });

  after(async () => {
    await Promise.all([ana.close(), ben.close()]);
    await node.end();
  });

  test('acknowledges a sale, and another till sees it', async () => {
    const sale = ana.order('A1').save({ ...lines('l1'), tableId: 5 });
    const answer = await sale.done;
    assert.ok(answer.ok && answer.version === 1 && answer.entryId?.startsWith('L1-'));
    assert.equal(sale.state.get().state, 'pending');
    assert.deepEqual((await until(ben.order('A1').stored, now => now !== undefined, 'the order'))?.snapshot, { ...lines('l1'), tableId: 5 });
    await until(ben.tables, now => now.get(5)?.status === 'occupied', 'the table');
    await until(ana.safety, now => now !== undefined, 'safety');
    assert.equal(ana.lanes.get()?.lane, 'L1');
    assert.deepEqual([ana.review.get(), ana.registers.get()], [[], []]);
    assert.equal(ana.board.get()?.health, 'ok');
  });

  test('hands an order over, and takes it by force for a manager only', async () => {
    assert.equal((await ana.order('A2').edit()).ok, true);
    await ana.order('A2').save(lines('l1')).done;
    const denied = await ben.order('A2').edit();
    assert.ok(!denied.ok && denied.code === 'LEASE_HELD' && denied.holder === 'Ana');
    ana.order('A2').release();
    await granted(ben.order('A2'));
    assert.equal((await ana.order('A2').edit({ force: true })).ok, false);
    ben.order('A2').release();
    await granted(ana.order('A2'));
    assert.equal((await ben.order('A2').edit({ force: true })).ok, true);
    const lost = await until(ana.order('A2').lease, now => now.state === 'lost', 'the loss');
    assert.equal(lost.holder, 'Ben');
    assert.equal((await ben.order('A2').save(lines('l1', 'l2')).done).ok, true);
    assert.equal((await until(ana.order('A2').stored, now => now?.version === 2, 'version 2'))?.by, 'till-2');
    ben.order('A2').release();
  });

  test('merges what was changed on both sides of a lost line by the ids of lines', async () => {
    await ana.order('A3').save(lines('l1')).done;
    const lonely = screen([node], 'till-3', { name: 'Cleo' });
    await ready(lonely);
    await until(lonely.order('A3').stored, now => now?.version === 1, 'the order');
    await lonely.close();
    // What it made without a line, from version 1.
    const kept = fileStore(mkdtempSync(join(tmpdir(), 'tillmesh-kept-')));
    const base = { version: 1, snapshot: lines('l1') };
    await kept.write('till-3', [{ opId: 'made-offline', device: 'till-3', seq: 1, at: 0, posReference: 'A3', base, deed: { type: 'ORDER_SNAPSHOT', posReference: 'A3', baseVersion: 1, snapshot: lines('l1', 'mine') } }], []);
    await ana.order('A3').save(lines('l1', 'theirs')).done;
    const back = screen([node], 'till-3', { name: 'Cleo', keep: kept });
    back.order('A3').onConflict(() => 'merge');
    const merged = await until(ana.order('A3').stored, now => now?.version === 3, 'the merged order');
    assert.deepEqual(merged?.snapshot.lines?.map(line => line.id).sort(), ['l1', 'mine', 'theirs']);
    await until(back.unsent, now => now.length === 0, 'nothing unsent');
    await back.close();
  });

  test('gives tables, tickets and messages', async () => {
    assert.equal((await ana.table(7).lock()).ok, true);
    await until(ben.tableLocks, now => now.get(7)?.userName === 'Ana', 'the lock');
    assert.equal((await ben.table(7).lock()).ok, false);
    assert.equal((await ben.table(7).force()).ok, true);
    await until(ana.table(7).state, now => now.state === 'lost', 'the loss of the table');
    ben.table(7).release();
    const [first, same, second] = [await ana.ticketNumber('takeout', { for: 'A1' }), await ana.ticketNumber('takeout', { for: 'A1' }), await ana.ticketNumber('takeout', { for: 'A2' })];
    assert.deepEqual([first, same, second].map(answer => answer.ok && answer.number), [1, 1, 2]);
    const heard: unknown[] = [];
    const called = new Promise<void>(done => ben.subscribe(['kitchen.*'], entry => void (heard.push(entry.payload), done()), { from: 'start' }));
    assert.equal((await ana.publish('kitchen.call', { course: 2 }, { subject: 'table 7' }).done).ok, true);
    await called;
    assert.deepEqual(heard, [{ course: 2 }]);
    const refused = await ana.createRegister('Bar').done;
    assert.ok(!refused.ok && refused.code === 'NOT_ALLOWED');
    assert.equal((await ben.createRegister('Bar', { cash: true }).done).ok, true);
    await until(ana.registers, now => now?.[0]?.name === 'Bar', 'the register');
    assert.equal((await ana.updateTable(7, 'reserved').done).ok, true);
    assert.equal((await until(ben.tables, now => now.get(7)?.status === 'reserved', 'the table')).get(7)?.status, 'reserved');
  });

  test('finalises a sale, and says that nobody books it', async () => {
    const paid = ana.order('A1').finalize({ ...lines('l1'), status: 'paid' }, 3);
    assert.equal((await paid.done).ok, true);
    const booking = await paid.booking;
    assert.ok(!booking.booked && booking.retryable);
  });
});

describe('a real lane that is killed', { timeout: 180_000 }, () => {
  let node: NodeProcess;
  const folder = mkdtempSync(join(tmpdir(), 'tillmesh-kept-'));

  before(async () => {
    node = await NodeProcess.start();
  });

  after(async () => {
    await node.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Reloads the till over the restart of its lane, and looks for the payment of that order. */
  async function onceOnly(order: string, opId: string): Promise<void> {
    await node.start();
    const till = screen([node], 'till-1', { keep: fileStore(folder) });
    await until(till.unsent, now => now.length === 0, 'nothing unsent');
    const light = await until(till.saleState(opId), now => now.state === 'pending' && now.fresh, 'the light');
    const sales = (await entries(node, ['order.*'])).filter(entry => entry.subject === order);
    assert.deepEqual(sales.map(({ entryId }) => entryId), [light.entryId]);
    await till.close();
  }

  test('right after a payment was said has it exactly once, also when the till was reloaded meanwhile', async () => {
    let killing: Promise<void> | undefined;
    let said = (): void => {};
    const saying = new Promise<void>(done => (said = done));
    const tap: Tap = {
      said: frame => {
        if (frame.type === 'ORDER_FINALIZE') said(), (killing ??= node.kill());
      },
    };
    const till = screen([node], 'till-1', { keep: fileStore(folder), tap });
    await ready(till);
    const paid = till.order('P1').finalize({ ...lines('l1'), status: 'paid' }, 3);
    await saying;
    await killing;
    await till.close();
    await onceOnly('P1', paid.opId);
  });

  test('after a payment was done and before that was heard has it exactly once, also when the till was reloaded meanwhile', async () => {
    const till = screen([node], 'till-1', { keep: fileStore(folder), tap: { hears: frame => frame.type !== 'ACK' && frame.type !== 'SALE_STATE' } });
    const other = screen([node], 'till-2');
    await Promise.all([ready(till), ready(other)]);
    const done = new Promise<void>(heard => other.subscribe(['order.*'], entry => {
      if (entry.subject === 'P2') heard();
    }, { from: 'start' }));
    const paid = till.order('P2').finalize({ ...lines('l1'), status: 'paid' }, 3);
    await done;
    await node.kill();
    assert.equal(paid.state.get().state, 'sending');
    await Promise.all([till.close(), other.close()]);
    await onceOnly('P2', paid.opId);
  });

  test('again and again while a till sells has every operation exactly once', async () => {
    const till = screen([node], 'till-1');
    const operations = [];
    for (let round = 0; round < 2; round++) {
      await ready(till);
      for (let i = 0; i < 20; i++) {
        operations.push(till.publish('sale.' + (i % 4), `${round}-${i}`));
        operations.push(till.order(`K${i % 3}`).save({ ...lines('l' + i), round }));
        if (i === 10) void node.kill();
        await turn();
      }
      await node.start();
      till.signIn();
    }
    const answers = await Promise.all(operations.map(operation => operation.done));
    assert.deepEqual(answers.filter(answer => !answer.ok), []);
    const there = await entries(node, ['sale.*', 'order.*']);
    const messages = there.filter(entry => entry.topic.startsWith('sale.'));
    assert.deepEqual([messages.length, new Set(messages.map(entry => entry.payload)).size], [40, 40]);
    assert.equal(there.filter(entry => entry.subject?.startsWith('K')).length, 40);
    for (const answer of answers) assert.ok(answer.ok && there.some(entry => entry.entryId === answer.entryId));
    await till.close();
  });
});
