// Money is counted in whole cents and quantities in thousandths; binary fractions appear only where the protocol wants JSON numbers.

/** A decimal, given as text or number, in whole units of 10^-digits: `scaled('2.50', 2)` is 250. Rounds half up. */
export function scaled(value: unknown, digits: number): number {
  const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(String(value ?? 0).trim());
  if (!found) return Math.round(Number(value) * 10 ** digits) || 0;
  const [, minus, whole, fraction = ''] = found;
  const kept = Number((whole || '0') + fraction.padEnd(digits, '0').slice(0, digits)) + (Number(fraction[digits] || 0) >= 5 ? 1 : 0);
  return minus ? -kept : kept;
}

/** Whole cents of an amount of the protocol. */
export const cents = (value: unknown): number => scaled(value, 2);

/** Whole cents back to the number of the protocol; the nearest number to n/100 prints with two decimals or fewer. */
export const amount = (wholeCents: number): number => wholeCents / 100;

/** What a person typed, with a comma or a point, in whole cents; NaN when it is no amount. */
export function typed(text: string): number {
  const plain = text.trim().replace(/\s/g, '').replace(',', '.');
  return /^\d+(\.\d{0,2})?$|^\.\d{1,2}$/.test(plain) ? cents(plain) : NaN;
}

/** Whole cents for people, in their language. */
export function money(wholeCents: number, language: string): string {
  const text = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Math.abs(wholeCents) / 100);
  return (wholeCents < 0 ? '−' : '') + text;
}

/** `part / whole` of `total`, rounded half up, without leaving whole numbers. */
export const share = (total: number, part: number, whole: number): number => Math.floor((2 * total * part + whole) / (2 * whole));

/** Splits `total` over `weights` so that nothing is left over: each gets its rounded-down share, and the largest remainders the rest. */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const parts = weights.map(weight => Math.floor(total * weight / sum));
  const rest = weights.map((weight, at) => ({ at, over: (total * weight) % sum })).sort((a, b) => b.over - a.over || a.at - b.at);
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (const { at } of rest) if (left > 0) { parts[at]! += 1; left -= 1; }
  return parts;
}
