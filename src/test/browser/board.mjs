// The shop page against a running node: TILLMESH_URL=http://127.0.0.1:8766 TILLMESH_ADMIN=… node board.mjs
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, until } from './check.mjs';

const run = Math.random().toString(16).slice(2, 6);
const ADMIN = process.env.TILLMESH_ADMIN;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// What the browser itself notes when a wrong token was typed on purpose.
const WRONG_TOKEN = /status of 401/;
const value = async (page, tile) => Number((await part(page, 'value-' + tile).innerText()).replace(/[^\d.]/g, ''));
async function board(options) {
  const page = await open('/', options);
  await until(async () => await page.locator('body').getAttribute('data-fresh') === 'fresh', 'no BOARD message arrived');
  return page;
}

await check('the board names its lane and shows its numbers without signing in', async () => {
  const page = await board();
  if (!/Lane \S+/.test(await part(page, 'lane').innerText())) throw new Error('no lane is named');
  for (const tile of ['pending', 'peer', 'cloud', 'aside', 'screens', 'leases']) if (Number.isNaN(await value(page, tile))) throw new Error(`tile ${tile} shows no number`);
  await shown(part(page, 'accepting'), 'the disk card does not show');
});

await check('a sale at a till moves the board: screen, lease, journal entry', async () => {
  const name = `Zoë <b>${run}</b>`, device = `board-${run}`;
  const page = await board();
  const till = await open(`/till?name=${encodeURIComponent(name)}&role=waiter&device=${device}`);
  await part(till, 'new-counter').click();
  await until(() => till.locator('button.product').first().isEnabled(), 'the till cannot sell');
  await till.locator('button.product').first().click();
  const ref = await part(till, 'ticket').getAttribute('data-ref');
  await until(async () => { const text = await part(page, 'screens').innerText(); return text.includes(device) && text.includes(name); }, 'the screen is not listed by name');
  await until(async () => (await part(page, 'leases').innerText()).includes(ref), 'the lease is not listed');
  await until(async () => (await part(page, 'events').innerText()).includes(ref), 'the journal does not show the entry');
  same(await page.locator('main b:text-is("' + run + '")').count(), 0, 'markup made from a name');
  await till.context().close();
  await until(async () => { const text = await part(page, 'screens').innerText(); return !text.includes(device); }, 'a closed window is still listed', 30_000);
});

await check('a line that went silent turns the page grey and says since when', async () => {
  let silent = false;
  const page = await board({ wire: { heard: () => !silent } });
  silent = true;
  await shown(part(page, 'stale'), 'the page keeps quiet about old numbers', 20_000);
  await until(async () => await page.locator('body').getAttribute('data-fresh') === 'old', 'the page does not look old', 20_000);
  if (!/No news for \d+ s/.test(await part(page, 'stale').innerText())) throw new Error('it does not say since when');
  same(await part(page, 'health').getAttribute('data-tone'), 'bad', 'tone of the health badge');
  silent = false;
  await until(async () => await page.locator('body').getAttribute('data-fresh') === 'fresh', 'the page does not recover', 30_000);
});

await check('erasing with a wrong token is refused in words, and nothing is erased', async () => {
  const page = await board({ may: WRONG_TOKEN });
  const before = await part(page, 'events').locator('tbody tr').count();
  await part(page, 'erase-open').click();
  same(await part(page, 'erase-go').isEnabled(), false, 'the erase button before confirming');
  await part(page, 'erase-token').fill('not-the-token');
  await part(page, 'erase-sure').check();
  await part(page, 'erase-go').click();
  await until(async () => (await part(page, 'erase-answer').innerText()).trim().length > 5, 'no sentence is shown');
  same(await part(page, 'erase-force').isVisible(), false, 'an offer to force with a wrong token');
  await part(page, 'erase-cancel').click();
  same(await part(page, 'events').locator('tbody tr').count() >= before, true, 'the journal is kept');
});

