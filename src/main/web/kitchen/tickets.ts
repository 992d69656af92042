/** Where something is made. */
export type Station = 'kitchen' | 'bar';

/** One thing to make; fewer than none takes back what an earlier ticket asked for. */
export interface TicketLine { name: string; quantity: number; note?: string }

/** What a till asks a station for, as the payload of the topic `kitchen.ticket`. */
export interface TicketPayload { ticketId: string; station: Station; posReference: string; title: string; by: string; lines: readonly TicketLine[] }

/** That a ticket is done, or is not done after all: the payload of the topic `kitchen.bump`. */
export interface BumpPayload { ticketId: string; done: boolean; by: string }

/** A message as the lane tells it. */
export interface Published { entryId: string; topic: string; payload: unknown; at: string; sourceLane: string }

/** A ticket as a screen shows it. `at` and `doneAt` are milliseconds. */
export interface Ticket extends TicketPayload { at: number; lane: string; doneAt?: number; doneBy?: string }

/** The topics of tickets, to be subscribed from the start: who comes late sees all that is open. */
export const TOPICS = ['kitchen.ticket', 'kitchen.bump'] as const;

interface Word<P> { at: string; entryId: string; lane: string; payload: P }
const later = (a: Word<unknown>, b: Word<unknown>): boolean => a.at !== b.at ? a.at > b.at : a.entryId > b.entryId;

/**
 * Every ticket of the shop, put together from what was published. Lanes may tell it in different orders, and some of it more
 * than once; what comes out is the same on each: the latest word about a ticket counts, also one that comes before the ticket.
 */
export class Tickets {
  private readonly asked = new Map<string, Word<TicketPayload>>();
  private readonly bumps = new Map<string, Word<BumpPayload>>();

  /** Takes one message in. @returns a ticket that was not known before */
  hear(message: Published): Ticket | undefined {
    const { topic, payload, at, entryId, sourceLane: lane } = message;
    const ticketId = (payload as { ticketId?: unknown } | null)?.ticketId;
    if (typeof ticketId !== 'string') return undefined;
    if (topic === 'kitchen.bump') this.keep(this.bumps, ticketId, { at, entryId, lane, payload: payload as BumpPayload });
    if (topic !== 'kitchen.ticket' || !Array.isArray((payload as TicketPayload).lines)) return undefined;
    const known = this.asked.has(ticketId);
    this.keep(this.asked, ticketId, { at, entryId, lane, payload: payload as TicketPayload });
    return known ? undefined : this.ticket(ticketId);
  }

  private keep<P>(words: Map<string, Word<P>>, id: string, word: Word<P>): void {
    const known = words.get(id);
    if (!known || later(word, known)) words.set(id, word);
  }

  private ticket(id: string): Ticket {
    const word = this.asked.get(id)!, bump = this.bumps.get(id);
    const done = bump?.payload.done ? { doneAt: Date.parse(bump.at), doneBy: bump.payload.by } : {};
    return { ...word.payload, at: Date.parse(word.at), lane: word.lane, ...done };
  }

  /** What is still to be made there, oldest first. */
  open(station: Station): Ticket[] {
    return this.of(station).filter(ticket => ticket.doneAt === undefined).sort((a, b) => a.at - b.at || (a.ticketId < b.ticketId ? -1 : 1));
  }

  /** What was done there last, newest first. */
  done(station: Station, most: number): Ticket[] {
    return this.of(station).filter(ticket => ticket.doneAt !== undefined).sort((a, b) => b.doneAt! - a.doneAt!).slice(0, most);
  }

  private of(station: Station): Ticket[] {
    return [...this.asked.keys()].map(id => this.ticket(id)).filter(ticket => ticket.station === station);
  }

  /** Forgets what has been done for longer: a screen that runs for weeks must not grow. @returns how many */
  forget(doneBefore: number): number {
    const old = [...this.asked.keys()].filter(id => (this.ticket(id).doneAt ?? Infinity) < doneBefore);
    for (const id of old) { this.asked.delete(id); this.bumps.delete(id); }
    return old.length;
  }
}

/** How long a ticket has waited: `fresh` up to 5 minutes, `waiting` up to 10, then `late`. */
export function age(ticket: Ticket, now: number): { minutes: number; tone: 'fresh' | 'waiting' | 'late' } {
  const minutes = Math.max(0, Math.floor((now - ticket.at) / 60_000));
  return { minutes, tone: minutes < 5 ? 'fresh' : minutes < 10 ? 'waiting' : 'late' };
}
