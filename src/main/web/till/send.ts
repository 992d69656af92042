import type { Station, TicketLine, TicketPayload } from '../kitchen/tickets';
import { scaled } from './money';
import type { Line, Product, Snapshot } from './order';

const live = (line: Line): number => line.isVoided ? 0 : scaled(line.quantity, 3);

/** What a station has not been told of a line, in thousandths; below zero when it was told of more. */
const untold = (line: Line): number => live(line) - scaled(line.told ?? 0, 3);

/**
 * What the stations must be told of an order: a ticket for each station, and the order with the note that they were. The name
 * of a ticket has the till in it: two tills that send the same order on two sides of a cut make two tickets, and none is lost.
 */
export function tickets(s: Snapshot, products: readonly Product[], who: { device: string; name: string }, title: string): { told: Snapshot; tickets: TicketPayload[] } {
  const station = new Map(products.map(product => [product.id, product.station]));
  const wanted = new Map<Station, TicketLine[]>();
  const lines = s.lines.map(line => {
    const where = station.get(line.productId), more = untold(line);
    if ((where !== 'kitchen' && where !== 'bar') || more === 0) return line;
    wanted.set(where, [...wanted.get(where) ?? [], { name: line.name, quantity: more / 1000, ...(line.note ? { note: line.note } : {}) }]);
    return { ...line, told: live(line) / 1000 };
  });
  const sends = (s.sends ?? 0) + 1;
  const made = [...wanted].map(([where, what]) => ({ ticketId: `${s.posReference}/${where}/${sends}@${who.device}`, station: where, posReference: s.posReference, title, by: who.name, lines: what }));
  return made.length ? { told: { ...s, lines, sends }, tickets: made } : { told: s, tickets: [] };
}

/** Whether a station should be told something. */
export const hasUntold = (s: Snapshot, products: readonly Product[]): boolean => {
  const made = new Set(products.filter(product => product.station).map(product => product.id));
  return s.lines.some(line => made.has(line.productId) && untold(line) !== 0);
};
