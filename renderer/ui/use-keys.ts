import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { isComposing } from './composing';
import { isFieldLost } from './lost-field';

/** Every sequence of keys begins with this one, which waits so long for the second. */
const LEAD = 'g';
const SEQUENCE_MS = 1000;

/** Binds keys while the caller is shown. They do nothing while somebody types, or while a dialog or menu is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const names = Object.keys(keys).join('|');
  useEffect(() => {
    let ledAt = -Infinity;
    let isSecond = false;
    // The second key of a sequence is none of its own: G C leads to the columns and asks for no changes.
    const watch = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      isSecond = event.timeStamp - ledAt < SEQUENCE_MS;
      ledAt = event.key === LEAD ? event.timeStamp : -Infinity;
    };
    const bound = names.split('|').map((name) => [
      name,
      (event: KeyboardEvent) => {
        if (isSecond && !name.includes(' ')) return;
        event.preventDefault();
        latest.current[name]?.();
      },
    ]);
    window.addEventListener('keydown', watch, true);
    const unbind = tinykeys(window, Object.fromEntries(bound), { ignore: isTaken });
    return () => {
      window.removeEventListener('keydown', watch, true);
      unbind();
    };
  }, [names]);
}

function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || isComposing(event) || (event.key.length === 1 && isFieldLost())) return true;
  if (!(target instanceof HTMLElement)) return false;
  // Between a list that was chosen from and the control that it gives the focus back to, nothing has it.
  const over = target === document.body ? document.querySelector(OVERLAYS) : target.closest(OVERLAYS);
  return isEditable(target) || over !== null;
}

/** Whether a key types a letter here, so that it must not act as a shortcut. */
export function isEditable(element: HTMLElement): boolean {
  return (
    element.isContentEditable || element.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  );
}

/** What lies over a page and handles keys itself. */
export const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
