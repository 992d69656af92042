import type { FromLane, ToLane } from '../protocol/index.js';
import { pause } from './clock.js';
import type { Connection, LineHears, LineOptions } from './connection.js';
import type { Socket } from './socket.js';
import { Cell, type Value } from './value.js';

const CONNECT_WITHIN = 5_000;
/** The token may be checked at a back office. */
const SIGN_IN_WITHIN = 20_000;
const PING_AFTER = 5_000;
const DEAD_AFTER = 8_000;
const BACKOFF_FIRST = 400;
const BACKOFF_MOST = 15_000;
/** After a restart of a node its screens must not come back in one moment. */
const AT_ONCE_WITHIN = 250;
const REFUSED_AGAIN = 30_000;
/** The close code and phrase by which a lane says that the same device signed in on a newer socket. */
const REPLACED = 1000;

/** One socket at a time, to one of the lanes: opens it, signs in, notices that it is dead, and goes on elsewhere. */
export class Line {
  readonly #cell = new Cell<Connection>({ phase: 'waiting' });
  readonly #options: LineOptions;
  readonly #hears: LineHears;
  #socket: Socket | undefined;
  #lane = 0;
  /** How many lanes were tried in vain since the last time one answered. */
  #failures = 0;
  #wasReady = false;
  #onceReady = false;
  #heardAt = 0;
  #pingAt: number | undefined;
  #tickedAt = 0;
  #cancel: () => void = () => {};
  #who: Pick<Connection, 'terminalId' | 'role'> | undefined;
  #isUp = false;

  constructor(options: LineOptions, hears: LineHears) {
    if (options.lanes.length === 0) throw new Error('connect() needs the address of at least one lane, like ws://127.0.0.1:8766.');
    this.#options = options;
    this.#hears = hears;
  }

  get connection(): Value<Connection> {
    return this.#cell;
  }

  get ready(): boolean {
    return this.#cell.get().phase === 'ready';
  }

