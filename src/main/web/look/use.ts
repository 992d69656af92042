import { useEffect, useState } from 'preact/hooks';
import { language } from './words';

/** Something that has a value and tells of a new one. */
export interface Heard<T> { get(): T; subscribe(hear: () => void): () => void }

/** The value now; draws again with each new one. */
export function useValue<T>(of: Heard<T>): T {
  const [, again] = useState(0);
  useEffect(() => {
    const draw = () => again(n => n + 1);
    draw();
    return of.subscribe(draw);
  }, [of]);
  return of.get();
}

/** Draws again when the language is another. */
export const useLanguage = (): string => useValue(language);

/** The time, drawn again every so many milliseconds. */
export function useNow(every: number): number {
  const [now, set] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
