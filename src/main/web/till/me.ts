import { dice } from './order';

/** Who works at this window. */
export interface Me { name: string; role: string; token: string; device: string }

const KEY = 'tillmesh.me', LANES = 'tillmesh.lanes';
const asked = new URLSearchParams(location.search);

function stored<T>(storage: Storage, key: string): T | null {
  try { return JSON.parse(storage.getItem(key) ?? 'null') as T | null; } catch { return null; }
}
/** What is kept in this browser under a name, as it was; null when it is not there or is no JSON. */
export const remembered = <T>(key: string): T | null => stored<T>(localStorage, key);
/** Keeps something in this browser. @returns what went wrong, or nothing */
export function remember(key: string, value: unknown): string {
  try { localStorage.setItem(key, JSON.stringify(value)); return ''; } catch (trouble) { return trouble instanceof Error ? trouble.name : String(trouble); }
}

const before = stored<Partial<Me>>(sessionStorage, KEY) ?? {};
/** The device id belongs to the window, so two windows are two terminals. */
export const me: Me = {
  name: asked.get('name') ?? before.name ?? '', role: asked.get('role') ?? before.role ?? 'cashier',
  token: before.token ?? '', device: asked.get('device') ?? before.device ?? 'till-' + dice(4),
};
/** Keeps it for a reload of this window. */
export const keepMe = (): void => sessionStorage.setItem(KEY, JSON.stringify(me));

/** What proves to the lane who this is: a token, or on a lane for trying out a name. */
export const proof = (): string => me.token || `dev:${me.name}:${me.role}`;

/** An address of a lane as a person or `?lanes=` gives it: `http://…`, `ws://…` or only host and port. */
export function laneAddress(text: string): string | undefined {
  try {
    const url = new URL(/^\w+:\/\//.test(text) ? text.trim() : `${location.protocol}//${text.trim()}`);
    return `${url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss' : 'ws'}://${url.host}/`;
  } catch { return undefined; }
}
/** The lane that served this page, and the others as far as they are known here. This one comes first. */
export function lanes(): string[] {
  const named = asked.get('lanes')?.split(',') ?? remembered<string[]>(LANES) ?? [];
  const all = [location.origin, ...named].map(laneAddress).filter((one): one is string => one !== undefined);
  const each = [...new Set(all)];
  if (asked.get('lanes')) remember(LANES, each);
  return each;
}

/** Whether another window works under this device's id: two terminals of one id would push each other off the line. */
export async function isTaken(): Promise<boolean> {
  const windows = new BroadcastChannel('tillmesh-till');
  let taken = false;
  windows.onmessage = event => {
    if (event.data.device !== me.device) return;
    if (event.data.hello) windows.postMessage({ device: me.device, here: true });
    else if (event.data.here) taken = true;
  };
  windows.postMessage({ device: me.device, hello: true });
  await new Promise(done => setTimeout(done, 120));
  return taken;
}
/** Gives a window that was duplicated a name of its own, unless its address names one. @returns whether two still share one */
export async function claimDevice(): Promise<boolean> {
  const taken = await isTaken();
  if (taken && !asked.get('device')) { me.device = 'till-' + dice(4); keepMe(); return false; }
  keepMe();
  return taken;
}
