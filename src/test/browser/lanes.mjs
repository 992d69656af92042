// Tills of several lanes while things break: cables, lanes, reloads. TILLMESH_URL, _2 and _3 are the lanes, TILLMESH_DEMO the demo's page with its token.
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, together, until } from './check.mjs';
import { ACKED, acknowledged, act, atVersion, counterSale, editRow, FIRST, held, journal, lightState, openRow, payExactly, ready, row, run, SECOND, tap, THIRD, till, unplug, verdict, whole } from './hands.mjs';

const CHANGE = 40_000, RELOADS = 100, WORKERS = 4, PRESSES = 200;
const isPaid = entry => entry.topic.startsWith('order.') && entry.payload?.status === 'paid';

/** Settles the case of an order, as a manager. */
const settle = (page, ref) => page.evaluate(ref => new Promise((done, failed) => {
  const socket = new WebSocket('ws://' + location.host + '/'), say = message => socket.send(JSON.stringify(message));
  setTimeout(() => failed(new Error('the case is not settled')), 15_000);
  socket.onopen = () => say({ type: 'AUTH', token: 'dev:Chief:manager', deviceId: 'chief' });
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.type === 'AUTH_OK') say({ type: 'WATCH', what: ['review'] });
    const found = message.type === 'REVIEW' && message.cases.find(one => one.posReference === ref);
    if (found) say({ type: 'RESOLVE', caseId: found.caseId, choice: 'mine', opId: 'chief-' + Date.now() });
    if (message.type === 'ACK') { socket.close(); message.ok ? done() : failed(new Error(message.reason)); }
  };
}), ref);

await check('what a key does at one till is painted at a till of another lane', async () => {
  const ana = await till('Ana', { role: 'waiter' }), bo = await till('Bo', { at: SECOND });
  const ref = await counterSale(ana);
  await part(ana, 'product-106').click();
  await atVersion(ana, 1);
  await shown(row(bo, ref), 'the order does not show at the other lane');
  await ana.evaluate(() => { document.activeElement.blur(); window.pressed = []; addEventListener('keydown', event => pressed.push(performance.timeOrigin + event.timeStamp), true); });
  await bo.evaluate(ref => {
    window.painted = [];
    const money = () => document.querySelector(`[data-test="order-row"][data-ref="${ref}"] .money`)?.textContent;
    let last = money();
    const look = () => {
      const now = money();
      if (!now || now === last) return;
      last = now;
      // After the next frame it is on the glass.
      requestAnimationFrame(() => setTimeout(() => painted.push(performance.timeOrigin + performance.now()), 0));
    };
    new MutationObserver(look).observe(document.getElementById('app'), { subtree: true, childList: true, characterData: true });
  }, ref);
  for (let i = 0; i < PRESSES; i++) {
    await ana.keyboard.press('+');
    await bo.waitForFunction(n => painted.length >= n, i + 1, { polling: 5 });
  }
  const [pressed, painted] = [await ana.evaluate(() => pressed), await bo.evaluate(() => painted)];
  same(painted.length, PRESSES, 'changes painted');
  const took = painted.map((at, i) => at - pressed[i]).sort((a, b) => a - b), at = share => took[Math.min(PRESSES - 1, Math.floor(PRESSES * share))].toFixed(1);
  console.log(`        key press on till A → painted on till B of another lane, ${PRESSES} presses: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${took.at(-1).toFixed(1)} ms`);
});

/**
 * Runs in the page, before its own script: sells as a hand would, and reloads between taking the money and the answer. One time the lane never hears of the sale,
 * one time its answer is lost, one time the reload comes in the very moment of the click.
 */
function sellAndReload(sales) {
  const kept = JSON.parse(sessionStorage.getItem('sold') ?? '[]'), how = ['frame', 'answer', 'click'][kept.length % 3];
  if (kept.length >= sales) return;
  let paying;
  const away = ref => { sessionStorage.setItem('sold', JSON.stringify([...kept, ref])); location.reload(); };
  globalThis.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener('message', event => {
        const message = JSON.parse(event.data);
        if (paying && message.type === 'ACK' && message.opId === paying.opId) { event.stopImmediatePropagation(); away(paying.ref); }
      });
    }
    send(text) {
      const message = JSON.parse(text), ref = message.posReference;
      if (message.type !== 'ORDER_SNAPSHOT' || message.snapshot.status !== 'paid' || kept.includes(ref)) return super.send(text);
      if (how === 'frame') return away(ref);
      if (how === 'answer') paying = { opId: message.opId, ref };
      return super.send(text);
    }
  };
  const there = selector => new Promise(done => {
    const look = () => { const found = document.querySelector(selector); if (found && !found.disabled) done(found); else setTimeout(look, 5); };
    look();
  });
  const press = async name => (await there(`[data-test="${name}"]:not(:disabled)`)).click();
  addEventListener('DOMContentLoaded', async () => {
    await press('nav-floor');
    await press('new-counter');
    const ref = (await there('[data-test="ticket"][data-lease="held"]')).dataset.ref;
    await press('product-' + (101 + kept.length % 6));
    await press('pay');
    await press('cash-exact');
    if (how === 'click') away(ref);
  });
}

