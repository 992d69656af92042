// The boards of two lanes and the demo's page, against a running demo: TILLMESH_URL and TILLMESH_URL_2 are the lanes L1 and L2, TILLMESH_DEMO the demo's page with its token.
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, until } from './check.mjs';

const FIRST = process.env.TILLMESH_URL, SECOND = process.env.TILLMESH_URL_2, DEMO = process.env.TILLMESH_DEMO;
// A cut is noticed after six seconds of silence; a heavily loaded machine takes its time on top.
const CHANGE = 40_000;
const board = async (base, options) => {
  const page = await open(base + '/dashboard', options);
  await until(async () => await page.locator('body').getAttribute('data-fresh') === 'fresh', 'no BOARD message arrived');
  return page;
};
// What the browser itself notes when a wrong token was typed on purpose.
const WRONG_TOKEN = { may: /status of 401/ };
const state = async (page, lane) => (await part(page, 'mesh-' + lane).locator('.state').innerText()).trim();
const text = (page, name) => part(page, name).innerText();

/** One version of an order, saved by a screen of its own at the lane whose board is open: pages may only talk to their own lane. */
const save = (page, device, ref, baseVersion, names) => page.evaluate(([device, ref, baseVersion, names]) => new Promise((done, failed) => {
  const socket = new WebSocket('ws://' + location.host + '/');
  const lines = names.map((name, i) => ({id: 'l' + (i + 1), productId: '101', name, quantity: 1, unitPrice: 2.5, taxIds: []}));
  const total = 2.5 * names.length;
  const steps = [
    {type: 'AUTH', token: `dev:${device}:waiter`, deviceId: device},
    {type: 'LEASE_ACQUIRE', posReference: ref, baseVersion},
    {type: 'ORDER_SNAPSHOT', posReference: ref, baseVersion, snapshot: {posReference: ref, orderType: 'takeout', status: 'open', lines, totals: {subtotal: total, tax: 0, total}, paymentLines: []}},
    {type: 'LEASE_RELEASE', posReference: ref},
  ].map((step, i) => ({...step, opId: device + '-' + Date.now() + '-' + i}));
  let at = 0, version;
  setTimeout(() => failed(new Error('no answer to ' + steps[at]?.type)), 20_000);
  socket.onopen = () => socket.send(JSON.stringify(steps[0]));
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.type !== 'ACK' || message.opId !== steps[at].opId) return;
    if (!message.ok) return failed(new Error(steps[at].type + ': ' + message.code + ' ' + message.reason));
    version = message.version ?? version;
    at += 1;
    if (at === steps.length) { socket.close(); done(version); } else socket.send(JSON.stringify(steps[at]));
  };
}), [device, ref, baseVersion, names]);

await check('the board shows the three lanes, who coordinates, and that they are a majority', async () => {
  const page = await board(FIRST);
  await until(async () => await state(page, 'L1') === 'this lane' && await state(page, 'L2') === 'here' && await state(page, 'L3') === 'here', 'the lanes are not shown as here');
  same(await part(page, 'coordinator').count(), 1, 'lanes that coordinate');
  // Lanes that meet for the first time found their shop a few seconds later, and take each other in one by one.
  await until(async () => /3 of 3 here, a majority/.test(await text(page, 'majority')), 'the lanes are no majority', 30_000);
});

await check('without the token the demo’s page shows the shop and touches nothing', async () => {
  const page = await open(DEMO.split('#')[0]);
  await shown(part(page, 'no-token'), 'it does not say that it has no token');
  await until(async () => /L1, L2, L3 are together/.test(await text(page, 'picture')), 'the picture is not shown');
  same(await part(page, 'cut-L2').isEnabled(), false, 'the button that cuts L2');
});

const ref = `NU/CFG1/S1/${Date.now()}-mesh`;

