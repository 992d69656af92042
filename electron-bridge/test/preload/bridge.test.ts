import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import bcrypt from 'bcryptjs';
import { openBridge, type Bridge, type BridgeOptions } from '../../src/main/index.js';
import { expose, type EuphoriaApi, type TillmeshApi } from '../../src/preload/index.js';
import { entries, folder, keeper, until } from '../main/rig.js';
import { FakeElectron } from './electron.js';
import { DeafProxy } from './proxy.js';

const EMPLOYEES = [
  { id: 'e1', employeeCode: 'E1', firstName: 'Ana', lastName: 'Rey', pinHash: bcrypt.hashSync('4711', 4), isManager: false },
  { id: 'e2', employeeCode: 'E2', firstName: 'Bo', lastName: 'Li', pinHash: bcrypt.hashSync('8080', 4), isManager: true },
];
const SALE = {
  items: [{ productId: 'p1', product: { id: 'p1', name: 'Espresso' }, quantity: 2, unitPrice: 2.5, discountAmount: 0.1 }],
  payments: [{ method: 'cash', amount: 4, tenderedAmount: 10, changeAmount: 6 }, { method: 'credit', amount: 0.9, cardLastFour: '4242', cardNumber: '4111111111111111' }],
  subtotal: 5, taxAmount: 0, discountAmount: 0.1, totalAmount: 4.9, salesChannel: 'pos',
};

