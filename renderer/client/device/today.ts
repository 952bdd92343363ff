import { createStore } from 'zustand/vanilla';
import { dayOfInstant, type CivilDate } from '../../../shared/domain/dates';

const MINUTE_MS = 60_000;

/** By which it is today: the host's, once a workspace is open, as what is late is late for everybody. */
let clock = () => Date.now();

/** In which the days of the workspace begin and end; null: none is open, or this machine does not know that one. */
let zone: Intl.DateTimeFormat | null = null;
let zoneName: string | undefined;

interface Today {
  /** In this machine's time zone. */
  readonly date: CivilDate;
  /** In the workspace's, by which deadlines end and people are away. */
  readonly there: CivilDate;
}

/** Looked up every minute, since a laptop that slept misses any longer timer. */
export const todayStore = createStore<Today>(dayNow);

/** How those stop who listen now. */
const listening = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

/** Calls back when a new day begins, here or in the workspace's time zone. @returns how to stop */
export function onNewDay(listener: () => void): () => void {
  const stop = todayStore.subscribe(listener);
  listening.add(stop);
  timer ??= setInterval(lookAgain, MINUTE_MS);
  return () => {
    stop();
    listening.delete(stop);
    if (listening.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** From now on it is the day of this clock, in milliseconds since 1970. To be said again when that was set. */
export function goBy(now: () => number, timeZone?: string): void {
  clock = now;
  // The clock is set often, the zone hardly ever, and Intl takes long to make one.
  if (timeZone !== zoneName) zone = timeZone === undefined ? null : daysOf(timeZone);
  zoneName = timeZone;
  lookAgain();
}

function lookAgain(): void {
  const [now, before] = [dayNow(), todayStore.getState()];
  if (now.date !== before.date || now.there !== before.there) todayStore.setState(now);
}

function dayNow(): Today {
  const now = clock();
  const date = dayOfInstant(new Date(now).toISOString());
  return { date, there: zone === null ? date : zone.format(now) };
}

/** Says days of a time zone as civil dates. */
function daysOf(timeZone: string): Intl.DateTimeFormat | null {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    // Swedish dates are ISO's.
    return new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone });
  } catch {
    return null;
  }
}
