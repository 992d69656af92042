import all from 'tillmesh:words';

/** What stands in the places of a text: `{name}`. `n` also chooses between one and more. */
export type Fill = Readonly<Record<string, string | number>>;

const KEY = 'tillmesh.language';
const plain = (tag: string): string => tag.toLowerCase().split('-')[0]!;

/** The languages that there are words for, as tags; each is one file in `words/`. */
export const languages: readonly string[] = Object.keys(all).sort((a, b) => a === 'en' ? -1 : b === 'en' ? 1 : a < b ? -1 : 1);

function remembered(): string | null {
  try { return localStorage.getItem(KEY); } catch { return null; }
}
/** The language of this window: as its address says, else as chosen here before, else the first that the browser prefers, else English. */
function pick(): string {
  const wanted = [new URLSearchParams(location.search).get('lang'), remembered(), ...navigator.languages];
  return wanted.filter((tag): tag is string => !!tag).map(plain).find(tag => languages.includes(tag)) ?? 'en';
}

let now = pick();
const listeners = new Set<() => void>();
document.documentElement.lang = now;

/** The language that is shown, as a value that can be listened to. */
export const language = {
  get: (): string => now,
  /** Another one from now on, also after a reload. */
  choose(tag: string): void {
    now = tag;
    document.documentElement.lang = tag;
    try { localStorage.setItem(KEY, tag); } catch { /* A browser that keeps nothing asks again. */ }
    // An address that names a language would win at the next reload.
    const address = new URL(location.href);
    if (address.searchParams.has('lang')) { address.searchParams.set('lang', tag); history.replaceState(null, '', address); }
    listeners.forEach(hear => hear());
  },
  subscribe(hear: () => void): () => void { listeners.add(hear); return () => { listeners.delete(hear); }; },
};

/** A language's own name for itself. */
export const nameOf = (tag: string): string => all[tag]?.['look.language'] ?? tag;

/** The text of a key. `{n}` takes the number as this language writes it; `key.one` is used where there is one and it says so. */
export function t(key: string, fill: Fill = {}): string {
  const words = all[now] ?? {}, english = all['en'] ?? {};
  const one = typeof fill['n'] === 'number' && new Intl.PluralRules(now).select(fill['n']) === 'one' ? words[key + '.one'] : undefined;
  const text = one ?? words[key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = fill[name];
    return value === undefined ? place : typeof value === 'number' ? new Intl.NumberFormat(now).format(value) : value;
  });
}

/** A time of day. */
export const clock = (millis: number, seconds = false): string =>
  new Intl.DateTimeFormat(now, { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), hourCycle: 'h23' }).format(millis);
/** A day and a time. */
export const dayAndClock = (millis: number): string => new Intl.DateTimeFormat(now, { dateStyle: 'medium', timeStyle: 'short' }).format(millis);
