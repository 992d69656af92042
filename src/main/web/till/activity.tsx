import { Icon } from '../look/icons';
import { Light } from '../look/light';
import { clock, t } from '../look/words';
import { shop } from './here';
import { me } from './me';
import type { Note } from './notes';

/** Every change of this till and what the lane said about it. */
export function Activity() {
  const lane = shop.lane!, notes = [...shop.notes.list()].reverse(), unplugged = lane.connection.get().phase === 'closed';
  return <>
    <div class="row wide">
      <h1>{t('till.tab.activity')}</h1>
      {unplugged ? <button type="button" class="main" onClick={() => lane.plug()} data-test="plug-in"><Icon name="plug" />{t('till.plug')}</button>
        : <button type="button" onClick={() => lane.unplug()} data-test="unplug"><Icon name="plug" />{t('till.unplug')}</button>}
    </div>
    <p class="soft small">{t('till.activity.words', { device: me.device })}</p>
    {notes.length ? <ul class="ops card" data-test="operations">{notes.map(note => <Row key={note.opId} note={note} />)}</ul> : <p class="card empty">{t('till.nothing')}</p>}
  </>;
}

function Row({ note }: { note: Note }) {
  const light = shop.lightOfNote(note), said = note.said;
  return <li data-test="operation" data-op={note.opId} data-state={light.state} data-entry={said?.entryId}>
    <span class="soft num">{clock(note.at, true)}</span>
    <span><b>{note.title}</b><br />{note.what}</span>
    <span class="mono soft">{note.opId}<br />{said?.entryId ? t('till.savedas', { entry: said.entryId, version: String(said.version ?? '–') }) : t('till.noentry')}</span>
    <span><Light light={light} test="op-light" />{light.more ? <span class="soft small"><br />{light.more}</span> : null}</span>
  </li>;
}
