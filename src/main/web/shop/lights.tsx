import type { Board } from 'tillmesh-bridge/protocol';
import { clock, t } from '../look/words';
import { span } from './format';
import { usePath, type Found } from './pages';
import { Card } from './table';

const SHOWN = 40;

/** The newest sales of each lane as lights, oldest on the left, and the oldest one that a broken disk would take along. */
export function Lights({ board }: { board: Board }) {
  const oldest = board.oldestUnsafeSeconds;
  return <Card test="lights" title={t('shop.lights')} aside={<span class="pill" data-tone={oldest === null ? 'good' : oldest > 600 ? 'bad' : 'warn'} data-test="oldest-unsafe"><i aria-hidden="true" />
    {oldest === null ? t('shop.lights.safe') : t('shop.lights.oldest', { span: span(oldest) })}</span>}>
    <div class="wall">{board.mesh.lanes.map(lane => <Lane key={lane.id} lane={lane.id} />)}</div>
    <p class="legend small soft" aria-hidden="true">{['pending', 'peer_ack', 'cloud_ack', 'set_aside'].map(state => <span key={state} class="light" data-state={state}><span class="lamp" />{t('shop.delivery.' + state)}</span>)}</p>
  </Card>;
}

function Lane({ lane }: { lane: string }) {
  const found = usePath<Found>(`/events?topic=order.*&lane=${encodeURIComponent(lane)}&limit=${SHOWN}`, 3_000);
  const events = [...(found?.events ?? [])].reverse();
  return <div class="lights-of" data-test={'lights-' + lane}><b>{lane}</b>
    {events.length === 0 ? <span class="soft small">{t('shop.lights.none')}</span>
      : <ol aria-label={t('shop.lights.of', { lane })}>{events.map(event => {
        const words = `${t('shop.delivery.' + event.state)}, ${event.posReference ?? ''}, ${clock(Date.parse(event.createdAt), true)}`;
        return <li key={event.id} class="light" data-state={event.state} title={words}><span class="lamp" aria-hidden="true" /><span class="unseen">{words}</span></li>;
      })}</ol>}
  </div>;
}
