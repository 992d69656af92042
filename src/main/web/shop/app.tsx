import { useEffect } from 'preact/hooks';
import type { Board } from 'tillmesh-bridge/protocol';
import { Languages } from '../look/languages';
import { Toasts } from '../look/toast';
import { useLanguage, useNow, useValue } from '../look/use';
import { t } from '../look/words';
import { ask, Deeds } from './deed';
import { Backups, Disk } from './disk';
import { number, span } from './format';
import { Held, Screens } from './held';
import { Journal } from './journal';
import { Lights } from './lights';
import { board, cases, connected, freshness, newsAge, problems, type Freshness } from './line';
import { Mesh } from './mesh';
import { Plots } from './plots';
import { Problems } from './problems';
import { Review } from './review';
import { Clouds, Registers, SetAside } from './upstairs';

/**
 * The page of one lane: what it holds, who is at it, what is wrong and what to do. It draws nothing but what the node says; the
 * one thing it works out for itself is how old that is, since numbers that stopped moving look exactly like numbers that are fine.
 */
export function App() {
  const tongue = useLanguage(), now = useNow(1_000), told = useValue(board), open = useValue(cases), wrong = useValue(problems), fresh = freshness(now);
  useEffect(() => {
    document.body.dataset['fresh'] = fresh;
    document.title = (fresh === 'old' ? '⚠ ' : '') + (told ? told.lane + ' · ' : '') + t('shop.title');
  }, [fresh, told?.lane, tongue]);
  return <>
    <Head board={told} fresh={fresh} now={now} />
    <main>
      {fresh === 'fresh' ? null : <p class="notice red" data-test="stale" role="alert">{staleness(told, fresh, now)}</p>}
      {told ? <>
        <Problems problems={wrong} />
        <Tiles board={told} />
        <div class="split"><Mesh board={told} /><Lights board={told} /></div>
        <Review cases={open} />
        <SetAside />
        <Plots />
        <div class="halves"><Held board={told} /><div class="stack"><Screens board={told} /><Clouds /><Registers /></div></div>
        <div class="halves"><Disk board={told} /><Backups /></div>
        <Journal board={told} />
      </> : <p class="card none">{t('shop.waiting')}</p>}
    </main>
    <footer><a class="button" href="/till" target="_blank" rel="noopener">{t('shop.open-till')}</a><span class="grow" />
      <button type="button" class="danger" data-test="erase-open" onClick={() => ask({ test: 'erase', title: t('shop.erase.ask'), what: t('shop.erase.what'), go: t('shop.erase'), danger: true, check: { label: t('shop.erase.sure'), test: 'erase-sure' }, path: '/reset', body: { force: false }, force: { go: t('shop.erase.force'), body: { force: true } } })}>{t('shop.erase')}…</button></footer>
    <Deeds />
    <Toasts />
  </>;
}

function Head({ board: told, fresh, now }: { board: Board | undefined; fresh: Freshness; now: number }) {
  const health = told?.health ?? 'unknown';
  const tone = fresh === 'old' ? 'bad' : fresh === 'quiet' ? 'warn' : { ok: 'good', degraded: 'warn', down: 'bad' }[health as 'ok'] ?? 'bad';
  return <header class="bar">
    <span class="brand"><span class="tile" aria-hidden="true"><svg viewBox="0 0 32 32" width="20" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><path d="M8 24v-7M16 24V8M24 24V13" /></svg></span></span>
    <h1 data-test="lane">{told ? t('shop.lane-named', { lane: told.lane }) : 'Tillmesh'}</h1>
    <span class="pill" data-tone={tone} data-test="health" role="status"><i aria-hidden="true" />{t(fresh === 'fresh' ? 'shop.health.' + health : 'shop.health.' + fresh)}</span>
    <span class="grow" />
    <span class="soft small num hint" data-test="news">{told ? t('shop.news', { ago: span(newsAge(now)), up: span(told.uptimeSeconds), version: told.version }) : ''}</span>
    <Languages />
  </header>;
}

function staleness(told: Board | undefined, fresh: Freshness, now: number): string {
  if (!told) return t(connected() ? 'shop.stale.no-news-yet' : 'shop.stale.no-connection');
  return t(fresh === 'quiet' ? 'shop.stale.quiet' : 'shop.stale.old', { n: newsAge(now) });
}

function Tiles({ board: b }: { board: Board }) {
  const oldest = b.oldestUnsafeSeconds;
  const tile = (test: string, value: string, more: string, tone?: string) => <div class="card tile" data-test={'tile-' + test} data-tone={tone}>
    <span class="soft small">{t('shop.tile.' + test)}</span><b data-test={'value-' + test}>{value}</b><span class="soft small">{more}</span></div>;
  return <div class="tiles live" role="group" aria-label={t('shop.tiles')}>
    {tile('pending', number(b.sales.pending), t('shop.tile.pending.more'), b.sales.pending > 0 ? 'warn' : 'good')}
    {tile('peer', number(b.sales.peerAck), t('shop.tile.peer.more'), 'good')}
    {tile('cloud', number(b.sales.cloudAck), t('shop.tile.cloud.more'), 'good')}
    {tile('aside', number(b.sales.setAside), t(b.sales.setAside > 0 ? 'shop.tile.aside.some' : 'shop.tile.aside.none'), b.sales.setAside > 0 ? 'bad' : 'good')}
    {tile('oldest', oldest === null ? '–' : span(oldest), t(oldest === null ? 'shop.tile.oldest.none' : 'shop.tile.oldest.some'), oldest === null ? 'good' : oldest > 600 ? 'bad' : 'warn')}
    {tile('screens', number(b.screens.length), t('shop.tile.screens.more'))}
    {tile('leases', number(b.leases.length), t('shop.tile.leases.more', { n: b.locks.length }))}
    {tile('loop', t('shop.per-second', { n: b.loop.notesPerSecond }), t('shop.tile.loop.more', { n: b.loop.queued }), b.loop.queued > 1_000 ? 'warn' : undefined)}
  </div>;
}
