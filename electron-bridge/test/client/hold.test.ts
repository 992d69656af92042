import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { OrderHandle } from '../../src/client/index.js';
import { FakeLane, Screen, TestClock } from './fakes.js';

describe('a lease', () => {
  let clock: TestClock;
  let lane: FakeLane;
  let screen: Screen;
  let order: OrderHandle;

  beforeEach(async () => {
    clock = new TestClock();
    lane = new FakeLane('L1', clock);
    screen = new Screen(clock, [lane]);
    order = screen.lane.order('R1');
    await clock.pass(20);
  });

  const beats = (): number => lane.frames.filter(frame => frame.type === 'LEASE_HEARTBEAT').length;
  const asks = (): number => lane.frames.filter(frame => frame.type === 'LEASE_ACQUIRE').length;

  test('is held from its grant on, and renewed every quarter of its life', async () => {
    const answer = order.edit();
    await clock.pass(10);
    assert.deepEqual(await answer, { ok: true, provisional: false });
    assert.equal(order.lease.get().state, 'held');
    await clock.pass(120_000);
    assert.equal(beats(), 7);
    assert.equal(order.lease.get().state, 'held');
  });

  test('that somebody else has is denied, with the name of who has it', async () => {
    lane.leases.set('R1', 'Ben');
    const answer = order.edit();
    await clock.pass(10);
    assert.deepEqual(await answer, { ok: false, code: 'LEASE_HELD', holder: 'Ben', reason: 'Order is being edited on another terminal' });
    assert.deepEqual({ ...order.lease.get() }, { state: 'denied', fresh: true, holder: 'Ben', reason: 'Order is being edited on another terminal', code: 'LEASE_HELD' });
    const forced = order.edit({ force: true });
    await clock.pass(10);
    assert.equal((await forced).ok, true);
  });

  test('that is taken over is lost, is told so, and is not asked for again behind the back of the cashier', async () => {
    void order.edit();
    await clock.pass(10);
    lane.leases.set('R1', 'Ben');
    lane.tell({ type: 'LEASE_REVOKED', posReference: 'R1', reason: 'Taken over by Ben' });
    await clock.pass(60_000);
    assert.deepEqual({ ...order.lease.get() }, { state: 'lost', fresh: true, holder: 'Ben', reason: 'Taken over by Ben' });
    assert.equal(asks(), 1);
  });

  test('that the lane does not know of any more is asked for again, and lost only if somebody has it', async () => {
    void order.edit();
    await clock.pass(10);
    lane.leases.delete('R1');
    await clock.pass(16_000);
    assert.equal(asks(), 2);
    assert.equal(order.lease.get().state, 'held');
    lane.leases.set('R1', 'Ben');
    await clock.pass(16_000);
    assert.equal(order.lease.get().state, 'lost');
    assert.equal(order.lease.get().holder, 'Ben');
  });

  test('is as last known while the line is away, over after the grace, and asked for when the line is back', async () => {
    void order.edit();
    await clock.pass(10);
    lane.up = false;
    lane.cut();
    await clock.pass(1_000);
    assert.deepEqual([order.lease.get().state, order.lease.get().fresh], ['held', false]);
    await clock.pass(10_000);
    assert.deepEqual([order.lease.get().state, order.lease.get().fresh], ['expired', false]);
    lane.up = true;
    await clock.pass(20_000);
    assert.deepEqual([order.lease.get().state, order.lease.get().fresh], ['held', true]);
  });

  test('is over at the first look after a long sleep, and asked for before anything else is believed', async () => {
    void order.edit();
    await clock.pass(10);
    const seen: string[] = [];
    order.lease.subscribe(now => seen.push(now.state));
    lane.leases.set('R1', 'Ben');
    clock.sleep(3_600_000);
    await clock.pass(1_000);
    assert.deepEqual(seen.slice(0, 1), ['expired']);
    assert.equal(order.lease.get().state, 'lost');
  });

  test('that was given without a majority says so', async () => {
    const table = screen.lane.table(5);
    const answer = table.lock();
    await clock.pass(10);
    assert.deepEqual(await answer, { ok: true, provisional: true });
    assert.equal(table.state.get().provisional, true);
    table.release();
    await clock.pass(10);
    assert.equal(table.state.get().state, 'free');
    assert.equal(lane.frames.at(-1)?.type, 'TABLE_LOCK_RELEASE');
  });

  test('asked for without a line is answered at once, stays wanted, and comes with the line', async () => {
    lane.up = false;
    lane.cut();
    await clock.pass(1_000);
    const answer = await order.edit();
    assert.equal((answer as { code: string }).code, 'OFFLINE');
    assert.equal(order.lease.get().state, 'asked');
    lane.up = true;
    await clock.pass(20_000);
    assert.equal(order.lease.get().state, 'held');
  });

  test('is asked for again when the lane is too busy, and when it says nothing at all', async () => {
    let busy = 2;
    lane.refuse = frame => (frame.type === 'LEASE_ACQUIRE' && busy-- > 0 ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'BUSY', reason: 'Too much to do.' } : undefined);
    const answer = order.edit();
    await clock.pass(5_000);
    assert.equal((await answer).ok, true);
    let lost = true;
    lane.fate = (_, frame) => (frame.includes('TABLE_LOCK_ACQUIRE') && lost ? ((lost = false), 'drop') : 'pass');
    const locked = screen.lane.table(7).lock();
    await clock.pass(10_000);
    assert.equal((await locked).ok, true);
  });

  test('given back while it is asked for is not kept', async () => {
    void order.edit();
    order.release();
    await clock.pass(100);
    assert.equal(lane.leases.has('R1'), false);
    assert.equal(order.lease.get().state, 'free');
  });

  test('that an operation needed is given back when nobody edits, and stays while somebody does', async () => {
    await clock.pass(10);
    const saved = order.save({ lines: [] });
    await clock.pass(50);
    assert.equal((await saved.done).ok, true);
    assert.equal(lane.leases.has('R1'), false);
    void order.edit();
    await clock.pass(50);
    order.save({ lines: [], note: 1 });
    await clock.pass(50);
    assert.equal(lane.leases.get('R1'), 'till-1');
    order.release({ lines: [], note: 2 });
    assert.equal(lane.leases.get('R1'), 'till-1');
    await clock.pass(50);
    assert.equal(lane.orders.get('R1')?.snapshot['note'], 2);
    assert.equal(lane.leases.has('R1'), false);
  });
});
