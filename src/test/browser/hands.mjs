// What hands do at a till, for all scripts about it.
import { open, part, shown, until } from './check.mjs';

export const run = Math.random().toString(16).slice(2, 6);
export const FIRST = process.env.TILLMESH_URL, SECOND = process.env.TILLMESH_URL_2 ?? FIRST, THIRD = process.env.TILLMESH_URL_3 ?? FIRST, DEMO = process.env.TILLMESH_DEMO;
const HOSTS = [FIRST, SECOND, THIRD].map(url => new URL(url).host);
export const ACKED = ['pending', 'peer_ack', 'cloud_ack'];
let windowNumber = 0;

/** A till window with somebody signed in. `at` is the lane that serves it; it knows the others. */
export async function till(name, { role = 'cashier', at = FIRST, device = `test-${run}-${++windowNumber}`, more = '', ...options } = {}) {
  const page = await open(`${at}/till?name=${encodeURIComponent(name)}&role=${role}&device=${device}&lanes=${HOSTS.join(',')}${more}`, options);
  page.device = device;
  await ready(page);
  return page;
}
export const ready = (page, within) => until(async () => await part(page, 'line').getAttribute('data-phase') === 'ready', 'the till is not connected', within);
export async function counterSale(page) {
  await part(page, 'new-counter').click();
  await held(page, 'the new sale has no lease');
  return part(page, 'ticket').getAttribute('data-ref');
}
export const held = (page, sentence = 'the order cannot be edited') => until(async () => await part(page, 'ticket').getAttribute('data-lease') === 'held', sentence);
/** Taps the n-th product and gives its price in cents. */
export async function tap(page, n) {
  const product = page.locator('button.product').nth(n);
  await until(() => product.isEnabled(), 'the product cannot be tapped');
  const price = await product.locator('.money').innerText();
  await product.click();
  return Math.round(Number(price.replace(',', '')) * 100);
}
export const lightState = page => part(page, 'light').getAttribute('data-state');
export const acknowledged = page => until(async () => ACKED.includes(await lightState(page)), 'the change is not acknowledged');
export const version = async page => Number(await part(page, 'ticket').getAttribute('data-version'));
export const atVersion = (page, n) => until(async () => await version(page) === n, `the order is not at version ${n}`);
export const row = (page, ref) => page.locator(`[data-test="order-row"][data-ref="${ref}"]`);
export const lines = page => page.locator('[data-test="lines"] > li').count();
export const money = cents => (cents / 100).toFixed(2);
export const total = page => part(page, 'total').innerText();
export const verdict = page => part(page, 'verdict').getAttribute('data-state');

export async function openRow(page, ref) {
  await shown(row(page, ref), 'the order does not show in the list');
  await row(page, ref).click();
}
/** Opens an order to edit it, again and again as a person would while the one who let go of it is still seen as its holder. */
export async function editRow(page, ref) {
  await openRow(page, ref);
  await until(async () => {
    if (await part(page, 'dialog-lease').count()) { await part(page, 'dialog-close').click(); await row(page, ref).click(); }
    return await part(page, 'ticket').getAttribute('data-lease', { timeout: 1_000 }) === 'held';
  }, 'the order cannot be edited');
}
/** Pulls the cable of this window, by the button that is there for trying it. */
export async function unplug(page) {
  await part(page, 'nav-activity').click();
  await part(page, 'unplug').click();
  await part(page, 'nav-floor').click();
}
/** Pays what is on the screen with exactly its money. */
export async function payExactly(page) {
  await part(page, 'pay').click();
  await part(page, 'cash-exact').click();
  await shown(part(page, 'receipt'), 'no receipt shows');
}

/** What a lane's journal has of free topics or `order.*`, told by that lane from its beginning: each entry as the lane sends it. */
export const journal = (page, topics, match) => page.evaluate(([topics, match]) => new Promise((done, failed) => {
  const socket = new WebSocket('ws://' + location.host + '/'), found = [], mark = 'read-' + Math.random().toString(16).slice(2);
  setTimeout(() => failed(new Error('the journal is not told to its end')), 15_000);
  const say = message => socket.send(JSON.stringify(message));
  socket.onopen = () => say({ type: 'AUTH', token: 'dev:Reader:waiter', deviceId: mark });
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.type === 'SYNC_STATUS' && !socket.asked) {
      socket.asked = true;
      say({ type: 'SUBSCRIBE', topics: [...topics, 'test.mark'], from: 'start', opId: mark + 's' });
      // What this entry comes after was there before it: a journal is told in its order.
      say({ type: 'PUBLISH', topic: 'test.mark', payload: { mark }, opId: mark + 'p' });
    }
    if (message.type !== 'PUBLISHED') return;
    if (message.topic === 'test.mark') { if (message.payload.mark === mark) { socket.close(); done(found); } return; }
    if (JSON.stringify(message).includes(match)) found.push(message);
  };
}), [topics, match]);

/** Does something to a lane or the cloud, as the buttons of the demo's page do. */
export async function act(verb, what) {
  const { origin, hash } = new URL(DEMO);
  const answer = await fetch(`${origin}/act/${verb}/${what}`, { method: 'POST', headers: { Authorization: 'Bearer ' + hash.slice(1) } });
  if (!answer.ok && answer.status !== 409) throw new Error(`${verb} ${what}: ${answer.status} ${await answer.text()}`);
}
/** What the demo knows of its shop. */
export const demo = async () => (await fetch(new URL('/state', DEMO))).json();
/** Waits until every lane hears every other, as at the beginning. */
export const whole = () => until(async () => (await demo()).lanes.every(lane => lane.said?.here.length === 3), 'the lanes are not together', 60_000);
