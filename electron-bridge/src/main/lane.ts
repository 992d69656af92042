import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pause, USUAL_BACKOFF, type Backoff } from './backoff.js';
import { Events } from './events.js';
import { findJava } from './java.js';
import { RotatingLog } from './log.js';
import { holderOf, laneAt, lives, runningNode, type RunningNode } from './running.js';

/** How a lane's node is kept running. */
export interface KeeperOptions {
  /** tillmesh.jar. */
  readonly jar: string;
  /** The lane's data folder; nobody else's. */
  readonly dataDir: string;
  /** Settings of the lane by their names, such as `{ 'lane.id': 'L1', 'auth.mode': 'dev' }`. They stand on its command line: secrets belong into `env`. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Added to the environment of the node. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ports that are free, whichever they are; else those of the settings. */
  readonly freePorts?: boolean;
  /** The folder of a Java that the app brings along. */
  readonly runtime?: string;
  /** Options for Java; conf/jvm.options beside the jar or above it unless another is named. */
  readonly jvmOptions?: string;
  /** Where what the node prints is kept. */
  readonly logFile?: string;
  readonly backoff?: Backoff;
  /** How long a node may take to end before it is killed, in milliseconds. */
  readonly stopWithin?: number;
  /** How often a node that somebody else started is looked at, in milliseconds. */
  readonly lookEvery?: number;
  readonly dice?: () => number;
}

/** How it is with the lane's node. */
export type NodeState =
  | { readonly phase: 'stopped' | 'starting' | 'stopping' }
  /** It sells. `own`: started here; else it runs as a service, or a crashed app left it. */
  | { readonly phase: 'running'; readonly lane: string; readonly address: string; readonly socket: string; readonly pid: number | undefined; readonly own: boolean }
  /** It ended and is started again at that time (milliseconds of Date). */
  | { readonly phase: 'waiting'; readonly retryAt: number; readonly reason: string }
  /** Starting it again would change nothing: a person must act. */
  | { readonly phase: 'cannot'; readonly reason: string; readonly exitCode: number | undefined };

/** What is told, and with what. */
export interface KeeperNews {
  readonly state: NodeState;
  /** A line that the node printed. */
  readonly line: string;
  /** Something that somebody should know of, in one sentence. */
  readonly trouble: string;
}

/** A node that ends with one of these needs a person: its command line, a folder or port, its settings. */
const HOPELESS = new Set([64, 73, 78]);
const LOOK = 100;
const SAID_MAX = 20;

