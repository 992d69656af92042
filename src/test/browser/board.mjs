// The board page against a running node: TILLMESH_URL=http://127.0.0.1:8766 node board.mjs
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, until } from './check.mjs';

const run = Math.random().toString(16).slice(2, 6);
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
  const page = await board();
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

await check('a phone of 400 pixels shows the board without sideways scrolling', async () => {
  const page = await board({ width: 400, height: 800, dark: true });
  same(await page.evaluate(() => document.documentElement.scrollWidth), 400, 'width of the page');
});

await check('no window complained of a script error or of the content policy', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
