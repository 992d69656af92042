import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { steadyClock } from '../../src/client/clock.js';
import { FakeLane, Screen, TestClock } from './fakes.js';

function shop(...names: string[]): { clock: TestClock; lanes: FakeLane[]; first: FakeLane; second: FakeLane } {
  const clock = new TestClock();
  const lanes = (names.length > 0 ? names : ['L1']).map(name => new FakeLane(name, clock));
  return { clock, lanes, first: lanes[0] as FakeLane, second: lanes[1] as FakeLane };
}

describe('the line', () => {
  test('tries again later and later, but at least every 15 s, as long as no lane answers', async () => {
    const { clock, lanes, first } = shop();
    first.up = false;
    const screen = new Screen(clock, lanes);
    const tried: number[] = [];
    screen.lane.connection.subscribe(now => {
      if (now.phase === 'connecting') tried.push(clock.now());
    });
    await clock.pass(120_000);
    const pauses = tried.slice(1).map((time, i) => time - (tried[i] as number));
    assert.deepEqual(pauses.slice(0, 8), [301, 601, 1_201, 2_401, 4_801, 9_601, 11_251, 11_251]);
    assert.ok(pauses.every(pause => pause <= 15_001));
    first.up = true;
    await clock.pass(15_001);
    assert.equal(screen.phase, 'ready');
  });

  test('goes to the next lane at once when the first is away', async () => {
    const { clock, lanes, first } = shop('L1', 'L2');
    first.up = false;
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    assert.equal(screen.phase, 'ready');
    assert.equal(screen.lane.connection.get().lane, 'ws://L2');
  });

  test('stays with a lane that only started anew', async () => {
    const { clock, lanes, first } = shop('L1', 'L2');
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    first.cut();
    await clock.pass(300);
    assert.equal(screen.lane.connection.get().lane, 'ws://L1');
    assert.equal(screen.phase, 'ready');
  });

  test('moves when its lane goes silent, within 15 s', async () => {
    const { clock, lanes, first } = shop('L1', 'L2');
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    first.mute = true;
    await clock.pass(15_000);
    assert.notEqual(screen.phase, 'ready');
    await clock.pass(30_000);
    assert.equal(screen.lane.connection.get().lane, 'ws://L2');
  });

  test('does not take a sleep for silence, and one that died meanwhile for alive no longer than a moment', async () => {
    const { clock, lanes, first } = shop();
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    clock.sleep(3_600_000);
    await clock.pass(5_000);
    assert.equal(screen.phase, 'ready');
    assert.equal(first.frames.filter(frame => frame.type === 'AUTH').length, 1);
    first.mute = true;
    clock.sleep(3_600_000);
    await clock.pass(10_000);
    assert.notEqual(screen.phase, 'ready');
  });

  test('says why it is not let in, and does not knock again until somebody says so', async () => {
    const { clock, lanes, first } = shop();
    first.letIn = 'The token is old.';
    const screen = new Screen(clock, lanes);
    await clock.pass(600_000);
    assert.deepEqual({ ...screen.lane.connection.get() }, { phase: 'refused', lane: 'ws://L1', reason: 'The token is old.' });
    assert.equal(first.frames.length, 1);
    first.letIn = true;
    screen.lane.signIn();
    await clock.pass(20);
    assert.equal(screen.phase, 'ready');
  });

  test('knocks again by itself where it was let in before', async () => {
    const { clock, lanes, first } = shop();
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    first.letIn = 'Odoo does not answer.';
    first.cut();
    await clock.pass(2_000);
    assert.equal(screen.phase, 'refused');
    first.letIn = true;
    await clock.pass(31_000);
    assert.equal(screen.phase, 'ready');
  });

  test('leaves the lane to another window of its name and does not fight it', async () => {
    const { clock, lanes, first } = shop();
    const one = new Screen(clock, lanes);
    await clock.pass(20);
    const two = new Screen(clock, lanes);
    await clock.pass(120_000);
    assert.deepEqual([one.phase, two.phase], ['refused', 'ready']);
    assert.equal(first.frames.filter(frame => frame.type === 'AUTH').length, 2);
  });

  test('asks for a token at each sign-in, and tries again when there is none', async () => {
    const { clock, lanes, first } = shop();
    let asked = 0;
    const screen = new Screen(clock, lanes, undefined, {
      token: () => {
        asked += 1;
        if (asked === 1) throw new Error('nobody has signed in');
        return 'token-' + asked;
      },
    });
    await clock.pass(5);
    assert.match(screen.lane.connection.get().reason ?? '', /nobody has signed in/);
    await clock.pass(1_000);
    assert.deepEqual(first.frames.map(frame => (frame as { token: string }).token), ['token-2']);
  });

  test('passes over what is no message, and over messages of a newer lane', async () => {
    const { clock, lanes, first } = shop();
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    const [socket] = first.sockets;
    for (const data of ['{', 'null', '[1]', '{"type":7}', '{"type":"NEWER","what":1}', new ArrayBuffer(3)]) socket?.onmessage?.({ data });
    await clock.pass(20);
    assert.equal(screen.phase, 'ready');
  });

  test('goes where it is told, and stays there until that lane is away', async () => {
    const { clock, lanes } = shop('L1', 'L2');
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    screen.lane.moveTo('ws://L2');
    await clock.pass(60_000);
    assert.deepEqual([screen.phase, screen.lane.connection.get().lane], ['ready', 'ws://L2']);
    (lanes[1] as FakeLane).up = false;
    (lanes[1] as FakeLane).cut();
    await clock.pass(1_000);
    assert.deepEqual([screen.phase, screen.lane.connection.get().lane], ['ready', 'ws://L1']);
  });

  test('that is unplugged stays so, and what is asked meanwhile is said when it is plugged in', async () => {
    const { clock, lanes, first } = shop();
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    screen.lane.unplug();
    const operation = screen.lane.publish('a', 1);
    await clock.pass(60_000);
    assert.deepEqual([screen.phase, operation.state.get().state, first.entries.length], ['closed', 'unsent', 0]);
    screen.lane.plug();
    await clock.pass(50);
    assert.equal((await operation.done).ok, true);
  });

  test('is given up by close, and then nothing is tried any more', async () => {
    const { clock, lanes, first } = shop();
    const screen = new Screen(clock, lanes);
    await clock.pass(20);
    await screen.lane.close();
    const frames = first.frames.length;
    await clock.pass(600_000);
    assert.equal(screen.phase, 'closed');
    assert.equal(first.frames.length, frames);
    assert.equal(first.sockets.size, 0);
  });
});

test('the clock counts a sleep in which the monotonic one stood still, and never goes back', () => {
  let steady = 0;
  let wall = 1_000_000;
  const clock = steadyClock(() => steady, () => wall);
  steady += 500;
  wall += 500;
  assert.equal(clock.now(), 500);
  wall += 3_600_000;
  assert.equal(clock.now(), 3_600_500);
  wall -= 7_200_000;
  steady += 10;
  assert.equal(clock.now(), 3_600_510);
});
