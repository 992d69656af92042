import type { AckOk, Board, Case, FromLane, Lanes, LayoutMode, OrderType, ProblemFacts, Published, Register, Safety, Said, SyncStatus, TableLock, TableRow, ToLane } from '../protocol/index.js';
import { steadyClock, type Clock } from './clock.js';
import type { Connection } from './connection.js';
import { Estate } from './estate.js';
import { Holds } from './holds.js';
import { Line } from './line.js';
import { ShopNews } from './news.js';
import { OrderHandle } from './order.js';
import { OrderBook, type StoredOrder } from './orders.js';
import type { Operation } from './operation.js';
import type { ConnectOptions } from './options.js';
import { Outbox } from './outbox.js';
import type { Keeping } from './shelf.js';
import { SaleStates, type SaleState } from './safety.js';
import { openSocket } from './socket.js';
import type { KeptOperation } from './store.js';
import { Floor, TableHandle } from './tables.js';
import { Ticker } from './ticker.js';
import { TicketOffice, type TicketAnswer } from './tickets.js';
import { Topics } from './topics.js';
import { takeTurn, Turn } from './turn.js';
import type { Value } from './value.js';

const LEASE_TTL = 60_000;
const TABLE_TTL = 45_000;

/** A lane, as a screen sees it. */
export class Lane {
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #outbox: Outbox;
  readonly #states = new SaleStates();
  readonly #book = new OrderBook();
  readonly #floor = new Floor();
  readonly #topics: Topics;
  readonly #turn: Turn;
  readonly #holds: Holds;
  readonly #tickets: TicketOffice;
  readonly #news = new ShopNews();
  /** What is watched; undefined until a lane has told. */
  readonly lanes: Value<Lanes | undefined> = this.#news.lanes;
  readonly safety: Value<Safety | undefined> = this.#news.safety;
  readonly review: Value<readonly Case[] | undefined> = this.#news.review;
  readonly registers: Value<readonly Register[] | undefined> = this.#news.registers;
  readonly problems: Value<readonly ProblemFacts[] | undefined> = this.#news.problems;
  readonly board: Value<Board | undefined> = this.#news.board;
  readonly syncStatus: Value<SyncStatus | undefined> = this.#news.status;
  readonly #handles = new Map<string, OrderHandle>();
  readonly #tableHandles = new Map<number, TableHandle>();
  readonly #watch: NonNullable<ConnectOptions['watch']>;
  readonly #ticker: Ticker;
  readonly #estate: Estate;
  readonly #inherits: boolean;

