import { render } from 'preact';
import { Icon } from '../look/icons';
import { Languages } from '../look/languages';
import { useLanguage, useNow, useValue } from '../look/use';
import { clock, t } from '../look/words';
import { Screen } from './screen';
import { age, type Station, type Ticket } from './tickets';

const station: Station = location.pathname.endsWith('/bar') ? 'bar' : 'kitchen';
const screen = new Screen(station);
const DONE_SHOWN = 12, LINK = location.search;

function App() {
  useValue(screen);
  useLanguage();
  const now = useNow(1000), unsaved = screen.unsaved();
  const bumpedHere = (ticket: Ticket) => unsaved.get(ticket.ticketId) === true;
  const open = screen.tickets.open(station).filter(ticket => !bumpedHere(ticket));
  const called = screen.tickets.done(station, 99).filter(ticket => unsaved.get(ticket.ticketId) === false);
  const done = [...screen.tickets.open(station).filter(bumpedHere), ...screen.tickets.done(station, DONE_SHOWN).filter(ticket => !called.includes(ticket))];
  document.title = `${t(station === 'bar' ? 'kitchen.bar.title' : 'kitchen.title')} (${open.length}) · Tillmesh`;
  return <>
    <Bar open={open.length} unsaved={unsaved.size} />
    <main data-test="board">
      <h1 class="unseen">{t(station === 'bar' ? 'kitchen.bar.title' : 'kitchen.title')}</h1>
      <Away />
      <p class="unseen" role="status" aria-live="polite">{screen.newest ? t('kitchen.heard', { title: screen.newest.title }) : ''}</p>
      {open.length + called.length ? <ul class="board" aria-label={t('kitchen.tickets')} data-test="open">{[...called, ...open].map(ticket => <Slip key={ticket.ticketId} ticket={ticket} now={now} />)}</ul>
        : <p class="empty" data-test="none">{t('kitchen.none')}</p>}
      <details class="old" data-test="done-list"><summary>{t('kitchen.done')} <span class="count">{done.length}</span></summary>
        {done.length ? <ul>{done.map(ticket => <li class="card" key={ticket.ticketId} data-test="done" data-ticket={ticket.ticketId}>
          <span class="grow cut"><b>{ticket.title}</b> <span class="soft small">{ticket.doneAt ? `${clock(ticket.doneAt)} · ${ticket.doneBy ?? ''}` : t('kitchen.notsaved')}</span></span>
          <button type="button" onClick={() => screen.mark(ticket.ticketId, false)} data-test="recall" aria-label={t('kitchen.recall.of', { title: ticket.title })}>{t('kitchen.recall')}</button>
        </li>)}</ul> : <p class="soft">{t('kitchen.nodone')}</p>}
      </details>
    </main>
  </>;
}

function Bar({ open, unsaved }: { open: number; unsaved: number }) {
  const { phase } = screen.lane.connection.get(), ready = phase === 'ready';
  const link = (to: Station, icon: 'pan' | 'glass') => <a href={`/${to}${LINK}`} aria-current={station === to ? 'page' : undefined}><Icon name={icon} />{t(to === 'bar' ? 'kitchen.bar.title' : 'kitchen.title')}</a>;
  return <header class="bar">
    <nav class="tabs" aria-label={t('kitchen.stations')}>{link('kitchen', 'pan')}{link('bar', 'glass')}</nav>
    <span class="count" data-test="open-count">{t('kitchen.open', { n: open })}</span>
    {unsaved ? <span class="count hot" data-test="unsaved-count">{t('kitchen.unbumped', { n: unsaved })}</span> : null}
    <span class="grow" />
    <span class="pill" data-test="line" data-phase={phase} data-tone={ready ? 'good' : 'warn'}><i />{ready ? t('kitchen.ready', { lane: screen.lane.lanes.get()?.lane ?? '' }) : t(phase === 'connecting' || phase === 'signing-in' ? 'kitchen.connecting' : 'kitchen.noline')}</span>
    <button type="button" class="square" onClick={() => screen.toggleSound()} aria-pressed={screen.sound} data-test="sound" aria-label={t(screen.sound ? 'kitchen.sound.on' : 'kitchen.sound.off')} title={t(screen.sound ? 'kitchen.sound.on' : 'kitchen.sound.off')}><Icon name={screen.sound ? 'sound' : 'mute'} /></button>
    <Languages />
  </header>;
}

/** Says since when this screen hears nothing: a quiet kitchen and a broken line must not look alike. */
function Away() {
  const { phase, reason } = screen.lane.connection.get();
  if (phase === 'refused') return <p class="notice red gap" role="alert">{t('kitchen.refused', { why: reason ?? '' })}</p>;
  if (phase === 'ready' || phase === 'connecting' || phase === 'signing-in') return null;
  return <p class="notice gap" data-test="away" role="status">{t('kitchen.away', { time: clock(screen.heardAt, true) })}</p>;
}

function Slip({ ticket, now }: { ticket: Ticket; now: number }) {
  const { minutes, tone } = age(ticket, now);
  return <li class="card slip" data-test="ticket" data-ticket={ticket.ticketId} data-ref={ticket.posReference} data-age={tone}>
    <div class="row wide"><h2>{ticket.title}</h2><span class={'badge ' + { fresh: 'green', waiting: 'amber', late: 'red' }[tone]} data-test="age">{t('kitchen.tone.' + tone)} · {minutes ? t('kitchen.age', { n: minutes }) : t('kitchen.age.now')}</span></div>
    <ul>{ticket.lines.map((line, i) => <li key={i} class={line.quantity < 0 ? 'less' : ''}>{line.quantity < 0 ? `${t('kitchen.cancel')}: ${-line.quantity}` : line.quantity} × {line.name}{line.note ? <small>{line.note}</small> : null}</li>)}</ul>
    <p class="soft small">{t('kitchen.by', { who: ticket.by, lane: ticket.lane, time: clock(ticket.at) })}</p>
    <button type="button" class="main big" onClick={() => screen.mark(ticket.ticketId, true)} data-test="bump" aria-label={t('kitchen.bump.of', { title: ticket.title })}>{t('kitchen.bump')}</button>
  </li>;
}

render(<App />, document.getElementById('app')!);
