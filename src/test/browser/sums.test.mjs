// The till's sums, the kitchen's tickets and the words of all pages, without a browser: node --test sums.test.mjs
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url), WEB = new URL('src/main/web/', ROOT);
const esbuild = createRequire(new URL('electron-bridge/package.json', ROOT))('esbuild');
const load = async path => {
  const made = await esbuild.build({ entryPoints: [fileURLToPath(new URL(path, WEB))], bundle: true, write: false, format: 'esm' });
  return import('data:text/javascript;base64,' + Buffer.from(made.outputFiles[0].text).toString('base64'));
};
const [{ lineCents, onlyAdds, paid, split, totalCents, totalled }, { money, spread, typed }, { age, Tickets }, { tickets }] = await Promise.all(['till/order.ts', 'till/money.ts', 'kitchen/tickets.ts', 'till/send.ts'].map(load));
/** Dice that fall the same way each time. */
const dice = seed => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const line = (id, unitPrice, quantity, more = {}) => ({ id, productId: id, name: id, quantity, unitPrice, taxIds: [], ...more });
const order = (lines, more = {}) => ({ posReference: 'R', status: 'open', lines, paymentLines: [], totals: { subtotal: 0, tax: 0, total: 0 }, ...more });

test('what is spread over parts adds up to what was spread, and no part gets more than a cent too much', () => {
  const roll = dice(7);
  for (let go = 0; go < 2000; go++) {
    const weights = Array.from({ length: 1 + Math.floor(roll() * 9) }, () => Math.floor(roll() * 5000)), sum = weights.reduce((a, b) => a + b, 0);
    const total = Math.floor(roll() * sum), parts = spread(total, weights);
    assert.equal(parts.reduce((a, b) => a + b, 0), sum > 0 ? total : 0);
    parts.forEach((part, i) => assert.ok(part <= weights[i] && Math.abs(part - (sum ? total * weights[i] / sum : 0)) < 1));
  }
});

test('lines add up to the total whatever discounts there are, and a back office that knows percents only comes to the same cents', () => {
  const roll = dice(42);
  for (let go = 0; go < 3000; go++) {
    const given = () => { const kind = roll() < 0.5 ? 'percent' : 'amount'; return { kind, value: Math.round(roll() * (kind === 'percent' ? 10000 : 900)) / 100 }; };
    const lines = Array.from({ length: 1 + Math.floor(roll() * 6) }, (_, i) => line('l' + i, Math.round(roll() * 5000) / 100, roll() < 0.8 ? 1 + Math.floor(roll() * 5) : Math.round(roll() * 3000) / 1000,
      { ...(roll() < 0.4 ? { lineDiscount: given() } : {}), ...(roll() < 0.15 ? { isVoided: true } : {}) }));
    const once = totalled(order(lines, roll() < 0.5 ? { checkDiscount: given() } : {}));
    const sum = once.lines.reduce((all, each) => all + lineCents(each), 0);
    assert.equal(Math.round(once.totals.total * 100), sum);
    assert.ok(sum >= 0);
    for (const each of once.lines) if (!each.isVoided) {
      const full = Math.round(each.unitPrice * 100) * Math.round(each.quantity * 1000) / 1000, inPercent = full * (1 - (each.discount ?? 0) / 100);
      // The price times the quantity may itself end on half a cent; then the two may round it apart.
      if (Number.isInteger(full)) assert.equal(Math.round(inPercent + 1e-6), lineCents(each), JSON.stringify(each));
    }
    assert.deepEqual(totalled(once), once, 'counting again changes something');
  }
});

test('splitting neither loses nor makes anything, and what the kitchen was told goes along', () => {
  const roll = dice(3);
  for (let go = 0; go < 1000; go++) {
    const lines = Array.from({ length: 1 + Math.floor(roll() * 5) }, (_, i) => { const quantity = 1 + Math.floor(roll() * 4); return line('l' + i, Math.round(roll() * 2000) / 100, quantity, { told: Math.floor(roll() * (quantity + 1)) }); });
    const moved = new Map(lines.map(each => [each.id, Math.floor(roll() * (each.quantity + 1))])), { stays, goes } = split(order(lines), moved);
    assert.equal(totalCents(stays) + totalCents({ lines: goes }), totalCents(order(lines)));
    const pieces = (rows, what) => rows.reduce((sum, each) => sum + (each[what] ?? 0), 0);
    assert.equal(pieces(stays.lines, 'quantity') + pieces(goes, 'quantity'), pieces(lines, 'quantity'));
    assert.equal(pieces(stays.lines, 'told') + pieces(goes, 'told'), pieces(lines, 'told'));
  }
});

test('amounts are typed with a comma or a point, and nonsense is no amount', () => {
  for (const [text, cents] of [['7', 700], ['7,5', 750], ['0.05', 5], ['.5', 50], ['1 200,00', 120000]]) assert.equal(typed(text), cents, text);
  for (const text of ['', '-1', '1.234', '7,5,0', 'abc', '1e3']) assert.ok(Number.isNaN(typed(text)), text);
  assert.equal(money(-123456, 'de'), '−1.234,56');
});

