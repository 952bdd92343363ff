import { useEffect } from 'react';

/** What comes over the page and goes again. */
const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** What had the focus last on the page itself. */
let place: HTMLElement | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(OVERLAYS)) place = target;
});

/**
 * Gives the focus back to where it was before a dialog, also when several followed each other, or a menu came first:
 * each of them would give it back to its predecessor, which is gone by then.
 */
export function useReturnOfFocus(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      // Once whatever follows is there, and the focus was given back where that was possible.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) place?.focus();
        }),
      );
    };
  }, [isOpen]);
}
