import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Operation } from '../../src/client/index.js';
import { SaleStates } from '../../src/client/safety.js';
import type { SaleStateNotice } from '../../src/protocol/index.js';
import { FakeLane, Screen, TestClock } from './fakes.js';

const notice = (opId: string, state: SaleStateNotice['state'], ...copies: string[]): SaleStateNotice => ({ type: 'SALE_STATE', opId, entryId: 'L1-1-1', state, copies, clouds: { odoo: state === 'cloud_ack' ? 'stored' : 'waiting' } });

describe('the light of a sale', () => {
  let clock: TestClock;
  let lane: FakeLane;
  let screen: Screen;
  let sale: Operation;

  beforeEach(async () => {
    clock = new TestClock();
    lane = new FakeLane('L1', clock);
    screen = new Screen(clock, [lane]);
    await clock.pass(20);
    lane.mute = true;
    sale = screen.lane.order('R1').finalize({ status: 'paid' }, 3);
    await clock.pass(20);
  });

  const now = (): string => sale.state.get().state;

  test('shows only what was answered: a good line alone makes nothing safe', async () => {
    assert.equal(screen.phase, 'ready');
    assert.equal(now(), 'sending');
    await clock.pass(4_000);
    assert.equal(now(), 'sending');
    lane.mute = false;
    await clock.pass(12_000);
    assert.equal(now(), 'pending');
    lane.tell(notice(sale.opId, 'peer_ack', 'L1', 'L2'));
    await clock.pass(5);
    assert.deepEqual({ ...sale.state.get() }, { state: 'peer_ack', copies: ['L1', 'L2'], clouds: { odoo: 'waiting' }, entryId: 'L1-1-1', version: 1, fresh: true });
    lane.tell(notice(sale.opId, 'cloud_ack', 'L1', 'L2'));
    await clock.pass(5);
    assert.equal(now(), 'cloud_ack');
  });

  test('keeps what was known when the line goes, and says that it may not be current', async () => {
    lane.mute = false;
    await clock.pass(12_000);
    lane.tell(notice(sale.opId, 'peer_ack', 'L1', 'L2'));
    await clock.pass(5);
    lane.cut();
    assert.deepEqual([now(), sale.state.get().fresh], ['peer_ack', false]);
    await clock.pass(5_000);
    assert.equal(screen.phase, 'ready');
    assert.equal(sale.state.get().fresh, false);
    lane.tell(notice(sale.opId, 'peer_ack', 'L1', 'L2'));
    await clock.pass(5);
    assert.equal(sale.state.get().fresh, true);
  });

  test('goes back when a lane says so', async () => {
    lane.mute = false;
    await clock.pass(12_000);
    lane.tell(notice(sale.opId, 'peer_ack', 'L1', 'L2'));
    lane.tell(notice(sale.opId, 'pending', 'L1'));
    await clock.pass(5);
    assert.equal(now(), 'pending');
  });

  test('tells of sales that were made before this window was opened', async () => {
    lane.tell(notice('op-of-yesterday', 'peer_ack', 'L1', 'L2'));
    await clock.pass(5);
    assert.equal(screen.lane.saleState('op-of-yesterday').get().state, 'peer_ack');
    assert.equal(screen.lane.saleState('op-of-nobody').get().state, 'unknown');
  });
});

test('states of long ago are forgotten, but not one that somebody looks at or that is open', () => {
  const states = new SaleStates();
  states.of('seen').subscribe(() => {});
  states.heard(notice('seen', 'peer_ack'));
  states.note('open', 'sending');
  for (let i = 0; i < 3_000; i++) states.heard(notice('op' + i, 'peer_ack'));
  assert.deepEqual([states.now('seen').state, states.now('open').state, states.now('op0').state, states.now('op2999').state], ['peer_ack', 'sending', 'unknown', 'peer_ack']);
});
