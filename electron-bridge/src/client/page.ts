/** Tells when a page is shown again, or the machine has a network again. Elsewhere than in a page it never does. @returns ends that */
export function whenBack(run: () => void): () => void {
  if (typeof document === 'undefined' || typeof addEventListener === 'undefined') return () => {};
  const shown = (): void => {
    if (!document.hidden) run();
  };
  document.addEventListener('visibilitychange', shown);
  addEventListener('online', run);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    removeEventListener('online', run);
  };
}
