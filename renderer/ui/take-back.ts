import { useRef, type KeyboardEvent } from 'react';
import { isComposing } from './composing';

/**
 * Escape in a line of text takes back what was typed since the focus came; only then does it leave ([UI-42]). A part that
 * has a use of its own for the key stops it before.
 */
export function useTakeBack(value: string, onChange: (value: string) => void) {
  const before = useRef(value);
  return {
    begin: () => {
      before.current = value;
    },
    takeBackBy: (event: KeyboardEvent) => {
      if (isComposing(event) || event.key !== 'Escape' || event.isPropagationStopped()) return;
      if (value === before.current) return;
      event.preventDefault();
      event.stopPropagation();
      onChange(before.current);
    },
  };
}
