// A page that signs in and sells, with nothing but what the preload gave it.
const at = id => document.getElementById(id);
const { auth, transaction } = window.electron;

// One name for one sale, however often the button is pressed before the answer.
let sale = crypto.randomUUID();

const tell = state => (at('node').textContent = state.phase === 'running' ? `Lane ${state.lane} sells.` : `The lane is ${state.phase}. ${state.reason ?? ''}`);
window.tillmesh.here().then(here => tell(here.node));
window.tillmesh.onNode(tell);

async function draw() {
  const employee = await auth.getCurrentEmployee();
  at('door').hidden = Boolean(employee);
  at('shop').hidden = !employee;
  at('who').textContent = employee?.name ?? '';
  const { transactions = [] } = employee ? await transaction.recent(10) : {};
  at('sales').replaceChildren(...transactions.map(one => Object.assign(document.createElement('li'), { textContent: `${one.totalAmount} ${one.status} ${one.completedAt}` })));
}

at('door').addEventListener('submit', async event => {
  event.preventDefault();
  const { success, error } = await auth.login({ pin: at('pin').value });
  at('pin').value = '';
  at('said').textContent = success ? '' : error;
  await draw();
});
at('leave').addEventListener('click', () => auth.logout().then(draw));
at('sell').addEventListener('click', async () => {
  const done = await transaction.complete({
    clientTransactionId: sale, items: [{ productId: 'espresso', quantity: 1, unitPrice: 2.5 }], payments: [{ method: 'cash', amount: 2.5 }],
    subtotal: 2.5, taxAmount: 0, discountAmount: 0, totalAmount: 2.5, salesChannel: 'pos',
  });
  if (done.success) sale = crypto.randomUUID();
  at('said').textContent = done.success ? 'Sold.' : done.error;
  await draw();
});
draw();
