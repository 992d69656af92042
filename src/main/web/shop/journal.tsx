/* The newest entries, and a search of all of them that the node does in portions. */
import { useState } from 'preact/hooks';
import type { Board } from 'tillmesh-bridge/protocol';
import { clock, dayAndClock, t } from '../look/words';
import type { EventRow, Found } from './pages';
import { Card, State, Table } from './table';

const DAY = 86_400_000;
const when = (iso: string): string => Date.now() - Date.parse(iso) > DAY ? dayAndClock(Date.parse(iso)) : clock(Date.parse(iso), true);

export function Journal({ board }: { board: Board }) {
  const [search, setSearch] = useState(''), [topic, setTopic] = useState(''), [lane, setLane] = useState('');
  const [rows, setRows] = useState<EventRow[]>(), [before, setBefore] = useState<number | null>(null), [said, say] = useState(''), [busy, setBusy] = useState(false);
  const find = async (from: number | null): Promise<void> => {
    const asked = new URLSearchParams({ limit: '50', search: search.trim() });
    if (topic.trim()) asked.set('topic', topic.trim().toLowerCase());
    if (lane) asked.set('lane', lane);
    if (from !== null) asked.set('before', String(from));
    setBusy(true);
    try {
      const answer = await fetch('/events?' + asked.toString()), body = await answer.json() as Found & { error?: string };
      if (answer.ok) {
        setRows(old => from === null ? body.events : [...(old ?? []), ...body.events]);
        setBefore(body.before);
        say(t('shop.search.found', { n: (from === null ? 0 : rows?.length ?? 0) + body.events.length }));
      } else say(body.error ?? t('shop.deed.unreachable'));
    } catch { say(t('shop.deed.unreachable')); }
    setBusy(false);
  };
  const stop = (): void => { setRows(undefined); setBefore(null); say(''); setSearch(''); setTopic(''); setLane(''); };
  const newest = board.events.map((event): EventRow => ({ id: event.entryId, type: event.topic, posReference: event.subject, terminalId: event.terminalId, state: event.state, createdAt: event.at }));
  return <Card test="events" title={t('shop.journal')} count={(rows ?? newest).length}>
    <form class="search" role="search" onSubmit={event => { event.preventDefault(); void find(null); }}>
      <label>{t('shop.search.text')}<input data-test="search" maxLength={100} value={search} onInput={event => setSearch(event.currentTarget.value)} /></label>
      <label>{t('shop.search.topic')}<input data-test="search-topic" maxLength={64} placeholder="order.*" value={topic} onInput={event => setTopic(event.currentTarget.value)} /></label>
      <label>{t('shop.lane')}<select data-test="search-lane" value={lane} onChange={event => setLane(event.currentTarget.value)}><option value="">{t('shop.search.all-lanes')}</option>{board.mesh.lanes.map(one => <option key={one.id} value={one.id}>{one.id}</option>)}</select></label>
      <button type="submit" class="main" data-test="search-go" disabled={busy}>{t('shop.search.go')}</button>
      {rows ? <button type="button" data-test="search-stop" onClick={stop}>{t('shop.search.stop')}</button> : null}
    </form>
    <p role="status" class="small soft" data-test="search-said">{said}</p>
    <Table label={t('shop.journal')} empty={rows ? t('shop.search.nothing') : t('shop.journal.none')} columns={[{ name: t('shop.time') }, { name: t('shop.state') }, { name: t('shop.topic') }, { name: t('shop.subject') }, { name: t('shop.from') }, { name: t('shop.entry') }]}
      rows={(rows ?? newest).map(event => ({ key: event.id, cells: [<span class="num" title={event.createdAt}>{when(event.createdAt)}</span>, <State state={event.state}>{t('shop.delivery.' + event.state)}</State>, event.type, <span class="mono">{event.posReference ?? ''}</span>, event.terminalId ?? '', <span class="mono soft">{event.id}</span>] }))} />
    {rows && before !== null ? <p class="more"><button type="button" data-test="search-more" disabled={busy} onClick={() => void find(before)}>{t('shop.search.more')}</button></p> : null}
  </Card>;
}