await check('ten sales stand as lights of their lane, by state, in the journal by a search, and in the last hour after a reload', async () => {
  const page = await board();
  const lane = (await part(page, 'lane').innerText()).replace('Lane ', '').trim();
  const ref = `NU/CFG1/S1/light-${run}`;
  await page.evaluate(([device, ref]) => new Promise((done, failed) => {
    const socket = new WebSocket('ws://' + location.host + '/');
    let at = -1;
    const next = () => socket.send(JSON.stringify(at < 10
      ? { type: 'ORDER_SNAPSHOT', opId: `${device}-${at}`, posReference: `${ref}-${at}`, baseVersion: 0, snapshot: { status: 'paid', lines: [{ name: 'Tea', quantity: at }], totals: { total: 2 } } } : { type: 'PING' }));
    socket.onopen = () => socket.send(JSON.stringify({ type: 'AUTH', token: `dev:${device}:cashier`, deviceId: device }));
    socket.onmessage = event => { const m = JSON.parse(event.data); if (m.type === 'AUTH_OK' || m.type === 'ACK') { at += 1; next(); } if (m.type === 'PONG') { socket.close(); done(); } };
    setTimeout(() => failed(new Error('the sales are not acknowledged')), 15_000);
  }), ['light-' + run, ref]);
  await until(async () => (await part(page, 'lights-' + lane).locator('li[data-state]').count()) >= 10, 'no ten lights');
  const words = await part(page, 'lights-' + lane).locator('li').last().getAttribute('title');
  if (!/only here|safe on lanes|in the cloud/.test(words)) throw new Error('a light says ' + words);
  await part(page, 'search').fill(ref + '-7');
  await part(page, 'search').press('Enter');
  await until(async () => /^1 found/.test(await part(page, 'search-said').innerText()), 'the search does not find one sale');
  if (!(await part(page, 'events').innerText()).includes(ref + '-7')) throw new Error('the sale is not in the list');
  await part(page, 'search-stop').click();
  await until(async () => await part(page, 'events').locator('tbody tr').count() > 5, 'the newest do not come back');
  const most = () => page.evaluate(async () => Math.max(0, ...(await (await fetch('/history')).json()).slots.map(slot => slot.entries)));
  await until(async () => await most() >= 1, 'the node has not kept what was sold', 25_000);
  await page.reload();
  await until(async () => Number(await part(page, 'slots').getAttribute('data-slots')) >= 1 && await page.locator('[data-test="plot-rate"] path.curve').first().getAttribute('d'), 'the plot is empty after a reload');
  if (/at most 0 /.test(await part(page, 'plot-rate').innerText())) throw new Error('the plot forgot what was sold');
});

