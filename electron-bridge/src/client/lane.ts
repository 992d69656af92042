import type { AckOk, Board, Case, FromLane, Lanes, OrderType, Published, Register, Safety, Said, SyncStatus, TableLock, TableRow, ToLane, Watchable } from '../protocol/index.js';
import { newOpId, steadyClock, type Clock, type Dice } from './clock.js';
import { Hold, type HoldWords } from './hold.js';
import { Line, type Connection } from './line.js';
import { OrderHandle } from './order.js';
import { OrderBook, type StoredOrder } from './orders.js';
import { Outbox, type Answer, type Keeping, type Operation } from './outbox.js';
import { SaleStates, type SaleState } from './safety.js';
import { openSocket, type OpenSocket } from './socket.js';
import type { KeptOperation, OperationStore } from './store.js';
import { Floor, TableHandle } from './tables.js';
import { Topics } from './topics.js';
import { Cell, type Value } from './value.js';

/** What a lane is connected with. */
export interface ConnectOptions {
  /** Addresses like ws://127.0.0.1:8766. The first is tried first; when one is away, the next. */
  readonly lanes: string | readonly string[];
  /** Asked for each sign-in. */
  readonly token: () => string | Promise<string>;
  /** The name of this terminal: the same after a reload, and of one window at a time. */
  readonly deviceId: string;
  /** Where operations are until they are acknowledged. A browser's own database unless another is given. */
  readonly keep: OperationStore;
  readonly watch?: readonly Watchable[];
  readonly socket?: OpenSocket;
  readonly clock?: Clock;
  readonly dice?: Dice;
  /** How long a lease and a table lock live in the lane's settings. */
  readonly leaseTtl?: number;
  readonly tableTtl?: number;
}

const LEASE_TTL = 60_000;
const TABLE_TTL = 45_000;
const TICK = 1_000;

/** A lane, as a screen sees it. */
export class Lane {
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #outbox: Outbox;
  readonly #states = new SaleStates();
  readonly #book = new OrderBook();
  readonly #floor = new Floor();
  readonly #topics: Topics;
  readonly #leases = new Map<string, Hold>();
  readonly #locks = new Map<number, Hold>();
  readonly #handles = new Map<string, OrderHandle>();
  readonly #tableHandles = new Map<number, TableHandle>();
  readonly #watched: Set<Watchable>;
  readonly #lanes = new Cell<Lanes | undefined>(undefined);
  readonly #safety = new Cell<Safety | undefined>(undefined);
  readonly #review = new Cell<readonly Case[] | undefined>(undefined);
  readonly #registers = new Cell<readonly Register[] | undefined>(undefined);
  readonly #board = new Cell<Board | undefined>(undefined);
  readonly #status = new Cell<SyncStatus | undefined>(undefined);
  readonly #numbers = new Map<string, (number: number) => void>();
  readonly #ttl: { readonly lease: number; readonly table: number };
  #stopTicking: () => void = () => {};
  #tickedAt = 0;

  /** Use `connect`. */
  constructor(options: ConnectOptions) {
    this.#clock = options.clock ?? steadyClock();
    const dice = options.dice ?? Math.random;
    this.#ttl = { lease: options.leaseTtl ?? LEASE_TTL, table: options.tableTtl ?? TABLE_TTL };
    this.#watched = new Set(options.watch);
    const lanes = typeof options.lanes === 'string' ? [options.lanes] : options.lanes;
    this.#line = new Line(
      { lanes, token: options.token, deviceId: options.deviceId, socket: options.socket ?? openSocket, clock: this.#clock, dice },
      { message: message => this.#hear(message), up: () => this.#up(), down: () => this.#down() },
    );
    this.#topics = new Topics(message => this.#line.send(message), this.#clock.wall);
    this.#outbox = new Outbox({
      device: options.deviceId, store: options.keep, line: this.#line, clock: this.#clock, dice, states: this.#states,
      lease: posReference => this.#lease(posReference),
      done: (kept, ack) => this.#done(kept, ack),
      conflict: (kept, reason) => this.order(kept.posReference as string).conflicted(kept, reason),
    });
    this.#line.connect();
    this.#ticking();
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

  /** What is watched; undefined until a lane has told. */
  get lanes(): Value<Lanes | undefined> {
    return this.#lanes;
  }

  get safety(): Value<Safety | undefined> {
    return this.#safety;
  }

  get review(): Value<readonly Case[] | undefined> {
    return this.#review;
  }