await check('a button cuts a lane off: both sides say so, and what it sells is only there', async () => {
  const first = await board(FIRST), second = await board(SECOND), demo = await open(DEMO);
  same(new URL(demo.url()).hash, '', 'the token in the address bar');
  await part(demo, 'cloud-closed').click();
  await until(async () => /is closed/.test(await text(demo, 'cloud-words')), 'the page does not say that the cloud is closed');
  const version = await save(first, 'mesh-ana', ref, 0, ['Soup']);
  await until(async () => (await text(second, 'events')).includes(ref), 'L2 does not have the order');
  await part(demo, 'cut-L2').focus();
  await demo.keyboard.press('Enter');
  await until(async () => await part(demo, 'L2-state').getAttribute('data-state') === 'cut', 'the page does not say that L2 is cut off');
  await until(() => part(demo, 'heal-L2').evaluate(button => document.activeElement === button), 'the keyboard lost its place');
  await until(async () => await state(first, 'L2') === 'away', 'L1 does not show L2 as away', CHANGE);
  await until(async () => await state(second, 'L1') === 'away' && await state(second, 'L3') === 'away', 'L2 does not show the others as away', CHANGE);
  if (!/since \d\d:\d\d:\d\d/.test(await text(first, 'mesh-L2'))) throw new Error('it does not say since when');
  await until(async () => /no majority/.test(await text(second, 'majority')), 'L2 alone does not say that it is no majority');
  if (!/2 of 3 here, a majority/.test(await text(first, 'majority'))) throw new Error('majority at L1: ' + await text(first, 'majority'));
  if (!/cut off/.test(await text(second, 'troubles'))) throw new Error('the board of L2 does not say that this is a drill');
  await until(async () => /L2 is alone/.test(await text(demo, 'picture')), 'the demo’s page does not show L2 alone', CHANGE);

  await save(first, 'mesh-ana', ref, version, ['Soup', 'Beer']);
  await save(second, 'mesh-ben', ref, version, ['Soup', 'Cake']);
  await until(async () => /lacks \d+/.test(await text(second, 'mesh-L1')), 'L2 does not say how far L1 is behind');
  await until(async () => Number(await text(second, 'value-pending')) > 0, 'nothing is only on L2');
  await until(async () => await text(second, 'value-oldest') !== '–', 'no oldest unsafe sale is shown');
  await until(async () => Number(await text(demo, 'L2-pending')) > 0, 'the demo’s page does not show what is only on L2');
});

await check('connected again, nothing is unsafe, and the order that both changed waits in Review with both versions', async () => {
  const first = await board(FIRST), second = await board(SECOND), demo = await open(DEMO);
  await part(demo, 'heal-L2').click();
  await until(async () => await state(first, 'L2') === 'here' && await state(second, 'L1') === 'here', 'the lanes do not find each other', CHANGE);
  await until(async () => await text(second, 'value-pending') === '0' && /has all/.test(await text(second, 'mesh-L1')), 'something is still only on L2', CHANGE);
  for (const page of [first, second]) {
    const found = page.locator('[data-test="case"]', { hasText: ref });
    await shown(found, 'the case is not shown', CHANGE);
    const sides = [await part(found, 'side-theirs').innerText(), await part(found, 'side-mine').innerText()];
    if (!sides.some(side => side.includes('Beer') && side.includes('lane L1')) || !sides.some(side => side.includes('Cake') && side.includes('lane L2'))) throw new Error('the versions are ' + sides.join(' | '));
  }
});

await check('a manager lets one version stand, and the case is gone on both lanes', async () => {
  const first = await board(FIRST), second = await board(SECOND);
  const found = second.locator('[data-test="case"]', { hasText: ref });
  await part(found, 'settle-mine').click();
  await part(second, 'settle-name').fill('Mia');
  await part(second, 'settle-go').click();
  await until(async () => await part(second, 'dialog-settle').count() === 0, 'the dialog stays');
  for (const page of [first, second]) await until(async () => await page.locator('[data-test="case"]', { hasText: ref }).count() === 0, 'the case stays', CHANGE);
});

