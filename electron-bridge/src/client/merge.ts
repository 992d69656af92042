import { isPaid, type OrderLine, type Snapshot } from '../protocol/index.js';

/** How a merge treats what follows from the lines. */
export interface MergeOptions {
  /** Members that are worked out from others; two values of these are no clash. */
  readonly derived?: readonly string[];
  /** Works them out for the merged order. Without it, an order whose lines both sides changed is not merged when it has any. */
  readonly recount?: (merged: Snapshot) => Snapshot;
}

export type Merged = { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly clashes: readonly string[] };

const DERIVED: readonly string[] = ['totals', 'total', 'amount_total', 'amount_tax', 'updatedAt'];

/**
 * Brings together two texts that were made from one. What only one side changed is taken from there, lines by their ids; what both changed otherwise is a clash,
 * and then nothing is merged. Money is never merged: an order that is paid on either side is for a person.
 */
export function mergeSnapshots(base: Snapshot | undefined, mine: Snapshot, theirs: Snapshot, { derived = DERIVED, recount }: MergeOptions = {}): Merged {
  if (isPaid(mine) || isPaid(theirs)) return { ok: false, clashes: ['status'] };
  if (!base) return { ok: false, clashes: ['base'] };
  const clashes: string[] = [];
  const merged: Record<string, unknown> = {};
  let guessed = false;
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    if (name === 'lines') continue;
    const one = pick(base[name], mine[name], theirs[name]);
    if (one.clash && derived.includes(name)) guessed = true;
    else if (one.clash) clashes.push(name);
    if (one.value !== undefined) merged[name] = one.value;
  }
  const lines = mergeLines(base.lines ?? [], mine.lines ?? [], theirs.lines ?? [], clashes);
  if (lines.length > 0 || mine.lines || theirs.lines) merged['lines'] = lines;
  const bothChanged = !same(lines, mine.lines ?? []) && !same(lines, theirs.lines ?? []);
  const hasDerived = derived.some(name => name !== 'updatedAt' && merged[name] !== undefined);
  if (clashes.length === 0 && !recount && hasDerived && (guessed || bothChanged)) clashes.push(derived.find(name => name !== 'updatedAt' && merged[name] !== undefined) as string);
  if (clashes.length > 0) return { ok: false, clashes };
  return { ok: true, snapshot: recount ? recount(merged) : merged };
}

function mergeLines(base: readonly OrderLine[], mine: readonly OrderLine[], theirs: readonly OrderLine[], clashes: string[]): OrderLine[] {
  const [was, ours, other] = [byId(base), byId(mine), byId(theirs)];
  if (!was || !ours || !other) {
    // Without an id of its own no line can be told from another.
    clashes.push('lines');
    return [];
  }
  const merged: OrderLine[] = [];
  for (const id of new Set([...other.keys(), ...ours.keys()])) {
    const one = pick(was.get(id), ours.get(id), other.get(id));
    if (one.clash) clashes.push(`lines.${id}`);
    if (one.value !== undefined) merged.push(one.value);
  }
  return merged;
}

function byId(lines: readonly OrderLine[]): Map<string, OrderLine> | undefined {
  const rows = new Map(lines.map(line => [String(line.id), line]));
  return rows.size === lines.length && lines.every(line => line.id !== undefined && line.id !== null) ? rows : undefined;
}

function pick<T>(was: T, mine: T, theirs: T): { value: T; clash: boolean } {
  if (same(mine, theirs) || same(was, mine)) return { value: theirs, clash: false };
  return { value: mine, clash: !same(was, theirs) };
}

/** Whether two texts of JSON say the same; the order of members does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => key in b && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
