// A clock that stands still until it is told, and a lane that keeps what it is told, behind sockets that can be made to misbehave.
import type { Clock, Dice } from '../../src/client/clock.js';
import { Lane } from '../../src/client/lane.js';
import type { ConnectOptions } from '../../src/client/options.js';
import type { Socket } from '../../src/client/socket.js';
import type { KeptOperation, OperationStore } from '../../src/client/store.js';
import type { TakeTurn } from '../../src/client/turn.js';
import { isPaid, type FromLane, type Snapshot, type ToLane } from '../../src/protocol/index.js';

/** Numbers that are the same for the same seed. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class TestClock implements Clock {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  now = (): number => this.#now;
  wall = (): number => 1_800_000_000_000 + this.#now;

  after = (millis: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + Math.max(0, millis), run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter(one => one !== timer));
  };

  /** Lets time pass, timer by timer, with everything that follows from each. */
  async pass(millis: number): Promise<void> {
    const until = this.#now + millis;
    for (;;) {
      await settle();
      const next = this.#timers.filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = until;
    await settle();
  }

  /** The machine sleeps: time passes and no timer runs meanwhile. */
  sleep(millis: number): void {
    this.#now += millis;
  }
}

/** Everything that waits for nothing but its turn. */
export const settle = (): Promise<void> => new Promise(done => setImmediate(done));

/** What becomes of a frame on its way. */
export type Fate = 'pass' | 'drop' | 'twice' | 'close' | 'pass and close';

/** A lane with orders, leases by terminal, and a memory of operations. */
export class FakeLane {
  readonly orders = new Map<string, { version: number; snapshot: Snapshot }>();
  readonly leases = new Map<string, string>();
  /** What was done, in the order it was. */
  readonly entries: { opId: string; frame: ToLane }[] = [];
  readonly frames: ToLane[] = [];
  readonly sockets = new Set<FakeSocket>();
  readonly done = new Map<string, FromLane>();
  up = true;
  mute = false;
  letIn: string | true = true;
  fate: (direction: 'to lane' | 'to screen', frame: string) => Fate = () => 'pass';
  /** Answers an operation before it is looked at. */
  refuse: (frame: ToLane) => FromLane | undefined = () => undefined;

  constructor(readonly name: string, readonly clock: TestClock) {}

  /** Tells all screens. @param message or a frame to the letter */
  tell(message: FromLane | string): void {
    for (const socket of this.sockets) if (socket.terminal) socket.toScreen(message);
  }

  /** Pulls the plug: sockets close at once. */
  cut(): void {
    for (const socket of [...this.sockets]) socket.cut(1006, '');
  }

  hear(socket: FakeSocket, frame: ToLane): void {
    this.frames.push(frame);
    if (this.mute) return;
    if (frame.type === 'PING') return socket.toScreen({ type: 'PONG' });
    if (frame.type === 'AUTH') return this.#signIn(socket, frame.deviceId);
    const opId = frame.opId ?? undefined;
    const before = opId === undefined ? undefined : this.done.get(opId);
    const refusal = before ? undefined : this.refuse(frame);
    if (refusal) return socket.toScreen(refusal);
    const ack = before ?? this.#judge(socket, frame);
    if (opId !== undefined && ack) {
      if (ack.type === 'ACK' && ack.ok && !before) this.done.set(opId, ack);
      socket.toScreen(ack);
    }
  }

