import { Icon } from '../look/icons';
import { Light } from '../look/light';
import { t } from '../look/words';
import { cash, deeds, shop } from './here';
import { Lines } from './lines';
import { Notices } from './notices';
import { priceOf } from './deeds';
import { savedCents, totalCents, type Discount } from './order';
import { hasUntold } from './send';
import type { Seen } from './view';

/** One order: what the shop sells on one side, what is on the order on the other. */
export function Sale() {
  const order = shop.order(shop.view.ref);
  if (!order) return <p class="card empty">{t('till.gone')} <button type="button" onClick={() => shop.goTo('floor')}>{t('till.tofloor')}</button></p>;
  const total = totalCents(order.snapshot), may = shop.editable(order.ref), { pane } = shop.view;
  const pieces = order.snapshot.lines.reduce((sum, line) => sum + (line.isVoided ? 0 : line.quantity), 0);
  return <><h1 class="unseen">{shop.titleOf(order.snapshot)}</h1><div class="order" data-pane={pane}>
    <Shelf may={may} />
    <Ticket order={order} may={may} total={total} />
    <div class="panes">
      {pane === 'products' ? <>
        <button type="button" onClick={() => shop.goTo('floor')}><Icon name="back" />{t('till.tab.floor')}</button>
        <button type="button" class="main big" onClick={() => shop.show({ pane: 'ticket' })} data-test="pane-ticket">{t('till.pane.ticket', { n: pieces, total: cash(total) })}</button>
      </> : <>
        <button type="button" onClick={() => shop.show({ pane: 'products' })} data-test="pane-products"><Icon name="back" />{t('till.products')}</button>
        <button type="button" class="main big" onClick={() => pay(order.ref)} data-test="pay-small" disabled={!may || !order.snapshot.lines.length}>{t('till.pay.amount', { total: cash(total) })}</button>
      </>}
    </div>
  </div></>;
}
const pay = (ref: string): void => shop.show({ asking: { kind: 'pay', ref, payments: [] } });

function Shelf({ may }: { may: boolean }) {
  const groups = [...new Set(shop.products.map(product => product.group ?? ''))], { group, search } = shop.view, wanted = search.toLowerCase();
  const shown = shop.products.filter(product => (!group || (product.group ?? '') === group) && (!wanted || product.name.toLowerCase().includes(wanted)));
  return <section class="shelf" aria-label={t('till.products')}>
    <div class="tools">
      <button type="button" class="square" onClick={() => shop.goTo('floor')} aria-label={t('till.tofloor')} title={t('till.tofloor')} data-test="back"><Icon name="back" /></button>
      <label class="find"><span class="unseen">{t('till.find')}</span><Icon name="find" />
        <input id="search" data-test="search" type="search" placeholder={t('till.find') + '  ( / )'} autocomplete="off" enterkeyhint="done" value={search}
          onInput={event => shop.show({ search: event.currentTarget.value })}
          onKeyDown={event => { if (event.key === 'Enter' && shown[0] && may) { deeds.add(shown[0]); event.currentTarget.select(); } }} />
      </label>
      <div class="chips" role="group" aria-label={t('till.groups')}>
        {['', ...groups.filter(Boolean)].map(name => <button type="button" key={name} onClick={() => shop.show({ group: name })} aria-pressed={group === name}>{name || t('till.groups.all')}</button>)}
      </div>
    </div>
    {shown.length ? <div class="products">{shown.map(product =>
      <button type="button" class="product" key={product.id} onClick={() => deeds.add(product)} data-test={'product-' + product.id} disabled={!may} data-tone={groups.indexOf(product.group ?? '') % 6}>
        <span>{product.name}</span><span class="money">{cash(priceOf(product))}</span>
      </button>)}</div> : <p class="empty">{t(shop.products.length ? 'till.nothingfound' : 'till.nocatalog')}</p>}
  </section>;
}

/** A discount in words. */
export const discountWords = (given: Discount): string => given.kind === 'percent' ? `−${given.value} %` : '−' + cash(Math.round(given.value * 100));

function Ticket({ order: { ref, snapshot, version }, may, total }: { order: Seen; may: boolean; total: number }) {
  const saved = savedCents(snapshot), untold = hasUntold(snapshot, shop.products), any = snapshot.lines.some(line => !line.isVoided);
  return <section class="card ticket" aria-label={t('till.ticket')} data-test="ticket" data-ref={ref} data-version={version} data-lease={shop.lane!.order(ref).lease.get().state}>
    <div class="top">
      <div class="row wide"><h2 class="cut title" data-test="order-title">{shop.titleOf(snapshot)}</h2><Light light={shop.lightOfOrder(ref)} test="light" /></div>
      <div class="row wide small soft"><span class="cut">{ref}</span><span>{version ? 'v' + version : t('till.new')}</span></div>
      <Notices order={ref} />
    </div>
    {snapshot.lines.length ? <Lines order={ref} snapshot={snapshot} may={may} /> : <p class="empty">{t(may ? 'till.tap' : 'till.nolines')}</p>}
    <div class="foot">
      <div class="row small">
        <button type="button" onClick={() => deeds.send()} data-test="send" disabled={!may || !untold} title="F7"><Icon name="pan" />{t('till.send')}</button>
        <button type="button" onClick={() => shop.show({ asking: { kind: 'discount', ref } })} data-test="order-discount" disabled={!may || !any} aria-label={t('till.discount.order')}><Icon name="percent" /><span class="word">{t('till.discount')}</span></button>
        <button type="button" onClick={() => shop.show({ asking: { kind: 'split', ref, moved: new Map() } })} data-test="split" disabled={!may || !any} aria-label={t('till.split')}><Icon name="split" /><span class="word">{t('till.split.short')}</span></button>
      </div>
      {saved > 0 ? <div class="sum small"><span class="soft">{t('till.discount')}{snapshot.checkDiscount ? ' ' + discountWords(snapshot.checkDiscount) : ''}</span><span class="money" data-test="saved">−{cash(saved)}</span></div> : null}
      <div class="sum"><span class="soft">{t('till.total')}</span><b class="money" data-test="total">{cash(total)}</b></div>
      <div class="pair">
        <button type="button" class="big" onClick={() => shop.goTo('floor')} data-test="hold" title="F8">{t(may && any ? 'till.hold' : 'till.back')}</button>
        <button type="button" class="main big" onClick={() => pay(ref)} data-test="pay" title="F9" disabled={!may || !any}>{t('till.pay')}</button>
      </div>
    </div>
  </section>;
}
