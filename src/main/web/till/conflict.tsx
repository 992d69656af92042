import { Dialog } from '../look/dialog';
import { t } from '../look/words';
import { cash, deeds, shop } from './here';
import { isPaid, read, totalCents, type Snapshot } from './order';

/** Two people, one order: theirs is stored, this till's change is not. One of them must be chosen, or both lines taken. */
export function Conflict({ order: ref }: { order: string }) {
  const met = shop.lane!.order(ref).conflict.get();
  if (!met) return null;
  // Kept from before a reload, it may be there before the lane has told what it has.
  const mine = read(met.mine)!, theirs = read(shop.lane!.orders.get().get(ref)?.snapshot ?? met.theirs)!;
  if (!theirs.lines) return null;
  const theyPaid = isPaid(theirs), bothPaid = theyPaid && isPaid(mine);
  const words = bothPaid ? t('till.conflict.twice') : theyPaid ? t('till.conflict.paid') : t('till.conflict.words', { version: String(met.theirVersion) });
  return <Dialog name="conflict" title={t('till.conflict.title', { title: shop.titleOf(theirs) })}>
    <p>{words}</p>
    <div class="cols"><Side title={t('till.theirs')} s={theirs} other={mine} test="theirs" /><Side title={t('till.mine')} s={mine} other={theirs} test="mine" /></div>
    {met.clashes ? <p class="wrong" role="alert" data-test="clashes">{t('till.conflict.clashes')}</p> : null}
    <p class="soft small">{t('till.conflict.review')}</p>
    <div class="acts">
      <button type="button" onClick={() => deeds.settle(ref, 'theirs')} data-test="load-theirs">{t('till.loadtheirs')}</button>
      {!theyPaid && !isPaid(mine) ? <button type="button" onClick={() => deeds.settle(ref, 'merge')} data-test="merge-lines">{t('till.merge')}</button> : null}
      {theyPaid && !bothPaid ? null : <button type="button" class="main" onClick={() => deeds.settle(ref, 'mine')} data-test="keep-mine">{t('till.keepmine')}</button>}
    </div>
  </Dialog>;
}

function Side({ title, s, other, test }: { title: string; s: Snapshot; other: Snapshot; test: string }) {
  const same = (line: unknown) => other.lines.some(one => JSON.stringify(one) === JSON.stringify(line));
  return <div class="side" data-test={test}>
    <b>{title}</b><span class="money soft">{cash(totalCents(s))}{isPaid(s) ? ' · ' + t('till.paid') : ''}</span>
    <ul>{s.lines.map(line => <li key={line.id} class={same(line) ? '' : 'differs'}>{line.quantity} × {line.name || line.productId}{line.isVoided ? ` (${t('till.voided')})` : ''}</li>)}</ul>
  </div>;
}
