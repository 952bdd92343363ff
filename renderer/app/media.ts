import { useSyncExternalStore } from 'react';

/** At this width a plan covers the board. Frame.module.css has the same number. */
export const NARROW = '(max-width: 900px)';

/** At this width the rail shows icons only, unless the person chose otherwise. */
export const TIGHT = '(max-width: 1100px)';

/** Whether a media query matches; draws the component again when that changes. */
export function useMedia(query: string): boolean {
  const { subscribe, matches } = media(query);
  return useSyncExternalStore(subscribe, matches);
}

interface Media {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly matches: () => boolean;
}

/** The same for the same query: whoever is drawn again asks a list that is there, and does not listen to another one. */
function media(query: string): Media {
  const known = MEDIA.get(query);
  if (known) return known;
  const list = window.matchMedia(query);
  const made: Media = {
    subscribe: (onChange) => {
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    matches: () => list.matches,
  };
  MEDIA.set(query, made);
  return made;
}

const MEDIA = new Map<string, Media>();
