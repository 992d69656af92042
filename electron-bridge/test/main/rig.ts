import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaneKeeper, type KeeperOptions, type NodeState } from '../../src/main/index.js';

const JAR = process.env['TILLMESH_JAR'];
// A keeper hands its environment on, and a lane takes everything that begins so for a setting.
for (const name of Object.keys(process.env)) if (name.startsWith('TILLMESH_')) delete process.env[name];

/** The real program; a test without it would prove nothing. */
export function jar(): string {
  const file = resolve(JAR ?? '../target/tillmesh.jar');
  if (!existsSync(file)) throw new Error(`There is no ${file}: run mvn package -DskipTests first, or say where it is in TILLMESH_JAR.`);
  return file;
}

/** A folder of one test. */
export function folder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tillmesh-bridge-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** A keeper of a lane on free ports, and every state it went through. */
export function keeper(dir: string, more: Partial<KeeperOptions> = {}): { readonly keeper: LaneKeeper; readonly states: NodeState[] } {
  const made = new LaneKeeper({
    jar: jar(), dataDir: join(dir, 'data'), logFile: join(dir, 'node.log'), settings: { 'lane.id': 'L1', 'auth.mode': 'dev' }, freePorts: true,
    backoff: { first: 50, most: 200, steady: 60_000 }, lookEvery: 100, ...more,
  });
  const states: NodeState[] = [];
  made.on('state', state => states.push(state));
  return { keeper: made, states };
}

/** Waits until something is so. */
export async function until(what: string, so: () => boolean | Promise<boolean>, within = 30_000): Promise<void> {
  for (const end = Date.now() + within; !(await so()); await wait(20)) if (Date.now() > end) throw new Error(`not in ${within} ms: ${what}`);
}

/** The entries of a topic in a lane's journal. */
export async function entries(address: string, topic: string): Promise<readonly { readonly id: string; readonly posReference: string | null }[]> {
  const all = (await (await fetch(`${address}/events?limit=1000`)).json()) as { id: string; type: string; posReference: string | null }[];
  return all.filter(one => one.type === topic);
}
