import { language, t } from '../look/words';

/** Bytes as people read them. */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0, value = n;
  while (value >= 1000 && at < units.length - 1) { value /= 1000; at += 1; }
  return new Intl.NumberFormat(language.get(), { maximumFractionDigits: at === 0 || value >= 100 ? 0 : 1 }).format(value) + ' ' + units[at];
}

/** A length of time in one unit. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 100) return t('shop.span.s', { n: s });
  if (s < 6_000) return t('shop.span.min', { n: Math.round(s / 60) });
  if (s < 172_800) return t('shop.span.h', { n: Math.round(s / 360) / 10 });
  return t('shop.span.d', { n: Math.round(s / 86_400) });
}

export const number = (n: number): string => new Intl.NumberFormat(language.get(), { maximumFractionDigits: 1 }).format(n);
export const millis = (n: number | null): string => n === null ? '–' : new Intl.NumberFormat(language.get(), { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n) + ' ms';
export const since = (iso: string): number => (Date.now() - Date.parse(iso)) / 1_000;
