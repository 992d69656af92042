import { toast } from '../look/toast';
import { t } from '../look/words';
import { cents, scaled, typed } from './money';
import * as order from './order';
import type { Shop } from './shop';

/** What a cashier does. Each deed looks whether it may be done now. */
export class Deeds {
  constructor(private readonly shop: Shop) {}

  private change(edit: (s: order.Snapshot) => order.Snapshot, what: string): void {
    const { ref } = this.shop.view, seen = this.shop.order(ref);
    if (!ref || !seen || !this.shop.editable(ref)) return;
    this.shop.save(ref, edit(seen.snapshot), what);
  }
  private line(id: string): order.Line | undefined { return this.shop.order(this.shop.view.ref)?.snapshot.lines.find(line => line.id === id); }

  openTable(id: number): void {
    const at = this.shop.atTable(id);
    void this.shop.enter(at?.ref ?? this.shop.begin({ tableId: id }));
  }
  counter(): void { void this.shop.enter(this.shop.begin({ orderType: 'takeout' })); }
  async ticket(orderType: 'takeout' | 'delivery'): Promise<void> {
    const answer = this.shop.online() ? await this.shop.lane!.ticketNumber(orderType) : undefined;
    if (!answer?.ok) toast(t('till.nonumber'));
    void this.shop.enter(this.shop.begin({ orderType, ...(answer?.ok ? { ticketNumber: answer.number } : {}) }));
  }

  add(product: order.Product): void { this.change(s => order.withProduct(s, product), '+1 ' + product.name); }
  step(id: string, by: number): void {
    const line = this.line(id);
    if (line) this.change(s => order.withQuantity(s, id, scaled(line.quantity, 3) / 1000 + by), (by > 0 ? '+1 ' : '−1 ') + line.name);
  }
  void(id: string): void {
    const line = this.line(id);
    if (line) this.change(s => order.withVoid(s, id), t('till.did.void', { name: line.name }));
  }
  note(id: string, text: string): void { this.change(s => order.withNote(s, id, text.trim()), t('till.did.note')); }

  /** Takes a discount back when nothing is typed. @returns what is wrong with what was typed, or nothing */
  discount(lineId: string | undefined, kind: order.Discount['kind'], text: string): string {
    const none = text.trim() === '', value = typed(text.replace('%', ''));
    if (!none && (!(value > 0) || (kind === 'percent' && value > 10000))) return t(kind === 'percent' ? 'till.discount.percent' : 'till.amount.wrong');
    const given = none ? undefined : { kind, value: value / 100 };
    this.change(s => lineId ? order.withLineDiscount(s, lineId, given) : order.withOrderDiscount(s, given), t('till.did.discount'));
    return '';
  }

  /** Tells the kitchen and the bar what they do not know yet. */
  send(): void {
    const { ref } = this.shop.view;
    if (ref && this.shop.editable(ref)) this.shop.send(ref);
  }

  /** Moves what was chosen to a new order; the new one is kept first, so that nothing is in neither. */
  split(ref: string, moved: ReadonlyMap<string, number>): void {
    const seen = this.shop.order(ref);
    if (!seen || !this.shop.editable(ref)) return;
    const { stays, goes } = order.split(seen.snapshot, moved);
    if (!goes.length) return;
    const n = Number(seen.snapshot['splits'] ?? 0) + 1, title = this.shop.titleOf(seen.snapshot);
    const fresh = this.shop.begin({ orderType: seen.snapshot.orderType ?? 'dine_in', ticketName: `${title} / ${n + 1}`, splitFrom: ref });
    const made = this.shop.order(fresh)!.snapshot;
    const percent = seen.snapshot.checkDiscount?.kind === 'percent' ? { checkDiscount: seen.snapshot.checkDiscount } : {};
    this.shop.saveNew(fresh, { ...made, ...percent, lines: goes, ...(seen.snapshot.sends ? { sends: seen.snapshot.sends } : {}) }, t('till.did.split', { title }));
    this.shop.save(ref, { ...stays, splits: n }, t('till.did.moved', { n: goes.length }));
    toast(t('till.split.done', { title: `${title} / ${n + 1}` }));
  }

  /** Takes money; the order is paid when all of it is there. @returns what is wrong, or nothing */
  pay(method: 'Cash' | 'Card', text: string, reference: string): string {
    const { asking } = this.shop.view, seen = asking?.kind === 'pay' ? this.shop.order(asking.ref) : undefined;
    if (asking?.kind !== 'pay' || !seen) return '';
    const due = order.totalCents(seen.snapshot) - asking.payments.reduce((sum, p) => sum + p.cents, 0);
    const given = text.trim() === '' ? due : typed(text);
    if (!(given >= 0) || (given === 0 && due > 0)) return t('till.amount.wrong');
    if (method === 'Card' && given > due) return t('till.card.change');
    const payments = [...asking.payments, { name: method, cents: Math.min(given, due), given, ...(method === 'Card' && reference.trim() ? { reference: reference.trim() } : {}) }];
    if (given < due) { this.shop.show({ asking: { ...asking, payments } }); return ''; }
    const paid = order.paid(seen.snapshot, payments, new Date().toISOString());
    // What nobody was told to make yet is made now: at a counter people pay first.
    this.shop.send(asking.ref, paid, t('till.did.paid', { method: payments.map(p => t('till.method.' + p.name)).join(' + ') }));
    this.shop.show({ asking: undefined, receipt: asking.ref });
    this.shop.goTo('receipts');
    return '';
  }
  /** What is still to be paid. */
  due(ref: string, payments: readonly { cents: number }[]): number {
    return order.totalCents(this.shop.order(ref)?.snapshot) - payments.reduce((sum, p) => sum + p.cents, 0);
  }

  /** Settles a change that met another's. */
  settle(ref: string, choice: 'theirs' | 'mine' | 'merge'): void {
    const handle = this.shop.lane!.order(ref), met = handle.conflict.get();
    if (!met) return;
    handle.settle(choice === 'theirs' ? 'accept_remote' : choice === 'merge' ? 'merge' : met.mine);
    if (choice === 'theirs') {
      this.shop.notes.drop(met.opId);
      if (order.isPaid(order.read(met.theirs))) this.shop.goTo('floor');
    }
    this.shop.changed();
  }
  again(opId: string): void { this.shop.lane!.retry(opId); this.shop.changed(); }
  drop(opId: string): void { this.shop.lane!.dismiss(opId); this.shop.notes.drop(opId); this.shop.changed(); }
}

/** Sensible notes and coins for an amount due: exactly it, and what people hand over for it. */
export function tenders(due: number): number[] {
  const notes = [500, 1000, 2000, 5000, 10000].map(note => Math.ceil(due / note) * note);
  return [...new Set([due, ...notes])].slice(0, 5);
}
/** A price of the catalog. */
export const priceOf = (product: order.Product): number => cents(product.price);
