import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Published, ToLane } from '../../src/protocol/index.js';
import { FakeLane, Screen, TestClock } from './fakes.js';

type Subscribe = Extract<ToLane, { type: 'SUBSCRIBE' }>;
const NOW = new Date(1_800_000_000_000).toISOString();

/** An entry as one disk has it. */
const entry = (disk: string, cursor: number, entryId: string, topic = 'kitchen.call', at = NOW): Published => ({ type: 'PUBLISHED', cursor: `${disk}-${cursor}`, entryId, topic, payload: cursor, sourceLane: 'L1', at });

async function connected(): Promise<{ clock: TestClock; lane: FakeLane; screen: Screen; asked: () => Subscribe[] }> {
  const clock = new TestClock();
  const lane = new FakeLane('L1', clock);
  const screen = new Screen(clock, [lane]);
  await clock.pass(20);
  return { clock, lane, screen, asked: () => lane.frames.filter((frame): frame is Subscribe => frame.type === 'SUBSCRIBE') };
}

describe('a subscription', () => {
  test('goes on behind the last entry after a lost line, and brings none twice', async () => {
    const { clock, lane, screen, asked } = await connected();
    const heard: string[] = [];
    screen.lane.subscribe(['kitchen.*'], one => heard.push(one.entryId), { from: 'start' });
    await clock.pass(20);
    lane.tell(entry('aaaa', 1, 'L1-5f-1'));
    lane.tell(entry('aaaa', 2, 'L2-7c-4'));
    await clock.pass(20);
    lane.cut();
    await clock.pass(1_000);
    assert.deepEqual(asked().map(({ from }) => from), ['start', 'aaaa-2']);
    lane.tell(entry('aaaa', 2, 'L2-7c-4'));
    lane.tell(entry('aaaa', 3, 'L1-5f-2'));
    await clock.pass(20);
    assert.deepEqual(heard, ['L1-5f-1', 'L2-7c-4', 'L1-5f-2']);
  });

  test('hears from another disk, which begins at its beginning, only what it has not heard', async () => {
    const { clock, lane, screen } = await connected();
    const heard: string[] = [];
    screen.lane.subscribe(['kitchen.*'], one => heard.push(one.entryId), { from: 'start' });
    await clock.pass(20);
    for (let i = 1; i <= 3; i++) lane.tell(entry('aaaa', i, `L1-5f-${i}`));
    await clock.pass(20);
    lane.cut();
    await clock.pass(1_000);
    lane.tell(entry('bbbb', 1, 'L2-7c-1'));
    for (let i = 1; i <= 4; i++) lane.tell(entry('bbbb', 1 + i, `L1-5f-${i}`));
    await clock.pass(20);
    assert.deepEqual(heard, ['L1-5f-1', 'L1-5f-2', 'L1-5f-3', 'L2-7c-1', 'L1-5f-4']);
  });

  test('that joins others later gets what it asks for, and the others nothing twice', async () => {
    const { clock, lane, screen, asked } = await connected();
    const [one, two]: [string[], string[]] = [[], []];
    screen.lane.subscribe(['kitchen.call'], heard => one.push(heard.entryId), { from: 'start' });
    await clock.pass(20);
    lane.tell(entry('aaaa', 1, 'L1-5f-1'));
    await clock.pass(20);
    const leave = screen.lane.subscribe(['catalog', 'kitchen.call'], heard => two.push(heard.entryId), { from: 'start' });
    await clock.pass(20);
    assert.deepEqual({ ...asked().at(-1) }, { type: 'SUBSCRIBE', topics: ['kitchen.call', 'catalog'], from: 'start' });
    lane.tell(entry('aaaa', 1, 'L1-5f-1'));
    lane.tell(entry('aaaa', 2, 'L1-5f-2', 'catalog'));
    await clock.pass(20);
    assert.deepEqual([one, two], [['L1-5f-1'], ['L1-5f-1', 'L1-5f-2']]);
    leave();
    lane.tell(entry('aaaa', 3, 'L1-5f-3'));
    await clock.pass(20);
    assert.deepEqual([one, two], [['L1-5f-1', 'L1-5f-3'], ['L1-5f-1', 'L1-5f-2']]);
  });

  test('that wants what is new hears nothing old when its lane is another one', async () => {
    const { clock, lane, screen, asked } = await connected();
    const heard: string[] = [];
    screen.lane.subscribe(['kitchen.call'], one => heard.push(one.entryId));
    await clock.pass(20);
    assert.equal(asked()[0]?.from, undefined);
    lane.tell(entry('bbbb', 1, 'L1-5f-1', 'kitchen.call', '2026-01-31T18:04:05.123Z'));
    lane.tell(entry('bbbb', 2, 'L1-5f-2'));
    await clock.pass(20);
    assert.deepEqual(heard, ['L1-5f-2']);
  });

  test('to which nothing came before the line was lost misses nothing that came meanwhile', async () => {
    const { clock, lane, screen, asked } = await connected();
    const heard: string[] = [];
    screen.lane.subscribe(['kitchen.call'], one => heard.push(one.entryId));
    await clock.pass(20);
    lane.cut();
    await clock.pass(1_000);
    assert.equal(asked().at(-1)?.from, 'start');
    lane.tell(entry('aaaa', 1, 'L1-5f-1', 'kitchen.call', '2026-01-31T18:04:05.123Z'));
    lane.tell(entry('aaaa', 2, 'L1-5f-2'));
    await clock.pass(20);
    assert.deepEqual(heard, ['L1-5f-2']);
  });

  test('goes on from a cursor that was kept over a reload', async () => {
    const { clock, lane, screen, asked } = await connected();
    const heard: string[] = [];
    screen.lane.subscribe(['kitchen.call'], one => heard.push(one.entryId), { from: 'aaaa-7' });
    await clock.pass(20);
    assert.equal(asked()[0]?.from, 'aaaa-7');
    for (let i = 6; i <= 8; i++) lane.tell(entry('aaaa', i, `L1-5f-${i}`));
    await clock.pass(20);
    assert.deepEqual(heard, ['L1-5f-8']);
  });

  test('of more topics than a lane takes is refused here, with a remedy', async () => {
    const { screen } = await connected();
    assert.throws(() => screen.lane.subscribe(Array.from({ length: 33 }, (_, i) => 't' + i), () => {}), /prefix/);
  });
});
