import type { StoreApi } from 'zustand/vanilla';
import type { BoardState } from './types';

/** True once everything on the board is saved; false when the host refused something, or it took too long. */
export function whenSaved(store: StoreApi<BoardState>, withinMs: number): Promise<boolean> {
  const now = verdict(store.getState());
  if (now !== null) return Promise.resolve(now);
  return new Promise((resolve) => {
    const done = (answer: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(answer);
    };
    const timer = setTimeout(() => done(false), withinMs);
    const stop = store.subscribe((state) => {
      const answer = verdict(state);
      if (answer !== null) done(answer);
    });
  });
}

function verdict({ saved }: BoardState): boolean | null {
  if (saved.state === 'saved') return true;
  return saved.state === 'refused' ? false : null;
}
