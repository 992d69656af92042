import type { Board } from 'tillmesh-bridge/protocol';
import { t } from '../look/words';
import { ask } from './deed';
import { bytes, span } from './format';
import { Card, State, Table } from './table';

/** Who may edit what; a manager may end it. */
export function Held({ board }: { board: Board }) {
  const who = { name: t('shop.held-by') }, left = { name: t('shop.left'), right: true }, act = { name: '' };
  return <div class="stack">
    <Card test="leases" title={t('shop.leases')} count={board.leases.length} aside={board.leases.length + board.locks.length > 0
      ? <button type="button" class="plain small" data-test="end-all" onClick={() => ask({ test: 'release', title: t('shop.release.all'), what: t('shop.release.all-what'), go: t('shop.release.all'), danger: true, path: '/reset-leases', body: {} })}>{t('shop.release.all')}…</button> : null}>
      <Table label={t('shop.leases')} empty={t('shop.leases.none')} columns={[{ name: t('shop.order') }, who, left, act]} rows={board.leases.map(lease => ({ key: lease.posReference, cells: [
        <span class="mono">{lease.posReference}</span>,
        <State state={lease.connected ? 'on' : 'off'}>{lease.name || lease.terminalId}{lease.connected ? '' : ' ' + t('shop.lease.gone')}</State>,
        span(lease.secondsLeft),
        <End test={'end-' + lease.posReference} label={t('shop.release.lease-of', { ref: lease.posReference })} open={() => ask({ test: 'release', title: t('shop.release.lease'), what: t('shop.release.lease-what', { ref: lease.posReference, who: lease.name || lease.terminalId }), go: t('shop.release'), danger: true, path: '/leases/release', body: { order: lease.posReference } })} />,
      ] }))} />
    </Card>
    <Card test="locks" title={t('shop.locks')} count={board.locks.length}>
      <Table label={t('shop.locks')} empty={t('shop.locks.none')} columns={[{ name: t('shop.table') }, who, left, act]} rows={board.locks.map(lock => ({ key: String(lock.tableId), cells: [
        String(lock.tableId), lock.userName || lock.terminalId, span(lock.secondsLeft),
        <End test={'unlock-' + lock.tableId} label={t('shop.release.lock-of', { table: lock.tableId })} open={() => ask({ test: 'release', title: t('shop.release.lock'), what: t('shop.release.lock-what', { table: lock.tableId, who: lock.userName || lock.terminalId }), go: t('shop.release'), danger: true, path: '/table-locks/release', body: { table: lock.tableId } })} />,
      ] }))} />
    </Card>
  </div>;
}

function End({ test, label, open }: { test: string; label: string; open: () => void }) {
  return <button type="button" class="small" data-test={test} aria-label={label} onClick={open}>{t('shop.release')}…</button>;
}

/** Who is signed in at this lane. */
export function Screens({ board }: { board: Board }) {
  return <Card test="screens" title={t('shop.screens')} count={board.screens.length}>
    <Table label={t('shop.screens')} empty={t('shop.screens.none')} columns={[{ name: t('shop.terminal') }, { name: t('shop.who') }, { name: t('shop.connected'), right: true }, { name: t('shop.heard'), right: true }, { name: t('shop.queued'), right: true }]}
      rows={board.screens.map(screen => ({ key: screen.terminalId, cells: [<span class="mono">{screen.terminalId}</span>, <>{screen.name || '–'} <span class="soft small">{t('shop.role.' + screen.role)}</span></>, span(screen.connectedSeconds), span(screen.lastSeenSeconds), bytes(screen.queuedBytes)] }))} />
  </Card>;
}
