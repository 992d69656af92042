import { connect, type Lane, type Operation, type OrderHandle, type SaleState } from 'tillmesh-bridge/client';
import { t } from '../look/words';
import { claimDevice, keepMe, lanes, me, proof, remember, remembered } from './me';
import { Notes, type Note } from './notes';
import { dice, isPaid, onlyAdds, read, totalled, type Product, type Snapshot } from './order';
import { tickets } from './send';
import type { TicketPayload } from '../kitchen/tickets';
import type { Seen, TableInfo, View } from './view';
import { lightOf, type Shown } from '../look/light';

const CATALOG = 'tillmesh.catalog', OPEN = 'tillmesh.open';
/** What is worked out of the lines, or counts something: that two sides have others is no contradiction. */
const DERIVED = ['totals', 'updatedAt', 'sends', 'splits'];
const SAID = ['pending', 'peer_ack', 'cloud_ack', 'set_aside'];

/** The till: one connection to the shop, what it sells, and what is on the screen. Everything drawn comes from here. */
export class Shop {
  readonly view: View = { screen: 'floor', group: '', search: '', pane: 'products' };
  notes = new Notes();
  products: readonly Product[] = [];
  tables: readonly TableInfo[] = [];
  /** Set while somebody works here. */
  lane: Lane | undefined;
  /** Why the lane does not let this person in, or nothing. */
  refused = '';
  deviceTwice = false;
  /** Orders that are looked at only, by the cashier's wish. */
  readonly looking = new Set<string>();
  private readonly drafts = new Map<string, Snapshot>();
  private readonly handled = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly watched = new Set<string>();
  private version = 0;
  private drawing = false;
  private reopen = '';

  // ── being drawn ──

