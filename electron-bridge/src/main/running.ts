import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A node that answers. */
export interface RunningNode {
  readonly lane: string;
  /** Where its pages are, like http://127.0.0.1:8766. */
  readonly address: string;
  /** Its process, when the data folder says so. */
  readonly pid?: number;
}

const ASK_MILLIS = 2_000;

/** Who holds a data folder, as its lock file says; a file that a dead process left says so too, so ask at the address. */
export async function holderOf(dataDir: string): Promise<RunningNode | undefined> {
  try {
    const said = JSON.parse(await readFile(join(dataDir, 'lane.lock'), 'utf8')) as { pid?: unknown; lane?: unknown; host?: unknown; port?: unknown };
    if (typeof said.lane !== 'string' || typeof said.port !== 'number' || typeof said.pid !== 'number') return undefined;
    const host = said.host === '0.0.0.0' || said.host === '::' || typeof said.host !== 'string' ? '127.0.0.1' : said.host;
    return { lane: said.lane, address: `http://${host.includes(':') ? `[${host}]` : host}:${said.port}`, pid: said.pid };
  } catch {
    return undefined;
  }
}

/** Whether the loop of a node turns at that address. */
export async function lives(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/livez`, { signal: AbortSignal.timeout(ASK_MILLIS) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** The lane that answers at an address; undefined when nobody does, or somebody who is no lane. */
export async function laneAt(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${address}/status`, { signal: AbortSignal.timeout(ASK_MILLIS) });
    const said = (await answer.json()) as { lane?: unknown; incarnation?: unknown };
    return answer.ok && typeof said.lane === 'string' && typeof said.incarnation === 'string' ? said.lane : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process of that number is there, whoever owns it. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (trouble) {
    return (trouble as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The node of a data folder that runs already: a service, or one that a crashed app left behind. */
export async function runningNode(dataDir: string): Promise<RunningNode | undefined> {
  const holder = await holderOf(dataDir);
  if (!holder || !isThere(holder.pid as number)) return undefined;
  return (await laneAt(holder.address)) === holder.lane ? holder : undefined;
}
