// The till page against a running shop: TILLMESH_URL, _2 and _3 are lanes of it. What two lanes and the kitchen have to do with it stands in lanes.mjs and kitchen.mjs.
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, together, until } from './check.mjs';
import { ACKED, acknowledged, atVersion, counterSale, editRow, held, lightState, lines, money, openRow, payExactly, ready, row, SECOND, tap, till, total, unplug, verdict, version } from './hands.mjs';

/** A sale of Ana's, held; and one more product put on it while her cable is out. Bo, at another lane, does something meanwhile. */
async function changedOnBothSides(ana, bo, doing, anaDoes = () => tap(ana, 1)) {
  const ref = await counterSale(ana);
  await tap(ana, 0);
  await atVersion(ana, 1);
  await part(ana, 'hold').click();
  await unplug(ana);
  await openRow(ana, ref);
  await anaDoes();
  await editRow(bo, ref);
  await doing();
  await part(bo, 'hold').click();
  await part(ana, 'plug').click();
  return ref;
}
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

await together(3, {
  'a cashier signs in at the door and sees the shelves': async () => {
    const page = await open('/till');
    await part(page, 'in-name').fill('Ana');
    await part(page, 'sign-in').click();
    await shown(part(page, 'screen-floor'), 'the floor does not show');
    await counterSale(page);
    await shown(page.locator('button.product'), 'no product arrived from the catalog');
    await part(page, 'back').click();
    await shown(page.locator('button.table'), 'no table arrived from the catalog');
  },

  'a sale is rung up, acknowledged, paid in cash with change, and the receipt says so': async () => {
    const page = await till('Ana');
    await counterSale(page);
    const sum = await tap(page, 0) + await tap(page, 0) + await tap(page, 3) + await tap(page, 5);
    await until(async () => await total(page) === money(sum), `the total is not ${money(sum)}`);
    same(await lines(page), 3, 'number of lines');
    await acknowledged(page);
    await part(page, 'pay').click();
    await part(page, 'tendered').fill(money(sum + 730));
    await part(page, 'pay-cash').click();
    await shown(part(page, 'receipt'), 'no receipt shows');
    same(await part(page, 'receipt-total').innerText(), money(sum), 'total on the receipt');
    same(await part(page, 'change').innerText(), '7.30', 'change');
    await until(async () => ACKED.includes(await verdict(page)), 'the receipt does not say that the sale is acknowledged');
    await page.emulateMedia({ media: 'print' });
    same(await part(page, 'nav-floor').isVisible(), false, 'navigation on the printed receipt');
    same(await part(page, 'verdict').isVisible(), true, 'the safe light on the printed receipt');
  },

  'part of it is paid by card with its reference, the rest in cash; a card gives no change': async () => {
    const page = await till('Ana');
    await counterSale(page);
    const sum = await tap(page, 9);
    await part(page, 'pay').click();
    await part(page, 'tendered').fill(money(sum + 100));
    await part(page, 'pay-card').click();
    await until(async () => (await part(page, 'pay-wrong').innerText()).length > 5, 'a card may give change');
    await part(page, 'tendered').fill('6,50');
    await part(page, 'card-reference').fill('TX 4711');
    await part(page, 'pay-card').click();
    await shown(part(page, 'paid-so-far'), 'what was paid does not show');
    await part(page, 'cash-exact').click();
    await shown(part(page, 'receipt'), 'no receipt shows');
    const card = await part(page, 'payment-Card').innerText(), cash = await part(page, 'payment-Cash').innerText();
    same(/TX 4711/.test(card) && /6\.50/.test(card), true, `card with reference and amount (${card})`);
    same(cash.includes(money(sum - 650)), true, `the rest in cash (${cash})`);
  },

  'quantities, voids and discounts by percent and amount, on a line and on the order, are counted in whole cents': async () => {
    const page = await till('Ana');
    await counterSale(page);
    const price = await tap(page, 1), other = await tap(page, 4);
    for (let i = 0; i < 6; i++) await part(page, 'more').first().click();
    await part(page, 'less').first().click();
    await part(page, 'void').last().click();
    await until(async () => await total(page) === money(price * 6), `the total is not 6 × ${money(price)} after voiding ${money(other)}`);
    await tap(page, 2);
    await tap(page, 8);
    const off = async (open, kind, value) => {
      await open();
      await part(page, 'discount-' + kind).click();
      await part(page, 'discount-value').fill(value);
      await part(page, 'discount-set').click();
      await until(async () => await part(page, 'dialog-discount').count() === 0, 'the discount is not taken');
    };
    const onLine = n => async () => { await part(page, 'line-more').nth(n).click(); await part(page, 'line-discount').click(); };
    // 20.40 − 7 % = 18.97; 3.10 − 0.99 = 2.11; 7.60: 28.68. Then 3.33 off the whole, and instead of it 12.5 %.
    await off(onLine(0), 'percent', '7');
    await off(onLine(1), 'amount', '0.99');
    await until(async () => await total(page) === '28.68', `the total after line discounts is ${await total(page)}`);
    await off(() => part(page, 'order-discount').click(), 'amount', '3,33');
    await until(async () => await total(page) === '25.35', `the total after 3.33 is ${await total(page)}`);
    const sum = async () => (await part(page, 'line-total').allInnerTexts()).reduce((all, text) => all + Math.round(Number(text) * 100), 0);
    same(await sum(), 2535, 'cents of all lines together');
    await off(() => part(page, 'order-discount').click(), 'percent', '12.5');
    await until(async () => await total(page) === '25.09', `the total after 12.5 % is ${await total(page)}`);
    same(await sum(), 2509, 'cents of all lines together');
    await acknowledged(page);
    await payExactly(page);
    same(await part(page, 'receipt-saved').innerText(), '−6.01', 'discounts on the receipt');
  },

  'an order is split by moving lines to a new one, and both together are what it was': async () => {
    const page = await till('Ana');
    const ref = await counterSale(page);
    const first = await tap(page, 0), second = await tap(page, 6);
    for (let i = 0; i < 2; i++) await part(page, 'more').first().click();
    await atVersion(page, 4);
    await part(page, 'split').click();
    await part(page, 'move-101').click();
    await part(page, 'move-101').click();
    await part(page, 'split-go').click();
    await until(async () => await total(page) === money(first + second), 'the rest is not what stays');
    await acknowledged(page);
    await part(page, 'hold').click();
    const made = page.locator('[data-test="order-row"]', { hasText: `${ref.slice(-4)} / 2` });
    await shown(made, 'the new order is not in the list');
    await until(async () => (await made.innerText()).includes(money(2 * first)), 'the new order has not what was moved');
    await made.click();
    await held(page);
    await payExactly(page);
  },

  'the light stays "not saved yet" over a good connection until the lane has answered': async () => {
    let kept = null, holding = true;
    const page = await till('Ana', { wire: { heard(message, { socket }) {
      if (!holding || !['ACK', 'SALE_STATE'].includes(message.type) || !/^./.test(message.opId) || message.code) return true;
      if (message.type === 'ACK' && !message.entryId) return true;
      kept ??= () => {};
      const before = kept;
      kept = () => { before(); socket.send(JSON.stringify(message)); };
      return false;
    } } });
    await counterSale(page);
    await tap(page, 0);
    await until(() => kept, 'the lane did not answer');
    // That something does not happen can only be seen by giving it the time.
    await new Promise(done => setTimeout(done, 1_500));
    same(await part(page, 'line').getAttribute('data-phase'), 'ready', 'the connection');
    same(await lightState(page), 'unsaved', 'the light before the ACK');
    holding = false;
    kept();
    await acknowledged(page);
  },

  'a second window, at another lane, sees who holds the table, and may only look': async () => {
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
    const table = ana.locator('button.table[data-status="available"]:not([data-locked])').first(), name = await table.getAttribute('data-test');
    await table.click();
    await tap(ana, 0);
    await acknowledged(ana);
    await until(async () => (await part(bo, name.replace('table', 'lock')).innerText()).includes('Ana'), 'the lock badge does not name Ana');
    await until(async () => await part(bo, name).getAttribute('data-status') === 'occupied', 'the table is not occupied');
    await part(bo, name).click();
    await until(async () => (await part(bo, 'lock-holder').innerText()).includes('Ana'), 'the refusal does not name Ana');
    same(await part(bo, 'dialog-take-over').count(), 0, 'take-over buttons for a cashier');
    await part(bo, 'look-only').click();
    await shown(part(bo, 'read-only'), 'looking is not read-only');
    same(await bo.locator('button.product').first().isEnabled(), false, 'a product may be tapped');
    await part(ana, 'pay').click();
    await part(ana, 'pay-card').click();
    await shown(part(ana, 'receipt'), 'no receipt shows');
    await until(async () => await verdict(ana) !== 'unsaved', 'the payment is not acknowledged');
    await part(bo, 'back').click();
    await until(async () => await part(bo, name).getAttribute('data-status') === 'available' && await part(bo, name.replace('table', 'lock')).count() === 0, 'the table is not free again after paying');
  },

  'an order that is edited at another lane is refused by name; held, it is handed over': async () => {
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
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
  },

  'a manager at another lane takes over, and the first window turns read-only and says why': async () => {
    const ana = await till('Ana'), mia = await till('Mia', { role: 'manager', at: SECOND });
    const ref = await counterSale(ana);
    await tap(ana, 0);
    await atVersion(ana, 1);
    await openRow(mia, ref);
    await part(mia, 'dialog-take-over').click();
    await held(mia, 'the manager did not get the order');
    await shown(part(ana, 'read-only'), 'Ana can still edit');
    if (!/\w/.test((await part(ana, 'lease-reason').innerText()).replace('Read only:', ''))) throw new Error('no reason is shown');
    same(await ana.locator('button.product').first().isEnabled(), false, 'a product may be tapped');
    await tap(mia, 1);
    await atVersion(mia, 2);
    await until(async () => await lines(ana) === 2, 'Ana does not see the manager’s change');
  },

  'lines added on both sides are merged without asking': async () => {
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
    await changedOnBothSides(ana, bo, async () => { await tap(bo, 2); await atVersion(bo, 2); });
    await atVersion(ana, 3);
    same(await lines(ana), 3, 'lines after merging');
    await acknowledged(ana);
  },

  'a real conflict asks, and Escape does not wave it away: keep mine': async () => {
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
    const ref = await changedOnBothSides(ana, bo, async () => { await part(bo, 'more').first().click(); await atVersion(bo, 2); }, () => part(ana, 'void').first().click());
    await shown(part(ana, 'dialog-conflict'), 'the conflict is not shown');
    for (let i = 0; i < 3; i++) await ana.keyboard.press('Escape');
    await shown(part(ana, 'dialog-conflict'), 'Escape waved the conflict away');
    await part(ana, 'merge-lines').click();
    await shown(part(ana, 'clashes'), 'it does not say that the same line was changed on both sides');
    await part(ana, 'keep-mine').click();
    await atVersion(ana, 3);
    await until(async () => (await row(bo, ref).innerText()).includes('0 lines'), 'Bo does not see Ana’s version');
  },

  'a real conflict asks, also after a reload: load theirs': async () => {
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
    await changedOnBothSides(ana, bo, async () => { await part(bo, 'more').first().click(); await atVersion(bo, 2); }, () => part(ana, 'void').first().click());
    await shown(part(ana, 'dialog-conflict'), 'the conflict is not shown');
    await ana.reload();
    await shown(part(ana, 'dialog-conflict'), 'the conflict is not shown after a reload');
    await part(ana, 'load-theirs').click();
    await until(async () => await part(ana, 'dialog-conflict').count() === 0, 'the conflict stays open');
    await until(async () => await part(ana, 'unsaved-count').count() === 0, 'the change that was given up still waits');
  },

  'a change beside another one on the same order is merged by line when asked to': async () => {
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
    await changedOnBothSides(ana, bo, async () => { await tap(bo, 2); await atVersion(bo, 2); }, () => part(ana, 'more').first().click());
    await shown(part(ana, 'dialog-conflict'), 'the conflict is not shown');
    await part(ana, 'merge-lines').click();
    await atVersion(ana, 3);
    same(await lines(ana), 2, 'lines after merging');
    same(await part(ana, 'quantity').first().innerText(), '2', 'quantity of mine');
  },

  'a change that was not sent survives a reload and is saved once, under its own id': async () => {
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
    await part(page, 'nav-activity').click();
    const unsent = await page.locator('[data-test="operation"][data-state="unsaved"]').first().getAttribute('data-op');
    await page.reload();
    await ready(page);
    await until(async () => await part(page, 'unsaved-count').count() === 0, 'the change is not delivered after the reload');
    await part(page, 'nav-activity').click();
    const operation = page.locator(`[data-test="operation"][data-op="${unsent}"]`);
    await until(async () => ACKED.includes(await operation.getAttribute('data-state')), 'the change went under another id');
    await until(async () => (await operation.innerText()).includes('version 2'), 'the change was not saved as version 2');
  },

  'when the answer is lost with the line, the sale is repeated and saved once': async () => {
    const mine = new Map();
    let cut = true;
    const page = await till('Ana', { wire: {
      said(message) { if (message.type === 'ORDER_SNAPSHOT') mine.set(message.opId, (mine.get(message.opId) ?? 0) + 1); },
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
    same(JSON.stringify([...mine.values()]), '[2]', 'times that each operation was sent');
    await part(page, 'hold').click();
    const bo = await till('Bo', { at: SECOND });
    await editRow(bo, ref);
    same(await version(bo), 1, 'version at another terminal');
    same(await lines(bo), 1, 'lines at another terminal');
  },

  'a busy lane is asked again by itself': async () => {
    const wire = refusingOnce('BUSY', 'The lane has too much to do.');
    const page = await till('Ana', { wire });
    await counterSale(page);
    await tap(page, 0);
    await acknowledged(page);
    same(wire.sent.length, 2, 'times sent');
    same(await lines(page), 1, 'lines');
  },

  'a refusal is shown with its code and reason, and the change can be saved again': async () => {
    const page = await till('Ana', { wire: refusingOnce('TOO_LARGE', 'The order is too long for this lane.') });
    await counterSale(page);
    await tap(page, 0);
    await until(async () => /too long for this lane.*TOO_LARGE/.test(await part(page, 'refused').innerText()), 'the refusal is not shown');
    same(await lightState(page), 'refused', 'the light');
    await part(page, 'resend').click();
    await acknowledged(page);
    await atVersion(page, 1);
  },

  'a sale that the cloud refuses turns the light red, with the reason': async () => {
    const mine = new Set();
    const page = await till('Ana', { wire: {
      said(message) { if (message.type === 'ORDER_SNAPSHOT') mine.add(message.opId); },
      // The cloud of this shop is well, so another one's word is put behind the lane's own.
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
  },

  'a takeout gets the next ticket number': async () => {
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
  },

  'the keyboard finds and adds a product, counts it, holds and pays': async () => {
    const page = await till('Ana');
    await counterSale(page);
    const name = await page.locator('button.product').nth(2).locator('span').first().innerText();
    await page.keyboard.press('/');
    await page.keyboard.type(name.slice(0, 6));
    await until(async () => (await page.locator('button.product').first().innerText()).includes(name.slice(0, 6)), 'the search finds nothing');
    await page.keyboard.press('Enter');
    await until(async () => await lines(page) === 1, 'Enter does not add the product');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('+');
    await until(async () => await part(page, 'quantity').innerText() === '2', '+ does not count');
    await acknowledged(page);
    await page.keyboard.press('F9');
    await shown(part(page, 'dialog-pay'), 'F9 does not open paying');
    await page.keyboard.press('Escape');
    await until(async () => await part(page, 'dialog-pay').count() === 0, 'Escape does not close paying');
    await page.keyboard.press('F8');
    await shown(part(page, 'screen-floor'), 'F8 does not hold');
  },

  'a name of markup is shown as text': async () => {
    const name = '<img src=x onerror=alert(1)>';
    const evil = await till(name), ana = await till('Ana');
    const table = evil.locator('button.table[data-status="available"]:not([data-locked])').last();
    const test = await table.getAttribute('data-test');
    await table.click();
    await until(async () => (await part(ana, test.replace('table', 'lock')).innerText()).includes('<img'), 'the name is not shown as it is');
    same(await ana.locator('img').count(), 0, 'images made from a name');
  },

  'a phone of 360 pixels sells without sideways scrolling, in the dark': async () => {
    const page = await till('Ana', { role: 'waiter', width: 360, height: 740, dark: true });
    const fits = async where => same(await page.evaluate(() => document.documentElement.scrollWidth), 360, `width of the ${where}`);
    await fits('floor');
    await part(page, 'new-counter').click();
    await tap(page, 0);
    await fits('shelf');
    await part(page, 'pane-ticket').click();
    await fits('ticket');
    await part(page, 'pay-small').click();
    await part(page, 'cash-exact').click();
    await shown(part(page, 'receipt'), 'no receipt shows');
    await fits('receipt');
  },
});

await check('no window complained of a script error, the content policy, or asked for anything elsewhere', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