  get(): number { return this.version; }
  subscribe(hear: () => void): () => void { this.listeners.add(hear); return () => { this.listeners.delete(hear); }; }
  /** Something is another than it was drawn. Many changes of one moment are one drawing. */
  changed = (): void => {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => { this.drawing = false; this.version += 1; this.listeners.forEach(hear => hear()); });
  };
  show(change: Partial<View>): void { Object.assign(this.view, change); this.changed(); }

  // ── coming and going ──

  async start(): Promise<void> {
    this.deviceTwice = await claimDevice();
    this.notes = new Notes();
    Object.assign(this, remembered<{ products: Product[]; tables: TableInfo[]; stockedAt: string; stockedTo: string }>(CATALOG) ?? {});
    if (me.name || me.token) this.signIn();
    this.changed();
  }

  signIn(): void {
    keepMe();
    this.refused = '';
    const lane = this.lane = connect({ lanes: lanes(), token: proof, deviceId: me.device, watch: ['lanes', 'safety', 'review'] });
    for (const value of [lane.orders, lane.tables, lane.tableLocks, lane.lanes, lane.review, lane.unsent]) value.subscribe(this.changed);
    lane.unsent.subscribe(() => lane.unsent.get().forEach(op => { this.watch(op.opId); if (op.posReference) this.handle(op.posReference); }));
    const ready = new Promise<void>(done => lane.connection.subscribe(now => { if (now.phase === 'ready') done(); }));
    // Only now it is known what the client has kept, and what the lane has.
    void Promise.all([ready, lane.loaded]).then(() => { if (this.lane === lane) this.sayAgain(); });
    lane.connection.subscribe(now => { if (now.phase === 'refused') this.turnedAway(now.reason ?? ''); this.changed(); });
    lane.subscribe(['catalog'], message => this.stock(message.payload, message.at, message.cursor), { from: this.stockedTo });
    this.notes.list().forEach(note => this.watch(note.opId));
    this.reopen = sessionStorage.getItem(OPEN) ?? '';
    for (const value of [lane.orders, lane.unsent]) value.subscribe(() => this.goOn());
    this.changed();
  }

  /** Opens what was open before a reload, as soon as it is known. */
  private goOn(): void {
    const ref = this.reopen, s = this.order(ref)?.snapshot;
    if (!s) return;
    this.reopen = '';
    if (!isPaid(s) && this.view.screen === 'floor') void this.enter(ref);
  }

  private turnedAway(why: string): void {
    this.refused = why;
    void this.lane?.close();
    this.lane = undefined;
  }
  async signOut(): Promise<void> {
    this.goTo('floor');
    await this.lane?.close();
    this.lane = undefined;
    me.name = me.token = '';
    keepMe();
    history.replaceState(null, '', location.pathname);
    this.changed();
  }

  private stockedAt = '';
  /** How far the lane has told of it; a lane with another disk begins at its beginning. */
  private stockedTo = 'start';
  private stock(payload: unknown, at: string, cursor: string): void {
    const { products, tables } = (payload ?? {}) as { products?: Product[]; tables?: TableInfo[] };
    if (!Array.isArray(products) || at < this.stockedAt) return;
    this.stockedAt = at;
    this.stockedTo = cursor;
    this.products = products;
    this.tables = tables ?? [];
    remember(CATALOG, { products, tables: this.tables, stockedAt: at, stockedTo: cursor });
    this.changed();
  }

  /** Whether the lane can be spoken to now. Says nothing about any sale. */
  online(): boolean { return this.lane?.connection.get().phase === 'ready'; }

  // ── orders ──

  /** Changes of an order that the lane has not acknowledged, oldest first; those that a person must decide about among them. */
  unsent(ref?: string): readonly Operation[] {
    return (this.lane?.unsent.get() ?? []).filter(op => op.type === 'ORDER_SNAPSHOT' && (ref === undefined || op.posReference === ref));
  }
  /** The order as this till shows it: its own newest change on top of what the lane knows. */
  order(ref: string | undefined): Seen | undefined {
    if (!ref || !this.lane) return undefined;
    const last = this.unsent(ref).at(-1)?.deed, mine = last?.type === 'ORDER_SNAPSHOT' ? read(last.snapshot) : undefined, stored = this.lane.orders.get().get(ref);
    const snapshot = mine ?? read(stored?.snapshot) ?? this.drafts.get(ref);
    return snapshot && { ref, snapshot, version: stored?.version ?? 0, unsent: !!mine };
  }
  open(): Seen[] {
    const refs = new Set([...this.lane?.orders.get().keys() ?? [], ...this.unsent().map(op => op.posReference!)]);
    return [...refs].map(ref => this.order(ref)).filter((one): one is Seen => !!one && !isPaid(one.snapshot))
      .sort((a, b) => (b.snapshot.updatedAt ?? '').localeCompare(a.snapshot.updatedAt ?? ''));
  }
  atTable(id: number): Seen | undefined { return this.open().find(one => one.snapshot.tableId === id); }

  begin(fields: Partial<Snapshot>): string {
    const ref = `NU/CFG1/S1/${Date.now()}-${dice(4)}`;
    this.drafts.set(ref, { posReference: ref, tableId: null, lines: [], totals: { subtotal: 0, tax: 0, total: 0 }, paymentLines: [], status: 'open', mode: 'order', orderType: 'dine_in',
      staffName: me.name, createdAt: new Date().toISOString(), ...fields });
    return ref;
  }

  /** Every change of an order comes through here: kept in this browser first, then sent until the lane has answered. */
  save(ref: string, change: Snapshot, what: string, made: readonly TicketPayload[] = []): void {
    const snapshot = totalled({ ...change, posReference: ref, updatedAt: new Date().toISOString() });
    const note: Note = { opId: `${Date.now().toString(36)}-${dice(12)}`, ref, what, at: Date.now(), title: this.titleOf(snapshot) };
    this.notes.add(isPaid(snapshot) ? { ...note, snapshot, tickets: made } : note);
    this.say(note, snapshot, made);
  }

  private say(note: Note, snapshot: Snapshot, made: readonly TicketPayload[]): void {
    const op = this.handle(note.ref).save(snapshot, { opId: note.opId });
    // In the place of one that was refused it gets another name.
    if (op.opId !== note.opId) this.notes.rename(note.opId, op.opId);
    for (const [i, ticket] of made.entries()) this.lane!.publish('kitchen.ticket', ticket, { subject: note.ref, opId: `${note.opId}-${i}` });
    this.drafts.delete(note.ref);
    this.watch(op.opId);
    this.changed();
  }

  /** A sale that was paid in the moment in which the window went away may be nowhere but in this till's notes: it is said again. */
  private sayAgain(): void {
    const kept = new Set(this.lane!.unsent.get().map(op => op.opId));
    for (const note of this.notes.list()) if (note.snapshot && !note.said && !kept.has(note.opId)) this.say(note, note.snapshot, note.tickets ?? []);
  }

  /** Keeps an order that is not on the screen; it is let go when the lane has it. */
  saveNew(ref: string, s: Snapshot, what: string): void {
    void this.handle(ref).edit();
    this.save(ref, s, what);
    this.leave(ref);
  }

  /** Tells the stations what they do not know yet, and puts the note of it on the order. */
  send(ref: string, change = this.order(ref)!.snapshot, what = t('till.did.sent')): void {
    const { told, tickets: made } = tickets(change, this.products, me, this.titleOf(change));
    this.save(ref, told, what, made);
  }

  private watch(opId: string): void {
    if (this.watched.has(opId) || !this.lane) return;
    this.watched.add(opId);
    const state = this.lane.saleState(opId), take = (now: SaleState) => {
      if (now.followedBy) { this.notes.rename(opId, now.followedBy); this.watch(now.followedBy); }
      else if (SAID.includes(now.state)) this.notes.said(opId, { ...now });
      this.changed();
    };
    state.subscribe(take);
    take(state.get());
  }

  // ── who may write ──

  /** May the cashier change it now? Without a line: yes, if nobody took it from us before; the change is kept until it can be sent. */
  editable(ref: string): boolean {
    const seen = this.order(ref), lease = this.lane?.order(ref).lease.get();
    if (!seen || !lease || isPaid(seen.snapshot) || this.looking.has(ref) || this.undecided(ref).length) return false;
    return lease.state === 'held' || (!this.online() && this.view.ref === ref && !['denied', 'lost'].includes(lease.state));
  }
  /** Changes of an order that were refused, or met another's change, and wait for a person. */
  undecided(ref: string): readonly Operation[] {
    return this.unsent(ref).filter(op => op.state.get().state === 'refused');
  }

  /** Opens an order to change it: first the table, then the order. */
  async enter(ref: string, force = false): Promise<void> {
    const lane = this.lane, tableId = this.order(ref)?.snapshot.tableId ?? null;
    if (!lane) return;
    this.looking.delete(ref);
    if (tableId !== null && lane.table(tableId).state.get().state !== 'held') {
      const table = lane.table(tableId), answer = await (force ? table.force() : table.lock());
      if (!answer.ok && answer.code !== 'OFFLINE') return this.show({ asking: { kind: 'lock', tableId, by: answer.holder ?? '', ref: this.order(ref)?.version ? ref : undefined } });
    }
    this.goTo('order', ref);
    const answer = await this.handle(ref).edit({ force });
    if (!answer.ok && !['OFFLINE', 'RELEASED'].includes(answer.code) && this.view.ref === ref) this.show({ asking: { kind: 'lease', ref } });
    this.changed();
  }

  goTo(screen: View['screen'], ref?: string): void {
    const left = this.view.ref;
    if (left && left !== ref && this.view.screen === 'order') this.leave(left);
    sessionStorage.setItem(OPEN, screen === 'order' && ref ? ref : '');
    this.show({ screen, ref, search: '', pane: 'products' });
    scrollTo(0, 0);
  }

  /** Lets go of an order; the client keeps its lease as long as something of it waits. */
  private leave(ref: string): void {
    const tableId = this.order(ref)?.snapshot.tableId ?? null;
    this.drafts.delete(ref);
    this.lane?.order(ref).release();
    if (tableId !== null) this.lane?.table(tableId).release();
  }

  /** An order of the lane. What this till only added goes on top of what others did meanwhile; the rest is asked. */
  private handle(ref: string): OrderHandle {
    const handle = this.lane!.order(ref);
    if (!this.handled.has(ref)) {
      this.handled.add(ref);
      handle.onConflict(({ base, mine }) => onlyAdds(read(base), read(mine)!) ? 'merge' : 'ask', { recount: merged => totalled(read(merged)!), derived: DERIVED });
      handle.conflict.subscribe(this.changed);
      handle.lease.subscribe(this.changed);
    }
    return handle;
  }

  // ── words ──

  tableName(id: number): string { return this.tables.find(table => table.id === id)?.name ?? t('till.table', { n: id }); }
  titleOf(s: Snapshot): string {
    if (s.ticketName) return s.ticketName;
    if (s.tableId !== null && s.tableId !== undefined) return this.tableName(s.tableId);
    if (s.ticketNumber) return t(s.orderType === 'delivery' ? 'till.delivery.number' : 'till.takeout.number', { number: String(s.ticketNumber) });
    return t('till.counter.number', { number: (s.posReference ?? '').slice(-4) });
  }

  /** The light of a change of this till. */
  lightOfNote(note: Note): Shown {
    const state = this.lane?.saleState(note.opId).get();
    return state?.state === 'refused' ? lightOf({ ...state }) : lightOf(note.said);
  }
  /** The light of an order: of this till's last change, unless another one came after it. */
  lightOfOrder(ref: string): Shown {
    const note = this.notes.last(ref), stored = this.lane?.orders.get().get(ref);
    if (note && !(note.said && (stored?.version ?? 0) > (note.said.version ?? 0))) return this.lightOfNote(note);
    return { state: 'other', text: stored?.by ? t('till.changedon', { lane: stored.by }) : t('till.fromlane'), more: '' };
  }
}
