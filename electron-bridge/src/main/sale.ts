import type { Employee } from './employees.js';

/** A sale as a screen sends it. The names are Euphoria's; amounts are numbers of the currency or text like "12.50". */
export interface SaleRequest {
  /** Ours: the same for the same sale, however often it is sent. Up to 50 of A-Z a-z 0-9 . _ - */
  readonly clientTransactionId?: string;
  readonly customerId?: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
  readonly subtotal: number | string;
  readonly taxAmount: number | string;
  readonly discountAmount?: number | string;
  readonly totalAmount: number | string;
  readonly salesChannel?: string;
  readonly metadata?: unknown;
}

/** What the sale is, in the entry that the lane keeps. */
export interface Sale {
  readonly transaction: Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string; readonly originalTransactionId: string | null };
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
}

/** The topic that clouds make sales of. */
export const TOPIC = 'transaction';
const CHANNELS = new Set(['pos', 'doordash', 'grubhub', 'employee']);
// Nothing else is kept of a payment: a card's number has no business in a journal.
const PAYMENT = new Set(['method', 'amount', 'tenderedAmount', 'changeAmount', 'cardLastFour', 'cardType', 'authorizationCode', 'giftCardId', 'pointsUsed']);
const MONEY = new Set(['amount', 'tenderedAmount', 'changeAmount']);
const CENTS_MAX = 1e12;

/** A sentence for whoever sent it. */
export class BadSale extends Error {}

/** An amount in whole cents. */
export function cents(value: unknown, name: string): number {
  const amount = typeof value === 'string' && /^-?\d+(\.\d{1,2})?$/.test(value) ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) throw new BadSale(`${name} is no amount.`);
  const whole = Math.round(amount * 100);
  if (Math.abs(whole) > CENTS_MAX) throw new BadSale(`${name} is out of all proportion.`);
  return whole;
}

/** Whole cents as text with two decimals. */
export function text(whole: number): string {
  const digits = String(Math.abs(whole)).padStart(3, '0');
  return `${whole < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Makes the entry of a sale, or throws a {@link BadSale}. What the screen says about who sells is not looked at. */
export function saleOf(asked: unknown, id: string, by: { readonly employee: Employee; readonly terminalId: string; readonly at: number }): Sale {
  if (typeof asked !== 'object' || asked === null) throw new BadSale('This is no transaction.');
  const dto = asked as Partial<SaleRequest>;
  const items = listOf(dto.items, 'item').map(item);
  const payments = listOf(dto.payments, 'payment').map(payment);
  const total = cents(dto.totalAmount, 'totalAmount');
  const paid = payments.reduce((sum, one) => sum + cents(one['amount'], 'amount'), 0);
  if (Math.abs(paid - total) > 1) throw new BadSale(`Payment total (${text(paid)}) does not match transaction total (${text(total)}).`);
  const channel = dto.salesChannel ?? 'pos';
  if (!CHANNELS.has(channel)) throw new BadSale('salesChannel is pos, doordash, grubhub or employee.');
  const at = new Date(by.at).toISOString();
  return {
    transaction: {
      id, transactionNumber: `${by.terminalId}-${by.at}`, customerId: typeof dto.customerId === 'string' ? dto.customerId : null, employeeId: by.employee.id,
      subtotal: text(cents(dto.subtotal, 'subtotal')), taxAmount: text(cents(dto.taxAmount, 'taxAmount')),
      discountAmount: text(cents(dto.discountAmount ?? 0, 'discountAmount')), totalAmount: text(total),
      status: 'completed', salesChannel: channel, originalTransactionId: null, terminalId: by.terminalId, createdAt: at, completedAt: at, metadata: dto.metadata ?? null,
    },
    items, payments,
  };
}

/** The entry that takes a sale back: everything once more, with the opposite sign. */
export function voidOf(sale: Sale, id: string, reason: string, by: { readonly employee: Employee; readonly terminalId: string; readonly at: number }): Sale {
  const back = (value: unknown): string => text(-cents(value, 'amount'));
  const { transaction } = sale;
  const at = new Date(by.at).toISOString();
  return {
    transaction: {
      ...transaction, id, transactionNumber: `${by.terminalId}-${by.at}`, employeeId: by.employee.id, terminalId: by.terminalId, status: 'voided',
      originalTransactionId: transaction.id, createdAt: at, completedAt: at, metadata: { reason },
      subtotal: back(transaction['subtotal']), taxAmount: back(transaction['taxAmount']), discountAmount: back(transaction['discountAmount']), totalAmount: back(transaction['totalAmount']),
    },
    items: sale.items.map(one => ({ ...one, quantity: -Number(one['quantity']), ...(one['discountAmount'] === undefined ? {} : { discountAmount: back(one['discountAmount']) }) })),
    payments: sale.payments.map(one => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, MONEY.has(name) ? back(value) : value]))),
  };
}

/** What makes a sale this one and no other, for comparing; not who sold it and when. */
export function contentOf({ transaction, items, payments }: Sale): string {
  const { customerId, subtotal, taxAmount, discountAmount, totalAmount, salesChannel, metadata, status, originalTransactionId } = transaction as Record<string, unknown>;
  return JSON.stringify([customerId, subtotal, taxAmount, discountAmount, totalAmount, salesChannel, metadata, status, originalTransactionId, items, payments]);
}

function listOf(list: unknown, what: string): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(list) || list.length === 0) throw new BadSale(`Transaction must have at least one ${what}.`);
  return list.map((one: unknown) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) throw new BadSale(`A ${what} is no object.`);
    return one as Readonly<Record<string, unknown>>;
  });
}

function item(one: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof one['productId'] !== 'string' || one['productId'] === '') throw new BadSale('An item has no productId.');
  if (typeof one['quantity'] !== 'number' || !Number.isFinite(one['quantity']) || one['quantity'] === 0) throw new BadSale('The quantity of an item is no number other than 0.');
  return {
    ...one, unitPrice: text(cents(one['unitPrice'], 'unitPrice')),
    ...(one['discountAmount'] === undefined ? {} : { discountAmount: text(cents(one['discountAmount'], 'discountAmount')) }),
  };
}

function payment(one: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof one['method'] !== 'string' || one['method'] === '') throw new BadSale('A payment has no method.');
  const said = Object.entries(one).filter(([name, value]) => PAYMENT.has(name) && value !== undefined && value !== null);
  return Object.fromEntries([['amount', one['amount']], ...said].map(([name, value]) => [name, MONEY.has(name as string) ? text(cents(value, name as string)) : value]));
}