test('a page signs in and sells over the real node as Euphoria\'s did, each sale is one entry, also over kills, lost answers and an app that was started again', async t => {
  const dir = folder();
  const employees = join(dir.path, 'employees.json');
  writeFileSync(employees, JSON.stringify(EMPLOYEES));
  const { keeper: node } = keeper(dir.path);
  const port = (): number | undefined => (node.state.phase === 'running' ? Number(new URL(node.state.address).port) : undefined);
  const proxy = await DeafProxy.open(port);
  // The page's way to the node leads through the proxy; everything else of the keeper is as it is.
  const through: BridgeOptions['keeper'] = {
    get state() { return node.state.phase === 'running' ? { ...node.state, socket: `ws://127.0.0.1:${proxy.port}` } : node.state; },
    on: (name, hear) => node.on(name, hear),
    start: () => node.start(),
  };
  const troubles: string[] = [];
  let app!: { electron: FakeElectron; bridge: Bridge; page: EuphoriaApi; tillmesh: TillmeshApi };
  const launch = async (connect = 20_000): Promise<void> => {
    const electron = new FakeElectron();
    const bridge = await openBridge({
      keeper: through, ipcMain: electron.ipcMain, windows: () => [electron.window], folder: join(dir.path, 'app'), employees, deviceId: 'L1-till',
      token: () => 'dev:till:cashier', trouble: sentence => troubles.push(sentence), times: { connect, answer: 60_000, told: 5_000 },
    });
    expose(electron.contextBridge, electron.ipcRenderer, '36.0.0');
    app = { electron, bridge, page: electron.world['electron'] as EuphoriaApi, tillmesh: electron.world['tillmesh'] as TillmeshApi };
  };
  const booked = async () => entries((await node.ready()).address, 'transaction');

  try {
    await launch();
    node.start();
    const { address } = await node.ready();

    await t.test('nobody sells who has not signed in, and no page that is not the app\'s', async () => {
      assert.deepEqual(await app.page.transaction.complete(SALE), { success: false, error: 'Not authenticated' });
      assert.equal(await app.page.auth.verifyPin('0000'), null);
      assert.equal(await app.page.auth.checkAuthenticated(), false);
      const page = app.electron.page;
      for (const stranger of [{ url: 'https://evil.example/', parent: null }, { ...page, parent: page }]) {
        app.electron.page = stranger;
        await assert.rejects(app.page.auth.verifyPin('4711'), /may not ask/);
      }
      app.electron.page = page;
      assert.deepEqual(await app.page.auth.verifyPin('4711'), { id: 'e1', firstName: 'Ana', lastName: 'Rey', employeeCode: 'E1', isManager: false, canOverridePrice: false, canVoidTransaction: false });
      assert.deepEqual(await app.page.auth.getCurrentEmployee(), { id: 'e1', name: 'Ana Rey', employeeCode: 'E1', isManager: false });
      assert.deepEqual(Object.keys(app.electron.world).sort(), ['electron', 'tillmesh']);
    });

    await t.test('a sale is one entry, in the form that the clouds make sales of', async () => {
      const done = await app.page.transaction.complete({ ...SALE, clientTransactionId: 'sale-a' });
      const again = await app.page.transaction.complete({ ...SALE, clientTransactionId: 'sale-a' });
      assert.deepEqual([done, again], [{ success: true, transactionId: 'sale-a' }, { success: true, transactionId: 'sale-a' }]);
      assert.deepEqual((await booked()).map(one => one.posReference), ['sale-a']);
      const { transaction } = await app.page.transaction.get('sale-a');
      const { transactionNumber, createdAt, completedAt, ...rest } = transaction!.transaction;
      assert.match(String(transactionNumber), /^L1-till-\d+$/);
      assert.equal(createdAt, completedAt);
      assert.deepEqual(rest, {
        id: 'sale-a', customerId: null, employeeId: 'e1', subtotal: '5.00', taxAmount: '0.00', discountAmount: '0.10', totalAmount: '4.90', status: 'completed',
        salesChannel: 'pos', originalTransactionId: null, terminalId: 'L1-till', metadata: null,
      });
      assert.deepEqual(transaction!.items, [{ productId: 'p1', product: { id: 'p1', name: 'Espresso' }, quantity: 2, unitPrice: '2.50', discountAmount: '0.10' }]);
      assert.deepEqual(transaction!.payments, [{ amount: '4.00', method: 'cash', tenderedAmount: '10.00', changeAmount: '6.00' }, { amount: '0.90', method: 'credit', cardLastFour: '4242' }], 'and no number of a card');
    });

    await t.test('what cannot be right is refused and leaves nothing behind', async () => {
      const wrong: [unknown, RegExp][] = [
        [{ ...SALE, items: [] }, /at least one item/], [{ ...SALE, payments: [] }, /at least one payment/], [{ ...SALE, totalAmount: 4.92 }, /4\.90\) does not match .*4\.92/],
        [{ ...SALE, payments: [{ method: 'cash', amount: NaN }] }, /amount is no amount/], [null, /no transaction/], [{ ...SALE, clientTransactionId: 'a b' }, /clientTransactionId/],
        [{ ...SALE, clientTransactionId: 'sale-a', totalAmount: 4.91 }, /Another sale was recorded/],
      ];
      for (const [dto, sentence] of wrong) {
        const said = await app.page.transaction.complete(dto as typeof SALE);
        assert.equal(said.success, false);
        assert.match(said.error ?? '', sentence);
      }
      assert.equal((await booked()).length, 1);
      assert.equal((await app.page.transaction.complete({ ...SALE, totalAmount: 4.91 })).success, true, 'a cent is rounding');
      assert.equal((await app.page.transaction.complete({ ...SALE, totalAmount: 4.91 })).success, true, 'people buy the same thing twice');
      assert.equal((await booked()).length, 3);
    });

    await t.test('taking back is for who may, whatever the page says, and is done once', async () => {
      assert.match((await app.page.transaction.void('sale-a', 'wrong drink')).error ?? '', /permission/);
      assert.equal((await app.page.auth.login({ pin: '8080' })).success, true);
      const done = await app.page.transaction.void('sale-a', 'wrong drink');
      assert.deepEqual([done, await app.page.transaction.void('sale-a', 'again')], [{ success: true, transactionId: 'void-sale-a' }, { success: true, transactionId: 'void-sale-a' }]);
      assert.equal((await booked()).length, 4);
      const back = (await app.page.transaction.get('void-sale-a')).transaction!;
      assert.deepEqual([back.transaction.status, back.transaction.originalTransactionId, back.transaction['totalAmount'], back.items[0]!['quantity'], back.payments.map(one => one['amount'])], ['voided', 'sale-a', '-4.90', -2, ['-4.00', '-0.90']]);
      const recent = (await app.page.transaction.recent(2)).transactions!;
      assert.equal(recent[0]!.id, 'void-sale-a');
      assert.equal((await app.page.transaction.get('sale-a')).transaction!.transaction.status, 'voided');
    });

    await t.test('a node that is killed between the sale and its answer has recorded it once, and the page is told so', async () => {
      proxy.deaf = true;
      const selling = app.page.transaction.complete({ ...SALE, clientTransactionId: 'sale-b' });
      await until('the lane has it', async () => (await booked()).some(one => one.posReference === 'sale-b'));
      process.kill((node.state as { pid: number }).pid, 'SIGKILL');
      await until('the node is gone', () => node.state.phase !== 'running');
      proxy.cut();
      proxy.deaf = false;
      assert.deepEqual(await selling, { success: true, transactionId: 'sale-b' });
      assert.equal((await booked()).filter(one => one.posReference === 'sale-b').length, 1);
    });

    await t.test('an app that ended before the answer, started again, sends it once; what looks the same is neither lost in it nor sold beside it unasked', async () => {
      proxy.deaf = true;
      const before = (await booked()).length;
      const { deviceId: _, ...sale } = { ...SALE, deviceId: 0, customerId: 'c9' };
      const asked = app.page.transaction.complete(sale);
      await until('the lane has it', async () => (await booked()).length === before + 1);
      await app.bridge.close();
      const { pending, success, transactionId } = await asked;
      assert.deepEqual([pending, success, app.electron.channels], [true, false, []]);
      await launch();
      await app.page.auth.verifyPin('4711');
      const waits = await app.page.transaction.complete(sale);
      assert.deepEqual([waits.success, waits.pending, waits.transactionId], [false, true, transactionId]);
      proxy.cut();
      proxy.deaf = false;
      app.bridge.lane.signIn();
      await until('the lane has answered', () => app.bridge.lane.unsent.get().length === 0);
      const recorded = await app.page.transaction.complete(sale);
      assert.deepEqual([recorded.success, recorded.pending, recorded.transactionId], [false, undefined, transactionId]);
      assert.equal((await booked()).length, before + 1);
      const next = await app.page.transaction.complete(sale);
      assert.equal(next.success, true);
      assert.notEqual(next.transactionId, transactionId);
      assert.equal((await booked()).length, before + 2);
    });

    await t.test('a page knows its device and lane, hears of the node, and nothing of Electron gets through', async () => {
      const here = await app.tillmesh.here();
      assert.deepEqual([here.deviceId, here.lanes.length, here.node], ['L1-till', 1, { phase: 'running', lane: 'L1' }]);
      const heard: unknown[] = [];
      const stop = app.tillmesh.onNode(state => heard.push(state));
      await node.stop();
      stop();
      assert.deepEqual(heard.at(-1), { phase: 'stopped' });
      assert.ok(heard.every(state => JSON.stringify(state).indexOf('secret') < 0));
      await app.bridge.close();
      await launch(200);
      await app.page.auth.verifyPin('4711');
      assert.match((await app.page.transaction.complete(SALE)).error ?? '', /Nothing was recorded/);
      assert.equal(app.bridge.lane.unsent.get().length, 0);
    });
    assert.deepEqual(troubles, []);
    assert.ok(!/4711|8080/.test(readFileSync(join(dir.path, 'node.log'), 'utf8')), 'no PIN is in a log');
    assert.notEqual(address, undefined);
  } finally {
    await app.bridge.close();
    await node.stop();
    proxy.close();
    dir.remove();
  }
});
