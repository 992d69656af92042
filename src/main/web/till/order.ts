import { amount, cents, scaled, share, spread } from './money';

/** A discount as it was given: by percent, or by an amount. */
export interface Discount { kind: 'percent' | 'amount'; value: number }

/** One line of an order. `discount` and `discountAmount` are worked out by {@link totalled} and hold the line's part of the order's discount too. */
export interface Line {
  id: string; productId: string; name: string; quantity: number; unitPrice: number; taxIds: readonly unknown[];
  discount?: number; discountAmount?: number; lineDiscount?: Discount; isVoided?: boolean; note?: string;
  /** How many of it the kitchen or the bar was told to make. */
  told?: number;
  [more: string]: unknown;
}
/** One payment. */
export interface Payment { amount: number; name: string; reference?: string; [more: string]: unknown }

/** An order as it is sent to the lane; members that this till does not know stay in it. */
export interface Snapshot {
  posReference: string; status: string; state?: string; lines: readonly Line[]; paymentLines: readonly Payment[];
  totals: { subtotal: number; tax: number; total: number; discount?: number };
  tableId?: number | null; orderType?: string; ticketNumber?: number; ticketName?: string; checkDiscount?: Discount;
  staffName?: string; createdAt?: string; updatedAt?: string; paidAt?: string; amountPaid?: number; amountReturn?: number;
  /** How often something of it was sent to the kitchen. */
  sends?: number;
  [more: string]: unknown;
}
/** An order as the client of the lane gives it: whatever another screen wrote. */
export const read = (s: object | undefined): Snapshot | undefined => s as Snapshot | undefined;

/** What the shop sells, as the topic `catalog` tells it. */
export interface Product { id: string; name: string; price: string; group?: string; station?: string }

/** Random hex digits. getRandomValues also works on plain http in the shop's network, where randomUUID does not exist. */
export const dice = (digits: number): string => [...crypto.getRandomValues(new Uint8Array(digits))].map(byte => (byte & 15).toString(16)).join('');

/** Whether its money was taken. */
export const isPaid = (s: Pick<Snapshot, 'status' | 'state'> | undefined): boolean => !!s && (s.status === 'paid' || ['paid', 'finalized'].includes(s.state ?? ''));

const fullCents = (line: Line): number => line.isVoided ? 0 : share(cents(line.unitPrice), scaled(line.quantity, 3), 1000);

/** How the line's own discount was given; lines of other clients know only a percentage. */
export function ownDiscount(line: Line): Discount | undefined {
  if (line.lineDiscount) return line.lineDiscount;
  return line.discountAmount === undefined && line.discount ? { kind: 'percent', value: line.discount } : undefined;
}
const discountCents = (given: Discount | undefined, of: number): number =>
  !given ? 0 : given.kind === 'amount' ? Math.min(of, cents(given.value)) : Math.min(of, share(of, scaled(given.value, 2), 10000));

/** What a line comes to after every discount. */
export function lineCents(line: Line): number {
  const full = fullCents(line);
  return full - (line.discountAmount !== undefined ? Math.min(full, cents(line.discountAmount)) : discountCents(ownDiscount(line), full));
}
/** What the order comes to. */
export const totalCents = (s: Pick<Snapshot, 'lines'> | undefined): number => (s?.lines ?? []).reduce((sum, line) => sum + lineCents(line), 0);
/** What was taken off, by all discounts. */
export const savedCents = (s: Pick<Snapshot, 'lines'>): number => s.lines.reduce((sum, line) => sum + fullCents(line) - lineCents(line), 0);

/**
 * The order with its sums worked out. The order's own discount is put on its lines to the cent, so that lines always add up
 * to the total, also in a back office that knows line discounts in percent only.
 */
export function totalled(s: Snapshot): Snapshot {
  const full = s.lines.map(fullCents), own = s.lines.map((line, i) => discountCents(ownDiscount(line), full[i]!));
  const after = full.map((value, i) => value - own[i]!), sum = after.reduce((a, b) => a + b, 0);
  const shares = spread(discountCents(s.checkDiscount, sum), after);
  const lines = s.lines.map((line, i) => {
    const off = own[i]! + shares[i]!, given = ownDiscount(line), { discount, discountAmount, lineDiscount, ...plain } = line;
    return { ...plain, ...(given ? { lineDiscount: given } : {}), ...(off > 0 ? { discount: Number((off * 100 / full[i]!).toFixed(8)), discountAmount: amount(off) } : {}) };
  });
  const total = totalCents({ lines }), tax = Math.min(cents(s.totals?.tax ?? 0), total), off = savedCents({ lines });
  // Prices of this till include their tax; what another client wrote into tax is kept.
  return { ...s, lines, totals: { ...s.totals, subtotal: amount(total - tax), tax: amount(tax), total: amount(total), discount: amount(off) } };
}

