import { useSyncExternalStore } from 'react';

/** So narrow that a plan takes the place of the board; the same width as in Frame.module.css. */
export const NARROW = '(max-width: 900px)';

/** So tight that the rail shows icons only, unless somebody wants it otherwise. */
export const TIGHT = '(max-width: 1100px)';

/** Whether a media query holds, and again when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}