  /** Use `connect`. */
  constructor(options: ConnectOptions) {
    this.#clock = options.clock ?? steadyClock();
    const dice = options.dice ?? Math.random;
    this.#watch = options.watch ?? [];
    const lanes = typeof options.lanes === 'string' ? [options.lanes] : options.lanes;
    this.#line = new Line(
      { lanes, token: options.token, deviceId: options.deviceId, socket: options.socket ?? openSocket, clock: this.#clock, dice },
      { message: message => this.#hear(message), up: () => this.#up(), down: () => this.#down() },
    );
    const lifetimes = { lease: options.leaseTtl ?? LEASE_TTL, table: options.tableTtl ?? TABLE_TTL };
    this.#holds = new Holds(this.#line, this.#clock, lifetimes, posReference => this.#book.of(posReference)?.version ?? 0);
    this.#topics = new Topics(message => this.#line.send(message), this.#clock.wall);
    this.#turn = new Turn(options.turn ?? takeTurn, options.deviceId, this.#clock, reason => this.#line.wait(reason));
    this.#outbox = new Outbox({
      turn: this.#turn.mine,
      device: options.deviceId, store: options.keep, line: this.#line, clock: this.#clock, dice, states: this.#states,
      lease: posReference => this.#holds.lease(posReference),
      done: (kept, ack) => this.#done(kept, ack),
      conflict: (kept, reason) => this.order(kept.posReference as string).conflicted(kept, reason),
    });
    this.#tickets = new TicketOffice(this.#outbox, this.#clock.wall);
    void this.#turn.mine.then(() => this.#line.connect());
    this.#ticker = new Ticker(this.#clock, () => this.#tick(), () => this.#line.hurry());
    this.#estate = new Estate({ ...options, clock: this.#clock }, this.#clock, inherited => new Lane(inherited));
    this.#inherits = options.inherit !== false;
  }

  get connection(): Value<Connection> {
    return this.#line.connection;
  }

  /** The orders of the shop that are open, and those that were paid lately, as the lane has them. */
  get orders(): Value<ReadonlyMap<string, StoredOrder>> {
    return this.#book.orders;
  }

  get tables(): Value<ReadonlyMap<number, TableRow>> {
    return this.#floor.tables;
  }

  get tableLocks(): Value<ReadonlyMap<number, TableLock>> {
    return this.#floor.locks;
  }

  get floorPlans(): Value<ReadonlyMap<number, Said<'FLOOR_PLAN_CHANGED'>>> {
    return this.#floor.plans;
  }

  /** Done when what this device kept from before is among {@link unsent}. */
  get loaded(): Promise<void> {
    return this.#outbox.loaded;
  }

  /** Operations that no lane has acknowledged, also of before a reload, and those that were refused and not dismissed. */
  get unsent(): Value<readonly Operation[]> {
    return this.#outbox.unsent;
  }

  /** The same of windows of this browser that are closed. They are said here, or wait here for a person. */
  get leftBehind(): Value<readonly Operation[]> {
    return this.#estate.left;
  }

  get keeping(): Value<Keeping> {
    return this.#outbox.keeping;
  }

  /** How safe what an operation did is. */
  saleState(opId: string): Value<SaleState> {
    return this.#states.of(opId);
  }

  order(posReference: string): OrderHandle {
    let handle = this.#handles.get(posReference);
    if (!handle) {
      handle = new OrderHandle(posReference, {
        book: this.#book, outbox: this.#outbox, hold: this.#holds.lease(posReference),
        ask: (deed, opId) => this.#line.send({ ...deed, opId } as ToLane),
      });
      this.#handles.set(posReference, handle);
    }
    return handle;
  }

  table(tableId: number): TableHandle {
    let handle = this.#tableHandles.get(tableId);
    if (!handle) this.#tableHandles.set(tableId, (handle = new TableHandle(tableId, this.#holds.lock(tableId))));
    return handle;
  }

  /** Says what a table is. */
  updateTable(tableId: number, status: string, posReference?: string | null): Operation {
    return this.#outbox.add({ type: 'TABLE_UPDATE', tableId, status, ...(posReference === undefined ? {} : { posReference }) });
  }

  /** Shows other screens a floor plan; no lane keeps it. */
  updateFloorPlan(floorId: number, tables: readonly unknown[], layoutMode?: LayoutMode): Operation {
    return this.#outbox.add({ type: 'FLOOR_PLAN_UPDATE', floorId, tables, ...(layoutMode === undefined ? {} : { layoutMode }) });
  }

  /** Tells all screens of the shop that want to hear it; kept like a sale. @param opId the name of the operation, for who must find it again after a crash: up to 64 characters */
  publish(topic: string, payload: unknown, { subject, opId }: { subject?: string; opId?: string } = {}): Operation {
    return this.#outbox.add({ type: 'PUBLISH', topic, payload, ...(subject === undefined ? {} : { subject }) }, {}, opId);
  }

  /** Hears topics, or prefixes that end in *. @param from a cursor, or 'start' for all there is; else what is new */
  subscribe(topics: readonly string[], hear: (entry: Published) => void, { from }: { from?: string } = {}): () => void {
    return this.#topics.subscribe(topics, hear, from);
  }

  /**
   * The next ticket number of the day.
   *
   * @param what for which order; asked again for it within a day, also after a reload and on another lane, it is the same number
   */
  ticketNumber(orderType: OrderType, what: { for?: string } = {}): Promise<TicketAnswer> {
    return this.#tickets.next(orderType, what.for);
  }

  /** Settles a case of the review; managers only. */
  resolve(caseId: string, choice: 'mine' | 'theirs'): Operation {
    return this.#outbox.add({ type: 'RESOLVE', caseId, choice });
  }

  /** Makes a register of the shop; managers only. */
  createRegister(name: string, { cash }: { cash?: boolean } = {}): Operation {
    return this.#outbox.add({ type: 'REGISTER_CREATE', name, ...(cash === undefined ? {} : { cash }) });
  }

  /** Has the back office asked again for a register that was set aside; managers only. */
  retryRegister(registerId: string): Operation {
    return this.#outbox.add({ type: 'REGISTER_RETRY', registerId });
  }

  /** Says a refused operation once more, as it is. */
  retry(opId: string): void {
    if (!this.#estate.retry(opId)) this.#outbox.retry(opId);
  }

  /** Forgets a refused operation: somebody has seen it. @returns whether there was one */
  dismiss(opId: string): boolean {
    return this.#estate.dismiss(opId) || this.#outbox.dismiss(opId);
  }

  /** Tries to connect and sign in now: after `refused`, or when a person does not want to wait. */
  signIn(): void {
    if (!this.#line.ready) this.#line.again('Asked to sign in again.');
  }

  /** Talks to another of the lanes from now on, until that one is away. */
  moveTo(lane: string): void {
    this.#line.moveTo(lane);
  }

  /** Hangs up and stays away, as if the cable were out, until `plug`. What is asked meanwhile is kept. */
  unplug(): void {
    this.#line.close();
  }

  /** The cable is in again. */
  plug(): void {
    this.#line.moveTo();
  }

  /** Hangs up. What is not acknowledged stays kept. */
  async close(): Promise<void> {
    this.#ticker.stop();
    this.#line.close();
    await this.#estate.close();
    await this.#outbox.close();
    this.#turn.end();
  }

  #up(): void {
    if (this.#watch.length > 0) this.#line.send({ type: 'WATCH', what: this.#watch });
    this.#topics.up();
    this.#holds.up();
    this.#outbox.pump();
    if (this.#inherits) this.#estate.up();
    for (const handle of this.#handles.values()) handle.up();
  }

  #down(): void {
    this.#states.stale();
    this.#holds.down();
    this.#outbox.down();
  }

  #done(kept: KeptOperation, ack: AckOk): void {
    if (kept.posReference !== undefined) this.order(kept.posReference).acknowledged(kept, ack.version);
    if (kept.deed.type === 'TICKET_NUMBER_REQUEST') this.#tickets.acknowledged(kept.opId);
    if (kept.deed.type === 'TABLE_UPDATE') this.#floor.put(kept.deed.tableId, kept.deed.status, kept.deed.posReference ?? null, kept.device, this.#clock.wall());
  }

  #tick(): void {
    this.#line.tick();
    this.#holds.tick();
    this.#outbox.tick();
  }

  #hear(message: FromLane): void {
    switch (message.type) {
      case 'SYNC_INIT':
        this.#book.begin(message);
        this.#floor.hear(message, this.#clock.wall());
        break;
      case 'ORDER_UPDATED':
        this.#book.learn({ posReference: message.posReference, version: message.version, snapshot: message.snapshot, ...(message.sourceTerminal === undefined ? {} : { by: message.sourceTerminal }) });
        break;
      case 'CONFLICT':
        this.#book.learn({ posReference: message.posReference, version: message.hubVersion, snapshot: message.hubSnapshot });
        break;
      case 'ACK':
        if (!this.#outbox.acknowledged(message)) this.#holds.acknowledged(message);
        break;
      case 'SALE_STATE':
        this.#states.heard(message);
        break;
      case 'LEASE_GRANTED':
        this.#holds.hear(message);
        this.#outbox.pump();
        break;
      case 'ORDER_FINALIZED':
      case 'ORDER_FINALIZE_ERROR':
        this.#handles.get(message.posReference)?.booked(message);
        break;
      case 'TICKET_NUMBER_RESPONSE':
        this.#tickets.heard(message.ticketNumber);
        break;
      case 'PUBLISHED':
        this.#topics.heard(message);
        break;
      default:
        // What is in none of these is for newer screens.
        this.#holds.hear(message);
        this.#floor.hear(message, this.#clock.wall());
        this.#news.hear(message);
    }
    this.#ticker.heard();
  }
}
