// Every frozen message of the Java side: those of a lane are understood, those of a screen are what the client says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Lane } from '../../src/client/index.js';
import type { FromLane, Snapshot, ToLane } from '../../src/protocol/index.js';
import { FakeLane, MemoryStore, Screen, TestClock } from './fakes.js';

const FOLDER = join('..', 'src', 'test', 'resources', 'golden', 'hub');
const files = readdirSync(FOLDER).filter(name => name.endsWith('.json')).map(name => name.slice(0, -5));
const frozen = (name: string): string => readFileSync(join(FOLDER, name + '.json'), 'utf8');
const golden = <T>(name: string): T => JSON.parse(frozen(name)) as T;

/** How a screen gets to say each of them. */
const SAID: Record<string, (lane: Lane, at: At) => unknown> = {
  'AUTH': () => {},
  'AUTH.empty': () => {},
  'FLOOR_PLAN_UPDATE': lane => lane.updateFloorPlan(1, [{ id: 5, shape: 'round', position_h: 10.5 }], 'perimeter_center'),
  'FLOOR_PLAN_UPDATE.plain': lane => lane.updateFloorPlan(1, []),
  'LEASE_ACQUIRE': lane => void lane.order('R1').edit(),
  'LEASE_ACQUIRE.force': lane => void lane.order('R1').edit({ force: true }),
  'LEASE_HEARTBEAT': async (lane, { clock }) => {
    void lane.order('R1').edit();
    await clock.pass(20_000);
  },
  'LEASE_RELEASE': async (lane, { clock }) => {
    void lane.order('R1').edit();
    await clock.pass(50);
    lane.order('R1').release();
  },
  'ORDER_FINALIZE': (lane, { wanted }) => lane.order('R1').finalize((wanted as { snapshot: Snapshot }).snapshot, 3),
  'ORDER_SNAPSHOT': (lane, { wanted }) => lane.order('R1').save((wanted as { snapshot: Snapshot }).snapshot),
  'PUBLISH': lane => lane.publish('kitchen.call', { course: 2 }, { subject: 'table 5' }),
  'PUBLISH.bare': lane => lane.publish('kitchen.call', null),
  'REGISTER_CREATE': lane => lane.createRegister('Bar', { cash: true }),
  'REGISTER_CREATE.plain': lane => lane.createRegister('Terraza'),
  'REGISTER_RETRY': lane => lane.retryRegister('L2-0badcafe-17'),
  'RESOLVE': lane => lane.resolve('L2-0badcafe-17', 'theirs'),
  'RESOLVE.mine': lane => lane.resolve('L2-0badcafe-17', 'mine'),
  'SUBSCRIBE': lane => lane.subscribe(['kitchen.*', 'catalog'], () => {}, { from: 'start' }),
  'SUBSCRIBE.everything': lane => lane.subscribe(['*'], () => {}),
  'TABLE_LOCK_ACQUIRE': lane => void lane.table(5).lock(),
  'TABLE_LOCK_FORCE_ACQUIRE': lane => void lane.table(5).force(),
  'TABLE_LOCK_HEARTBEAT': async (lane, { clock }) => {
    void lane.table(5).lock();
    await clock.pass(20_000);
  },
  'TABLE_LOCK_RELEASE': async (lane, { clock }) => {
    void lane.table(5).lock();
    await clock.pass(50);
    lane.table(5).release();
  },
  'TABLE_UPDATE': lane => lane.updateTable(5, 'occupied', 'R1'),
  'TABLE_UPDATE.free': lane => lane.updateTable(5, 'available', null),
  'TICKET_NUMBER_REQUEST': lane => void lane.ticketNumber('takeout'),
  'TICKET_NUMBER_REQUEST.delivery': lane => void lane.ticketNumber('delivery'),
  'WATCH': () => {},
  'WATCH.problems': () => {},
};

/** What the client has no use for. The first renews all that a screen holds, but is not told what it does not hold; the second would write without a name. */
const NEVER_SAID: Record<string, string> = {
  'HEARTBEAT': 'each lease is renewed by name, so that the lane says which is gone',
  'LEASE_RELEASE.final': 'a last snapshot is an operation of its own, so that it is acknowledged',
  'ORDER_SNAPSHOT.spaced': 'another spelling of the same message',
};

interface At {
  readonly clock: TestClock;
  readonly wanted: ToLane;
}

