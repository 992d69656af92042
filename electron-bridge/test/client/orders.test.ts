import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { mergeSnapshots, type OrderHandle } from '../../src/client/index.js';
import { FakeLane, MemoryStore, Screen, TestClock } from './fakes.js';

const lines = (...rows: [string, number][]): { lines: { id: string; quantity: number }[] } => ({ lines: rows.map(([id, quantity]) => ({ id, quantity })) });

describe('an order', () => {
  let clock: TestClock;
  let lane: FakeLane;
  let store: MemoryStore;
  let screen: Screen;
  let order: OrderHandle;

  beforeEach(async () => {
    clock = new TestClock();
    lane = new FakeLane('L1', clock);
    lane.orders.set('R1', { version: 3, snapshot: lines(['soup', 1]) });
    store = new MemoryStore();
    screen = new Screen(clock, [lane], store);
    order = screen.lane.order('R1');
    await clock.pass(20);
  });

  /** Somebody else takes the order, saves it, and gives it back, while our line is away. */
  async function changedMeanwhile(theirs: object): Promise<void> {
    void order.edit();
    await clock.pass(20);
    lane.up = false;
    lane.cut();
    await clock.pass(100);
    lane.orders.set('R1', { version: 4, snapshot: { ...theirs } });
    lane.leases.clear();
  }

  async function back(): Promise<void> {
    lane.up = true;
    screen.lane.signIn();
    await clock.pass(20_000);
  }

  test('is the same handle each time, and what the lane has is seen in it and in the list', () => {
    assert.equal(screen.lane.order('R1'), order);
    assert.equal(order.stored.get()?.version, 3);
    assert.equal(screen.lane.orders.get().get('R1')?.version, 3);
    assert.equal(screen.lane.orders.get(), screen.lane.orders.get());
  });

  test('is updated by others and by our own acknowledged saves, and never goes back to an older version', async () => {
    const seen: (number | undefined)[] = [];
    order.stored.subscribe(now => seen.push(now?.version));
    void order.save(lines(['soup', 2]));
    await clock.pass(50);
    lane.tell({ type: 'ORDER_UPDATED', posReference: 'R1', version: 6, snapshot: lines(['soup', 6]), sourceTerminal: 'till-2' });
    lane.tell({ type: 'ORDER_UPDATED', posReference: 'R1', version: 5, snapshot: lines(['soup', 5]), sourceTerminal: 'till-2' });
    await clock.pass(50);
    assert.deepEqual(seen, [4, 6]);
    assert.equal(order.stored.get()?.by, 'till-2');
  });

  test('that changed while it was edited without a line is a conflict, and waits for a person', async () => {
    await changedMeanwhile(lines(['soup', 1], ['cake', 1]));
    const saved = order.save(lines(['soup', 2]));
    await back();
    assert.equal((await saved.done).ok, false);
    const conflict = order.conflict.get();
    assert.deepEqual([conflict?.mine, conflict?.theirs, conflict?.base, conflict?.theirVersion], [lines(['soup', 2]), lines(['soup', 1], ['cake', 1]), lines(['soup', 1]), 4]);
    assert.equal(lane.orders.get('R1')?.version, 4);
    assert.deepEqual(screen.lane.unsent.get().map(operation => operation.opId), [saved.opId]);
  });

  test('that is opened without a line is changed from what was seen then, not from what the line brings', async () => {
    lane.up = false;
    lane.cut();
    await clock.pass(100);
    assert.equal((await order.edit()).ok, false);
    lane.orders.set('R1', { version: 4, snapshot: lines(['soup', 1], ['cake', 1]) });
    await back();
    assert.deepEqual([order.lease.get().state, order.stored.get()?.version], ['held', 4]);
    void order.save(lines(['soup', 2]));
    await clock.pass(1_000);
    assert.deepEqual(order.conflict.get()?.theirs, lines(['soup', 1], ['cake', 1]));
    assert.equal(lane.orders.get('R1')?.version, 4);
  });

  test('whose lease was lost with the line is not saved before the lease is there again', async () => {
    await changedMeanwhile(lines(['soup', 1]));
    lane.leases.set('R1', 'Ben');
    const saved = order.save(lines(['soup', 2]));
    await back();
    assert.equal(lane.frames.filter(frame => frame.type === 'ORDER_SNAPSHOT').length, 0);
    assert.equal(((await saved.done) as { code: string }).code, 'LEASE_HELD');
    assert.deepEqual([order.lease.get().state, order.lease.get().holder], ['lost', 'Ben']);
  });

  test('in conflict still is after a reload, with both sides', async () => {
    await changedMeanwhile(lines(['soup', 1], ['cake', 1]));
    order.save(lines(['soup', 2]));
    await back();
    await screen.lane.close();
    const again = new Screen(clock, [lane], store);
    await clock.pass(100);
    const conflict = again.lane.order('R1').conflict.get();
    assert.deepEqual(conflict?.mine, lines(['soup', 2]));
    again.lane.order('R1').settle(lines(['soup', 9]));
    await clock.pass(1_000);
    assert.deepEqual(lane.orders.get('R1'), { version: 5, snapshot: lines(['soup', 9]) });
    assert.equal(store.disk.size, 0);
  });

  test('in conflict takes theirs, and ours is gone from here too', async () => {
    await changedMeanwhile(lines(['soup', 1], ['cake', 1]));
    order.onConflict(() => 'accept_remote');
    const saved = order.save(lines(['soup', 2]));
    await back();
    assert.equal((await saved.done).ok, false);
    assert.deepEqual([screen.lane.unsent.get().length, store.disk.size, order.conflict.get()], [0, 0, undefined]);
    assert.equal(lane.orders.get('R1')?.version, 4);
  });

  test('in conflict is merged by the ids of its lines, under a new name, and the first one follows that', async () => {
    await changedMeanwhile({ ...lines(['soup', 1], ['cake', 1]), note: 'window' });
    order.onConflict(() => 'merge');
    const saved = order.save({ ...lines(['soup', 2]), guests: 3 });
    await back();
    const answer = await saved.done;
    assert.equal(answer.ok, true);
    assert.notEqual(answer.opId, saved.opId);
    assert.equal(saved.state.get().followedBy, answer.opId);
    assert.deepEqual(lane.orders.get('R1'), { version: 5, snapshot: { ...lines(['soup', 2], ['cake', 1]), note: 'window', guests: 3 } });
    assert.equal(store.disk.size, 0);
  });

  test('whose line both changed is not merged but asked about', async () => {
    await changedMeanwhile(lines(['soup', 3]));
    order.onConflict(() => 'merge');
    order.save(lines(['soup', 2]));
    await back();
    assert.deepEqual(order.conflict.get()?.clashes, ['lines.soup']);
    assert.equal(lane.orders.get('R1')?.version, 4);
  });

  test('in conflict keeps the newest of several changes made without a line, and the older ones follow it', async () => {
    await changedMeanwhile(lines(['soup', 1], ['cake', 1]));
    const [one, two] = [order.save(lines(['soup', 2])), order.save(lines(['soup', 2], ['tea', 1]))];
    await back();
    assert.equal(order.conflict.get()?.opId, two.opId);
    order.settle('merge');
    await clock.pass(1_000);
    assert.deepEqual(lane.orders.get('R1')?.snapshot, lines(['soup', 2], ['cake', 1], ['tea', 1]));
    assert.equal((await one.done).opId, (await two.done).ok ? (await two.done).opId : (await one.done).opId);
    assert.equal(one.state.get().followedBy, two.opId);
  });

  test('is finalised whatever conflict waits, and that is over then', async () => {
    await changedMeanwhile(lines(['soup', 1], ['cake', 1]));
    const saved = order.save(lines(['soup', 2]));
    await back();
    assert.ok(order.conflict.get());
    const paid = order.finalize({ ...lines(['soup', 2]), status: 'paid' }, 3);
    await clock.pass(100);
    assert.equal((await paid.done).ok, true);
    assert.deepEqual([order.conflict.get(), screen.lane.unsent.get().length, store.disk.size], [undefined, 0, 0]);
    assert.equal(saved.state.get().followedBy, paid.opId);
  });

  test('that is paid without a line and without a lease is said when the line is back, before anybody is asked', async () => {
    lane.leases.set('R1', 'Ben');
    lane.up = false;
    lane.cut();
    await clock.pass(100);
    const paid = order.finalize({ ...lines(['soup', 1]), status: 'paid' }, 3);
    assert.equal(paid.state.get().state, 'unsent');
    await back();
    assert.equal((await paid.done).ok, true);
    assert.equal(paid.state.get().state, 'pending');
  });

  test('whose booking was cut off asks for it again under the same name', async () => {
    const paid = order.finalize({ ...lines(['soup', 1]), status: 'paid' }, 3);
    await clock.pass(50);
    lane.cut();
    await clock.pass(1_000);
    const asked = lane.frames.filter(frame => frame.type === 'ORDER_FINALIZE');
    assert.deepEqual(asked.map(frame => frame.opId), [paid.opId, paid.opId]);
    lane.tell({ type: 'ORDER_FINALIZED', posReference: 'R1', orderId: 4711, lineIdMap: { soup: 901 }, fiscal: { number: 'F-7' } });
    await clock.pass(50);
    assert.deepEqual(await paid.booking, { booked: true, orderId: 4711, lineIdMap: { soup: 901 }, fiscal: { number: 'F-7' } });
    assert.equal(lane.entries.length, 1);
  });

  test('that is not listed any more after a break is not shown as open', async () => {
    lane.up = false;
    lane.cut();
    lane.orders.delete('R1');
    await clock.pass(100);
    await back();
    assert.equal(order.stored.get(), undefined);
    assert.equal(screen.lane.orders.get().size, 0);
  });

  test('of somebody else that is being edited is refused as such, and can be said again later', async () => {
    lane.leases.set('R1', 'Ben');
    const saved = order.save(lines(['soup', 2]));
    await clock.pass(1_000);
    assert.deepEqual(await saved.done, { ok: false, opId: saved.opId, code: 'LEASE_HELD', reason: 'Order is being edited on another terminal' });
    lane.leases.clear();
    screen.lane.retry(saved.opId);
    await clock.pass(1_000);
    assert.deepEqual(lane.orders.get('R1'), { version: 4, snapshot: lines(['soup', 2]) });
  });

  test('many paid ones do not stay in the list of a screen that runs for weeks', async () => {
    for (let i = 0; i < 700; i++) lane.tell({ type: 'ORDER_UPDATED', posReference: 'P' + i, version: 1, snapshot: { status: 'paid' }, sourceTerminal: 'till-2' });
    await clock.pass(10);
    assert.equal(screen.lane.orders.get().size, 501);
    assert.ok(screen.lane.orders.get().has('P699') && screen.lane.orders.get().has('R1'));
  });
});

