import { useState } from 'preact/hooks';
import { Dialog } from '../look/dialog';
import { t } from '../look/words';
import { role } from './app';
import { Conflict } from './conflict';
import { cash, deeds, shop } from './here';
import { lanes } from './me';
import { lineCents, ownDiscount } from './order';
import { Pay } from './pay';
import type { Asking as Question } from './view';

type Of<K extends Question['kind']> = { asking: Extract<Question, { kind: K }> };
const close = (): void => shop.show({ asking: undefined });

/** The question in front of everything, if there is one. A change that met another's comes first: it is not waved away. */
export function Asking() {
  const met = shop.unsent().map(op => op.posReference!).find(ref => shop.lane!.order(ref).conflict.get());
  if (met) return <Conflict key={met} order={met} />;
  const { asking } = shop.view;
  switch (asking?.kind) {
    case 'lock': return <Lock asking={asking} />;
    case 'lease': return <Lease asking={asking} />;
    case 'pay': return shop.editable(asking.ref) ? <Pay asking={asking} /> : null;
    case 'discount': return <Discount asking={asking} />;
    case 'line': return <More asking={asking} />;
    case 'split': return <Split asking={asking} />;
    case 'lanes': return <Lanes />;
    default: return null;
  }
}

/** Whether the table or the order may be taken from somebody: only look, or take it over. */
function Taken({ name, title, words, order: ref, test }: { name: string; title: string; words: string; order: string | undefined; test: string }) {
  const manager = role() === 'manager';
  return <Dialog name={name} title={title} onCancel={() => { close(); shop.goTo('floor'); }}>
    <p data-test={test}>{words}</p>
    <div class="acts">
      <button type="button" onClick={() => { close(); shop.goTo('floor'); }} data-test="dialog-close">{t('till.tofloor')}</button>
      {ref ? <button type="button" onClick={() => { close(); shop.looking.add(ref); shop.goTo('order', ref); }} data-test="look-only">{t('till.lookonly')}</button> : null}
      {manager && ref ? <button type="button" class="main" onClick={() => { close(); void shop.enter(ref, true); }} data-test="dialog-take-over">{t('till.takeover')}</button> : null}
    </div>
  </Dialog>;
}
const Lock = ({ asking: { tableId, by, ref } }: Of<'lock'>) =>
  <Taken name="lock" title={t('till.lock.title', { table: shop.tableName(tableId) })} words={t('till.lock.words', { who: by || t('till.somebody') })} order={ref ?? shop.atTable(tableId)?.ref} test="lock-holder" />;
function Lease({ asking: { ref } }: Of<'lease'>) {
  const lease = shop.lane!.order(ref).lease.get();
  if (lease.state === 'held') return null;
  return <Taken name="lease" title={t('till.lease.title', { who: lease.holder || t('till.somebody') })} words={lease.reason ?? ''} order={ref} test="lease-holder" />;
}

function Discount({ asking: { ref, lineId } }: Of<'discount'>) {
  const line = shop.order(ref)?.snapshot.lines.find(one => one.id === lineId), given = line ? ownDiscount(line) : shop.order(ref)?.snapshot.checkDiscount;
  const [kind, choose] = useState(given?.kind ?? 'percent'), [text, type] = useState(given ? String(given.value) : ''), [wrong, say] = useState('');
  function set(value: string): void {
    const trouble = deeds.discount(lineId, kind, value);
    say(trouble);
    if (!trouble) close();
  }
  return <Dialog name="discount" title={line ? t('till.discount.line', { name: line.name }) : t('till.discount.order')} onCancel={close}>
    <div class="chips" role="group" aria-label={t('till.discount.kind')}>
      {(['percent', 'amount'] as const).map(one => <button type="button" key={one} aria-pressed={kind === one} onClick={() => choose(one)} data-test={'discount-' + one}>{t('till.discount.by.' + one)}</button>)}
    </div>
    {kind === 'percent' ? <div class="tender" role="group" aria-label={t('till.discount')}>{['5', '10', '20', '50'].map(value => <button type="button" class="big" key={value} onClick={() => set(value)} data-test={'off-' + value}>{value} %</button>)}</div> : null}
    <label>{t('till.discount.by.' + kind)}<input data-test="discount-value" inputMode="decimal" autocomplete="off" value={text} aria-invalid={!!wrong} aria-describedby="off-wrong"
      onInput={event => type(event.currentTarget.value)} onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); set(text); } }} /></label>
    <p id="off-wrong" class="wrong" role="alert">{wrong}</p>
    <div class="acts">
      <button type="button" onClick={close} data-test="dialog-close">{t('till.back')}</button><span class="grow" />
      {given ? <button type="button" class="danger" onClick={() => set('')} data-test="discount-none">{t('till.discount.none')}</button> : null}
      <button type="button" class="main" onClick={() => set(text)} data-test="discount-set">{t('till.discount.set')}</button>
    </div>
  </Dialog>;
}