async function reloads(worker) {
  const sales = RELOADS / WORKERS, page = await till('Worker', { device: `reload-${run}-${worker}`, script: [sellAndReload, sales] });
  const sold = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('sold') ?? '[]'));
  await until(async () => (await sold()).length === sales, 'the till does not go on selling', 120_000);
  await ready(page);
  const refs = await sold();
  await until(async () => await part(page, 'unsaved-count').count() === 0, 'something still waits', 20_000);
  await part(page, 'nav-receipts').click();
  for (const ref of refs) same(await page.locator(`[data-test="receipt-row"][data-ref="${ref}"]`).count(), 1, 'receipts of a sale');
  await until(async () => (await page.locator('[data-test="receipt-row-light"]').evaluateAll(lights => lights.map(light => light.dataset.state))).every(state => ACKED.includes(state)), 'a receipt is not acknowledged');
  return refs;
}

await check(`a till that is reloaded between pay and ACK ${RELOADS} times loses no sale and doubles none`, async () => {
  const refs = (await Promise.all(Array.from({ length: WORKERS }, (_, worker) => reloads(worker)))).flat();
  same(refs.length, RELOADS, 'sales');
  for (const at of [FIRST, SECOND]) {
    const reader = await open(at + '/kitchen');
    await until(async () => {
      const paid = (await journal(reader, ['order.*'], `reload-${run}-`)).filter(isPaid);
      const sales = new Map();
      for (const entry of paid) sales.set(entry.subject ?? entry.payload.posReference, (sales.get(entry.subject ?? entry.payload.posReference) ?? 0) + 1);
      if (paid.length > RELOADS) throw new Error(`${paid.length} entries for ${RELOADS} sales`);
      return refs.every(ref => sales.get(ref) === 1) && paid.length === RELOADS;
    }, `the journal of ${at} has not exactly those sales`, 15_000);
  }
});

await together(2, {
  'the cable is pulled while money is taken: the receipt says so, also after a reload, and the sale is saved once when it is back': async () => {
    let out = false, pulled = false;
    const lines = new Set(), pull = () => { out = true; for (const { socket, server } of lines) { server.close(); socket.close(); } lines.clear(); };
    const page = await till('Ana', { wire: { cut: () => out, opened: line => lines.add(line), said(message) {
      if (message.type !== 'ORDER_SNAPSHOT' || message.snapshot.status !== 'paid' || pulled) return true;
      pulled = true;
      pull();
      return false;
    } } });
    const ref = await counterSale(page);
    await tap(page, 2);
    await acknowledged(page);
    await payExactly(page);
    same(await verdict(page), 'unsaved', 'the light of a sale that no lane has confirmed');
    await shown(part(page, 'offline'), 'the page does not say that it has no line');
    await page.reload();
    await part(page, 'nav-receipts').click();
    await until(async () => await part(page, 'receipt').getAttribute('data-ref') === ref && await verdict(page) === 'unsaved', 'the unacknowledged sale is not shown after the reload');
    out = false;
    await until(async () => ACKED.includes(await verdict(page)), 'the sale is not acknowledged when the cable is back', 30_000);
    same((await journal(page, ['order.*'], ref)).filter(isPaid).length, 1, 'entries of the sale');
  },

  'a sale paid without a line says that it is not acknowledged, and is when the line is back': async () => {
    const page = await till('Ana');
    await unplug(page);
    await part(page, 'new-counter').click();
    await tap(page, 0);
    await tap(page, 2);
    await payExactly(page);
    same(await verdict(page), 'unsaved', 'the light');
    await part(page, 'plug').click();
    await until(async () => ACKED.includes(await verdict(page)), 'the sale is not acknowledged after plugging in');
  },

  'a till is moved to another lane by hand, and goes on with its order there': async () => {
    const page = await till('Ana');
    const ref = await counterSale(page);
    await tap(page, 0);
    await atVersion(page, 1);
    await part(page, 'line').click();
    await part(page, 'lane-2').click();
    await until(async () => /L2/.test(await part(page, 'line').innerText()), 'it is not at L2');
    await held(page);
    await tap(page, 1);
    await acknowledged(page);
    same((await journal(page, ['order.*'], ref)).at(-1).sourceLane, 'L2', 'the lane of the newest version');
  },
});

