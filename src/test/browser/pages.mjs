// Every page in every language, light and dark, wide and narrow: axe finds nothing, nothing is asked for elsewhere. PICTURES=folder also takes pictures of them.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, together, until } from './check.mjs';
import { acknowledged, atVersion, counterSale, DEMO, editRow, FIRST, openRow, payExactly, SECOND, tap, till, unplug } from './hands.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WORDS = new URL('../../main/web/words/', import.meta.url);
const LANGUAGES = readdirSync(WORDS).filter(name => name.endsWith('.json')).map(name => name.slice(0, -5));
const words = Object.fromEntries(LANGUAGES.map(tag => [tag, JSON.parse(readFileSync(new URL(tag + '.json', WORDS), 'utf8'))]));

/** What a person who sees little, hears little or has no mouse would stumble over: WCAG 2.2 A and AA, and good practice. */
async function clean(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(each => `${each.id}: ${each.nodes.slice(0, 3).map(node => `${node.html.slice(0, 120)} (${node.any[0]?.message ?? node.failureSummary})`).join(' ; ')}`);
  });
  if (found.length) throw new Error(`${where}: ${found.join(' | ')}`);
  if (process.env.PICTURES && /^(en|picture)/.test(where)) await page.screenshot({ path: `${process.env.PICTURES}/${where.replace(/[^a-z0-9]+/g, '-')}.png` });
}
const says = (page, lang, key) => until(async () => (await page.locator('body').innerText()).includes(words[lang][key]), `${key} is not there in ${lang}`);

/** All views of the till, one after the other. */
async function tillViews(lang, dark, size) {
  const where = view => `${lang} till ${view} ${dark ? 'dark' : 'light'} ${size.width}`, narrow = size.width < 500;
  const page = await till('Ana', { role: 'manager', more: '&lang=' + lang, dark, ...size });
  same(await page.locator('html').getAttribute('lang'), lang, 'language of the page');
  await says(page, lang, 'till.orders');
  await clean(page, where('floor'));
  await part(page, 'new-takeout').click();
  for (const n of [0, 6, 12]) await tap(page, n);
  if (narrow) { await clean(page, where('products')); await part(page, 'pane-ticket').click(); }
  await part(page, 'send').click();
  await part(page, 'order-discount').click();
  await clean(page, where('discount'));
  await part(page, 'off-10').click();
  await part(page, 'line-more').first().click();
  await clean(page, where('line'));
  await part(page, 'note').fill('ohne / sin / no 🥛');
  await part(page, 'dialog-close').click();
  await acknowledged(page);
  await clean(page, where('order'));
  await part(page, 'split').click();
  await clean(page, where('split'));
  await part(page, 'dialog-close').click();
  await part(page, narrow ? 'pay-small' : 'pay').click();
  await clean(page, where('pay'));
  await part(page, 'cash-exact').click();
  await shown(part(page, 'receipt'), 'no receipt shows');
  await says(page, lang, 'till.paid');
  await clean(page, where('receipt'));
  await part(page, 'nav-activity').click();
  await clean(page, where('activity'));
  await part(page, 'unplug').click();
  await shown(part(page, 'offline'), 'it does not say that it has no line');
  await part(page, 'line').click();
  await clean(page, where('lanes'));
  same(await page.evaluate(() => document.documentElement.scrollWidth) <= size.width, true, 'no sideways scrolling');
}
const WIDE = { width: 1280, height: 860 }, PHONE = { width: 360, height: 740 };

await together(3, {
  ...Object.fromEntries(LANGUAGES.map((lang, i) => [`the till speaks ${words[lang]['look.language']}, and axe finds nothing on any of its views`, () => tillViews(lang, i % 2 === 1, WIDE)])),
  'axe finds nothing on the till on a phone in the dark': () => tillViews('en', true, PHONE),
  'the language is switched on the page and stays after a reload': async () => {
    const page = await till('Ana', { language: 'de-AT' });
    await says(page, 'de', 'till.orders');
    await part(page, 'language').selectOption('es');
    await says(page, 'es', 'till.orders');
    await page.reload();
    await says(page, 'es', 'till.orders');
    same(await page.locator('html').getAttribute('lang'), 'es', 'language of the page');
  },
  'axe finds nothing on the kitchen, the bar and their tickets, in every language': async () => {
    const ana = await till('Ana'), ref = await counterSale(ana);
    await tap(ana, 0);
    await tap(ana, 6);
    await part(ana, 'send').click();
    for (const [i, lang] of LANGUAGES.entries()) for (const name of ['kitchen', 'bar']) {
      const page = await open(`${SECOND}/${name}?lang=${lang}`, i % 2 ? { dark: true, ...PHONE } : {});
      await shown(page.locator(`[data-test="ticket"][data-ref="${ref}"]`), 'the ticket does not show');
      await says(page, lang, 'kitchen.bump');
      await part(page, 'done-list').locator('summary').click();
      await clean(page, `${lang} ${name}`);
      await page.context().close();
    }
  },
  'axe finds nothing on the door, the conflict dialog and the dialog of a taken order': async () => {
    const door = await open('/till?lang=en');
    await shown(part(door, 'sign-in'), 'the door does not show');
    await clean(door, 'en till door');
    const ana = await till('Ana'), bo = await till('Bo', { at: SECOND, role: 'manager' });
    const ref = await counterSale(ana);
    await tap(ana, 0);
    await atVersion(ana, 1);
    await openRow(bo, ref);
    await shown(part(bo, 'dialog-lease'), 'the lease is not denied');
    await clean(bo, 'en till taken');
    await part(bo, 'dialog-close').click();
    await part(ana, 'hold').click();
    await unplug(ana);
    await openRow(ana, ref);
    await part(ana, 'more').first().click();
    await editRow(bo, ref);
    await part(bo, 'void').first().click();
    await atVersion(bo, 2);
    await part(bo, 'hold').click();
    await part(ana, 'plug').click();
    await shown(part(ana, 'dialog-conflict'), 'the conflict is not shown');
    await clean(ana, 'en till conflict');
  },
  'axe finds nothing on the demo’s page and the lane’s other pages': async () => {
    for (const [name, path, ready] of [['demo', DEMO, '[data-test="count-acked"]'], ['dashboard', FIRST + '/dashboard', 'main'], ['protocol', FIRST + '/protocol', 'main']]) {
      const page = await open(path);
      await shown(page.locator(ready), `${name} does not show`);
      await clean(page, 'en ' + name);
    }
  },
});

await check('no window complained of a script error, the content policy, or asked for anything elsewhere', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
