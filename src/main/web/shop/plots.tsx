import { t } from '../look/words';
import { millis, number } from './format';
import { usePath, type Hour, type Slot } from './pages';
import { Card } from './table';

const WIDE = 720, HIGH = 96;
interface Curve { name: string; kind: string; of: (slot: Slot) => number | null }

/** The last hour, as the node has kept it: whole from the first moment, also after a reload. */
export function Plots() {
  const hour = usePath<Hour>('/history', 10_000);
  const slots = hour?.slots ?? [], max = hour?.slotsMax ?? 360;
  const rate = (slot: Slot): number => slot.entries / Math.max(1, slot.seconds);
  return <Card test="hour" title={t('shop.hour')} aside={<span class="soft small num" data-test="slots" data-slots={slots.length}>{t('shop.hour.minutes', { n: Math.round(slots.length / 6) })}</span>}>
    <div class="plots">
      <Plot test="rate" title={t('shop.hour.rate')} slots={slots} max={max} show={value => number(value ?? 0)} unit={t('shop.hour.per-second')}
        curves={[{ name: t('shop.hour.own'), kind: 'a', of: rate }, { name: t('shop.hour.others'), kind: 'b', of: slot => slot.fromOthers / Math.max(1, slot.seconds) }]} />
      <Plot test="latency" title={t('shop.hour.latency')} slots={slots} max={max} show={millis} unit="ms"
        curves={[{ name: t('shop.hour.commit'), kind: 'a', of: slot => slot.commitMs }, { name: t('shop.hour.ack'), kind: 'b', of: slot => slot.ackMs }]} />
      <Plot test="waiting" title={t('shop.hour.waiting')} slots={slots} max={max} show={value => number(value ?? 0)} unit={t('shop.hour.entries')}
        curves={[{ name: t('shop.hour.only-here'), kind: 'c', of: slot => slot.onlyHere }, { name: t('shop.hour.cloud'), kind: 'b', of: slot => slot.cloudWaiting }]} />
    </div>
  </Card>;
}

function Plot({ test, title, slots, max, curves, show, unit }: { test: string; title: string; slots: Slot[]; max: number; curves: Curve[]; show: (value: number | null) => string; unit: string }) {
  const all = curves.map(curve => slots.map(curve.of));
  const most = Math.max(...all.flat().map(value => value ?? 0), 0), top = most > 0 ? most : 1;
  const latest = (values: (number | null)[]): number | null => values.filter(value => value !== null).at(-1) ?? null;
  const says = curves.map((curve, i) => `${curve.name}: ${show(latest(all[i] ?? []))}`).join(', ');
  const path = (values: (number | null)[]): string => {
    let drawn = '', pen = false;
    values.forEach((value, i) => {
      if (value === null) { pen = false; return; }
      const x = WIDE - (values.length - i - .5) * WIDE / max, y = HIGH - value / top * (HIGH - 6) - 1;
      // A measurement that stands alone is a dot: a line of no length with round ends.
      drawn += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}${pen ? '' : 'h.1'}`;
      pen = true;
    });
    return drawn;
  };
  return <figure data-test={'plot-' + test}>
    <figcaption class="row wide"><b>{title}</b><span class="soft small num">{t('shop.hour.most', { value: show(most), unit: unit === 'ms' ? '' : unit })}</span></figcaption>
    <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={`${title}. ${says}. ${t('shop.hour.most', { value: show(most), unit: unit === 'ms' ? '' : unit })}`}>
      {[.25, .5, .75].map(at => <line key={at} class="grid" x1={WIDE * at} x2={WIDE * at} y1="0" y2={HIGH} />)}
      <line class="grid" x1="0" x2={WIDE} y1={HIGH - .5} y2={HIGH - .5} />
      {curves.map((curve, i) => <path key={curve.kind} class={'curve ' + curve.kind} d={path(all[i] ?? [])} />)}
    </svg>
    <p class="legend small soft">{curves.map((curve, i) => <span key={curve.kind} class={'key ' + curve.kind}><i aria-hidden="true" />{curve.name} <b class="num" data-test={`now-${test}-${i}`}>{show(latest(all[i] ?? []))}</b></span>)}</p>
  </figure>;
}
