// The page that shows what a node says, against a running node: TILLMESH_URL=http://127.0.0.1:8766 node protocol.mjs
import { BASE, complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, until } from './check.mjs';

const described = await (await fetch(BASE + '/asyncapi.json')).json();
const paths = await (await fetch(BASE + '/openapi.json')).json();
const names = page => part(page, 'entry').locator('h3 > a').allInnerTexts();

await check('the page shows every message, part and path that is described, and each message with its frames', async () => {
  const page = await open('/protocol?lang=en');
  await shown(part(page, 'entry'), 'nothing is shown');
  const { messages, schemas } = described.components;
  const deeds = Object.entries(paths.paths).flatMap(([path, all]) => Object.keys(all).map(method => `${method.toUpperCase()} ${path}`));
  same([...await names(page)].sort().join(), [...Object.values(messages).map(one => one.name), ...Object.keys(schemas), ...deeds, ...Object.keys(paths.components.schemas)].sort().join(), 'what is shown');
  same(await page.locator('#Conflict tbody tr').count(), Object.keys(messages.Conflict.payload.properties).length, 'the members of CONFLICT');
  await page.locator('#Conflict details summary').click();
  const frame = JSON.parse((await page.locator('#Conflict pre').innerText()).replace('"1e400"', '1e400'));
  same(JSON.stringify(frame), JSON.stringify(messages.Conflict.examples[0].payload), 'the frame');
});

await check('a search leaves what holds its words, a link leads to what it left out, and a key leads into the field', async () => {
  const page = await open('/protocol?lang=de');
  await shown(part(page, 'entry'), 'nothing is shown');
  await page.keyboard.press('/');
  await page.keyboard.type('lease denied');
  await until(async () => (await names(page)).join() === 'LEASE_DENIED', 'the search finds something else');
  await part(page, 'search').fill('LEASE_ACQUIRE');
  await page.locator('#LeaseAcquire a', { hasText: 'LeaseGranted' }).click();
  await until(() => page.locator('#LeaseGranted').isVisible(), 'the link leads nowhere');
  same(await part(page, 'search').inputValue(), '', 'the search');
  await part(page, 'search').fill('no such thing');
  await until(async () => (await names(page)).length === 0, 'something was found');
});

await check('no window complained of a script error or of the content policy', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
