// Real lanes: the shipped jar, each a process of its own on free ports and in a folder of its own.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect, type ConnectOptions, type Lane, type Socket, type Value } from '../../src/client/index.js';
import { openSocket } from '../../src/client/socket.js';
import { MemoryStore } from '../client/fakes.js';

const JAR = resolve(process.env['TILLMESH_JAR'] ?? join('..', 'target', 'tillmesh.jar'));
/** Starts in a third of the time: the archive of classes that the build makes. */
const OPTIONS = existsSync(join('..', 'target', 'tillmesh.jsa')) ? ['@conf/jvm.options'] : ['-Xmx128m', '-XX:+UseSerialGC'];
const JAVA = process.env['TILLMESH_JAVA'] ?? 'java';
/** Without our own names: a lane takes each that begins like that for a setting. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TILLMESH_')));
const READY_WITHIN = 60_000;

/** A port that nobody has now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A lane. It can be killed and started again on its folder and port. */
export class NodeProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'tillmesh-lane-'));
  #process: ChildProcess | undefined;
  #said = '';

  private constructor(readonly lane: string, readonly port: number, readonly settings: readonly string[]) {}

  static async start(lane = 'L1', settings: readonly string[] = []): Promise<NodeProcess> {
    assert.ok(existsSync(JAR), `There is no ${JAR}: build it with mvn -DskipTests package, or name it in TILLMESH_JAR.`);
    const node = new NodeProcess(lane, await freePort(), settings);
    await node.start();
    return node;
  }

  get address(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const words = [...OPTIONS, '-jar', JAR, 'run', `--lane.id=${this.lane}`, `--data.dir=${this.folder}`, `--screen.port=${this.port}`, '--screen.hub-port=0', '--auth.mode=dev', ...this.settings];
    const process = spawn(JAVA, words, { stdio: ['ignore', 'pipe', 'pipe'], cwd: resolve('..'), env: ENVIRONMENT });
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) stream.on('data', (text: Buffer) => (this.#said = (this.#said + text.toString()).slice(-4_000)));
    const until = Date.now() + READY_WITHIN;
    while (!(await this.#answers())) {
      assert.ok(process.exitCode === null && Date.now() < until, `${this.lane} does not start:\n${this.#said}`);
      await new Promise(done => setTimeout(done, 50));
    }
  }

  /** As a power cut does: nothing is closed and nothing is said. */
  async kill(): Promise<void> {
    const process = this.#process;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const gone = new Promise(done => process.once('exit', done));
    process.kill('SIGKILL');
    await gone;
  }

  /** From now on, until it is started again, nothing gets from it to another lane. It has to allow drills. */
  async cut(): Promise<void> {
    const token = readFileSync(join(this.folder, 'admin.token'), 'utf8').trim();
    const answer = await fetch(`http://127.0.0.1:${this.port}/drill`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{"cut":true}' });
    assert.equal(answer.status, 200, await answer.text());
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

/** What becomes of frames between a screen and its lane. */
export interface Tap {
  /** A frame that the screen has said; it is on its way already. */
  said?: (frame: { type: string; opId?: string }) => void;
  /** Whether the screen hears a frame. */
  hears?: (frame: { type: string; opId?: string; ok?: boolean }) => boolean;
}

/** A screen at real lanes. */
export function screen(nodes: readonly NodeProcess[], deviceId: string, more: Partial<ConnectOptions> & { name?: string; role?: string; tap?: Tap } = {}): Lane {
  const { name = deviceId, role = 'cashier', tap = {}, ...options } = more;
  return connect({
    lanes: nodes.map(node => node.address), token: () => `dev:${name}:${role}`, deviceId, keep: new MemoryStore(),
    turn: () => Promise.resolve(() => {}), socket: address => tapped(openSocket(address), tap), ...options,
  });
}

function tapped(socket: Socket, tap: Tap): Socket {
  const shown: Socket = {
    onopen: null, onmessage: null, onclose: null, onerror: null,
    send: frame => {
      socket.send(frame);
      tap.said?.(JSON.parse(frame) as { type: string });
    },
    close: (code, reason) => socket.close(code, reason),
  };
  socket.onopen = event => shown.onopen?.(event);
  socket.onclose = event => shown.onclose?.(event);
  socket.onerror = event => shown.onerror?.(event);
  socket.onmessage = event => {
    if (tap.hears?.(JSON.parse(String(event.data)) as { type: string }) ?? true) shown.onmessage?.(event);
  };
  return shown;
}

/** Waits until a value is as wished. */
export function until<T>(value: Value<T>, wished: (now: T) => boolean, what: string, within = 30_000): Promise<T> {
  return new Promise((done, failed) => {
    const look = (now: T): boolean => {
      if (!wished(now)) return false;
      clearTimeout(timer);
      leave();
      done(now);
      return true;
    };
    const timer = setTimeout(() => {
      leave();
      failed(new Error(`Waited ${within} ms for ${what}; it is ${JSON.stringify(value.get())}`));
    }, within);
    let leave = (): void => {};
    if (!look(value.get())) leave = value.subscribe(now => void look(now));
  });
}

/** Asks for a lease until it is ours: that somebody else gave it back is told to nobody. */
export async function granted(order: { edit(): Promise<{ ok: boolean }> }): Promise<void> {
  for (let tries = 0; !(await order.edit()).ok; tries++) assert.ok(tries < 200, 'the lease is never given');
}

export const ready = (lane: Lane): Promise<unknown> => until(lane.connection, now => now.phase === 'ready', 'the line');

/** Everything that a lane has of some topics, once `last` has come. */
export async function entries(node: NodeProcess, topics: readonly string[], more = 0): Promise<{ entryId: string; topic: string; subject?: string; payload: unknown }[]> {
  const auditor = screen([node], 'auditor-' + Math.random().toString(36).slice(2), { role: 'manager' });
  const found: { entryId: string; topic: string; subject?: string; payload: unknown }[] = [];
  const end = 'end-' + Math.random().toString(36).slice(2);
  await new Promise<void>((done, failed) => {
    setTimeout(() => failed(new Error(`${node.lane} does not tell all it has`)), 20_000 + more).unref();
    auditor.subscribe([...topics, 'audit.end'], entry => {
      if (entry.topic !== 'audit.end') found.push(entry);
      else if (entry.payload === end) done();
    }, { from: 'start' });
    void auditor.publish('audit.end', end);
  });
  await auditor.close();
  return found;
}
