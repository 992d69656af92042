import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A modal dialog. @param onCancel what Escape does; without it Escape does nothing */
export function Dialog({ name, title, onCancel, children }: { name: string; title: string; onCancel?: (() => void) | undefined; children?: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const open = box.current, before = document.activeElement;
    if (open && !open.open) open.showModal();
    return () => {
      open?.close();
      // Closing gives the focus back only while the node is still in the page.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return <dialog ref={box} aria-labelledby="dialog-title" onCancel={event => { event.preventDefault(); onCancel?.(); }}>
    <div class="body" data-test={'dialog-' + name}><h1 id="dialog-title">{title}</h1>{children}</div>
  </dialog>;
}
