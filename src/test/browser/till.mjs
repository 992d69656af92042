// The till page against a running node: TILLMESH_URL=http://127.0.0.1:8766 node till.mjs
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, until } from './check.mjs';

const run = Math.random().toString(16).slice(2, 6);
const TERMINAL_STATES = ['pending', 'peer_ack', 'cloud_ack'];
let windowNumber = 0;

/** A till window with somebody signed in and the catalog on its shelves. */
async function till(name, role = 'cashier', options = {}) {
  const page = await open(`/till?name=${encodeURIComponent(name)}&role=${role}&device=test-${run}-${++windowNumber}`, options);
  await until(async () => await part(page, 'line').getAttribute('data-phase') === 'ready', `${name} is not connected`);
  return page;
}
async function counterSale(page) {
  await part(page, 'new-counter').click();
  await until(async () => await part(page, 'ticket').getAttribute('data-lease') === 'held', 'the new sale has no lease');
  return part(page, 'ticket').getAttribute('data-ref');
}
/** Taps the n-th product and gives its price in cents. */
async function tap(page, n) {
  const product = page.locator('button.product').nth(n);
  await until(() => product.isEnabled(), 'the product cannot be tapped');
  const price = await product.locator('.money').innerText();
  await product.click();
  return Math.round(Number(price.replace(',', '')) * 100);
}
const lightState = page => part(page, 'light').getAttribute('data-state');
const acknowledged = page => until(async () => TERMINAL_STATES.includes(await lightState(page)), 'the change is not acknowledged');
const version = async page => Number(await part(page, 'ticket').getAttribute('data-version'));
const atVersion = (page, n) => until(async () => await version(page) === n, `the order is not at version ${n}`);
const row = (page, ref) => page.locator(`[data-test="order-row"][data-ref="${ref}"]`);
const lines = page => page.locator('[data-test="lines"] > li').count();
const money = cents => (cents / 100).toFixed(2);

async function openRow(page, ref) {
  await shown(row(page, ref), 'the order does not show in the list');
  await row(page, ref).click();
}
async function editRow(page, ref) {
  await openRow(page, ref);
  await until(async () => await part(page, 'ticket').getAttribute('data-lease') === 'held', 'the order cannot be edited');
}
/** Pulls the cable of this window, by the button that is there for trying it. */
async function unplug(page) {
  await part(page, 'nav-activity').click();
  await part(page, 'unplug').click();
  await part(page, 'nav-floor').click();
}
/** A sale of Ana's, held; and one more product put on it while her cable is out. Bo changes it `byBo` times meanwhile. */
async function changedOnBothSides(ana, bo, byBo) {
  const ref = await counterSale(ana);
  await tap(ana, 0);
  await atVersion(ana, 1);
  await part(ana, 'hold').click();
  await unplug(ana);
  await openRow(ana, ref);
  await tap(ana, 1);
  await editRow(bo, ref);
  for (let i = 0; i < byBo; i++) { await tap(bo, 2 + i); await atVersion(bo, 2 + i); }
  await part(bo, 'hold').click();
  await part(ana, 'plug').click();
  return ref;
}

await check('a cashier signs in at the door and sees the shelves', async () => {
  const page = await open('/till');
  await part(page, 'in-name').fill('Ana');
  await part(page, 'sign-in').click();
  await shown(part(page, 'screen-floor'), 'the floor does not show');
  await counterSale(page);
  await shown(page.locator('button.product'), 'no product arrived from the catalog');
  await part(page, 'back').click();
  await shown(page.locator('button.table'), 'no table arrived from the catalog');
});

await check('a sale is rung up, acknowledged, paid in cash with change, and the receipt says so', async () => {
  const page = await till('Ana');
  await counterSale(page);
  const total = await tap(page, 0) + await tap(page, 0) + await tap(page, 3) + await tap(page, 5);
  await until(async () => await part(page, 'total').innerText() === money(total), `the total is not ${money(total)}`);
  same(await lines(page), 3, 'number of lines');
  await acknowledged(page);
  await part(page, 'pay').click();
  await part(page, 'tendered').fill(money(total + 730));
  await part(page, 'pay-cash').click();
  await shown(part(page, 'receipt'), 'no receipt shows');
  same(await part(page, 'receipt-total').innerText(), money(total), 'total on the receipt');
  same(await part(page, 'change').innerText(), '7.30', 'change');
  await until(async () => TERMINAL_STATES.includes(await part(page, 'verdict').getAttribute('data-state')), 'the receipt does not say that the sale is acknowledged');
});

