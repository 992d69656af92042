/* What is read over HTTP, again and again while somebody looks; and what an administrator has the node do. */
import { useEffect, useState } from 'preact/hooks';
import { cell } from './line';
import { useValue } from '../look/use';

export interface Slot {
  at: string; seconds: number; entries: number; fromOthers: number; onlyHere: number; cloudWaiting: number | null;
  commitMs: number | null; commitMaxMs: number | null; ackMs: number | null; ackMaxMs: number | null;
}
export interface Hour { slotSeconds: number; slotsMax: number; slots: Slot[] }
export interface EventRow { id: string; type: string; posReference: string | null; terminalId: string | null; state: string; createdAt: string }
export interface Found { events: EventRow[]; before: number | null }
export interface Backups { folder: string; kept: number; running: boolean; failed: { at: string; reason: string } | null; backups: { name: string; bytes: number; at: string; askedFor: boolean }[] }
export interface Aside { cloud: string; entry: string; topic: string | null; subject: string | null; reason: string; tries: number; since: string }
export interface Cloud { name: string; reachable: boolean; required: boolean; lastStored: string | null; waiting: number }
export interface Register { id: string; name: string; cash: boolean; state: string; configId: number | null; tries: number; reason: string | null }

const again = cell(0);
/** Something was changed: everything is read again at once. */
export const readAgain = (): void => again.set(again.get() + 1);

/** What stands at a path, read again every so many milliseconds while the page is shown; the last answer while there is none. */
export function usePath<T>(path: string, every: number): T | undefined {
  const [value, set] = useState<T>();
  const wish = useValue(again);
  useEffect(() => {
    let stopped = false;
    const read = async (): Promise<void> => {
      if (document.hidden) return;
      try {
        const answer = await fetch(path);
        const body = answer.ok ? await answer.json() as T : undefined;
        if (!stopped && body !== undefined) set(() => body);
      } catch { /* The page turns grey by itself when the lane is not heard. */ }
    };
    void read();
    const timer = setInterval(read, every);
    return () => { stopped = true; clearInterval(timer); };
  }, [path, every, wish]);
  return value;
}

const TOKEN = 'tillmesh.admin', NAME = 'tillmesh.name';
/** Kept while this window is open and no longer. */
export const kept = {
  token: (): string => sessionStorage.getItem(TOKEN) ?? '',
  keepToken: (token: string): void => { if (token) sessionStorage.setItem(TOKEN, token); else sessionStorage.removeItem(TOKEN); },
  name: (): string => sessionStorage.getItem(NAME) ?? '',
  keepName: (name: string): void => sessionStorage.setItem(NAME, name),
};

/** What came of asking the node to do something. */
export interface Answer { ok: boolean; status: number; said: string; body: Record<string, unknown> }

/** Asks as the administrator. A token that is refused is forgotten. */
export async function act(path: string, body: Record<string, unknown>, token: string, unreachable: string): Promise<Answer> {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json' }, body: JSON.stringify({ ...body, by: kept.name() }) });
    const told = await answer.json().catch(() => ({})) as Record<string, unknown>;
    if (answer.status === 401) kept.keepToken('');
    else if (answer.status !== 429) kept.keepToken(token);
    return { ok: answer.ok, status: answer.status, said: String(told['reason'] ?? told['error'] ?? answer.status), body: told };
  } catch {
    return { ok: false, status: 0, said: unreachable, body: {} };
  }
}
