import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { entries, freePort, NodeProcess, ready, screen, until, type Tap } from './nodes.js';

const lines = (...ids: string[]): { lines: { id: string }[] } => ({ lines: ids.map(id => ({ id })) });

describe('two real lanes', { timeout: 180_000 }, () => {
  let one: NodeProcess;
  let two: NodeProcess;

  before(async () => {
    const ports = [await freePort(), await freePort()];
    const settings = (port: number | undefined): string[] => ['--store.id=S1', '--peer.drill=on', '--peer.stack=loopback', `--peer.port=${port}`, `--peer.hosts=${ports.map(each => '127.0.0.1:' + each).join(',')}`];
    [one, two] = await Promise.all([NodeProcess.start('L1', settings(ports[0])), NodeProcess.start('L2', settings(ports[1]))]);
    const watcher = screen([one], 'watcher', { watch: ['lanes'] });
    await until(watcher.lanes, now => now?.lanes.filter(lane => lane.state === 'here').length === 2, 'both lanes', 60_000);
    await watcher.close();
  });

  after(() => Promise.all([one.end(), two.end()]));

  test('have one entry of a payment whose till moves to the other lane without having heard of it', async () => {
    const tap: Tap = { hears: frame => frame.type !== 'ACK' && frame.type !== 'SALE_STATE' };
    const till = screen([one, two], 'till-1', { tap });
    const other = screen([two], 'till-2');
    await Promise.all([ready(till), ready(other)]);
    const paid = till.order('P1').finalize({ ...lines('l1'), status: 'paid' }, 3);
    await until(other.order('P1').stored, now => now !== undefined, 'the copy');
    assert.equal(paid.state.get().state, 'sending');
    tap.hears = () => true;
    await one.kill();
    const answer = await paid.done;
    assert.ok(answer.ok && answer.entryId?.startsWith('L1-'), JSON.stringify(answer));
    assert.equal(till.connection.get().lane, two.address);
    assert.equal((await entries(two, ['order.*'])).filter(entry => entry.subject === 'P1').length, 1);
    // It goes on there, on what it had at the other lane.
    assert.equal((await till.order('A1').edit()).ok, true);
    assert.equal((await till.order('A1').save(lines('l1')).done).ok, true);
    await one.start();
    await until(till.saleState(paid.opId), now => now.state === 'peer_ack' && now.fresh, 'the copy on the lane that came back', 60_000);
    await Promise.all([till.close(), other.close()]);
  });

  test('say in Review that a payment is there twice, when the first lane died before it had told anybody', async () => {
    const tap: Tap = { hears: frame => frame.type !== 'ACK' && frame.type !== 'SALE_STATE' };
    const till = screen([one, two], 'till-3', { tap });
    const other = screen([one], 'till-4');
    await Promise.all([ready(till), ready(other)]);
    await one.cut();
    const done = new Promise<void>(heard => other.subscribe(['order.*'], entry => {
      if (entry.subject === 'Q1') heard();
    }));
    const paid = till.order('Q1').finalize({ ...lines('l1'), status: 'paid' }, 3);
    await done;
    await one.kill();
    tap.hears = () => true;
    const answer = await paid.done;
    assert.ok(answer.ok && answer.entryId?.startsWith('L2-'), JSON.stringify(answer));
    await one.start();
    const manager = screen([two], 'till-5', { watch: ['review'], role: 'manager' });
    const cases = await until(manager.review, now => now?.some(one => one.posReference === 'Q1') === true, 'the case', 60_000);
    assert.deepEqual(cases?.map(({ posReference, kind }) => [posReference, kind]), [['Q1', 'paid-twice']]);
    assert.equal((await manager.resolve(cases?.[0]?.caseId ?? '', 'theirs').done).ok, true);
    await until(manager.review, now => now?.length === 0, 'the end of the case');
    await Promise.all([till.close(), other.close(), manager.close()]);
  });
});
