import { useEffect } from 'react';

/** Has a browser ask before it closes a page while something would be lost. The app's own windows never would. */
export function useAskBeforeLeaving(isLost: boolean): void {
  useEffect(() => {
    if (!isLost || window.desktop) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isLost]);
}