async function connected(options: Partial<ConstructorParameters<typeof Screen>[3]> = {}): Promise<{ clock: TestClock; fake: FakeLane; screen: Screen }> {
  const clock = new TestClock();
  const fake = new FakeLane('L1', clock);
  if (options.deviceId === undefined) fake.orders.set('R0', { version: 1, snapshot: {} });
  const screen = new Screen(clock, [fake], new MemoryStore(), options);
  await clock.pass(20);
  return { clock, fake, screen };
}

/** Without what differs from one to the next. Versions of an order that does not exist yet are those of the frozen one. */
function comparable(frame: ToLane, wanted: ToLane): unknown {
  const { opId: _, ...plain } = JSON.parse(JSON.stringify(frame)) as ToLane & Record<string, unknown>;
  return 'baseVersion' in plain && 'baseVersion' in wanted ? { ...plain, baseVersion: wanted.baseVersion } : plain;
}

describe('a message of a screen', () => {
  for (const name of Object.keys(SAID)) {
    test(`${name} is said as it is frozen`, async () => {
      const wanted = golden<ToLane>(name);
      const signIn = wanted.type === 'AUTH' ? { deviceId: wanted.deviceId, token: () => wanted.token } : {};
      const { clock, fake, screen } = await connected({ ...signIn, ...(wanted.type === 'WATCH' ? { watch: wanted.what } : {}) });
      await SAID[name]?.(screen.lane, { clock, wanted });
      await clock.pass(1_000);
      const said = fake.frames.filter(frame => frame.type === wanted.type);
      const [frame] = said;
      assert.ok(frame, `nothing of ${wanted.type} was said`);
      assert.deepEqual(comparable(frame, wanted), comparable(wanted, wanted));
      if ('opId' in wanted) assert.match(frame.opId ?? '', /^[!-~]{1,64}$/);
      await screen.lane.close();
    });
  }
});

/** What is different in a screen after it heard each of them. */
const HEARD: Record<string, (lane: Lane, message: never) => unknown> = {
  'AUTH_FAIL': lane => assert.equal(lane.connection.get().phase, 'ready'),
  'AUTH_OK': lane => assert.equal(lane.connection.get().terminalId, 'till-1'),
  'BOARD': lane => assert.deepEqual([lane.board.get()?.health, lane.board.get()?.troubles.length], ['degraded', 1]),
  'BOARD.calm': lane => assert.equal(lane.board.get()?.health, 'ok'),
  'CONFLICT': (lane, m: { hubSnapshot: object }) => assert.deepEqual(lane.order('R1').stored.get(), { posReference: 'R1', version: 4, snapshot: m.hubSnapshot }),
  'FLOOR_PLAN_CHANGED': lane => assert.equal(lane.floorPlans.get().get(1)?.layoutMode, 'grid'),
  'FLOOR_PLAN_CHANGED.plain': lane => assert.deepEqual(lane.floorPlans.get().get(1)?.tables, []),
  'LANES': lane => assert.deepEqual(lane.lanes.get()?.lanes.map(({ id, state }) => [id, state]), [['L1', 'here']]),
  'ORDER_UPDATED': lane => assert.deepEqual([lane.order('R1').stored.get()?.version, lane.order('R1').stored.get()?.by], [4, 'till-1']),
  'PROBLEMS': lane => assert.deepEqual(lane.problems.get()?.map(({ code, repair }) => [code, repair]), [['disk-full', undefined], ['cloud-down', '/drain']]),
  'PROBLEMS.none': lane => assert.deepEqual(lane.problems.get(), []),
  'REGISTERS': lane => assert.deepEqual(lane.registers.get()?.map(({ name, state }) => [name, state]), [['Bar', 'made'], ['Terraza', 'set_aside']]),
  'REVIEW': lane => assert.deepEqual(lane.review.get()?.map(({ caseId, kind }) => [caseId, kind]), [['L2-0badcafe-17', 'double-edit']]),
  'SAFETY': lane => assert.equal(lane.safety.get()?.oldestUnsafeSeconds, 17),
  'SAFETY.calm': lane => assert.equal(lane.safety.get()?.oldestUnsafeSeconds, null),
  'SALE_STATE': lane => assert.deepEqual({ ...lane.saleState('op-1').get() }, { state: 'cloud_ack', copies: ['L1', 'L2'], clouds: { odoo: 'stored' }, entryId: 'L1-5f3a90c1-42', fresh: true }),
  'SALE_STATE.set_aside': lane => assert.deepEqual([lane.saleState('op-1').get().state, lane.saleState('op-1').get().reason], ['set_aside', 'The cloud knows no such product.']),
  'SYNC_INIT': lane => assert.deepEqual([[...lane.orders.get().keys()], [...lane.tables.get().values()].map(({ status }) => status)], [['R1', 'R2'], ['occupied', 'available']]),
  'SYNC_INIT.empty': lane => assert.deepEqual([lane.orders.get().size, lane.tables.get().size], [0, 0]),
  'SYNC_STATUS': lane => assert.equal(lane.syncStatus.get()?.pendingForward, 12),
  'SYNC_STATUS.never': lane => assert.equal(lane.syncStatus.get()?.lastOdooSync, null),
  'TABLE_LOCKS_STATE': lane => assert.equal(lane.tableLocks.get().get(5)?.userName, 'Ana'),
  'TABLE_LOCK_RELEASED': lane => assert.equal(lane.tableLocks.get().has(5), false),
  'TABLE_UPDATED': lane => assert.deepEqual([lane.tables.get().get(5)?.status, lane.tables.get().get(5)?.posReference], ['occupied', 'R1']),
  'TABLE_UPDATED.free': lane => assert.deepEqual([lane.tables.get().get(5)?.status, lane.tables.get().get(5)?.posReference], ['available', null]),
};

