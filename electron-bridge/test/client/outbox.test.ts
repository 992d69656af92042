import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ToLane } from '../../src/protocol/index.js';
import type { Operation } from '../../src/client/index.js';
import { UNSENT_MAX } from '../../src/client/outbox.js';
import { dice, FakeLane, MemoryStore, Screen, settle, TestClock, windows, type Fate } from './fakes.js';

function shop(...names: string[]): { clock: TestClock; lanes: FakeLane[]; lane: FakeLane } {
  const clock = new TestClock();
  const lanes = (names.length > 0 ? names : ['L1']).map(name => new FakeLane(name, clock));
  return { clock, lanes, lane: lanes[0] as FakeLane };
}

const order = (ref: string, ...lines: string[]): { posReference: string; lines: { id: string }[] } => ({ posReference: ref, lines: lines.map(id => ({ id })) });
const said = (lane: FakeLane, type: ToLane['type']): ToLane[] => lane.frames.filter(frame => frame.type === type);

describe('an operation', () => {
  test('is on this disk before it is said', async () => {
    const { clock, lanes, lane } = shop();
    const store = new MemoryStore();
    const screen = new Screen(clock, lanes, store);
    await clock.pass(100);
    store.holds = true;
    const operation = screen.lane.publish('kitchen.call', { course: 2 });
    await clock.pass(1_000);
    assert.equal(said(lane, 'PUBLISH').length, 0);
    assert.equal(operation.state.get().state, 'unsent');
    store.letGo();
    await clock.pass(100);
    assert.equal((await operation.done).ok, true);
    assert.deepEqual(screen.lane.unsent.get(), []);
    assert.equal(store.disk.size, 0);
  });

  test('is what was asked for, whatever its snapshot becomes later', async () => {
    const { clock, lanes, lane } = shop();
    const screen = new Screen(clock, lanes);
    const snapshot = order('R1', 'l1');
    const operation = screen.lane.order('R1').save(snapshot);
    snapshot.lines.push({ id: 'l2' });
    await clock.pass(100);
    assert.equal((await operation.done).ok, true);
    assert.deepEqual(lane.orders.get('R1')?.snapshot.lines, [{ id: 'l1' }]);
  });

  test('is done once, however frames are lost, doubled and cut off, over 60 seeded days', async () => {
    for (let seed = 1; seed <= 60; seed++) await stormyDay(seed);
  });

  test('that a window left behind by a crash is said by the next one under its name, in order, and done once', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const roll = dice(seed);
      const { clock, lanes, lane } = shop();
      const store = new MemoryStore();
      const first = new Screen(clock, lanes, store);
      for (let i = 0; i < 6; i++) first.lane.order('R' + (i % 2)).save(order('R' + (i % 2), ...Array.from({ length: i + 1 }, (_, n) => 'l' + n)));
      await clock.pass(Math.floor(roll() * 40));
      const left = store.crashed();
      const kept = [...left.disk.keys()];
      lane.cut();
      const second = new Screen(clock, lanes, left);
      await settle();
      assert.deepEqual(second.lane.unsent.get().map(operation => operation.opId), kept, `seed ${seed}`);
      await clock.pass(60_000);
      const names = lane.entries.map(entry => entry.opId);
      assert.equal(new Set(names).size, names.length, `seed ${seed}: one is there twice`);
      for (const opId of kept) assert.ok(names.includes(opId), `seed ${seed}: ${opId} is lost`);
      assert.equal(left.disk.size, 0, `seed ${seed}`);
    }
  });

  test('goes to the next lane under the same name when its own is away, and is not said twice there', async () => {
    const { clock, lanes, lane } = shop('L1', 'L2');
    const screen = new Screen(clock, lanes);
    await clock.pass(100);
    lane.mute = true;
    const operation = screen.lane.publish('kitchen.call', 1);
    await clock.pass(100);
    lane.up = false;
    lane.cut();
    await clock.pass(2_000);
    assert.equal((await operation.done).ok, true);
    assert.deepEqual((lanes[1] as FakeLane).entries.map(entry => entry.opId), [operation.opId]);
    assert.equal(screen.lane.connection.get().lane, 'ws://L2');
  });

  test('that a busy lane or a full disk refuses is said again, later and later', async () => {
    const { clock, lanes, lane } = shop();
    const codes = ['BUSY', 'TOO_FAST', 'DISK', 'CUT_OFF', 'DISK', 'DISK'] as const;
    let at = 0;
    const times: number[] = [];
    lane.refuse = frame => {
      if (frame.type !== 'PUBLISH') return undefined;
      times.push(clock.now());
      const code = codes[at++];
      return code && { type: 'ACK', opId: frame.opId ?? '', ok: false, code, reason: 'Not now.' };
    };
    const screen = new Screen(clock, lanes);
    const operation = screen.lane.publish('kitchen.call', 1);
    await clock.pass(120_000);
    assert.equal((await operation.done).ok, true);
    assert.equal(times.length, 7);
    const pauses = times.slice(1).map((time, i) => time - (times[i] as number));
    assert.deepEqual(pauses, [...pauses].sort((a, b) => a - b));
    assert.equal(lane.entries.length, 1);
  });

  test('that is refused is told, stays visible over a reload, and goes only when somebody has seen it', async () => {
    const { clock, lanes, lane } = shop();
    lane.refuse = frame => (frame.type === 'RESOLVE' ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'NOT_ALLOWED', reason: 'Managers only.' } : undefined);
    const store = new MemoryStore();
    const first = new Screen(clock, lanes, store);
    const operation = first.lane.resolve('L2-1-17', 'mine');
    await clock.pass(100);
    assert.deepEqual(await operation.done, { ok: false, opId: operation.opId, code: 'NOT_ALLOWED', reason: 'Managers only.' });
    await first.lane.close();
    const second = new Screen(clock, lanes, store);
    await clock.pass(60_000);
    const [shown] = second.lane.unsent.get();
    assert.equal(shown?.opId, operation.opId);
    assert.equal(shown?.state.get().state, 'refused');
    assert.equal(shown?.state.get().reason, 'Managers only.');
    assert.equal(said(lane, 'RESOLVE').length, 1);
    assert.equal(second.lane.dismiss(operation.opId), true);
    await settle();
    assert.equal(store.disk.size, 0);
    assert.deepEqual(second.lane.unsent.get(), []);
  });

  test('that was refused is said again as it is when somebody says so', async () => {
    const { clock, lanes, lane } = shop();
    let allowed = false;
    lane.refuse = frame => (frame.type === 'RESOLVE' && !allowed ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'NOT_ALLOWED', reason: 'Managers only.' } : undefined);
    const screen = new Screen(clock, lanes);
    const operation = screen.lane.resolve('L2-1-17', 'mine');
    await clock.pass(100);
    allowed = true;
    screen.lane.retry(operation.opId);
    await clock.pass(100);
    assert.deepEqual(lane.entries.map(entry => entry.opId), [operation.opId]);
    assert.equal(operation.state.get().state, 'pending');
  });

  test('is said although this device cannot write it down, and that is told', async () => {
    const { clock, lanes } = shop();
    const store = new MemoryStore();
    store.trouble = new Error('QuotaExceededError');
    const screen = new Screen(clock, lanes, store);
    const operation = screen.lane.publish('kitchen.call', 1);
    await clock.pass(100);
    assert.equal((await operation.done).ok, true);
    assert.equal(screen.lane.keeping.get().ok, false);
    assert.match(screen.lane.keeping.get().reason ?? '', /QuotaExceededError/);
    store.trouble = undefined;
    await screen.lane.publish('kitchen.call', 2);
    await clock.pass(100);
    assert.equal(screen.lane.keeping.get().ok, true);
    assert.equal(store.disk.size, 0);
  });

  test('is said although the database of this device never answers', async () => {
    const { clock, lanes } = shop();
    const store = new MemoryStore();
    store.holds = true;
    const screen = new Screen(clock, lanes, store);
    const operation = screen.lane.publish('kitchen.call', 1);
    await clock.pass(6_000);
    assert.equal((await operation.done).ok, true);
    assert.match(screen.lane.keeping.get().reason ?? '', /does not answer/);
  });

  test(`number ${UNSENT_MAX + 1} is refused while none is acknowledged, and so is one that no lane would take`, async () => {
    const { clock, lanes, lane } = shop();
    lane.up = false;
    const screen = new Screen(clock, lanes);
    for (let i = 0; i < UNSENT_MAX; i++) screen.lane.publish('a', i);
    const over = screen.lane.publish('a', 'one more');
    assert.equal((await over.done as { code: string }).code, 'TOO_MANY_UNSENT');
    assert.equal(screen.lane.unsent.get().length, UNSENT_MAX);
    const large = new Screen(clock, lanes).lane.publish('a', 'x'.repeat(1 << 20));
    assert.equal((await large.done as { code: string }).code, 'TOO_LARGE');
  });

  test('waits its turn: a long queue does not send more than a lane takes, and keeps its order', async () => {
    const { clock, lanes, lane } = shop();
    lane.up = false;
    const screen = new Screen(clock, lanes);
    for (let i = 0; i < 400; i++) screen.lane.publish('topic' + (i % 7), i);
    await clock.pass(1_000);
    lane.up = true;
    screen.lane.signIn();
    await clock.pass(10);
    const before = lane.frames.length;
    await clock.pass(1_000);
    assert.ok(lane.frames.length - before < 190, `${lane.frames.length - before} frames in a second`);
    await clock.pass(10_000);
    assert.equal(lane.entries.length, 400);
    for (let topic = 0; topic < 7; topic++) {
      const numbers = lane.entries.filter(({ frame }) => frame.type === 'PUBLISH' && frame.topic === 'topic' + topic).map(({ frame }) => (frame as { payload: number }).payload);
      assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
    }
  });

  test('of a second window of one device waits until the first is closed', async () => {
    const { clock, lanes } = shop();
    const turn = windows();
    const store = new MemoryStore();
    const first = new Screen(clock, lanes, store, { turn });
    await clock.pass(100);
    const second = new Screen(clock, lanes, store, { turn });
    const operation = second.lane.publish('a', 1);
    await clock.pass(5_000);
    assert.equal(second.phase, 'waiting');
    assert.match(second.lane.connection.get().reason ?? '', /Another window/);
    assert.equal(first.phase, 'ready');
    await first.lane.close();
    await clock.pass(100);
    assert.equal(second.phase, 'ready');
    assert.equal((await operation.done).ok, true);
  });

  test('for a ticket number of one order gives the same number again, and not a second one', async () => {
    const { clock, lanes, lane } = shop();
    const store = new MemoryStore();
    const first = new Screen(clock, lanes, store);
    const [one, same, other] = [first.lane.ticketNumber('takeout', { for: 'R1' }), first.lane.ticketNumber('takeout', { for: 'R1' }), first.lane.ticketNumber('takeout', { for: 'R2' })];
    await clock.pass(100);
    assert.deepEqual([await one, await same, await other], [{ ok: true, number: 1 }, { ok: true, number: 1 }, { ok: true, number: 2 }]);
    assert.equal(said(lane, 'TICKET_NUMBER_REQUEST').length, 2);
  });
});

