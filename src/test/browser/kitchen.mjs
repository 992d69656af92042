// The screens of the kitchen and the bar against a running shop: TILLMESH_URL, _2 and _3 are lanes of it.
import { complaints } from './browser.mjs';
import { check, finish, open, part, same, shown, together, until } from './check.mjs';
import { acknowledged, counterSale, editRow, FIRST, lines, payExactly, SECOND, THIRD, till } from './hands.mjs';

async function station(name, at = FIRST, options) {
  const page = await open(`${at}/${name}`, options);
  await until(async () => await part(page, 'line').getAttribute('data-phase') === 'ready', `the ${name} is not connected`);
  return page;
}
const tickets = (page, ref) => page.locator(`[data-test="ticket"][data-ref="${ref}"]`);
const has = (page, ref, n, sentence) => until(async () => await tickets(page, ref).count() === n, sentence ?? `there are not ${n} tickets`);
const add = (page, id) => part(page, 'product-' + id).click();
/** A counter sale with an espresso and two soups, sent to both stations. */
async function sent(page) {
  const ref = await counterSale(page);
  await add(page, 101);
  await add(page, 201);
  await add(page, 201);
  await part(page, 'send').click();
  await until(async () => await part(page, 'told').count() === 2, 'the lines do not say that they were sent');
  return ref;
}

await together(3, {
  'an order that is sent shows at its stations on other lanes, each thing where it is made, and once': async () => {
    const kitchen = await station('kitchen', SECOND), bar = await station('bar', THIRD), ana = await till('Ana');
    const ref = await sent(ana);
    await has(kitchen, ref, 1, 'the kitchen of another lane has no ticket');
    await has(bar, ref, 1, 'the bar of another lane has no ticket');
    const food = await tickets(kitchen, ref).innerText(), drink = await tickets(bar, ref).innerText();
    same(/2 × Soup/.test(food) && !/Espresso/.test(food), true, `what the kitchen reads (${food})`);
    same(/1 × Espresso/.test(drink) && !/Soup/.test(drink), true, `what the bar reads (${drink})`);
    same(/Ana/.test(food) && /L1/.test(food), true, 'who asked, and at which lane');
    same(await part(ana, 'send').isEnabled(), false, 'sending once more without a change');
    await add(ana, 201);
    await part(ana, 'send').click();
    await has(kitchen, ref, 2, 'what was added later has no ticket');
    same(/1 × Soup/.test(await tickets(kitchen, ref).last().innerText()), true, 'the second ticket asks only for what was added');
    await part(ana, 'void').nth(1).click();
    await part(ana, 'send').click();
    await has(kitchen, ref, 3, 'what was voided is not taken back');
    same(/take back: 3 × Soup/.test(await tickets(kitchen, ref).last().innerText()), true, 'the third ticket takes it back');
    same(await tickets(bar, ref).count(), 1, 'tickets at the bar');
    await kitchen.reload();
    await has(kitchen, ref, 3, 'after a reload a ticket is missing or twice');
  },

  'what was not sent is sent when it is paid': async () => {
    const bar = await station('bar', SECOND), ana = await till('Ana');
    const ref = await counterSale(ana);
    await add(ana, 104);
    await add(ana, 401);
    await payExactly(ana);
    await has(bar, ref, 1, 'the bar has no ticket');
    same(/Gift card/.test(await tickets(bar, ref).innerText()), false, 'a thing that nobody makes is asked for');
  },

  'who comes late sees all that is open; done and called back is so on every lane': async () => {
    const ana = await till('Ana'), ref = await sent(ana);
    const first = await station('kitchen', FIRST), late = await station('kitchen', SECOND);
    await has(late, ref, 1, 'a late joiner does not see the ticket');
    await tickets(late, ref).locator('[data-test="bump"]').click();
    await has(late, ref, 0, 'the ticket that is done still shows');
    await has(first, ref, 0, 'the other lane still shows it');
    await part(first, 'done-list').locator('summary').click();
    await first.locator(`[data-test="done"][data-ticket^="${ref}/kitchen"]`).locator('[data-test="recall"]').click();
    await has(first, ref, 1, 'the ticket is not called back');
    await has(late, ref, 1, 'it is not called back on the other lane');
    same(await tickets(await station('bar', THIRD), ref).count() <= 1, true, 'tickets at the bar');
  },

  'a station without a line says since when, and what is done there is kept and told later, once': async () => {
    let out = false;
    const lines = new Set();
    const ana = await till('Ana'), ref = await sent(ana);
    const kitchen = await station('kitchen', FIRST, { wire: { cut: () => out, opened: line => lines.add(line) } }), other = await station('kitchen', SECOND);
    await has(kitchen, ref, 1);
    out = true;
    for (const { socket, server } of lines) { server.close(); socket.close(); }
    await shown(part(kitchen, 'away'), 'it does not say that it hears nothing');
    await tickets(kitchen, ref).locator('[data-test="bump"]').click();
    await has(kitchen, ref, 0, 'the cook must look at a ticket that is done');
    await shown(part(kitchen, 'unsaved-count'), 'it does not say that it is not kept by a lane yet');
    same(await tickets(other, ref).count(), 1, 'tickets on the other lane');
    await kitchen.reload();
    out = false;
    await has(other, ref, 0, 'what was done without a line is not told when it is back');
    await until(async () => await part(kitchen, 'unsaved-count').count() === 0, 'it still says that something waits');
  },

  'a ticket says in words and colour how long it has waited, and no sound is made unasked': async () => {
    const ana = await till('Ana'), ref = await sent(ana), kitchen = await station('kitchen', SECOND);
    await has(kitchen, ref, 1);
    const age = async minutes => { await kitchen.clock.setFixedTime(Date.now() + minutes * 60_000); return tickets(kitchen, ref); };
    for (const [minutes, tone, words] of [[0, 'fresh', /new/], [6, 'waiting', /waiting · [56] min/], [13, 'late', /late · 1[23] min/]]) {
      const ticket = await age(minutes);
      await until(async () => await ticket.getAttribute('data-age') === tone && words.test(await ticket.locator('[data-test="age"]').innerText()), `after ${minutes} minutes it is not ${tone}`);
    }
    same(await part(kitchen, 'sound').getAttribute('aria-pressed'), 'false', 'the sound');
  },

  'a table that is sent, held and opened at another lane is not sent again there': async () => {
    const kitchen = await station('kitchen', THIRD), ana = await till('Ana'), bo = await till('Bo', { at: SECOND });
    const ref = await sent(ana);
    await acknowledged(ana);
    await part(ana, 'hold').click();
    await editRow(bo, ref);
    same(await lines(bo), 2, 'lines at the other lane');
    same(await part(bo, 'send').isEnabled(), false, 'sending again');
    await add(bo, 301);
    await part(bo, 'send').click();
    await has(kitchen, ref, 2);
    same(/1 × Cheesecake/.test(await tickets(kitchen, ref).last().innerText()), true, 'the second ticket has only what is new');
  },
});

await check('no window complained of a script error, the content policy, or asked for anything elsewhere', async () => {
  if (complaints.length) throw new Error(complaints.join(' | '));
});

await finish();