test('change is what was given above the total, and a payment keeps its reference', () => {
  const s = paid(totalled(order([line('a', 12.4, 1)])), [{ name: 'Card', cents: 500, given: 500, reference: 'TX1' }, { name: 'Cash', cents: 740, given: 1000 }], 'now');
  assert.equal(s.amountReturn, 2.6);
  assert.deepEqual(s.paymentLines.map(each => [each.amount, each.name, each.reference]), [[5, 'Card', 'TX1'], [7.4, 'Cash', undefined]]);
});

test('a change that only adds lines is told from one that touches what was there', () => {
  const base = order([line('a', 1, 1)]);
  assert.equal(onlyAdds(base, order([...base.lines, line('b', 2, 1)])), true);
  assert.equal(onlyAdds(base, order([line('a', 1, 2)])), false);
  assert.equal(onlyAdds(base, order([line('b', 2, 1)])), false);
  assert.equal(onlyAdds(undefined, base), false);
});

test('the stations are told of what is new, once, and of what was voided, with its sign', () => {
  const products = [{ id: 'soup', name: 'soup', price: '1', station: 'kitchen' }, { id: 'mug', name: 'mug', price: '1' }], who = { device: 'till-1', name: 'Ana' };
  const first = tickets(order([line('soup', 5, 2), line('mug', 9, 1)]), products, who, 'Table 1');
  assert.deepEqual(first.tickets.map(each => [each.station, each.lines]), [['kitchen', [{ name: 'soup', quantity: 2 }]]]);
  assert.deepEqual(tickets(first.told, products, who, 'Table 1').tickets, []);
  const less = tickets({ ...first.told, lines: first.told.lines.map(each => each.id === 'soup' ? { ...each, isVoided: true } : each) }, products, who, 'Table 1');
  assert.deepEqual(less.tickets[0].lines, [{ name: 'soup', quantity: -2 }]);
  assert.notEqual(less.tickets[0].ticketId, first.tickets[0].ticketId);
});

test('tickets come out the same in whatever order lanes tell them, and however often', () => {
  const at = n => new Date(1e12 + n * 1000).toISOString();
  const said = (n, topic, payload) => ({ entryId: 'L1-aa-' + n, topic, payload, at: at(n), sourceLane: 'L1' });
  const all = [said(1, 'kitchen.ticket', { ticketId: 'A', station: 'bar', posReference: 'R', title: 'A', by: 'x', lines: [] }), said(2, 'kitchen.ticket', { ticketId: 'B', station: 'bar', posReference: 'R', title: 'B', by: 'x', lines: [] }),
    said(3, 'kitchen.bump', { ticketId: 'A', done: true, by: 'c' }), said(4, 'kitchen.bump', { ticketId: 'A', done: false, by: 'c' }), said(5, 'kitchen.bump', { ticketId: 'B', done: true, by: 'd' })];
  const roll = dice(11);
  for (let go = 0; go < 200; go++) {
    const shop = new Tickets(), told = [...all, ...all.slice(0, 3)].map(each => [roll(), each]).sort((a, b) => a[0] - b[0]).map(([, each]) => each);
    told.forEach(each => shop.hear(each));
    assert.deepEqual(shop.open('bar').map(each => each.ticketId), ['A']);
    assert.deepEqual(shop.done('bar', 9).map(each => [each.ticketId, each.doneBy]), [['B', 'd']]);
  }
  const shop = new Tickets();
  all.forEach(each => shop.hear(each));
  assert.equal(shop.forget(Date.parse(at(6))), 1);
  assert.equal(shop.open('bar').length, 1);
  assert.equal(age(shop.open('bar')[0], Date.parse(at(1)) + 10 * 60_000).tone, 'late');
});

test('every language has every key and the same places in it, and no page asks for a key that is not there', () => {
  const files = readdirSync(new URL('words/', WEB)).filter(name => name.endsWith('.json'));
  const words = Object.fromEntries(files.map(name => [name, JSON.parse(readFileSync(new URL('words/' + name, WEB), 'utf8'))]));
  const english = words['en.json'], places = text => (text.match(/\{\w+\}/g) ?? []).sort().join();
  for (const [name, all] of Object.entries(words)) {
    assert.deepEqual(Object.keys(english).filter(key => !(key in all)), [], `${name} lacks`);
    assert.deepEqual(Object.keys(all).filter(key => !(key in english)), [], `${name} has more than en.json`);
    for (const [key, text] of Object.entries(all)) if (!key.endsWith('.one')) assert.equal(places(text), places(english[key]), `${name} ${key}`);
  }
  const sources = readdirSync(WEB, { recursive: true }).filter(name => /\.tsx?$/.test(name)).map(name => readFileSync(new URL(name.replaceAll('\\', '/'), WEB), 'utf8')).join('\n');
  const asked = [...sources.matchAll(/\bt\((?:[^()'`]*\? )?'([\w.]+)'(?: : '([\w.]+)')?/g)].flatMap(found => [found[1], found[2]]).filter(key => key?.includes('.') && !key.endsWith('.'));
  assert.ok(asked.length > 80);
  assert.deepEqual([...new Set(asked)].filter(key => !(key in english)), [], 'asked for and not there');
});
