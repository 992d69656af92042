import { deeds, shop } from './here';

const press = (name: string): void => document.querySelector<HTMLButtonElement>(`[data-test="${name}"]:not(:disabled)`)?.click();

/** The keys of the sale: `/` finds, `+` and `−` change the newest line, F7 sends to the kitchen, F8 holds, F9 pays. */
export function keys(event: KeyboardEvent): void {
  const target = event.target as HTMLElement, typing = ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName);
  if (shop.view.screen !== 'order' || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey) return;
  const newest = shop.order(shop.view.ref)?.snapshot.lines.findLast(line => !line.isVoided);
  const deed: (() => void) | undefined = {
    F7: () => press('send'), F8: () => press('hold'), F9: () => press('pay'),
    ...(typing ? {} : {
      '/': () => document.getElementById('search')?.focus(),
      ...(newest ? { '+': () => deeds.step(newest.id, 1), '-': () => deeds.step(newest.id, -1) } : {}),
    }),
  }[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
}
