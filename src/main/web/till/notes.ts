import type { Said } from '../look/light';
import { me, remember, remembered } from './me';
import { isPaid, type Snapshot } from './order';
import type { TicketPayload } from '../kitchen/tickets';

/**
 * What this till remembers of a change that it made. It is for showing: what must not be lost is kept by the client until a lane
 * has acknowledged it. But the client's database takes a moment to write, and this does not: a sale that was paid, and the tickets
 * that went with it, stand here first. If the window is gone in that very moment they are said again from here, under the same names.
 */
export interface Note {
  opId: string; ref: string; what: string; at: number; title: string;
  /** The order as paid, for the receipt; nothing for other changes. */
  snapshot?: Snapshot;
  tickets?: readonly TicketPayload[];
  /** What the lane said last about it; nothing before it has. */
  said?: Said & { entryId?: string; version?: number };
}

const KEPT = 120, RECEIPTS = 60;
const key = () => 'tillmesh.notes.' + me.device;

/** The changes of this till, oldest first. */
export class Notes {
  private all: Note[] = remembered<Note[]>(key()) ?? [];
  /** What keeps this browser from remembering, or nothing. */
  trouble = '';

  list(): readonly Note[] { return this.all; }
  of(opId: string): Note | undefined { return this.all.find(note => note.opId === opId); }
  last(ref: string): Note | undefined { return this.all.findLast(note => note.ref === ref); }
  receipts(): Note[] { return this.all.filter(note => note.snapshot).reverse(); }

  /** A change was made, or one that was not sent yet was made larger. */
  add(note: Note): void {
    const known = this.of(note.opId);
    if (known) Object.assign(known, note, { what: known.what.split(', ').slice(-2).concat(note.what).join(', ') });
    else this.all.push(note);
    this.keep();
  }

  /** The lane has said something about a change. */
  said(opId: string, said: NonNullable<Note['said']>): void {
    const note = this.of(opId);
    if (!note || JSON.stringify(note.said) === JSON.stringify(said)) return;
    note.said = said;
    delete note.tickets;
    this.keep();
  }

  /** The change goes on under another name. */
  rename(opId: string, followedBy: string): void {
    const note = this.of(opId);
    if (!note) return;
    this.all = this.all.filter(one => one.opId !== followedBy);
    note.opId = followedBy;
    this.keep();
  }

  /** The change is gone: somebody has given it up. */
  drop(opId: string): void {
    this.all = this.all.filter(note => note.opId !== opId);
    this.keep();
  }

  private keep(): void {
    const settled = this.all.filter(note => note.said), gone = new Set(settled.slice(0, Math.max(0, settled.length - KEPT)));
    this.all = this.all.filter(note => !gone.has(note));
    const paid = this.all.filter(note => note.said && note.snapshot && isPaid(note.snapshot));
    for (const note of paid.slice(0, Math.max(0, paid.length - RECEIPTS))) delete note.snapshot;
    this.trouble = remember(key(), this.all);
  }
}
