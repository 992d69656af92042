import { useState } from 'preact/hooks';
import { Dialog } from '../look/dialog';
import { t } from '../look/words';
import { tenders } from './deeds';
import { cash, deeds, shop } from './here';
import { totalCents } from './order';
import type { Asking } from './view';

/** Taking money: cash with change, a card by its reference, or part of it each way. */
export function Pay({ asking }: { asking: Extract<Asking, { kind: 'pay' }> }) {
  const [text, type] = useState(''), [reference, refer] = useState(''), [wrong, say] = useState('');
  const due = deeds.due(asking.ref, asking.payments), close = () => shop.show({ asking: undefined });
  function take(method: 'Cash' | 'Card', given = text): void {
    const trouble = deeds.pay(method, given, reference);
    say(trouble);
    if (!trouble) { type(''); refer(''); }
  }
  return <Dialog name="pay" title={t('till.pay.amount', { total: cash(due) })} onCancel={close}>
    {asking.payments.length ? <p class="soft" data-test="paid-so-far">{asking.payments.map(p => `${t('till.method.' + p.name)} ${cash(p.cents)}`).join(', ')} / {cash(totalCents(shop.order(asking.ref)?.snapshot))}</p> : null}
    <div class="tender" role="group" aria-label={t('till.cash.given')}>
      {tenders(due).map((value, i) => <button type="button" class="big" key={value} data-test={i === 0 ? 'cash-exact' : 'cash-' + value} onClick={() => take('Cash', (value / 100).toFixed(2))}>{i === 0 ? t('till.cash.exact') : cash(value)}</button>)}
    </div>
    <label>{t('till.amount.all')}<input id="tendered" data-test="tendered" inputMode="decimal" autocomplete="off" placeholder={cash(due)} value={text} aria-invalid={!!wrong} aria-describedby="pay-wrong"
      onInput={event => type(event.currentTarget.value)} onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); take('Cash'); } }} /></label>
    <label>{t('till.card.reference')}<input data-test="card-reference" autocomplete="off" maxLength={40} value={reference} onInput={event => refer(event.currentTarget.value)} /></label>
    <p id="pay-wrong" class="wrong" role="alert" data-test="pay-wrong">{wrong}</p>
    <div class="acts">
      <button type="button" onClick={close} data-test="dialog-close">{t('till.back')}</button><span class="grow" />
      <button type="button" class="big" onClick={() => take('Card')} data-test="pay-card">{t('till.method.Card')}</button>
      <button type="button" class="main big" onClick={() => take('Cash')} data-test="pay-cash">{t('till.method.Cash')}</button>
    </div>
  </Dialog>;
}
