import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { isComposing } from './composing';

/** Binds keys while the caller is shown. They do nothing while somebody types, or while a dialog or menu is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const names = Object.keys(keys).join('|');
  useEffect(() => {
    const bound = names.split('|').map((name) => [
      name,
      (event: KeyboardEvent) => {
        event.preventDefault();
        latest.current[name]?.();
      },
    ]);
    return tinykeys(window, Object.fromEntries(bound), { ignore: isTaken });
  }, [names]);
}

function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || isComposing(event)) return true;
  if (!(target instanceof HTMLElement)) return false;
  return isEditable(target) || target.closest(OVERLAYS) !== null;
}

/** Whether a key types a letter here, so that it must not act as a shortcut. */
export function isEditable(element: HTMLElement): boolean {
  return (
    element.isContentEditable || element.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  );
}

/** What lies over a page and handles keys itself. */
export const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