describe('a merge', () => {
  const base = { ...lines(['a', 1], ['b', 1]), tableId: 5, totals: { total: 2 } };

  test('takes from each side what only that side changed, removed or added', () => {
    const merged = mergeSnapshots(base, { ...base, ...lines(['a', 2], ['b', 1], ['c', 1]) }, { ...base, ...lines(['a', 1]), tableId: 6 }, { recount: order => ({ ...order, totals: 'counted' }) });
    assert.deepEqual(merged, { ok: true, snapshot: { ...lines(['a', 2], ['c', 1]), tableId: 6, totals: 'counted' } });
  });

  test('does not guess a total', () => {
    assert.deepEqual(mergeSnapshots(base, { ...base, ...lines(['a', 2], ['b', 1]) }, { ...base, ...lines(['a', 1], ['b', 2]) }), { ok: false, clashes: ['totals'] });
  });

  test('names what both changed otherwise, and what one changed and the other removed', () => {
    assert.deepEqual(mergeSnapshots(base, { ...base, ...lines(['a', 2], ['b', 2]), tableId: 7 }, { ...base, ...lines(['a', 3]), tableId: 8 }), { ok: false, clashes: ['tableId', 'lines.a', 'lines.b'] });
  });

  test('leaves money to a person', () => {
    assert.deepEqual(mergeSnapshots(base, { ...base, status: 'paid' }, base), { ok: false, clashes: ['status'] });
    assert.deepEqual(mergeSnapshots(base, base, { ...base, state: 'finalized' }), { ok: false, clashes: ['status'] });
  });

  test('is not made without what both came from, or without ids', () => {
    assert.deepEqual(mergeSnapshots(undefined, base, base), { ok: false, clashes: ['base'] });
    assert.deepEqual(mergeSnapshots({ lines: [{}] }, { lines: [{}], a: 1 }, { lines: [{}], b: 1 }), { ok: false, clashes: ['lines'] });
  });
});
