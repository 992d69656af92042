import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * A modal dialog. A browser lets a second Escape close it without asking; then it has been cancelled, or is opened again.
 *
 * @param onCancel what Escape does; without it Escape does nothing
 */
export function Dialog({ name, title, onCancel, children }: { name: string; title: string; onCancel?: (() => void) | undefined; children?: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null), gone = useRef(false);
  useEffect(() => {
    const open = box.current, before = document.activeElement;
    if (open && !open.open) open.showModal();
    return () => {
      gone.current = true;
      open?.close();
      // Closing gives the focus back only while the node is still in the page.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return <dialog ref={box} aria-labelledby="dialog-title" onCancel={event => { event.preventDefault(); onCancel?.(); }}
    onClose={() => { if (!gone.current) onCancel ? onCancel() : box.current?.showModal(); }}>
    <div class="body" data-test={'dialog-' + name}><h1 id="dialog-title">{title}</h1>{children}</div>
  </dialog>;
}
