import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeLane, MemoryStore, Screen, TestClock, windows } from './fakes.js';

describe('what a closed window left behind', () => {
  let clock: TestClock;
  let lane: FakeLane;
  let store: MemoryStore;
  let turn: ReturnType<typeof windows>;

  beforeEach(() => {
    clock = new TestClock();
    lane = new FakeLane('L1', clock);
    store = new MemoryStore();
    turn = windows();
  });

  const open = (deviceId: string): Screen => new Screen(clock, [lane], store, { deviceId, turn });

  /** A window that takes money without a line, and is closed. */
  async function closedWindow(): Promise<string> {
    lane.up = false;
    const window = open('till-1');
    const paid = window.lane.order('R1').finalize({ status: 'paid' }, 3);
    await clock.pass(100);
    await window.lane.close();
    lane.up = true;
    return paid.opId;
  }

  test('is said by the next window, under the name of the device that did it, and done once', async () => {
    const opId = await closedWindow();
    const next = open('till-2');
    await clock.pass(1_000);
    assert.deepEqual(lane.entries.map(entry => entry.opId), [opId]);
    assert.deepEqual(lane.frames.filter(frame => frame.type === 'AUTH').map(frame => (frame as { deviceId: string }).deviceId), ['till-2', 'till-1']);
    assert.deepEqual([store.disk.size, next.lane.leftBehind.get().length, next.phase], [0, 0, 'ready']);
    assert.deepEqual([...lane.sockets].map(socket => socket.terminal), ['till-2']);
  });

  test('is seen while it waits for a lane', async () => {
    lane.refuse = frame => (frame.type === 'ORDER_FINALIZE' ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'DISK', reason: 'The disk is full.' } : undefined);
    const opId = await closedWindow();
    const next = open('till-2');
    await clock.pass(1_000);
    assert.deepEqual(next.lane.leftBehind.get().map(operation => [operation.opId, operation.posReference]), [[opId, 'R1']]);
    lane.refuse = () => undefined;
    await clock.pass(30_000);
    assert.deepEqual([lane.entries.length, next.lane.leftBehind.get().length], [1, 0]);
  });

  test('is not touched while its window is open, and found within a minute after that was closed', async () => {
    lane.refuse = frame => (frame.type === 'PUBLISH' ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'DISK', reason: 'The disk is full.' } : undefined);
    const window = open('till-1');
    const operation = window.lane.publish('a', 1);
    const next = open('till-2');
    await clock.pass(120_000);
    assert.deepEqual([window.phase, next.phase, next.lane.leftBehind.get().length], ['ready', 'ready', 0]);
    await window.lane.close();
    lane.refuse = () => undefined;
    await clock.pass(61_000);
    assert.deepEqual(lane.entries.map(entry => entry.opId), [operation.opId]);
  });

  test('that was refused waits for a person, and lets its own window come back', async () => {
    lane.refuse = frame => (frame.type === 'ORDER_FINALIZE' ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'NOT_ALLOWED', reason: 'Not you.' } : undefined);
    const opId = await closedWindow();
    const next = open('till-2');
    await clock.pass(300_000);
    const [shown] = next.lane.leftBehind.get();
    assert.deepEqual([shown?.opId, shown?.state.get().reason], [opId, 'Not you.']);
    assert.equal(lane.frames.filter(frame => frame.type === 'ORDER_FINALIZE').length, 1);
    assert.equal(lane.frames.filter(frame => frame.type === 'AUTH').length, 2);
    lane.refuse = () => undefined;
    next.lane.retry(opId);
    await clock.pass(1_000);
    assert.deepEqual([lane.entries.length, next.lane.leftBehind.get().length, store.disk.size], [1, 0, 0]);
    const again = open('till-1');
    await clock.pass(1_000);
    assert.equal(again.phase, 'ready');
  });

  test('that was refused and seen is forgotten', async () => {
    lane.refuse = frame => (frame.type === 'ORDER_FINALIZE' ? { type: 'ACK', opId: frame.opId ?? '', ok: false, code: 'NOT_ALLOWED', reason: 'Not you.' } : undefined);
    const opId = await closedWindow();
    const next = open('till-2');
    await clock.pass(1_000);
    assert.equal(next.lane.dismiss(opId), true);
    await clock.pass(1_000);
    assert.deepEqual([next.lane.leftBehind.get().length, store.disk.size], [0, 0]);
  });

  test('is left alone where no lock tells whether its window is open', async () => {
    const opId = await closedWindow();
    new Screen(clock, [lane], store, { deviceId: 'till-2', turn: async (_name, wait) => (wait ? () => {} : undefined) });
    await clock.pass(300_000);
    assert.deepEqual([lane.entries.length, [...store.disk.keys()]], [0, [opId]]);
  });
});