/** Twenty changes of three orders and ten messages while the way to the lane does what it likes; then it is calm. */
async function stormyDay(seed: number): Promise<void> {
  const roll = dice(seed);
  const { clock, lanes, lane } = shop();
  let calm = false;
  const fates: Fate[] = ['drop', 'twice', 'close', 'pass and close'];
  lane.fate = () => (calm || roll() > 0.12 ? 'pass' : fates[Math.floor(roll() * fates.length)] as Fate);
  const store = new MemoryStore();
  const screen = new Screen(clock, lanes, store, { dice: dice(seed + 1_000) });
  const operations: Operation[] = [];
  for (let i = 0; i < 30; i++) {
    const ref = 'R' + Math.floor(roll() * 3);
    if (i % 3 === 0) operations.push(screen.lane.publish('kitchen.call', i));
    else operations.push(screen.lane.order(ref).save({ ...order(ref, 'l' + i), note: i }));
    await clock.pass(Math.floor(roll() * 400));
  }
  calm = true;
  await clock.pass(90_000);
  const names = lane.entries.map(entry => entry.opId);
  assert.equal(new Set(names).size, names.length, `seed ${seed}: one was done twice`);
  for (const operation of operations) {
    const answer = await Promise.race([operation.done, settle().then(() => undefined)]);
    assert.equal(answer?.ok, true, `seed ${seed}: ${operation.type} has no good answer but ${JSON.stringify(answer)}`);
    assert.ok(names.includes(operation.opId), `seed ${seed}: acknowledged and not there`);
  }
  const wanted = operations.map(operation => operation.opId);
  for (const ref of ['R0', 'R1', 'R2']) {
    const done = names.filter(opId => operations.some(operation => operation.opId === opId && operation.posReference === ref));
    assert.deepEqual(done, wanted.filter(opId => done.includes(opId)), `seed ${seed}: ${ref} is out of order`);
  }
  assert.equal(store.disk.size, 0, `seed ${seed}`);
  await screen.lane.close();
}
