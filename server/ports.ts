import { Temporal } from 'temporal-polyfill';
import type { RandomBytes } from '../shared/domain/ids';
import type { LogEvent } from './log-events';

/** What the host is given instead of reaching for it itself, so that tests can hold it still. */
export interface Ports {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
}

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** One line of the log. Never carries secrets, names or what people wrote. */
export type Log = (event: LogEvent, facts?: Readonly<Record<string, string | number | boolean>>) => void;

/** The instant as records and tables write it. */
export function instantOf(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** The civil date where the host stands. */
export function dayOf(clock: Clock): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(clock.now());
  return instant.toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDate().toString();
}