/** Starts a lane's node, starts it again when it ends, and stops it. One for each data folder. */
export class LaneKeeper {
  readonly #options: KeeperOptions;
  readonly #log: RotatingLog | undefined;
  readonly #events = new Events<KeeperNews>();
  #state: NodeState = { phase: 'stopped' };
  #wanted = false;
  #round = 0;
  #child: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => {};

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#log = options.logFile === undefined ? undefined : new RotatingLog(options.logFile);
  }

  /** How it is now. */
  get state(): NodeState {
    return this.#state;
  }

  /** Hears of what happens. @returns what ends it */
  on<K extends keyof KeeperNews>(name: K, hear: (what: KeeperNews[K]) => void): () => void {
    return this.#events.on(name, hear);
  }

  /** Has the node running from now on. Returns at once; `state` says how far it is. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    const round = ++this.#round;
    this.#running = this.#running.then(() => this.#keep(round)).catch((trouble: Error) => {
      this.#wanted = false;
      this.#set({ phase: 'cannot', reason: `The node could not be started: ${trouble.message}`, exitCode: undefined });
    });
  }

  /** The node once it runs; refused with a sentence when a person must act first. @param within milliseconds */
  async ready(within = 60_000): Promise<Extract<NodeState, { phase: 'running' }>> {
    const end = Date.now() + within;
    while (this.#state.phase !== 'running') {
      if (this.#state.phase === 'cannot') throw new Error(this.#state.reason);
      if (Date.now() > end) throw new Error(`The node does not sell after ${Math.round(within / 1000)} s: it is ${this.#state.phase}.`);
      await wait(LOOK);
    }
    return this.#state;
  }

  /** Ends a node that was started here and lets go of one that was not. Done when it has ended. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#round += 1;
    this.#wake();
    const child = this.#child;
    if (child) {
      this.#set({ phase: 'stopping' });
      child.kill('SIGTERM');
      const within = this.#options.stopWithin ?? 15_000;
      const late = setTimeout(() => {
        this.#events.tell('trouble', `The node did not end within ${within} ms and was killed. What it acknowledged is on its disk.`);
        child.kill('SIGKILL');
      }, within);
      await this.#exited;
      clearTimeout(late);
    }
    await this.#running;
    this.#set({ phase: 'stopped' });
    this.#log?.close();
  }

  async #keep(round: number): Promise<void> {
    let failures = 0;
    while (this.#round === round) {
      this.#set({ phase: 'starting' });
      const began = Date.now();
      const there = await runningNode(this.#options.dataDir);
      if (this.#round !== round) return;
      const end = there ? await this.#follow(there, round) : await this.#run(round);
      if (this.#round !== round) return;
      if (end.hopeless) {
        this.#set({ phase: 'cannot', reason: end.reason, exitCode: end.code });
        this.#wanted = false;
        return;
      }
      const backoff = this.#options.backoff ?? USUAL_BACKOFF;
      failures = Date.now() - began >= backoff.steady ? 1 : failures + 1;
      const millis = pause(backoff, failures, this.#options.dice ?? Math.random);
      this.#set({ phase: 'waiting', retryAt: Date.now() + millis, reason: end.reason });
      await this.#sleep(millis);
    }
  }

  // Somebody else's: looked at now and then. Gone is gone when it does not answer three times.
  async #follow(there: RunningNode, round: number): Promise<End> {
    this.#runs(there, false);
    for (let silent = 0; silent < 3 && this.#round === round;) {
      await this.#sleep(this.#options.lookEvery ?? 2_000);
      silent = (await lives(there.address)) ? 0 : silent + 1;
    }
    return { hopeless: false, code: undefined, reason: `The node of lane ${there.lane} that ran already does not answer any more.` };
  }

  async #run(round: number): Promise<End> {
    const { jar, dataDir, settings = {}, env = {} } = this.#options;
    if (!existsSync(jar)) return { hopeless: true, code: undefined, reason: `There is no ${jar}: the app was put together without the lane's program.` };
    const found = await findJava({ runtime: this.#options.runtime, env: process.env });
    if ('trouble' in found) return { hopeless: true, code: undefined, reason: found.trouble };
    const ports = this.#options.freePorts ? { 'screen.port': 0, 'screen.hub-port': 0 } : {};
    const given = Object.entries({ ...settings, ...ports, 'data.dir': resolve(dataDir) }).map(([key, value]) => `--${key}=${value}`);
    const taken = await this.#takenBy(settings);
    if (taken) return { hopeless: true, code: undefined, reason: taken };
    if (this.#round !== round) return { hopeless: false, code: undefined, reason: 'It was stopped.' };
    const child = spawn(found.java, [...this.#javaOptions(), '-jar', resolve(jar), 'run', ...given], {
      env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true,
    });
    return this.#attend(child, round);
  }

  async #attend(child: ChildProcess, round: number): Promise<End> {
    const said: string[] = [];
    let ended: { code: number | null; signal: NodeJS.Signals | null } | undefined;
    this.#child = child;
    this.#listen(child.stdout, () => {});
    this.#listen(child.stderr, line => {
      said.push(line);
      if (said.length > SAID_MAX) said.shift();
    });
    this.#exited = new Promise(done => {
      child.on('error', trouble => {
        said.push(trouble.message);
        ended ??= { code: null, signal: null };
        done();
      });
      child.on('close', (code, signal) => {
        ended = { code, signal };
        done();
      });
    });
    while (!ended && this.#state.phase !== 'running') {
      const holder = await holderOf(this.#options.dataDir);
      if (holder && holder.pid === child.pid && (await lives(holder.address)) && !ended && this.#round === round) this.#runs(holder, true);
      else await Promise.race([this.#exited, wait(LOOK)]);
    }
    await this.#exited;
    this.#child = undefined;
    const { code, signal } = ended ?? { code: null, signal: null };
    const own = said.filter(line => line.startsWith('tillmesh:')).map(line => line.slice('tillmesh:'.length).trim()).join(' ');
    const reason = own || (signal ? `The node was ended by ${signal}.` : code === null ? `Java could not be started: ${said.at(-1) ?? 'no reason was given'}.` : `The node ended with ${code}${said.length ? `: ${said.at(-1)}` : '.'}`);
    return { hopeless: code !== null && HOPELESS.has(code), code: code ?? undefined, reason };
  }

  // Said before the node says it: whoever reads it learns which lane is there.
  async #takenBy(settings: Readonly<Record<string, string | number>>): Promise<string | undefined> {
    const port = Number(settings['screen.port'] ?? this.#options.env?.['TILLMESH_SCREEN_PORT'] ?? this.#options.env?.['TERMINAL_PORT'] ?? 8766);
    if (this.#options.freePorts || port === 0) return undefined;
    const lane = await laneAt(`http://127.0.0.1:${port}`);
    return lane === undefined ? undefined : `Port ${port} is taken by the node of lane ${lane} with another data folder: set screen.port, or end that node.`;
  }

  #javaOptions(): string[] {
    const { jar, jvmOptions } = this.#options;
    const folder = dirname(resolve(jar));
    const file = [jvmOptions, join(folder, 'conf', 'jvm.options'), join(folder, '..', 'conf', 'jvm.options')].find(one => one !== undefined && existsSync(one));
    const archive = resolve(jar).replace(/\.jar$/, '.jsa');
    // The file names its archive from the folder that it was shipped in; here it lies beside the jar.
    return [...(file === undefined ? [] : [`@${resolve(file)}`]), ...(existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto', '-Xlog:cds=off', '-Xlog:cds+dynamic=off'] : [])];
  }

  #listen(stream: NodeJS.ReadableStream | null, hear: (line: string) => void): void {
    let rest = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      this.#log?.write(text);
      const lines = (rest + text).split(/\r?\n/);
      rest = (lines.pop() as string).slice(-8_192);
      for (const line of lines) {
        hear(line);
        this.#events.tell('line', line);
      }
    });
    stream?.on('end', () => {
      if (rest !== '') hear(rest);
    });
  }

  #runs({ lane, address, pid }: RunningNode, own: boolean): void {
    this.#set({ phase: 'running', lane, address, socket: address.replace(/^http/, 'ws'), pid, own });
  }

  #set(state: NodeState): void {
    if (state.phase === this.#state.phase && state.phase === 'stopped') return;
    this.#state = state;
    this.#events.tell('state', state);
  }

  async #sleep(millis: number): Promise<void> {
    await new Promise<void>(done => {
      const timer = setTimeout(done, millis);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

interface End {
  readonly hopeless: boolean;
  readonly code: number | undefined;
  readonly reason: string;
}