await check('a manager ends a lease that a till holds: the token is asked once, by keyboard alone, and it stands in the journal who did it', async () => {
  const page = await board({ may: WRONG_TOKEN }), device = `hold-${run}`, refs = [1, 2].map(n => `NU/CFG1/S1/hold-${run}-${n}`);
  await page.evaluate(([device, refs]) => new Promise(done => {
    const socket = window.holder = new WebSocket('ws://' + location.host + '/');
    window.heard = [];
    socket.onopen = () => socket.send(JSON.stringify({ type: 'AUTH', token: `dev:${device}:cashier`, deviceId: device }));
    socket.onmessage = event => { const m = JSON.parse(event.data); window.heard.push(m.type);
      if (m.type === 'AUTH_OK') { refs.forEach(ref => socket.send(JSON.stringify({ type: 'LEASE_ACQUIRE', posReference: ref, baseVersion: 0 }))); socket.send(JSON.stringify({ type: 'TABLE_LOCK_ACQUIRE', tableId: 77 })); }
      if (window.heard.filter(type => type === 'LEASE_GRANTED').length === refs.length) done(); };
  }), [device, refs]);
  for (const ref of refs) await shown(part(page, 'end-' + ref), 'the lease has no button');
  await part(page, 'end-' + refs[0]).focus();
  await page.keyboard.press('Enter');
  await part(page, 'release-by').fill('Mia');
  await part(page, 'release-token').fill('wrong');
  await page.keyboard.press('Enter');
  await until(async () => /not the admin token/.test(await part(page, 'release-answer').innerText()), 'a wrong token is let in');
  await part(page, 'release-token').fill(ADMIN);
  await page.keyboard.press('Enter');
  await until(async () => await part(page, 'dialog-release').count() === 0, 'the dialog stays');
  await until(async () => await part(page, 'end-' + refs[0]).count() === 0, 'the lease stays');
  await until(() => page.evaluate(() => window.heard.includes('LEASE_REVOKED')), 'the till is not told');
  await part(page, 'end-' + refs[1]).click();
  await shown(part(page, 'release-go'), 'no dialog opens the second time');
  same(await part(page, 'release-token').count(), 0, 'the token is asked for twice');
  await page.keyboard.press('Escape');
  await until(async () => await part(page, 'dialog-release').count() === 0, 'Escape does not close the dialog');
  same(await part(page, 'end-' + refs[1]).count(), 1, 'what was not confirmed happened');
  await part(page, 'search-topic').fill('tillmesh.admin');
  await part(page, 'search').fill('Mia');
  await part(page, 'search-go').click();
  await until(async () => (await part(page, 'events').innerText()).includes('release-lease'), 'the journal does not say that it was done');
  await part(page, 'unlock-77').click();
  await part(page, 'release-go').click();
  await until(async () => await part(page, 'unlock-77').count() === 0, 'the table stays locked');
  await until(() => page.evaluate(() => window.heard.includes('TABLE_LOCK_REVOKED')), 'the till is not told of its table');
  await part(page, 'end-all').click();
  await part(page, 'release-go').click();
  await until(async () => await part(page, 'end-' + refs[1]).count() === 0, 'a lease is left after all were ended');
});

await check('the clouds are asked again at a button', async () => {
  const page = await board();
  await part(page, 'drain').click();
  await part(page, 'drain-token').fill(ADMIN);
  await part(page, 'drain-go').click();
  await until(async () => await part(page, 'dialog-drain').count() === 0, 'the dialog stays');
});

await check('a backup is made at a button and listed with size and age', async () => {
  const page = await board(), before = await part(page, 'backup').count();
  await part(page, 'backup-make').click();
  await part(page, 'backup-token').fill(ADMIN);
  await part(page, 'backup-go').click();
  await until(async () => await part(page, 'backup').count() === before + 1, 'no backup is listed', 30_000);
  if (!/backup-\d{8}-\d{6}.*\d (k|M)B/s.test(await part(page, 'backup').first().innerText())) throw new Error('it says ' + await part(page, 'backup').first().innerText());
});

await check('the page speaks English, Spanish and German, has no violation that axe sees in either light, and asks nobody but its node', async () => {
  const asked = new Set();
  for (const [language, says, dark] of [['en', 'The last hour', true], ['es', 'La última hora', false], ['de', 'Die letzte Stunde', true]]) {
    const page = await open('/?lang=' + language, { dark });
    page.on('request', request => asked.add(new URL(request.url()).host));
    await until(async () => (await page.locator('main').innerText()).includes(says), 'the page does not speak ' + language);
    same(await page.locator('html').getAttribute('lang'), language, 'language of the page');
    if (/shop\.[a-z]/.test(await page.locator('body').innerText())) throw new Error('a text is missing in ' + language);
    await part(page, 'backup-make').focus();
    await page.keyboard.press('Enter');
    await shown(part(page, 'dialog-backup'), 'no dialog opens');
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => (await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })).violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`));
    await page.keyboard.press('Escape');
    found.push(...await page.evaluate(async () => (await window.axe.run(document)).violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`)));
    same(found.join(' | '), '', 'what axe finds in ' + language);
    await page.context().close();
  }
  same([...asked].filter(host => host && host !== new URL(process.env.TILLMESH_URL).host).join(' '), '', 'hosts that were asked beside the node');
});

await check('a phone of 400 pixels shows the board without sideways scrolling', async () => {
  const page = await board({ width: 400, height: 800, dark: true });
  same(await page.evaluate(() => document.documentElement.scrollWidth), 400, 'width of the page');
});

await check('no window complained of a script error or of the content policy', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