/** One more of a product: on its line when nothing about that line is special, else on a new one. */
export function withProduct(s: Snapshot, product: Product): Snapshot {
  const same = s.lines.find(line => line.productId === product.id && !line.isVoided && !ownDiscount(line) && !line.note && cents(line.unitPrice) === cents(product.price));
  if (same) return withQuantity(s, same.id, scaled(same.quantity, 3) / 1000 + 1);
  return { ...s, lines: [...s.lines, { id: dice(12), productId: product.id, name: product.name, quantity: 1, unitPrice: amount(cents(product.price)), taxIds: [] }] };
}
const changed = (s: Snapshot, id: string, change: (line: Line) => Line): Snapshot => ({ ...s, lines: s.lines.map(line => line.id === id ? change(line) : line) });

/** Another quantity; nothing or less voids the line. A void stays visible: the kitchen may have it already, and the books want to know. */
export const withQuantity = (s: Snapshot, id: string, quantity: number): Snapshot =>
  quantity > 0 ? changed(s, id, line => ({ ...line, quantity: Math.round(quantity * 1000) / 1000 })) : withVoid(s, id);
/** The line taken out again. */
export const withVoid = (s: Snapshot, id: string): Snapshot => changed(s, id, line => ({ ...line, isVoided: true }));
/** A word for the kitchen on the line. */
export const withNote = (s: Snapshot, id: string, note: string): Snapshot => changed(s, id, ({ note: _, ...line }) => note ? { ...line, note } : line);
/** The line's own discount, or none. */
export const withLineDiscount = (s: Snapshot, id: string, given: Discount | undefined): Snapshot =>
  changed(s, id, ({ discount, discountAmount, lineDiscount, ...line }) => given ? { ...line, lineDiscount: given } : line);
/** The order's discount, or none. */
export function withOrderDiscount({ checkDiscount, ...s }: Snapshot, given: Discount | undefined): Snapshot {
  return given ? { ...s, checkDiscount: given } as Snapshot : s as Snapshot;
}

/**
 * Moves quantities of lines to another order. A discount by percent goes with them; one by amount stays with what stays, and
 * goes along when all of its line does.
 *
 * @param moved how many of each line, by its id
 */
export function split(s: Snapshot, moved: ReadonlyMap<string, number>): { stays: Snapshot; goes: readonly Line[] } {
  const goes: Line[] = [], stays: Line[] = [];
  for (const line of s.lines) {
    const all = scaled(line.quantity, 3), part = Math.min(all, scaled(moved.get(line.id) ?? 0, 3));
    const told = scaled(line.told ?? 0, 3), gone = Math.min(told, part);
    if (part <= 0 || line.isVoided) { stays.push(line); continue; }
    if (part === all) { goes.push(line); continue; }
    const { told: _, ...plain } = line, marks = (n: number) => n > 0 ? { told: n / 1000 } : {};
    stays.push({ ...plain, quantity: (all - part) / 1000, ...marks(told - gone) });
    const { lineDiscount, discount, discountAmount, ...bare } = plain, kept = ownDiscount(line);
    goes.push({ ...bare, id: dice(12), quantity: part / 1000, ...marks(gone), ...(kept?.kind === 'percent' ? { lineDiscount: kept } : {}) });
  }
  return { stays: { ...s, lines: stays }, goes };
}

/** Whether a change did nothing but add lines to what it was made from. */
export function onlyAdds(base: Snapshot | undefined, mine: Snapshot): boolean {
  if (!base || isPaid(mine)) return false;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return base.lines.every(was => same(was, mine.lines.find(now => now.id === was.id))) && same(base.checkDiscount, mine.checkDiscount) && (base.tableId ?? null) === (mine.tableId ?? null);
}

/** The order as paid. */
export function paid(s: Snapshot, payments: readonly { name: string; cents: number; given: number; reference?: string }[], at: string): Snapshot {
  const total = totalCents(s), given = payments.reduce((sum, p) => sum + p.given, 0);
  const paymentLines = payments.map((p, i) => ({ statementId: i + 1, journalId: p.name === 'Cash' ? 1 : 2, accountId: 1, amount: amount(p.cents), name: p.name, ...(p.reference ? { reference: p.reference } : {}) }));
  return { ...s, status: 'paid', mode: 'payment', amountPaid: amount(given), amountReturn: amount(given - total), paidAt: at, paymentLines };
}
