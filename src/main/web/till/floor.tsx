import { Icon } from '../look/icons';
import { Light } from '../look/light';
import { t } from '../look/words';
import { cash, deeds, shop } from './here';
import { totalCents } from './order';
import type { Seen, TableInfo } from './view';

/** Tables and open orders. */
export function Floor() {
  const open = shop.open();
  return <>
    <h1 class="unseen">{t('till.tab.floor')}</h1>
    <div class="floor">
      <section aria-label={t('till.tables')}>
        <h2>{t('till.tables')}</h2>
        {shop.tables.length ? <div class="tables">{shop.tables.map(table => <Table key={table.id} table={table} />)}</div> : <p class="card empty">{t('till.notables')}</p>}
      </section>
      <section class="aside" aria-label={t('till.orders')}>
        <div class="new">
          <button type="button" onClick={() => deeds.counter()} data-test="new-counter"><Icon name="till" />{t('till.counter')}</button>
          <button type="button" onClick={() => void deeds.ticket('takeout')} data-test="new-takeout"><Icon name="bag" />{t('till.takeout')}</button>
          <button type="button" onClick={() => void deeds.ticket('delivery')} data-test="new-delivery"><Icon name="bike" />{t('till.delivery')}</button>
        </div>
        <h2 class="row wide">{t('till.orders')}<span class="count">{open.length}</span></h2>
        {open.length ? <ul class="list" data-test="orders">{open.map(order => <Row key={order.ref} order={order} />)}</ul> : <p class="empty small">{t('till.noorders')}</p>}
      </section>
    </div>
  </>;
}

function Table({ table }: { table: TableInfo }) {
  const order = shop.atTable(table.id), lock = shop.lane!.tableLocks.get().get(table.id), mine = shop.lane!.table(table.id).state.get().state === 'held';
  const known = shop.lane!.tables.get().get(table.id)?.status ?? 'available', status = order ? 'occupied' : known;
  return <button type="button" class="table" onClick={() => deeds.openTable(table.id)} data-test={'table-' + table.id} data-status={status} data-locked={lock && !mine ? '' : undefined}>
    <span class="row wide"><span class="name cut">{table.name}</span><span class="soft small row"><Icon name="seats" /><span class="unseen">{t('till.seats', { n: table.seats ?? 0 })}</span><span aria-hidden="true">{table.seats}</span></span></span>
    {lock || mine ? <span class="badge amber" data-test={'lock-' + table.id}><Icon name="lock" /><span class="cut">{mine ? t('till.you') : lock!.userName || lock!.terminalId}</span></span>
      : <span class="soft small">{status === 'available' || status === 'occupied' ? t('till.table.' + status) : status}</span>}
    {order ? <span><b class="money">{cash(totalCents(order.snapshot))}</b><br /><Light light={shop.lightOfOrder(order.ref)} test={'table-light-' + table.id} /></span> : <span class="soft small"> </span>}
  </button>;
}

function Row({ order: { ref, snapshot } }: { order: Seen }) {
  const lines = snapshot.lines.filter(line => !line.isVoided).length;
  return <li><button type="button" onClick={() => void shop.enter(ref)} data-test="order-row" data-ref={ref}>
    <span class="row wide"><b class="cut">{shop.titleOf(snapshot)}</b><b class="money">{cash(totalCents(snapshot))}</b></span>
    <span class="row wide"><span class="soft small cut">{t('till.lines', { n: lines })}{snapshot.staffName ? ' · ' + snapshot.staffName : ''}</span><Light light={shop.lightOfOrder(ref)} test="row-light" /></span>
  </button></li>;
}