await check('quantities and voids are counted in whole cents', async () => {
  const page = await till('Ana');
  await counterSale(page);
  const price = await tap(page, 1), other = await tap(page, 4);
  for (let i = 0; i < 6; i++) await part(page, 'more').first().click();
  await part(page, 'less').first().click();
  await part(page, 'void').last().click();
  await until(async () => await part(page, 'total').innerText() === money(price * 6), `the total is not 6 × ${money(price)} after voiding ${money(other)}`);
  await acknowledged(page);
});

await check('the light stays "not saved yet" over a good connection until the lane has answered', async () => {
  let held = null, holding = true;
  const page = await till('Ana', 'cashier', { wire: { heard(message, { socket }) {
    if (!holding || !['ACK', 'SALE_STATE'].includes(message.type)) return true;
    held ??= () => {};
    const before = held;
    held = () => { before(); socket.send(JSON.stringify(message)); };
    return false;
  } } });
  await counterSale(page);
  await tap(page, 0);
  await until(() => held, 'the lane did not answer');
  // That something does not happen can only be seen by giving it the time.
  await new Promise(done => setTimeout(done, 1_500));
  same(await part(page, 'line').getAttribute('data-phase'), 'ready', 'the connection');
  same(await lightState(page), 'unsaved', 'the light before the ACK');
  holding = false;
  held();
  await acknowledged(page);
});

await check('a second window sees who holds the table, and may only look', async () => {
  const ana = await till('Ana'), bo = await till('Bo');
  const table = ana.locator('button.table[data-status="available"]:not([data-locked])').first();
  const name = await table.getAttribute('data-test');
  await table.click();
  await tap(ana, 0);
  await acknowledged(ana);
  await until(async () => (await part(bo, name.replace('table', 'lock')).innerText()).includes('Ana'), 'the lock badge does not name Ana');
  await part(bo, name).click();
  await until(async () => (await part(bo, 'lock-holder').innerText()).includes('Ana'), 'the refusal does not name Ana');
  same(await part(bo, 'dialog-take-over').count(), 0, 'take-over buttons for a cashier');
  await part(bo, 'look-only').click();
  await shown(part(bo, 'read-only'), 'looking is not read-only');
  same(await bo.locator('button.product').first().isEnabled(), false, 'a product may be tapped');
  await part(ana, 'pay').click();
  await part(ana, 'pay-card').click();
  await shown(part(ana, 'receipt'), 'no receipt shows');
  await until(async () => await part(ana, 'verdict').getAttribute('data-state') !== 'unsaved', 'the payment is not acknowledged');
  await part(bo, 'back').click();
  await until(async () => await part(bo, name).getAttribute('data-status') === 'available' && await part(bo, name.replace('table', 'lock')).count() === 0, 'the table is not free again after paying');
});

await check('an order that is edited elsewhere is refused by name; held, it can be opened', async () => {
  const ana = await till('Ana'), bo = await till('Bo');
  const ref = await counterSale(ana);
  await tap(ana, 0);
  await atVersion(ana, 1);
  await openRow(bo, ref);
  await shown(part(bo, 'dialog-lease'), 'the lease is not denied');
  if (!(await part(bo, 'dialog-lease').innerText()).includes('Ana')) throw new Error('the refusal does not name Ana');
  await part(bo, 'dialog-close').click();
  await part(ana, 'hold').click();
  await shown(part(ana, 'screen-floor'), 'Ana is not back on the floor');
  await editRow(bo, ref);
  await tap(bo, 1);
  await atVersion(bo, 2);
  await until(async () => (await row(ana, ref).innerText()).includes('2 lines'), 'Ana does not see what Bo added');
  await part(bo, 'hold').click();
  await editRow(ana, ref);
  same(await lines(ana), 2, 'lines after reopening');
});

await check('a manager takes over, and the other window turns read-only and says why', async () => {
  const ana = await till('Ana'), mia = await till('Mia', 'manager');
  const ref = await counterSale(ana);
  await tap(ana, 0);
  await atVersion(ana, 1);
  await openRow(mia, ref);
  await part(mia, 'dialog-take-over').click();
  await until(async () => await part(mia, 'ticket').getAttribute('data-lease') === 'held', 'the manager did not get the order');
  await shown(part(ana, 'read-only'), 'Ana can still edit');
  if (!/\w/.test((await part(ana, 'lease-reason').innerText()).replace('Read only:', ''))) throw new Error('no reason is shown');
  same(await ana.locator('button.product').first().isEnabled(), false, 'a product may be tapped');
  await tap(mia, 1);
  await atVersion(mia, 2);
  await until(async () => await lines(ana) === 2, 'Ana does not see the manager’s change');
});