  #signIn(socket: FakeSocket, deviceId: string): void {
    if (this.letIn !== true) return socket.toScreen({ type: 'AUTH_FAIL', reason: this.letIn });
    for (const other of [...this.sockets]) if (other !== socket && other.terminal === deviceId) other.cut(1000, 'signed in on a newer connection');
    socket.terminal = deviceId;
    socket.toScreen({ type: 'AUTH_OK', terminalId: deviceId, role: 'cashier' });
    const orders = [...this.orders].filter(([, order]) => !isPaid(order.snapshot)).map(([posReference, order]) => ({ posReference, ...order }));
    socket.toScreen({ type: 'SYNC_INIT', orders, tables: [] });
  }

  #judge(socket: FakeSocket, frame: ToLane): FromLane | undefined {
    const opId = frame.opId ?? '';
    const terminal = socket.terminal ?? '';
    switch (frame.type) {
      case 'LEASE_ACQUIRE': {
        const holder = this.leases.get(frame.posReference);
        if (holder !== undefined && holder !== terminal && !frame.force) {
          socket.toScreen({ type: 'LEASE_DENIED', posReference: frame.posReference, holder, reason: 'Order is being edited on another terminal' });
          return { type: 'ACK', opId, ok: false, code: 'LEASE_HELD', reason: 'Order is being edited on another terminal' };
        }
        this.leases.set(frame.posReference, terminal);
        const order = this.orders.get(frame.posReference);
        socket.toScreen({ type: 'LEASE_GRANTED', posReference: frame.posReference, version: order?.version ?? 0, expiresAt: '2026-01-31T18:04:05.123Z' });
        if (order && order.version > frame.baseVersion) socket.toScreen({ type: 'ORDER_UPDATED', posReference: frame.posReference, sourceTerminal: '', ...order });
        return { type: 'ACK', opId, ok: true };
      }
      case 'LEASE_RELEASE':
        if (this.leases.get(frame.posReference) === terminal) this.leases.delete(frame.posReference);
        return undefined;
      case 'LEASE_HEARTBEAT':
        if (this.leases.get(frame.posReference) !== terminal) socket.toScreen({ type: 'LEASE_REVOKED', posReference: frame.posReference, reason: 'Lease not held' });
        return undefined;
      case 'ORDER_SNAPSHOT':
      case 'ORDER_FINALIZE':
        return this.#order(socket, terminal, opId, frame);
      case 'TABLE_LOCK_ACQUIRE':
      case 'TABLE_LOCK_FORCE_ACQUIRE':
        socket.toScreen({ type: 'TABLE_LOCK_GRANTED', tableId: frame.tableId, expiresAt: '2026-01-31T18:04:05.123Z', provisional: true });
        return { type: 'ACK', opId, ok: true };
      case 'TICKET_NUMBER_REQUEST':
        this.entries.push({ opId, frame });
        socket.toScreen({ type: 'TICKET_NUMBER_RESPONSE', orderType: frame.orderType, ticketNumber: this.entries.filter(entry => entry.frame.type === frame.type).length });
        return { type: 'ACK', opId, ok: true, entryId: `${this.name}-1-${this.entries.length}`, state: 'pending' };
      case 'SUBSCRIBE':
      case 'WATCH':
        return undefined;
      default:
        if (opId === '') return undefined;
        this.entries.push({ opId, frame });
        return { type: 'ACK', opId, ok: true, entryId: `${this.name}-1-${this.entries.length}`, state: 'pending' };
    }
  }

  #order(socket: FakeSocket, terminal: string, opId: string, frame: Extract<ToLane, { type: 'ORDER_SNAPSHOT' | 'ORDER_FINALIZE' }>): FromLane {
    const { posReference, snapshot } = frame;
    const stored = this.orders.get(posReference);
    if (frame.type === 'ORDER_SNAPSHOT') {
      if (!isPaid(snapshot) && this.leases.get(posReference) !== terminal) return { type: 'ACK', opId, ok: false, code: 'LEASE_NOT_HELD', reason: 'Lease not held' };
      if (stored && (frame.baseVersion < stored.version || (isPaid(stored.snapshot) && !isPaid(snapshot)))) {
        socket.toScreen({ type: 'CONFLICT', posReference, hubVersion: stored.version, hubSnapshot: stored.snapshot });
        return { type: 'ACK', opId, ok: false, code: 'STALE_VERSION', reason: 'This order has changed.' };
      }
    }
    const version = (stored?.version ?? 0) + 1;
    this.orders.set(posReference, { version, snapshot });
    this.entries.push({ opId, frame });
    return { type: 'ACK', opId, ok: true, entryId: `${this.name}-1-${this.entries.length}`, version, state: 'pending' };
  }
}

