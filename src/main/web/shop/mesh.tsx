import type { Board, LaneFacts } from 'tillmesh-bridge/protocol';
import { clock, t } from '../look/words';
import { number, since, span } from './format';
import { Card, State, Table } from './table';

const word = (lane: LaneFacts, here: string): string => lane.id === here ? t('shop.lane.this') : t('shop.lane.' + lane.state);

/** The lanes of the shop: a picture for a glance, and the same in a table. */
export function Mesh({ board }: { board: Board }) {
  const { mesh, lane: here } = board, others = mesh.lanes.filter(lane => lane.id !== here), present = mesh.lanes.filter(lane => lane.state !== 'away').length;
  const fill = { here: present, all: mesh.lanes.length };
  return <Card test="mesh" title={t('shop.lanes')} aside={others.length === 0
    ? <span class="soft small" data-test="majority">{t('shop.lanes.alone')}</span>
    : <span class="pill" data-tone={mesh.majority ? 'good' : 'warn'} data-test="majority"><i aria-hidden="true" />{t(mesh.majority ? 'shop.lanes.majority' : 'shop.lanes.minority', fill)}</span>}>
    {others.length ? <div class="meshed"><Picture board={board} /><Table label={t('shop.lanes')} empty="" columns={[{ name: t('shop.lane') }, { name: t('shop.state') }, { name: t('shop.since-when') }, { name: t('shop.copies') }]}
      rows={mesh.lanes.map(lane => ({ key: lane.id, test: 'mesh-' + lane.id, cells: [
        <><b>{lane.id}</b> {lane.id === mesh.coordinator ? <span class="count" data-test="coordinator">{t('shop.lane.coordinates')}</span> : null}</>,
        <State state={lane.state === 'here' ? 'on' : 'off'}>{word(lane, here)}</State>,
        <span class="num" title={lane.since}>{t('shop.since', { at: clock(Date.parse(lane.since), true) })} ({span(since(lane.since))})</span>,
        lane.id === here ? '' : <span data-tone={lane.entriesBehind > 0 ? 'warn' : 'good'}>{lane.entriesBehind > 0 ? t('shop.lane.lacks', { n: lane.entriesBehind }) : t('shop.lane.has-all')}</span>,
      ] }))} /></div> : null}
  </Card>;
}

// The table says the same in words, so a reader of the screen passes the picture over.
function Picture({ board }: { board: Board }) {
  const lanes = board.mesh.lanes, n = lanes.length;
  const place = lanes.map((lane, i) => {
    const angle = -Math.PI / 2 + i * 2 * Math.PI / n;
    return { lane, x: 150 + 95 * Math.cos(angle), y: 108 + 72 * Math.sin(angle) };
  });
  const here = place.find(one => one.lane.id === board.lane);
  return <svg class="picture" viewBox="0 0 300 216" aria-hidden="true" focusable="false">
    {here && place.filter(one => one !== here).map(one => <g key={one.lane.id}>
      <line x1={here.x} y1={here.y} x2={one.x} y2={one.y} class="cable" data-state={one.lane.state} />
      {one.lane.entriesBehind > 0 ? <text class="lag" x={(here.x + one.x) / 2} y={(here.y + one.y) / 2 - 4}>−{number(one.lane.entriesBehind)}</text> : null}
    </g>)}
    {place.map(one => <g key={one.lane.id} class="lane" data-state={one.lane.state} data-here={one === here || undefined}>
      <circle cx={one.x} cy={one.y} r="25" />
      {one.lane.id === board.mesh.coordinator ? <circle class="ring" cx={one.x} cy={one.y} r="30" /> : null}
      <text x={one.x} y={one.y + 4}>{one.lane.id.length > 6 ? one.lane.id.slice(0, 5) + '…' : one.lane.id}</text>
    </g>)}
  </svg>;
}
