import { createStore } from 'zustand/vanilla';
import { today, type CivilDate } from '../../../shared/domain/dates';

const MINUTE_MS = 60_000;

/** The day on this machine's calendar. Looked up every minute, since a laptop that slept misses any longer timer. */
export const todayStore = createStore<{ readonly date: CivilDate }>(() => ({ date: today() }));

let users = 0;
let timer: ReturnType<typeof setInterval> | null = null;

/** Calls back when a new day begins. @returns how to stop */
export function onNewDay(listener: () => void): () => void {
  const stop = todayStore.subscribe(listener);
  if (users++ === 0) timer = setInterval(lookAgain, MINUTE_MS);
  return () => {
    stop();
    if (--users > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function lookAgain(): void {
  const date = today();
  if (date !== todayStore.getState().date) todayStore.setState({ date });
}