await check('lines added on both sides, one version apart, are merged without asking', async () => {
  const ana = await till('Ana'), bo = await till('Bo');
  await changedOnBothSides(ana, bo, 1);
  await atVersion(ana, 3);
  same(await lines(ana), 3, 'lines after merging');
  await acknowledged(ana);
});

await check('a real conflict asks: keep mine', async () => {
  const ana = await till('Ana'), bo = await till('Bo');
  const ref = await changedOnBothSides(ana, bo, 2);
  await shown(part(ana, 'dialog-conflict'), 'the conflict is not shown');
  await ana.keyboard.press('Escape');
  await shown(part(ana, 'dialog-conflict'), 'Escape waved the conflict away');
  await part(ana, 'keep-mine').click();
  await atVersion(ana, 4);
  same(await lines(ana), 2, 'lines of mine');
  await until(async () => (await row(bo, ref).innerText()).includes('2 lines'), 'Bo does not see Ana’s version');
});

await check('a real conflict asks: load theirs', async () => {
  const ana = await till('Ana'), bo = await till('Bo');
  await changedOnBothSides(ana, bo, 2);
  await part(ana, 'load-theirs').click();
  await until(async () => await lines(ana) === 3 && await version(ana) === 3, 'their version is not shown');
  await until(async () => await part(ana, 'dialog-conflict').count() === 0, 'the conflict stays open');
});

await check('a change that was not sent survives a reload and is saved once, under its own id', async () => {
  const page = await till('Ana');
  const ref = await counterSale(page);
  await tap(page, 0);
  await atVersion(page, 1);
  await part(page, 'hold').click();
  await unplug(page);
  await openRow(page, ref);
  await tap(page, 1);
  await until(async () => await lightState(page) === 'unsaved', 'an unsent change does not say so');
  await shown(part(page, 'offline'), 'the page does not say that it has no line');
  const unsent = await page.evaluate(() => operations.findLast(op => op.state === 'waiting').opId);
  await page.reload();
  await until(async () => await part(page, 'line').getAttribute('data-phase') === 'ready', 'not connected after the reload');
  await until(async () => await part(page, 'unsaved-count').count() === 0, 'the change is not delivered after the reload');
  await part(page, 'nav-activity').click();
  const operation = page.locator(`[data-test="operation"][data-op="${unsent}"]`);
  await until(async () => await operation.getAttribute('data-state') === 'acked', 'the change went under another id');
  if (!(await operation.innerText()).includes('version 2')) throw new Error('the change was not saved as version 2');
});

await check('when the answer is lost with the line, the sale is repeated and saved once', async () => {
  const mine = new Set();
  let cut = true;
  const page = await till('Ana', 'cashier', { wire: {
    said(message) { if (message.type === 'ORDER_SNAPSHOT') mine.add(message.opId); },
    heard(message, { socket, server }) {
      if (!cut || message.type !== 'ACK' || !mine.has(message.opId)) return true;
      cut = false;
      server.close();
      socket.close();
      return false;
    },
  } });
  const ref = await counterSale(page);
  await tap(page, 0);
  await until(() => !cut, 'the lane did not answer');
  await acknowledged(page);
  await atVersion(page, 1);
  same(mine.size, 1, 'operation ids used');
  await part(page, 'nav-activity').click();
  const operation = page.locator(`[data-test="operation"][data-op="${[...mine][0]}"]`);
  same(await operation.getAttribute('data-tries'), '2', 'times sent');
  const bo = await till('Bo');
  await editRow(bo, ref);
  same(await version(bo), 1, 'version at another terminal');
  same(await lines(bo), 1, 'lines at another terminal');
});

await check('a sale paid without a line says that it is not acknowledged, and is when the line is back', async () => {
  const page = await till('Ana');
  await unplug(page);
  await part(page, 'new-counter').click();
  await tap(page, 0);
  await tap(page, 2);
  await part(page, 'pay').click();
  await part(page, 'cash-exact').click();
  await until(async () => await part(page, 'verdict').getAttribute('data-state') === 'unsaved', 'the receipt claims too much');
  await part(page, 'plug').click();
  await until(async () => TERMINAL_STATES.includes(await part(page, 'verdict').getAttribute('data-state')), 'the sale is not acknowledged after plugging in');
});

/** A wire that answers the first ORDER_SNAPSHOT itself, as a lane in trouble would. */
function refusingOnce(code, reason) {
  const sent = [];
  return { sent, said(message, { socket }) {
    if (message.type !== 'ORDER_SNAPSHOT') return true;
    sent.push(message.opId);
    if (sent.length > 1) return true;
    socket.send(JSON.stringify({ type: 'ACK', opId: message.opId, ok: false, code, reason }));
    return false;
  } };
}

