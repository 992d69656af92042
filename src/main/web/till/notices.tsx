import type { ComponentChildren } from 'preact';
import { t } from '../look/words';
import { role } from './app';
import { deeds, shop } from './here';

/** What must be known about an order before it is worked on. */
export function Notices({ order: ref }: { order: string }) {
  const lane = shop.lane!, lease = lane.order(ref).lease.get(), looking = shop.looking.has(ref);
  const again = <button type="button" onClick={() => void shop.enter(ref)} data-test="edit-again">{t('till.editagain')}</button>;
  const takeOver = role() === 'manager' && shop.online() ? <button type="button" onClick={() => void shop.enter(ref, true)} data-test="take-over">{t('till.takeover')}</button> : null;
  const notices: ComponentChildren[] = [];
  const taken = lease.state === 'lost' || lease.state === 'expired' || lease.state === 'denied';
  if (looking) notices.push(<p class="notice calm" key="look" data-test="read-only"><span class="grow">{t('till.looking')}</span>{again}{takeOver}</p>);
  else if (taken) {
    const why = lease.state === 'denied' ? t('till.readonly.denied', { who: lease.holder || t('till.somebody') }) : t('till.readonly.lost', { why: lease.reason ?? '' });
    notices.push(<p class="notice" key="taken" data-test="read-only" role="alert"><span class="grow" data-test="lease-reason">{why}</span>{again}{takeOver}</p>);
  } else if (lease.state === 'asked' && shop.online()) notices.push(<p class="notice calm" key="ask">{t('till.asking')}</p>);
  if (lease.state === 'held' && lease.provisional) notices.push(<p class="notice calm" key="provisional" data-test="provisional">{t('till.provisional')}</p>);
  const waiting = shop.unsent(ref);
  if ((taken || looking) && waiting.length) {
    const first = waiting[0]!, what = shop.notes.of(first.opId)?.what ?? '';
    notices.push(<p class="notice red" key="stuck" data-test="stuck"><span class="grow">{t('till.stuck', { what })}</span><button type="button" onClick={() => deeds.drop(first.opId)}>{t('till.drop')}</button></p>);
  }
  for (const op of shop.undecided(ref)) {
    if (lane.order(ref).conflict.get()?.opId === op.opId) continue;
    const state = op.state.get(), what = shop.notes.of(op.opId)?.what ?? '';
    notices.push(<p class="notice red" key={op.opId} data-test="refused" role="alert">
      <span class="grow">{t('till.refused', { what, why: state.reason ?? '', code: state.code ?? '' })}</span>
      <button type="button" onClick={() => deeds.again(op.opId)} data-test="resend">{t('till.again')}</button>
      <button type="button" onClick={() => deeds.drop(op.opId)} data-test="drop-mine">{t('till.drop')}</button>
    </p>);
  }
  // Both versions are kept, and a manager settles them where both can be seen.
  if (lane.review.get()?.some(one => one.posReference === ref)) notices.push(<p class="notice" key="review" data-test="in-review"><span class="grow">{t('till.review')}</span><a class="button" href="/dashboard" target="_blank" rel="noopener">{t('till.review.open')}</a></p>);
  return <>{notices}</>;
}