function More({ asking: { ref, lineId } }: Of<'line'>) {
  const line = shop.order(ref)?.snapshot.lines.find(one => one.id === lineId), [note, write] = useState(line?.note ?? '');
  if (!line) return null;
  const keep = () => { if (note !== (line.note ?? '')) deeds.note(lineId, note); };
  return <Dialog name="line" title={line.name} onCancel={close}>
    <label>{t('till.note')}<input data-test="note" autocomplete="off" maxLength={80} value={note} onInput={event => write(event.currentTarget.value)} onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); keep(); close(); } }} /></label>
    <div class="acts">
      <button type="button" onClick={() => { keep(); shop.show({ asking: { kind: 'discount', ref, lineId } }); }} data-test="line-discount">{t('till.discount')}</button><span class="grow" />
      <button type="button" class="main" onClick={() => { keep(); close(); }} data-test="dialog-close">{t('till.done')}</button>
    </div>
  </Dialog>;
}

function Split({ asking }: Of<'split'>) {
  const { ref, moved } = asking, lines = shop.order(ref)?.snapshot.lines.filter(line => !line.isVoided) ?? [];
  const goes = lines.reduce((sum, line) => sum + Math.round(lineCents(line) * (moved.get(line.id) ?? 0) / line.quantity), 0);
  const set = (id: string, n: number) => shop.show({ asking: { ...asking, moved: new Map(moved).set(id, n) } });
  return <Dialog name="split" title={t('till.split')} onCancel={close}>
    <p class="soft small">{t('till.split.words')}</p>
    <ul class="moves">{lines.map(line => {
      const n = moved.get(line.id) ?? 0;
      return <li key={line.id}><span class="cut">{line.name}</span><span class="steps">
        <button type="button" disabled={n <= 0} onClick={() => set(line.id, Math.max(0, n - 1))} aria-label={t('till.split.less', { name: line.name })}>−</button>
        <span class="num">{t('till.split.of', { n, all: line.quantity })}</span>
        <button type="button" disabled={n >= line.quantity} onClick={() => set(line.id, Math.min(line.quantity, n + 1))} data-test={'move-' + line.productId} aria-label={t('till.split.more', { name: line.name })}>+</button>
      </span></li>;
    })}</ul>
    <div class="acts">
      <button type="button" onClick={close} data-test="dialog-close">{t('till.back')}</button><span class="grow" />
      <button type="button" class="main" disabled={![...moved.values()].some(n => n > 0)} onClick={() => { close(); deeds.split(ref, moved); }} data-test="split-go">{t('till.split.go', { total: cash(goes) })}</button>
    </div>
  </Dialog>;
}

/** Which lane this till talks to. */
function Lanes() {
  const now = shop.lane!.connection.get(), all = lanes();
  return <Dialog name="lanes" title={t('till.lanes')} onCancel={close}>
    <p class="soft small">{t('till.lanes.words')}</p>
    <ul class="list">{all.map((address, i) => <li key={address}>
      <button type="button" data-test={'lane-' + (i + 1)} aria-current={now.lane === address ? 'true' : undefined} onClick={() => { shop.lane!.moveTo(address); close(); }}>
        <span class="row wide"><b>{new URL(address).host}</b>{now.lane === address ? <span class="badge brand">{t('till.lanes.this')}</span> : null}</span>
      </button></li>)}</ul>
    <div class="acts"><button type="button" onClick={close} data-test="dialog-close">{t('till.back')}</button></div>
  </Dialog>;
}
