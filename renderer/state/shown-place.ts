import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** A place on the board that a window is to show: the card of a plan, or a field of it. */
export interface ShownPlace {
  readonly planId: string;
  /** Null: the plan itself. */
  readonly field: string | null;
}

/** A line of a workshop that a window is to show: an item of the agenda, or a task. */
export interface ShownLine {
  readonly root: 'agenda' | 'tasks';
  readonly id: string;
  /** Of the line: its title, its remarks. */
  readonly part: string;
}

/** Asks whatever shows a place to bring it into sight and put the focus there; what shows it later does so then. */
export const [showPlace, usePlaceShown] = asked<ShownPlace>();
export const [showLine, useLineShown] = asked<ShownLine>();

/** How to ask for a place, and a hook that calls `show` for each that is asked for and shown here. `show` answers whether it did. */
function asked<Place extends object>(): [(place: Place) => void, (show: (place: Place) => boolean) => void] {
  const useAsked = create<{ readonly place: Place | null }>(() => ({ place: null }));
  const useShown = (show: (place: Place) => boolean) => {
    const place = useAsked((state) => state.place);
    const latest = useRef(show);
    useEffect(() => {
      latest.current = show;
    });
    useEffect(() => {
      if (place !== null && latest.current(place)) useAsked.setState({ place: null });
    }, [place]);
  };
  return [(place) => useAsked.setState({ place: { ...place } }), useShown];
}
