// Takes the pictures of docs/pictures against a running demo with shoppers: TILLMESH_URL, _2, _3, TILLMESH_DEMO, and the folder as the argument.
import { check, finish, open, part, shown, until } from './check.mjs';
import { acknowledged, counterSale, DEMO, FIRST, payExactly, tap, till } from './hands.mjs';

const folder = process.argv[2] ?? '../../../docs/pictures';
const SIZE = { width: 1060, height: 700 };
const take = (page, name) => page.screenshot({ path: `${folder}/${name}.png` });

await check('pictures are taken', async () => {
  const page = await till('Ana', SIZE);
  await shown(page.locator('button.table'), 'no table arrived');
  await counterSale(page);
  for (const n of [1, 6, 6, 12]) await tap(page, n);
  await part(page, 'send').click();
  await part(page, 'order-discount').click();
  await part(page, 'off-10').click();
  await acknowledged(page);
  await take(page, 'till');
  await payExactly(page);
  await until(async () => await part(page, 'verdict').getAttribute('data-state') === 'cloud_ack', 'it is not in the cloud');
  const kitchen = await open(FIRST + '/kitchen', SIZE);
  await until(async () => await part(kitchen, 'ticket').count() > 3, 'no tickets', 90_000);
  await take(kitchen, 'kitchen');
  const panel = await open(DEMO, { ...SIZE, height: 900 });
  await until(async () => Number(await part(panel, 'count-acked').innerText().then(text => text.replace(/\D/g, ''))) > 20, 'nothing is sold', 60_000);
  await take(panel, 'panel');
});
await finish();
