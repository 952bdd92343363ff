import { createStore } from 'zustand/vanilla';
import { dayOfInstant, type CivilDate } from '../../../shared/domain/dates';

const MINUTE_MS = 60_000;

/** By which it is today: the host's, once a workspace is open, as what is late is late for everybody. */
let clock = () => Date.now();

/** The day in this machine's time zone. Looked up every minute, since a laptop that slept misses any longer timer. */
export const todayStore = createStore<{ readonly date: CivilDate }>(() => ({ date: dayNow() }));

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

/** From now on it is the day of this clock, in milliseconds since 1970. To be said again when that was set. */
export function goBy(now: () => number): void {
  clock = now;
  lookAgain();
}

function lookAgain(): void {
  const date = dayNow();
  if (date !== todayStore.getState().date) todayStore.setState({ date });
}

function dayNow(): CivilDate {
  return dayOfInstant(new Date(clock()).toISOString());
}