await check('a cloud that works again has everything, and one that refuses is named on the board, where a person decides', async () => {
  const first = await board(FIRST, WRONG_TOKEN), demo = await open(DEMO);
  await part(demo, 'cloud-well').click();
  for (const lane of ['L1', 'L2', 'L3']) await until(async () => await text(demo, lane + '-cloud') === '0', `something of ${lane} is not in the cloud`, 90_000);
  await part(demo, 'cloud-refusing').click();
  for (const what of ['refused', 'dropped', 'again']) await save(first, 'mesh-ana', `${ref}-${what}`, 0, ['Tea']);
  const refused = what => first.locator('[data-test="refused"] tr', { hasText: `${ref}-${what}` });
  const row = first.locator('[data-test="refused"] tr', { hasText: ref + '-refused' }).first();
  await shown(row, 'the board does not name what the cloud refuses', CHANGE);
  const entry = await row.locator('[data-aside="discard"]').getAttribute('data-entry');
  await row.locator('[data-aside="discard"]').click();
  await part(first, 'aside-token').fill('not-the-token');
  await part(first, 'aside-go').click();
  if (!/Say why/.test(await text(first, 'aside-answer'))) throw new Error('a discard without a note: ' + await text(first, 'aside-answer'));
  await part(first, 'aside-note').fill('Mia tries it out');
  await part(first, 'aside-go').click();
  await until(async () => /token/.test(await text(first, 'aside-answer')), 'a wrong token is let in');
  await part(first, 'aside-cancel').click();
  await shown(refused('dropped').first(), 'the board does not name the second one', CHANGE);
  const given = await refused('dropped').locator('[data-aside="discard"]').first().getAttribute('data-entry');
  await part(first, 'discard-' + given).click();
  await part(first, 'aside-note').fill('Mia tries it out');
  await part(first, 'aside-token').fill(process.env.TILLMESH_ADMIN);
  await part(first, 'aside-go').click();
  await until(async () => await part(first, 'discard-' + given).count() === 0, 'it is still set aside after a person gave it up', CHANGE);
  await shown(refused('again').first(), 'the board does not name the third one', CHANGE);
  await part(demo, 'cloud-well').click();
  await part(first, 'retry-' + entry).click();
  await part(first, 'aside-go').click();
  await until(async () => await part(first, 'retry-' + entry).count() === 0, 'it is still set aside after the cloud took it', CHANGE);
  await part(first, 'repair-set-aside').first().click();
  await part(first, 'repair-go').click();
  await until(async () => await first.locator('[data-test="refused"] [data-aside]').count() === 0, 'something is still set aside after all was sent again', CHANGE);
});

await check('an administrator makes a register on the board, once, and every lane knows it', async () => {
  const first = await board(FIRST, WRONG_TOKEN), second = await board(SECOND);
  await part(first, 'register-new').click();
  await part(first, 'register-name').fill('Terrace');
  await part(first, 'register-token').fill('not-the-token');
  await part(first, 'register-go').click();
  await until(async () => /token/.test(await text(first, 'register-answer')), 'a wrong token is let in');
  await part(first, 'register-token').fill(process.env.TILLMESH_ADMIN);
  await part(first, 'register-go').click();
  await until(async () => await part(first, 'dialog-register').count() === 0, 'the dialog stays');
  for (const page of [first, second]) await shown(part(page, 'how-Terrace'), 'a board does not show the register', CHANGE);
  if (!/waits for Odoo/.test(await text(second, 'how-Terrace'))) throw new Error('it says ' + await text(second, 'how-Terrace'));
});

await check('both pages fit a phone in the dark', async () => {
  for (const address of [FIRST + '/dashboard', DEMO]) {
    const page = await open(address, { width: 400, height: 800, dark: true });
    await until(async () => (await page.locator('body').innerText()).includes('L2'), 'the page shows no lanes');
    same(await page.evaluate(() => document.documentElement.scrollWidth), 400, 'width of ' + address.split('#')[0]);
  }
});

await check('no window complained of a script error or of the content policy', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