describe('a message of a lane', () => {
  for (const name of Object.keys(HEARD)) {
    test(`${name} is understood`, async () => {
      const { clock, fake, screen } = await connected();
      const message = golden<FromLane>(name);
      if (message.type === 'AUTH_FAIL') {
        fake.letIn = message.reason;
        screen.lane.connection.subscribe(() => {});
        const other = new Screen(clock, [fake]);
        await clock.pass(20);
        assert.equal(other.lane.connection.get().reason, message.reason);
      } else {
        fake.tell(frozen(name));
        await clock.pass(20);
      }
      HEARD[name]?.(screen.lane, message as never);
      await screen.lane.close();
    });
  }

  test('PUBLISHED and PUBLISHED.bare reach their subscriber as they are', async () => {
    const { clock, fake, screen } = await connected();
    const heard: unknown[] = [];
    screen.lane.subscribe(['*'], entry => heard.push(entry), { from: 'start' });
    await clock.pass(20);
    for (const name of ['PUBLISHED', 'PUBLISHED.bare']) fake.tell(frozen(name));
    await clock.pass(20);
    assert.deepEqual(heard, [golden('PUBLISHED'), golden('PUBLISHED.bare')]);
  });

  test('ACK, ACK.bare and ACK.refused are answers to operations', async () => {
    for (const [name, state] of [['ACK', 'pending'], ['ACK.bare', 'done'], ['ACK.refused', 'refused']] as const) {
      const { clock, fake, screen } = await connected();
      fake.refuse = frame => (frame.type === 'PUBLISH' ? { ...golden<Extract<FromLane, { type: 'ACK' }>>(name), opId: frame.opId ?? '' } : undefined);
      const operation = screen.lane.publish('a', 1);
      await clock.pass(20);
      const { type: _, ...answer } = golden<Record<string, unknown>>(name);
      assert.deepEqual(await operation.done, { ...answer, opId: operation.opId });
      assert.equal(operation.state.get().state, state);
    }
  });

  test('leases: LEASE_GRANTED, .provisional, LEASE_DENIED, .nobody, LEASE_REVOKED, .unsaved', async () => {
    const states = async (...names: string[]): Promise<unknown[]> => {
      const { clock, fake, screen } = await connected();
      fake.refuse = frame => (frame.type === 'LEASE_ACQUIRE' ? { type: 'PONG' } : undefined);
      const order = screen.lane.order('R1');
      void order.edit();
      await clock.pass(20);
      for (const name of names) fake.tell(frozen(name));
      await clock.pass(20);
      const { state, holder, reason, provisional, expiresAt } = order.lease.get();
      return [state, holder, reason, provisional, expiresAt];
    };
    assert.deepEqual(await states('LEASE_GRANTED'), ['held', undefined, undefined, undefined, '2026-01-31T18:04:05.123Z']);
    assert.deepEqual(await states('LEASE_GRANTED.provisional'), ['held', undefined, undefined, true, '2026-01-31T18:04:05.000Z']);
    assert.deepEqual(await states('LEASE_DENIED'), ['denied', 'Ana', 'Order is being edited on another terminal', undefined, undefined]);
    assert.deepEqual(await states('LEASE_DENIED.nobody'), ['denied', undefined, 'Lease not held', undefined, undefined]);
    assert.deepEqual(await states('LEASE_GRANTED', 'LEASE_REVOKED'), ['expired', undefined, 'Lease expired', undefined, undefined]);
    assert.deepEqual(await states('LEASE_GRANTED', 'LEASE_REVOKED.unsaved'), ['lost', 'Ana', 'Taken over by Ana', undefined, undefined]);
  });

  test('locks: TABLE_LOCK_GRANTED, .provisional, TABLE_LOCK_DENIED, TABLE_LOCK_REVOKED', async () => {
    const states = async (...names: string[]): Promise<unknown[]> => {
      const { clock, fake, screen } = await connected();
      fake.refuse = frame => (frame.type === 'TABLE_LOCK_ACQUIRE' ? { type: 'PONG' } : undefined);
      const table = screen.lane.table(5);
      void table.lock();
      await clock.pass(20);
      for (const name of names) fake.tell(frozen(name));
      await clock.pass(20);
      const { state, holder, provisional } = table.state.get();
      return [state, holder, provisional];
    };
    assert.deepEqual(await states('TABLE_LOCK_GRANTED'), ['held', undefined, undefined]);
    assert.deepEqual(await states('TABLE_LOCK_GRANTED.provisional'), ['held', undefined, true]);
    assert.deepEqual(await states('TABLE_LOCK_DENIED'), ['denied', 'Ana', undefined]);
    assert.deepEqual(await states('TABLE_LOCK_GRANTED', 'TABLE_LOCK_REVOKED'), ['expired', undefined, undefined]);
  });

  test('bookings: ORDER_FINALIZED, .plain, ORDER_FINALIZE_ERROR', async () => {
    const booked = async (name: string): Promise<unknown> => {
      const { clock, fake, screen } = await connected();
      const paid = screen.lane.order('R1').finalize({ status: 'paid' }, 3);
      await clock.pass(20);
      fake.tell(frozen(name));
      await clock.pass(20);
      return paid.booking;
    };
    assert.deepEqual(await booked('ORDER_FINALIZED'), { booked: true, orderId: 4711, lineIdMap: { l1: 901 }, fiscal: { number: 'F-7' } });
    assert.deepEqual(await booked('ORDER_FINALIZED.plain'), { booked: true, orderId: 4711, lineIdMap: {} });
    assert.deepEqual(await booked('ORDER_FINALIZE_ERROR'), { booked: false, error: 'Odoo does not answer.', retryable: true });
  });

  test('TICKET_NUMBER_RESPONSE is the answer to who asked', async () => {
    const { clock, fake, screen } = await connected();
    fake.refuse = frame => {
      if (frame.type !== 'TICKET_NUMBER_REQUEST') return undefined;
      fake.tell(frozen('TICKET_NUMBER_RESPONSE'));
      return { type: 'ACK', opId: frame.opId ?? '', ok: true };
    };
    const asked = screen.lane.ticketNumber('takeout');
    await clock.pass(20);
    assert.deepEqual(await asked, { ok: true, number: 42 });
  });
});

test('no frozen message is left out', () => {
  const together = ['ACK', 'ACK.bare', 'ACK.refused', 'PUBLISHED', 'PUBLISHED.bare', 'LEASE_GRANTED', 'LEASE_GRANTED.provisional', 'LEASE_DENIED', 'LEASE_DENIED.nobody', 'LEASE_REVOKED', 'LEASE_REVOKED.unsaved', 'TABLE_LOCK_GRANTED', 'TABLE_LOCK_GRANTED.provisional', 'TABLE_LOCK_DENIED', 'TABLE_LOCK_REVOKED', 'ORDER_FINALIZED', 'ORDER_FINALIZED.plain', 'ORDER_FINALIZE_ERROR', 'TICKET_NUMBER_RESPONSE'];
  assert.deepEqual(files.sort(), [...Object.keys(SAID), ...Object.keys(NEVER_SAID), ...Object.keys(HEARD), ...together].sort());
});
