import { Light, type Shown } from '../look/light';
import { Icon } from '../look/icons';
import { clock, dayAndClock, t } from '../look/words';
import { cash, deeds, shop } from './here';
import { cents } from './money';
import type { Note } from './notes';
import { lineCents, savedCents, totalCents, type Snapshot } from './order';

/** The sales of this till that were paid, and the receipt of one. */
export function Receipts() {
  const paid = shop.notes.receipts(), shown = paid.find(note => note.ref === shop.view.receipt) ?? paid[0];
  if (!shown) return <><h1 class="unseen">{t('till.tab.receipts')}</h1><p class="card empty">{t('till.noreceipts')}</p></>;
  return <>
    <h1 class="unseen">{t('till.tab.receipts')}</h1>
    <div class="receipts">
      <Slip note={shown} snapshot={shown.snapshot!} />
      <section class="aside" aria-label={t('till.paidhere')}>
        <h2>{t('till.paidhere')}</h2>
        <ul class="list">{paid.map(note => <li key={note.opId}>
          <button type="button" onClick={() => shop.show({ receipt: note.ref })} data-test="receipt-row" data-ref={note.ref} aria-current={note === shown ? 'true' : undefined}>
            <span class="row wide"><b class="cut">{note.title}</b><b class="money">{cash(totalCents(note.snapshot))}</b></span>
            <span class="row wide"><span class="soft small">{clock(note.at, true)}</span><Light light={shop.lightOfNote(note)} test="receipt-row-light" /></span>
          </button></li>)}</ul>
      </section>
    </div>
  </>;
}

/** What a light means, in a sentence or two. */
function verdict(light: Shown): [string, string] {
  const word = light.state === 'other' ? 'unsaved' : light.state;
  return [t('till.verdict.' + word, { light: light.text }), t(`till.verdict.${word}.more`, { light: light.text })];
}

function Slip({ note, snapshot }: { note: Note; snapshot: Snapshot }) {
  const light = shop.lightOfNote(note), [headline, words] = verdict(light), saved = savedCents(snapshot), change = cents(snapshot.amountReturn);
  return <article class="card slip" data-test="receipt" data-ref={note.ref}>
    <div class="row wide"><h2 class="cut">{note.title}</h2><span class="badge brand" data-test="receipt-status">{t('till.paid')}</span></div>
    <div class="verdict" data-state={light.state} data-test="verdict" role="status">
      <span class="light" data-state={light.state} data-test="receipt-light"><span class="lamp" aria-hidden="true" /><span>{headline}</span></span>
      <span class="small">{words}</span>
      {light.more ? <span class="small">{light.more}</span> : null}
      {light.state === 'refused' ? <span class="row"><button type="button" onClick={() => deeds.again(note.opId)} data-test="resend">{t('till.again')}</button></span> : null}
    </div>
    <table><tbody>
      {snapshot.lines.filter(line => !line.isVoided).map(line => <tr key={line.id}><td class="num">{line.quantity} ×</td><td>{line.name || line.productId}</td><td class="money">{cash(lineCents(line))}</td></tr>)}
      {saved > 0 ? <tr class="soft"><td colSpan={2}>{t('till.included.discount')}</td><td class="money" data-test="receipt-saved">−{cash(saved)}</td></tr> : null}
      <tr class="total"><td colSpan={2}>{t('till.total')}</td><td class="money" data-test="receipt-total">{cash(totalCents(snapshot))}</td></tr>
      {snapshot.paymentLines.map((p, i) => <tr key={i} data-test={'payment-' + p.name}><td colSpan={2}>{t('till.method.' + p.name)}{p.reference ? ' · ' + p.reference : ''}</td><td class="money">{cash(cents(p.amount))}</td></tr>)}
      {change > 0 ? <tr><td colSpan={2}>{t('till.change', { given: cash(cents(snapshot.amountPaid)) })}</td><td class="money" data-test="change">{cash(change)}</td></tr> : null}
    </tbody></table>
    <p class="mono soft">{note.ref}<br />{note.said?.entryId ? t('till.entry', { id: note.said.entryId }) : t('till.noentry')}<br />{dayAndClock(note.at)}</p>
    <div class="row acts">
      <button type="button" onClick={() => print()} data-test="print"><Icon name="print" />{t('till.print')}</button><span class="grow" />
      <button type="button" onClick={() => shop.goTo('floor')} data-test="done">{t('till.tab.floor')}</button>
      <button type="button" class="main" onClick={() => deeds.counter()} data-test="next-sale">{t('till.nextsale')}</button>
    </div>
  </article>;
}
