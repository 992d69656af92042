import { Icon } from '../look/icons';
import { t } from '../look/words';
import { cash, deeds, shop } from './here';
import { cents } from './money';
import { lineCents, ownDiscount, type Line, type Snapshot } from './order';
import { discountWords } from './sale';

/** What is on an order. */
export function Lines({ order, snapshot, may }: { order: string; snapshot: Snapshot; may: boolean }) {
  return <ul class="lines" data-test="lines" tabIndex={0} aria-label={t('till.ticket')}>{snapshot.lines.map(line => <Row key={line.id} order={order} line={line} may={may} />)}</ul>;
}

function Row({ order, line, may }: { order: string; line: Line; may: boolean }) {
  const name = line.name || t('till.product', { id: line.productId }), given = ownDiscount(line);
  if (line.isVoided) return <li class="void" data-test={'line-' + line.productId}><span class="cut">{name}</span><b>{t('till.voided')}</b></li>;
  const details = [t('till.each', { price: cash(cents(line.unitPrice)) }), given ? discountWords(given) : '', line.note ?? ''].filter(Boolean).join(' · ');
  return <li data-test={'line-' + line.productId}>
    <span class="cut">{name}{line.told ? <span class="badge green told" data-test="told">{t('till.told', { n: line.told })}</span> : null}</span>
    <b class="money" data-test="line-total">{cash(lineCents(line))}</b>
    <span class="soft small cut">{details}</span>
    <span class="steps">
      <button type="button" onClick={() => deeds.step(line.id, -1)} data-test="less" disabled={!may} aria-label={t('till.less', { name })}>−</button>
      <span class="num" data-test="quantity">{line.quantity}</span>
      <button type="button" onClick={() => deeds.step(line.id, 1)} data-test="more" disabled={!may} aria-label={t('till.more', { name })}>+</button>
      <button type="button" class="plain" onClick={() => shop.show({ asking: { kind: 'line', ref: order, lineId: line.id } })} data-test="line-more" disabled={!may} aria-label={t('till.line.more', { name })}><Icon name="more" /></button>
      <button type="button" class="plain" onClick={() => deeds.void(line.id)} data-test="void" disabled={!may} aria-label={t('till.void', { name })} title={t('till.void.short')}><Icon name="void" /></button>
    </span>
  </li>;
}
