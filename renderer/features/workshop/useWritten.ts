import { useEffect, useRef } from 'react';
import { useBoardActions } from '../../client';
import { useLineShown, type ShownLine } from '../../state/shown-place';
import { beginsStep, strokeOf, type Stroke } from '../../ui';

/**
 * Steps of what is typed in a line of a workshop: whoever strikes out what he wrote just now may want it back (CLIENT-71).
 * @returns what a change of the text is told to first
 */
export function useStrokes(): (before: string, after: string) => void {
  const { endStep } = useBoardActions();
  const latest = useRef<Stroke | null>(null);
  return (before, after) => {
    const stroke = strokeOf(before, after);
    if (beginsStep(stroke, latest.current)) endStep();
    latest.current = stroke;
  };
}

/** The names under which undo finds a place of a line ([UI-60]). */
export function placeName({ root, id, part }: ShownLine): string {
  return `${root}/${id}/${part}`;
}

/** Puts the focus where something of this line was undone: into the field, or on the line itself. */
export function useShownLine(root: ShownLine['root'], id: string): void {
  const line = useRef(id);
  useEffect(() => {
    line.current = id;
  });
  useLineShown((place) => {
    if (place.root !== root || place.id !== line.current) return false;
    const at = (part: string) => `[data-place="${CSS.escape(placeName({ ...place, part }))}"]`;
    const field = document.querySelector(`${at(place.part)} :is(textarea, input)`);
    const shown = field ?? document.querySelector(at('whole'));
    if (!(shown instanceof HTMLElement)) return false;
    shown.focus();
    shown.scrollIntoView({ block: 'nearest' });
    return true;
  });
}
