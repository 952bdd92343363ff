import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** A place on the board that a window is to show: the card of a plan, or a field of it. */
export interface ShownPlace {
  readonly planId: string;
  /** Null: the plan itself. */
  readonly field: string | null;
}

interface Shown {
  readonly place: ShownPlace | null;
}

const useShown = create<Shown>(() => ({ place: null }));

/** Asks whatever shows a place to bring it into sight and put the focus there; what shows it later does so then. */
export function showPlace(place: ShownPlace): void {
  useShown.setState({ place: { ...place } });
}

/** Calls `show` for each place that is to be shown and is shown here. `show` answers whether it did. */
export function usePlaceShown(show: (place: ShownPlace) => boolean): void {
  const place = useShown((state) => state.place);
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (place !== null && latest.current(place)) useShown.setState({ place: null });
  }, [place]);
}
