import { useEffect, useLayoutEffect } from 'react';

/** What had the focus before the dialog that is open, or before the first of several that gave way to one another. */
let opener: HTMLElement | null = null;

/**
 * Gives the focus back to where it was before a dialog, also when several followed each other: each of them would give
 * it back to its predecessor, which is gone by then.
 */
export function useReturnOfFocus(isOpen: boolean): void {
  // Before the dialog takes the focus. One that followed another finds nothing focused.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (isOpen && focused instanceof HTMLElement && focused !== document.body && !isInDialog(focused))
      opener = focused;
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      // Once whatever follows is there, and the focus was given back where that was possible.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) opener?.focus();
        }),
      );
    };
  }, [isOpen]);
}

function isInDialog(element: HTMLElement): boolean {
  return element.closest('[role=dialog], [role=alertdialog]') !== null;
}