await check('a busy lane is asked again by itself, under a new id', async () => {
  const wire = refusingOnce('BUSY', 'The lane has too much to do.');
  const page = await till('Ana', 'cashier', { wire });
  await counterSale(page);
  await tap(page, 0);
  await acknowledged(page);
  same(new Set(wire.sent).size, 2, 'operation ids used');
  same(await lines(page), 1, 'lines');
});

await check('a refusal is shown with its code and reason, and the change can be saved again', async () => {
  const wire = refusingOnce('DISK', 'The disk of this lane is full.');
  const page = await till('Ana', 'cashier', { wire });
  await counterSale(page);
  await tap(page, 0);
  await until(async () => /disk of this lane is full.*DISK/.test(await part(page, 'refused').innerText()), 'the refusal is not shown');
  same(await lightState(page), 'refused', 'the light');
  await part(page, 'resend').click();
  await acknowledged(page);
  await atVersion(page, 1);
});

await check('a sale that the cloud refuses turns the light red, with the reason', async () => {
  const mine = new Set();
  const page = await till('Ana', 'cashier', { wire: {
    said(message) { if (message.type === 'ORDER_SNAPSHOT') mine.add(message.opId); },
    // The lane of this test has no cloud, so the cloud's word is put behind the lane's own.
    heard(message, { socket }) {
      if (message.type === 'SALE_STATE') return false;
      if (message.type !== 'ACK' || !mine.has(message.opId)) return true;
      socket.send(JSON.stringify(message));
      socket.send(JSON.stringify({ type: 'SALE_STATE', opId: message.opId, entryId: message.entryId, state: 'set_aside', copies: ['L1'], clouds: { odoo: 'set_aside' }, reason: 'product 101 is unknown' }));
      return false;
    },
  } });
  await counterSale(page);
  await tap(page, 0);
  await until(async () => await lightState(page) === 'set_aside', 'the light does not turn red');
  if (!(await part(page, 'light').innerText()).includes('product 101 is unknown')) throw new Error('the reason is not shown');
});

await check('a takeout gets the next ticket number', async () => {
  const page = await till('Ana');
  const number = async () => {
    await part(page, 'new-takeout').click();
    await tap(page, 0);
    await acknowledged(page);
    const title = await part(page, 'order-title').innerText();
    await part(page, 'hold').click();
    return Number(/#(\d+)/.exec(title)?.[1] ?? NaN);
  };
  const first = await number(), second = await number();
  if (!(first >= 1 && second > first)) throw new Error(`numbers ${first} and ${second}`);
});

await check('the keyboard finds and adds a product, holds and pays', async () => {
  const page = await till('Ana');
  await counterSale(page);
  const name = await page.locator('button.product').nth(2).locator('span').first().innerText();
  await page.keyboard.press('/');
  await page.keyboard.type(name.slice(0, 6));
  await until(async () => (await page.locator('button.product').first().innerText()).includes(name.slice(0, 6)), 'the search finds nothing');
  await page.keyboard.press('Enter');
  await until(async () => await lines(page) === 1, 'Enter does not add the product');
  await acknowledged(page);
  await page.keyboard.press('F9');
  await shown(part(page, 'dialog-pay'), 'F9 does not open paying');
  await page.keyboard.press('Escape');
  await until(async () => await part(page, 'dialog-pay').isHidden(), 'Escape does not close paying');
  await page.keyboard.press('F8');
  await shown(part(page, 'screen-floor'), 'F8 does not hold');
});

await check('a name of markup is shown as text', async () => {
  const name = '<img src=x onerror=alert(1)>';
  const evil = await till(name), ana = await till('Ana');
  const table = evil.locator('button.table[data-status="available"]:not([data-locked])').last();
  const test = await table.getAttribute('data-test');
  await table.click();
  await until(async () => (await part(ana, test.replace('table', 'lock')).innerText()).includes('<img'), 'the name is not shown as it is');
  same(await ana.locator('img').count(), 0, 'images made from a name');
});

await check('a phone of 360 pixels sells without sideways scrolling, in the dark', async () => {
  const page = await till('Ana', 'waiter', { width: 360, height: 740, dark: true });
  const fits = async where => same(await page.evaluate(() => document.documentElement.scrollWidth), 360, `width of the ${where}`);
  await fits('floor');
  await counterSale(page).catch(() => {});
  await tap(page, 0);
  await fits('shelf');
  await part(page, 'pane-ticket').click();
  await fits('ticket');
  await part(page, 'pay-small').click();
  await part(page, 'cash-exact').click();
  await shown(part(page, 'receipt'), 'no receipt shows');
  await fits('receipt');
});

await check('no window complained of a script error or of the content policy', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
