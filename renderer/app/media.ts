import { useSyncExternalStore } from 'react';

/** At this width a plan covers the board. Frame.module.css has the same number. */
export const NARROW = '(max-width: 900px)';

/** At this width the rail shows icons only, unless the person chose otherwise. */
export const TIGHT = '(max-width: 1100px)';

/** Whether a media query matches; draws the component again when that changes. */
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
