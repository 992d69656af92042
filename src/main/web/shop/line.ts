/*
 * The line of a page that only looks: WATCH without signing in. The client of the SDK signs in first, and whoever stands in
 * front of a shop page has nobody to sign in as. It keeps when what was heard, since how old a number is decides how it looks.
 */
import type { Board, ProblemFacts, ReviewCase } from 'tillmesh-bridge/protocol';

/** A value that tells of a new one. */
export interface Cell<T> { get(): T; set(now: T): void; subscribe(hear: (now: T) => void): () => void }

export function cell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<(now: T) => void>();
  return {
    get: () => value,
    set(now) { value = now; listeners.forEach(hear => hear(now)); },
    subscribe(hear) { listeners.add(hear); return () => { listeners.delete(hear); }; },
  };
}

export const board = cell<Board | undefined>(undefined);
export const cases = cell<readonly ReviewCase[]>([]);
export const problems = cell<readonly ProblemFacts[]>([]);

const PING_EVERY = 4_000, OLD_AFTER = 8_000, DEAD_AFTER = 20_000, QUIET_AFTER = 15_000, RETRY_MOST = 15_000;
const state = { socket: null as WebSocket | null, failures: 0, retryAt: 0, heardAt: 0, newsAt: 0, pingAt: 0, open: false };

const address = (): string => (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/';

function connect(): void {
  const socket = new WebSocket(address());
  Object.assign(state, { socket, retryAt: Infinity, pingAt: Date.now() });
  socket.onopen = () => {
    state.open = true;
    state.heardAt = Date.now();
    socket.send(JSON.stringify({ type: 'WATCH', what: ['board', 'review', 'problems'] }));
  };
  socket.onmessage = event => {
    state.heardAt = Date.now();
    const message = read(event.data);
    if (message?.type === 'REVIEW') cases.set(message['cases'] as ReviewCase[]);
    if (message?.type === 'PROBLEMS') problems.set(message['problems'] as ProblemFacts[]);
    if (message?.type === 'BOARD') {
      state.newsAt = Date.now();
      state.failures = 0;
      board.set(message as unknown as Board);
    }
  };
  socket.onclose = () => { if (state.socket === socket) lost(); };
}

function read(data: unknown): ({ type: string } & Record<string, unknown>) | undefined {
  try { return JSON.parse(String(data)); } catch { return undefined; }
}

function lost(): void {
  const step = Math.min(RETRY_MOST, 500 * 2 ** state.failures);
  Object.assign(state, { socket: null, open: false, failures: state.failures + 1, retryAt: Date.now() + step / 2 + Math.random() * step / 2 });
}

function tick(): void {
  const now = Date.now();
  if (!state.socket && now >= state.retryAt) connect();
  if (state.open && state.socket && now - state.heardAt > DEAD_AFTER) {
    state.socket.onclose = null;
    state.socket.close();
    lost();
  } else if (state.open && state.socket && now - state.pingAt >= PING_EVERY) {
    state.pingAt = now;
    state.socket.send('{"type":"PING"}');
  }
}

/** Begins to look, and goes on for as long as the page is open. */
export function look(): void {
  connect();
  setInterval(tick, 1_000);
}

/** fresh: believe the numbers. quiet: the lane answers but sends no news. old: the lane is not heard. */
export type Freshness = 'fresh' | 'quiet' | 'old';
export function freshness(now: number): Freshness {
  if (!state.open || now - state.heardAt > OLD_AFTER) return 'old';
  return now - state.newsAt > QUIET_AFTER ? 'quiet' : 'fresh';
}
/** Whether there is a connection, whatever comes over it. */
export const connected = (): boolean => state.open;
/** Seconds since the last news. */
export const newsAge = (now: number): number => Math.max(0, Math.round((now - state.newsAt) / 1_000));

/** Signs in as a manager on a line of its own for one operation. @return why not, or null when it is done */
export function asManager(token: string, operation: { opId: string } & Record<string, unknown>, words: { silent: string; hungUp: string }): Promise<string | null> {
  return new Promise(answer => {
    const socket = new WebSocket(address());
    const done = (said: string | null): void => { clearTimeout(patience); socket.onclose = null; socket.close(); answer(said); };
    const patience = setTimeout(() => done(words.silent), 10_000);
    socket.onopen = () => socket.send(JSON.stringify({ type: 'AUTH', token, deviceId: 'shop-' + operation.opId.slice(-12) }));
    socket.onclose = () => done(words.hungUp);
    socket.onmessage = event => {
      const message = read(event.data);
      if (message?.type === 'AUTH_OK') socket.send(JSON.stringify(operation));
      if (message?.type === 'AUTH_FAIL') done(String(message['reason'] || words.hungUp));
      if (message?.type === 'ACK' && message['opId'] === operation.opId) done(message['ok'] ? null : `${String(message['reason'])} (${String(message['code'])})`);
    };
  });
}