/** One socket to a fake lane. Each frame takes a millisecond. */
export class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  onerror: Socket['onerror'] = null;
  terminal: string | undefined;
  #open = true;

  constructor(readonly lane: FakeLane) {
    lane.sockets.add(this);
    lane.clock.after(1, () => {
      if (!lane.up) this.cut(1006, '');
      else if (this.#open) this.onopen?.({} as never);
    });
  }

  send(frame: string): void {
    if (!this.#open) throw new Error('closed');
    this.#travel('to lane', frame, () => this.lane.hear(this, JSON.parse(frame) as ToLane));
  }

  toScreen(message: FromLane | string): void {
    const frame = typeof message === 'string' ? message : JSON.stringify(message);
    this.#travel('to screen', frame, () => this.onmessage?.({ data: frame }));
  }

  close(): void {
    this.cut(1000, '');
  }

  cut(code: number, reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    this.lane.sockets.delete(this);
    this.onclose?.({ code, reason });
  }

  #travel(direction: 'to lane' | 'to screen', frame: string, arrive: () => void): void {
    const fate = this.lane.fate(direction, frame);
    const arriving = (): void => {
      if (this.#open && this.lane.up) arrive();
    };
    if (fate !== 'drop' && fate !== 'close') this.lane.clock.after(1, arriving);
    if (fate === 'twice') this.lane.clock.after(2, arriving);
    if (fate.endsWith('close')) this.lane.clock.after(3, () => this.cut(1006, ''));
  }
}

/** A store whose disk is here to be looked at. */
export class MemoryStore implements OperationStore {
  readonly disk = new Map<string, KeptOperation>();
  trouble: Error | undefined;
  holds = false;
  #held: (() => void)[] = [];

  async load(device: string): Promise<KeptOperation[]> {
    return [...this.disk.values()].filter(kept => kept.device === device).sort((a, b) => a.seq - b.seq);
  }

  async write(_device: string, put: readonly KeptOperation[], remove: readonly string[]): Promise<void> {
    if (this.holds) await new Promise<void>(go => this.#held.push(go));
    if (this.trouble) throw this.trouble;
    for (const opId of remove) this.disk.delete(opId);
    for (const kept of put) this.disk.set(kept.opId, JSON.parse(JSON.stringify(kept)) as KeptOperation);
  }

  async devices(): Promise<string[]> {
    return [...new Set([...this.disk.values()].map(kept => kept.device))];
  }

  letGo(): void {
    this.holds = false;
    for (const go of this.#held.splice(0)) go();
  }

  async close(): Promise<void> {}

  /** The disk as it is at this moment, as a window that crashed now would leave it. */
  crashed(): MemoryStore {
    const other = new MemoryStore();
    for (const [opId, kept] of this.disk) other.disk.set(opId, kept);
    return other;
  }
}

/** The locks of a browser with several windows. */
export function windows(): TakeTurn {
  const held = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  return async (name, wait) => {
    if (held.has(name) && !wait) return undefined;
    if (held.has(name)) await new Promise<void>(go => waiting.set(name, [...(waiting.get(name) ?? []), go]));
    held.add(name);
    return () => {
      held.delete(name);
      waiting.get(name)?.shift()?.();
    };
  };
}

/** A screen at some lanes, on a clock that the test moves. */
export class Screen {
  readonly lane: Lane;

  constructor(readonly clock: TestClock, readonly lanes: readonly FakeLane[], readonly store = new MemoryStore(), more: Partial<ConnectOptions> = {}) {
    this.lane = new Lane({
      lanes: lanes.map(lane => 'ws://' + lane.name), token: () => 'dev:Ana:cashier', deviceId: 'till-1', keep: store, clock, dice: () => 0.5,
      turn: windows(),
      socket: address => new FakeSocket(lanes.find(lane => address === 'ws://' + lane.name) as FakeLane), ...more,
    });
  }

  get phase(): string {
    return this.lane.connection.get().phase;
  }
}