await check('a lane is killed while money is taken: the till goes to another one, and the sale is there once, also when the lane is back', async () => {
  const mine = new Set();
  let killing;
  const page = await till('Eva', { at: THIRD, wire: {
    said(message) { if (message.type === 'ORDER_SNAPSHOT' && message.snapshot.status === 'paid') mine.add(message.opId); },
    heard(message) {
      if (killing || message.type !== 'ACK' || !mine.has(message.opId)) return true;
      killing = act('kill', 'L3');
      return false;
    },
  } });
  const ref = await counterSale(page);
  await tap(page, 4);
  await acknowledged(page);
  await payExactly(page);
  same(await verdict(page), 'unsaved', 'the light of a sale whose answer never came');
  await until(() => !!killing, 'the lane did not answer');
  await killing;
  await until(async () => /L[12]/.test(await part(page, 'line').innerText()), 'the till does not go to another lane', CHANGE);
  await until(async () => ACKED.includes(await verdict(page)), 'the sale is not acknowledged by another lane', CHANGE);
  await part(page, 'next-sale').click();
  await tap(page, 1);
  await acknowledged(page);
  await act('start', 'L3');
  await whole();
  const reader = await open(FIRST + '/kitchen');
  await until(async () => (await journal(reader, ['order.*'], ref)).filter(isPaid).length > 0, 'the sale is not in the journal of L1');
  same((await journal(reader, ['order.*'], ref)).filter(isPaid).length, 1, 'entries of the sale');
});

await check('the light tells the truth at each step, and an order changed on two sides of a cut is hinted at until Review is settled', async () => {
  const ana = await till('Ana'), ref = await counterSale(ana);
  await tap(ana, 0);
  await atVersion(ana, 1);
  await part(ana, 'hold').click();
  let holding = null;
  const bo = await till('Bo', { at: SECOND, more: '&lanes=', wire: { heard(message, { socket }) {
    if (!holding || message.type !== 'ACK' || !message.entryId) return true;
    holding.push(() => socket.send(JSON.stringify(message)));
    return false;
  } } });
  await shown(row(bo, ref), 'Bo does not see the order');
  await act('cloud', 'closed');
  await act('cut', 'L2');
  const reader = await open(SECOND + '/kitchen');
  await until(async () => /L2/.test(await part(bo, 'line').innerText()), 'Bo is not at L2');
  // Both sides change it. Bo's lane has no majority, and the till says so.
  await editRow(ana, ref);
  await tap(ana, 1);
  await atVersion(ana, 2);
  await part(ana, 'hold').click();
  await until(async () => { await openRow(bo, ref).catch(() => {}); return await part(bo, 'ticket').getAttribute('data-lease') === 'held'; }, 'Bo does not get the order', CHANGE);
  await shown(part(bo, 'provisional'), 'the till does not say that no majority agreed');
  holding = [];
  await tap(bo, 2);
  await until(() => holding.length, 'L2 did not answer');
  same(await lightState(bo), 'unsaved', 'the light before the answer');
  holding.splice(0).forEach(tell => tell());
  holding = null;
  await until(async () => await lightState(bo) === 'pending', 'the light of a sale on one disk');
  await part(bo, 'hold').click();
  await part(bo, 'new-counter').click();
  await held(bo);
  await tap(bo, 3);
  await payExactly(bo);
  await until(async () => await verdict(bo) === 'pending', 'the receipt of a sale on one disk');
  await act('heal', 'L2');
  await until(async () => await verdict(bo) === 'peer_ack', 'the sale is on another lane and the light does not say so', CHANGE);
  await act('cloud', 'well');
  await until(async () => await verdict(bo) === 'cloud_ack', 'the sale is in the cloud and the light does not say so', CHANGE);
  for (const page of [ana, bo]) {
    await part(page, 'nav-floor').click();
    await openRow(page, ref);
    await shown(part(page, 'in-review'), 'the till does not hint at Review', CHANGE);
    await until(async () => ['held', 'denied'].includes(await part(page, 'ticket').getAttribute('data-lease')), 'the lease is not answered');
    if (await part(page, 'dialog-close').count()) await part(page, 'dialog-close').click(); else await part(page, 'hold').click();
  }
  await settle(reader, ref);
  await openRow(ana, ref);
  await until(async () => await part(ana, 'in-review').count() === 0, 'the hint stays after it was settled');
});

await check('no window complained of a script error, the content policy, or asked for anything elsewhere', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