  get registers(): Value<readonly Register[] | undefined> {
    return this.#registers;
  }

  get board(): Value<Board | undefined> {
    return this.#board;
  }

  get syncStatus(): Value<SyncStatus | undefined> {
    return this.#status;
  }

  /** Operations that no lane has acknowledged, also of before a reload, and those that were refused and not dismissed. */
  get unsent(): Value<readonly Operation[]> {
    return this.#outbox.unsent;
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
        book: this.#book, outbox: this.#outbox, hold: this.#lease(posReference),
        ask: (deed, opId) => this.#line.send({ ...deed, opId } as ToLane),
      });
      this.#handles.set(posReference, handle);
    }
    return handle;
  }

  table(tableId: number): TableHandle {
    let handle = this.#tableHandles.get(tableId);
    if (!handle) this.#tableHandles.set(tableId, (handle = new TableHandle(tableId, this.#lock(tableId))));
    return handle;
  }

  /** Says what a table is. */
  updateTable(tableId: number, status: string, posReference?: string): Operation {
    return this.#outbox.add({ type: 'TABLE_UPDATE', tableId, status, ...(posReference === undefined ? {} : { posReference }) });
  }

  /** Shows other screens a floor plan; no lane keeps it. */
  updateFloorPlan(floorId: number, tables: readonly unknown[], layoutMode?: string): Operation {
    return this.#outbox.add({ type: 'FLOOR_PLAN_UPDATE', floorId, tables, ...(layoutMode === undefined ? {} : { layoutMode }) });
  }

  /** Tells all screens of the shop that want to hear it; kept like a sale. */
  publish(topic: string, payload: unknown, { subject }: { subject?: string } = {}): Operation {
    return this.#outbox.add({ type: 'PUBLISH', topic, payload, ...(subject === undefined ? {} : { subject }) });
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
  async ticketNumber(orderType: OrderType, what: { for?: string } = {}): Promise<{ ok: true; number: number } | Extract<Answer, { ok: false }>> {
    const opId = what.for === undefined ? newOpId(this.#clock.wall()) : `t-${orderType}-${what.for}`.slice(0, 64);
    const numbered = new Promise<number>(resolve => this.#numbers.set(opId, resolve));
    const answer = await this.#outbox.add({ type: 'TICKET_NUMBER_REQUEST', orderType }, {}, opId).done;
    if (!answer.ok) {
      this.#numbers.delete(opId);
      return answer;
    }
    return { ok: true, number: await numbered };
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
    this.#outbox.retry(opId);
  }

  /** Forgets a refused operation: somebody has seen it. @returns whether there was one */
  dismiss(opId: string): boolean {
    return this.#outbox.dismiss(opId);
  }

  /** Tries to connect and sign in now: after `refused`, or when a person does not want to wait. */
  signIn(): void {
    if (!this.#line.ready) this.#line.again('Asked to sign in again.');
  }

  /** Hangs up. What is not acknowledged stays kept. */
  async close(): Promise<void> {
    this.#stopTicking();
    this.#line.close();
    await this.#outbox.close();
  }

  #lease(posReference: string): Hold {
    let hold = this.#leases.get(posReference);
    if (!hold) {
      const words: HoldWords = {
        ask: force => ({ type: 'LEASE_ACQUIRE', posReference, baseVersion: this.#book.of(posReference)?.version ?? 0, ...(force ? { force } : {}) }),
        beat: () => ({ type: 'LEASE_HEARTBEAT', posReference }),
        release: () => ({ type: 'LEASE_RELEASE', posReference }),
        ttl: this.#ttl.lease,
      };
      this.#leases.set(posReference, (hold = new Hold(words, this.#line, this.#clock)));
    }
    return hold;
  }

  #lock(tableId: number): Hold {
    let hold = this.#locks.get(tableId);
    if (!hold) {
      const words: HoldWords = {
        ask: force => ({ type: force ? 'TABLE_LOCK_FORCE_ACQUIRE' : 'TABLE_LOCK_ACQUIRE', tableId }),
        beat: () => ({ type: 'TABLE_LOCK_HEARTBEAT', tableId }),
        release: () => ({ type: 'TABLE_LOCK_RELEASE', tableId }),
        ttl: this.#ttl.table,
      };
      this.#locks.set(tableId, (hold = new Hold(words, this.#line, this.#clock)));
    }
    return hold;
  }

  #holds(): Hold[] {
    return [...this.#leases.values(), ...this.#locks.values()];
  }

  #up(): void {
    if (this.#watched.size > 0) this.#line.send({ type: 'WATCH', what: [...this.#watched] });
    this.#topics.up();
    for (const hold of this.#holds()) hold.up();
    this.#outbox.pump();
    for (const handle of this.#handles.values()) handle.up();
  }

  #down(): void {
    this.#states.stale();
    for (const hold of this.#holds()) hold.down();
    this.#outbox.down();
  }

  #done(kept: KeptOperation, ack: AckOk): void {
    if (kept.posReference !== undefined) this.order(kept.posReference).acknowledged(kept, ack.version);
    if (kept.deed.type === 'TABLE_UPDATE') this.#floor.put(kept.deed.tableId, kept.deed.status, kept.deed.posReference ?? null, kept.device, this.#clock.wall());
  }

  // Also when something is heard: a browser slows the timers of a hidden page down to one a minute, but not its sockets.
  #ticking(): void {
    this.#stopTicking = this.#clock.after(TICK, () => {
      this.#tick();
      this.#ticking();
    });
  }

  #tick(): void {
    this.#tickedAt = this.#clock.now();
    this.#line.tick();
    for (const hold of this.#holds()) hold.tick();
    this.#outbox.tick();
  }

  #hear(message: FromLane): void {
    switch (message.type) {
      case 'SYNC_INIT':
        this.#book.begin(message);
        this.#floor.begin(message);
        break;
      case 'ORDER_UPDATED':
        this.#book.learn({ posReference: message.posReference, version: message.version, snapshot: message.snapshot, ...(message.sourceTerminal === undefined ? {} : { by: message.sourceTerminal }) });
        break;
      case 'CONFLICT':
        this.#book.learn({ posReference: message.posReference, version: message.hubVersion, snapshot: message.hubSnapshot });
        break;
      case 'ACK':
        if (!this.#outbox.acknowledged(message)) for (const hold of this.#holds()) hold.acknowledged(message);
        break;
      case 'SALE_STATE':
        this.#states.heard(message);
        break;
      case 'LEASE_GRANTED':
        this.#lease(message.posReference).granted(message.expiresAt, message.provisional === true);
        this.#outbox.pump();
        break;
      case 'LEASE_DENIED':
        this.#lease(message.posReference).denied(message.holder, message.reason);
        break;
      case 'LEASE_REVOKED':
        this.#lease(message.posReference).revoked(message.reason);
        break;
      case 'TABLE_LOCK_GRANTED':
        this.#lock(message.tableId).granted(message.expiresAt, message.provisional === true);
        break;
      case 'TABLE_LOCK_DENIED':
        this.#lock(message.tableId).denied(message.lockedBy, 'Somebody else is at this table.');
        break;
      case 'TABLE_LOCK_REVOKED':
        this.#lock(message.tableId).revoked(message.reason);
        break;
      case 'TABLE_LOCK_RELEASED':
        this.#floor.locks.drop(message.tableId);
        break;
      case 'TABLE_LOCKS_STATE':
        this.#floor.locked(message);
        break;
      case 'TABLE_UPDATED':
        this.#floor.updated(message, this.#clock.wall());
        break;
      case 'FLOOR_PLAN_CHANGED':
        this.#floor.plans.put(message.floorId, message);
        break;
      case 'ORDER_FINALIZED':
      case 'ORDER_FINALIZE_ERROR':
        this.#handles.get(message.posReference)?.booked(message);
        break;
      case 'TICKET_NUMBER_RESPONSE':
        this.#numbered(message);
        break;
      case 'PUBLISHED':
        this.#topics.heard(message);
        break;
      case 'LANES':
        this.#lanes.set(message);
        break;
      case 'SAFETY':
        this.#safety.set(message);
        break;
      case 'REVIEW':
        this.#review.set(message.cases);
        break;
      case 'REGISTERS':
        this.#registers.set(message.registers);
        break;
      case 'BOARD':
        this.#board.set(message);
        break;
      case 'SYNC_STATUS':
        this.#status.set(message);
        break;
      default:
        // PONG and sign-in are the line's; what a newer lane says beyond this is for newer screens.
    }
    if (this.#clock.now() - this.#tickedAt >= TICK) this.#tick();
  }

  // One question of these is on its way at a time, and the lane answers in that order.
  #numbered({ ticketNumber }: Said<'TICKET_NUMBER_RESPONSE'>): void {
    const [first] = this.#numbers;
    if (!first) return;
    this.#numbers.delete(first[0]);
    first[1](ticketNumber);
  }
}
