import type { Board } from 'tillmesh-bridge/protocol';
import { dayAndClock, t } from '../look/words';
import { ask } from './deed';
import { bytes, since, span } from './format';
import { usePath, type Backups as Folder } from './pages';
import { Card, State, Table } from './table';

/** Room on the disk, and the write-ahead log. */
export function Disk({ board }: { board: Board }) {
  const disk = board.disk, wal = disk.walMaxBytes > 0 ? disk.walBytes / disk.walMaxBytes : 0, room = disk.freeBytes > 0 ? 1 - disk.freeMinBytes / disk.freeBytes : 0;
  return <Card test="disk" title={t('shop.disk')} aside={<State state={disk.accepting ? 'on' : 'set_aside'} test="accepting">{t(disk.accepting ? 'shop.disk.accepting' : 'shop.disk.refusing')}</State>}>
    <div class="row wide small"><span>{t('shop.disk.database')}</span><b class="num">{bytes(disk.databaseBytes)}</b></div>
    <Meter test="wal" name={t('shop.disk.wal')} value={t('shop.disk.wal-of', { now: bytes(disk.walBytes), most: bytes(disk.walMaxBytes) })} share={wal} danger={wal} />
    <Meter test="free" name={t('shop.disk.room')} value={t('shop.disk.room-of', { now: bytes(disk.freeBytes), least: bytes(disk.freeMinBytes) })} share={room} danger={1 - room} />
  </Card>;
}

function Meter({ test, name, value, share, danger }: { test: string; name: string; value: string; share: number; danger: number }) {
  return <div class="meter" data-test={test} data-tone={danger > .9 ? 'bad' : danger > .6 ? 'warn' : 'good'}>
    <div class="row wide small"><span>{name}</span><span class="num soft">{value}</span></div>
    <div class="track" aria-hidden="true"><i style={{ width: Math.min(100, Math.max(1, share * 100)).toFixed(1) + '%' }} /></div>
  </div>;
}

/** The copies that there are, and one more at a button. */
export function Backups() {
  const folder = usePath<Folder>('/backups', 3_000), there = folder?.backups ?? [];
  const make = (): void => ask({ test: 'backup', title: t('shop.backup.make'), what: t('shop.backup.what', { n: folder?.kept ?? 8 }), go: t('shop.backup.make'), path: '/backups/make', body: {} });
  return <Card test="backups" title={t('shop.backups')} count={there.length} aside={<button type="button" class="plain small" data-test="backup-make" disabled={folder?.running} onClick={make}>{t('shop.backup.make')}…</button>}>
    <p role="status" class="small" data-test="backup-state">{folder?.running ? t('shop.backup.running') : folder?.failed ? t('shop.backup.failed', { reason: folder.failed.reason }) : ''}</p>
    <Table label={t('shop.backups')} empty={t('shop.backups.none')} columns={[{ name: t('shop.backup.file') }, { name: t('shop.backup.age') }, { name: t('shop.backup.size'), right: true }]}
      rows={there.map(one => ({ key: one.name, test: one.askedFor ? 'backup' : undefined, cells: [<span class="mono">{one.name}</span>, <span title={one.at}>{dayAndClock(Date.parse(one.at))} ({span(since(one.at))})</span>, bytes(one.bytes)] }))} />
    {there.length ? <p class="small soft">{t('shop.backup.elsewhere')}</p> : null}
  </Card>;
}
