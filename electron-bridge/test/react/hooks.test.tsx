import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { act, createElement, type ReactNode } from 'react';
import { useConnection, useLanes, useOrder, useSaleSafety, useValue } from '../../src/react/index.js';
import { FakeLane, Screen, TestClock } from '../client/fakes.js';
import { onPreact } from './preact.js';
import { onReact } from './react.js';

/** What a till would draw. */
function Till({ screen, opId }: { screen: Screen; opId: string }): ReactNode {
  const { stored, lease, conflict } = useOrder(screen.lane, 'R1');
  const light = useSaleSafety(screen.lane, opId);
  const lanes = useLanes(screen.lane);
  return `${useConnection(screen.lane).phase} | v${stored?.version ?? 0} | ${lease.state} | ${light.state} | ${lanes?.lanes.length ?? 0} lanes | ${conflict ? 'conflict' : 'no conflict'}`;
}

describe('the hooks', () => {
  test('draw what is, and again when it changes, in React', async () => {
    const clock = new TestClock();
    const fake = new FakeLane('L1', clock);
    fake.orders.set('R1', { version: 3, snapshot: {} });
    const screen = new Screen(clock, [fake]);
    const page = await onReact(createElement(Till, { screen, opId: 'op-1' }));
    assert.equal(page.text(), 'connecting | v0 | free | unknown | 0 lanes | no conflict');
    await act(() => clock.pass(20));
    void screen.lane.order('R1').edit();
    fake.tell({ type: 'SALE_STATE', opId: 'op-1', entryId: 'L1-1-1', state: 'peer_ack', copies: ['L1', 'L2'], clouds: {} });
    fake.tell({ type: 'LANES', lane: 'L1', coordinator: 'L1', majority: true, lanes: [{ id: 'L1', state: 'here', since: '', entriesBehind: 0 }] });
    await act(() => clock.pass(20));
    assert.equal(page.text(), 'ready | v3 | held | peer_ack | 1 lanes | no conflict');
    await page.unmount();
    fake.tell({ type: 'ORDER_UPDATED', posReference: 'R1', version: 4, snapshot: {}, sourceTerminal: 'till-2' });
    await act(() => clock.pass(20));
    assert.equal(page.text(), '');
    await screen.lane.close();
  });

  test('draw a list only when it changed', async () => {
    const clock = new TestClock();
    const fake = new FakeLane('L1', clock);
    const screen = new Screen(clock, [fake]);
    let drawn = 0;
    const page = await onReact(createElement(function List(): ReactNode {
      drawn += 1;
      return String(useValue(screen.lane.orders).size);
    }));
    await act(() => clock.pass(20));
    const before = drawn;
    fake.tell({ type: 'PONG' });
    fake.tell({ type: 'SYNC_STATUS', connectedTerminals: 1, pendingForward: 0, lastOdooSync: null, activeLeases: 0, uptime: 1 });
    await act(() => clock.pass(20));
    assert.equal(drawn, before);
    fake.tell({ type: 'ORDER_UPDATED', posReference: 'R1', version: 4, snapshot: {}, sourceTerminal: 'till-2' });
    await act(() => clock.pass(20));
    assert.equal(page.text(), '1');
    await page.unmount();
    await screen.lane.close();
  });

  test('draw the same in Preact, through its compat layer', async () => {
    const clock = new TestClock();
    const fake = new FakeLane('L1', clock);
    fake.orders.set('R1', { version: 3, snapshot: {} });
    const screen = new Screen(clock, [fake]);
    const page = await onPreact(screen.lane, 'op-1');
    assert.equal(page.text(), 'connecting v0 free unknown');
    await clock.pass(20);
    void screen.lane.order('R1').edit();
    fake.tell({ type: 'SALE_STATE', opId: 'op-1', entryId: 'L1-1-1', state: 'peer_ack', copies: ['L1', 'L2'], clouds: {} });
    await clock.pass(20);
    assert.equal(page.text(), 'ready v3 held peer_ack');
    await page.unmount();
    await screen.lane.close();
  });
});