  /** Tries the lanes now, whatever pause there was. */
  connect(): void {
    if (this.#socket || this.#cell.get().phase === 'closed') return;
    this.#cancel();
    const lane = this.#address();
    this.#say({ phase: 'connecting', lane });
    let socket: Socket;
    try {
      socket = this.#options.socket(lane);
    } catch (trouble) {
      this.#lost(trouble instanceof Error ? trouble.message : String(trouble));
      return;
    }
    this.#socket = socket;
    this.#cancel = this.#options.clock.after(CONNECT_WITHIN, () => this.#drop(socket, 'It does not answer.'));
    socket.onopen = () => void this.#signIn(socket);
    socket.onmessage = event => {
      if (this.#socket === socket) this.#hear(socket, event.data);
    };
    socket.onclose = event => {
      if (this.#socket === socket) this.#closed(event);
    };
    // A close follows each error and is what counts.
    socket.onerror = () => {};
  }

  /** Cuts a pause short. */
  hurry(): void {
    if (this.#cell.get().phase === 'waiting' && this.#cell.get().retryAt !== undefined) this.connect();
  }

  /** It is not our turn to connect. */
  wait(reason: string): void {
    if (!this.#socket) this.#say({ phase: 'waiting', reason });
  }

  /** Says a message, if signed in. @returns whether it was said; nobody knows yet whether it was heard */
  send(message: ToLane): boolean {
    return this.ready && this.#write(message);
  }

  /** Once a second, and when something was heard: is the other side alive? */
  tick(): void {
    const now = this.#options.clock.now();
    const late = now - this.#tickedAt > 2 * PING_AFTER;
    this.#tickedAt = now;
    if (!this.ready || !this.#socket) return;
    if (this.#pingAt === undefined ? now - this.#heardAt >= PING_AFTER : late) {
      // After a sleep, what the lane answered before may still wait to be read: it is asked anew before it is judged.
      this.#pingAt = now;
      this.#write({ type: 'PING' });
    } else if (this.#pingAt !== undefined && now - this.#pingAt >= DEAD_AFTER) {
      this.#drop(this.#socket, 'It has gone silent.');
    }
  }

  /** Gives up this socket and tries again, here first. */
  again(reason: string): void {
    if (this.#socket) this.#drop(this.#socket, reason);
    else this.connect();
  }

  /** Goes to another lane and stays there until that one is away; opens the line again after `close`. */
  moveTo(lane: string = this.#address()): void {
    const socket = this.#detach();
    this.#lane = Math.max(0, this.#options.lanes.indexOf(lane));
    this.#wasReady = false;
    this.#say({ phase: 'waiting', lane: this.#address() });
    this.#down();
    socket?.close();
    this.connect();
  }

  close(): void {
    const socket = this.#detach();
    this.#say({ phase: 'closed' });
    socket?.close(1000, 'closed by the screen');
    this.#down();
  }

  async #signIn(socket: Socket): Promise<void> {
    if (this.#socket !== socket) return;
    this.#cancel();
    this.#say({ phase: 'signing-in', lane: this.#address() });
    this.#cancel = this.#options.clock.after(SIGN_IN_WITHIN, () => this.#drop(socket, 'It does not answer to the sign-in.'));
    let token: string;
    try {
      token = await this.#options.token();
    } catch (trouble) {
      this.#drop(socket, `There is no token to sign in with (${trouble instanceof Error ? trouble.message : String(trouble)}).`);
      return;
    }
    if (this.#socket === socket) this.#write({ type: 'AUTH', token, deviceId: this.#options.deviceId });
  }

  #hear(socket: Socket, data: unknown): void {
    this.#heardAt = this.#options.clock.now();
    this.#pingAt = undefined;
    const message = parsed(data);
    if (message === undefined || message.type === 'PONG') return;
    if (message.type === 'AUTH_OK') {
      this.#who = { terminalId: message.terminalId, role: message.role };
    } else if (message.type === 'AUTH_FAIL') {
      this.#refused(socket, message.reason);
    } else if (message.type === 'SYNC_INIT' && this.#who && !this.ready) {
      this.#cancel();
      this.#failures = 0;
      this.#wasReady = this.#onceReady = true;
      this.#tickedAt = this.#heardAt;
      // First what there is, then that we are ready: who looks at both never sees an empty shop.
      this.#hears.message(message);
      this.#say({ phase: 'ready', lane: this.#address() });
      this.#hears.up();
    } else {
      this.#hears.message(message);
    }
  }

  #refused(socket: Socket, reason: string): void {
    this.#detach();
    this.#leave(reason);
    socket.close(1000, 'not let in');
  }

  // Whoever was let in before may have met a back office that is away: that is asked again, but not in a hurry.
  #leave(reason: string): void {
    const lane = this.#address();
    if (this.#onceReady) {
      this.#next();
      const wait = REFUSED_AGAIN / 2 + (this.#options.dice() * REFUSED_AGAIN) / 2;
      this.#say({ phase: 'refused', lane, reason, retryAt: this.#options.clock.wall() + wait });
      this.#cancel = this.#options.clock.after(wait, () => this.connect());
    } else {
      this.#say({ phase: 'refused', lane, reason });
    }
    this.#down();
  }

  #closed(event: { code: number; reason: string }): void {
    if (event.code === REPLACED && this.ready) {
      // Going on would take the line from the newer one, which would take it back, and so on.
      const lane = this.#address();
      this.#detach();
      this.#say({ phase: 'refused', lane, reason: 'This device has signed in somewhere else.' });
      this.#down();
    } else {
      this.#detach();
      this.#lost(event.reason || `The line closed (${event.code}).`);
    }
  }

  #drop(socket: Socket, reason: string): void {
    if (this.#socket !== socket) return;
    this.#detach();
    socket.close();
    this.#lost(reason);
  }

  #lost(reason: string): void {
    const { clock, dice, lanes } = this.#options;
    const lane = this.#address();
    let wait: number;
    if (this.#wasReady) {
      // The lane may only have started anew: it is tried once more before another one is.
      wait = dice() * AT_ONCE_WITHIN;
    } else {
      this.#failures += 1;
      this.#next();
      const rounds = Math.floor(this.#failures / lanes.length);
      wait = this.#failures % lanes.length === 0 ? pause(rounds - 1, BACKOFF_FIRST, BACKOFF_MOST, dice) : 0;
    }
    this.#wasReady = false;
    this.#say({ phase: 'waiting', lane, reason, retryAt: clock.wall() + wait });
    this.#cancel = clock.after(wait, () => this.connect());
    this.#down();
  }

  #next(): void {
    this.#lane = (this.#lane + 1) % this.#options.lanes.length;
  }

  #address(): string {
    return this.#options.lanes[this.#lane] as string;
  }

  #detach(): Socket | undefined {
    const socket = this.#socket;
    this.#cancel();
    this.#socket = undefined;
    this.#pingAt = undefined;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    return socket;
  }

  #down(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#hears.down();
  }

  #say(connection: Connection): void {
    if (connection.phase === 'ready') this.#isUp = true;
    this.#cell.set({ ...this.#who, ...connection });
  }

  #write(message: ToLane): boolean {
    try {
      this.#socket?.send(JSON.stringify(message));
      return true;
    } catch {
      // It closes or has closed: its close is on the way and says so.
      return false;
    }
  }
}

/** A frame, if it is one. What is not understood is passed over: a newer lane may say more than we know. */
function parsed(data: unknown): FromLane | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string' ? (message as FromLane) : undefined;
  } catch {
    return undefined;
  }
}
