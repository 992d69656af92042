import { useValue } from './use';

const shown: { id: number; text: string }[] = [];
const listeners = new Set<() => void>();
const tell = () => listeners.forEach(hear => hear());
let next = 1;
let seen: readonly { id: number; text: string }[] = [];

/** Says something for five seconds; what is said already is not said twice. */
export function toast(text: string): void {
  if (shown.some(note => note.text === text)) return;
  const note = { id: next++, text };
  shown.push(note);
  seen = [...shown];
  tell();
  setTimeout(() => { shown.splice(shown.indexOf(note), 1); seen = [...shown]; tell(); }, 5000);
}
const notes = { get: () => seen, subscribe(hear: () => void) { listeners.add(hear); return () => { listeners.delete(hear); }; } };

/** Where toasts appear. */
export function Toasts() {
  return <div id="toasts" role="status" aria-live="polite">{useValue(notes).map(note => <div class="toast" key={note.id}>{note.text}</div>)}</div>;
}
