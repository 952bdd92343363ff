import type { StoreApi } from 'zustand/vanilla';
import type { BoardState, Saved } from '../types';

/** How long somebody who presses while out of reach waits to be told: long enough for a brief gap to close. */
const OFFLINE_MS = 800;

/**
 * True once everything on the board is saved; false when the host refused something, is out of reach, or took
 * too long.
 */
export function whenSaved(
  store: StoreApi<Pick<BoardState, 'saved'>>,
  withinMs: number,
  offlineMs = OFFLINE_MS,
): Promise<boolean> {
  return new Promise((resolve) => {
    let offline: ReturnType<typeof setTimeout> | null = null;
    const clearOffline = () => {
      if (offline !== null) clearTimeout(offline);
      offline = null;
    };
    const done = (answer: boolean) => {
      clearTimeout(tooLong);
      clearOffline();
      stop();
      resolve(answer);
    };
    const look = ({ state }: Saved) => {
      if (state === 'saved' || state === 'refused') return done(state === 'saved');
      if (state === 'saving') clearOffline();
      else offline ??= setTimeout(() => done(false), offlineMs);
    };
    const tooLong = setTimeout(() => done(false), withinMs);
    const stop = store.subscribe(({ saved }) => look(saved));
    look(store.getState().saved);
  });
}
