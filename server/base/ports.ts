import type { Migration } from '../../shared/doc/migrations';
import { dayAt } from '../../shared/domain/days/zones';
import type { RandomBytes } from '../../shared/domain/ids';
import type { UpdateRefusal } from '../../shared/sync/protocol';
import type { LogEvent } from './log-events';

/** What the host is given instead of reaching for it itself, so that tests can hold it still. */
export interface Ports {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  /** Told of what is worth counting; absent: nobody counts. */
  readonly observe?: (observed: Observed) => void;
  /** What brings the documents of boards up to date; absent: the migrations of this version. */
  readonly migrations?: readonly Migration[];
}

/** Something that happened, as far as it is counted: kinds and numbers, never who or what. */
export type Observed =
  | {
      readonly what: 'commit';
      /** Of every edit of the group. */
      readonly results: readonly ('committed' | UpdateRefusal)[];
      readonly seconds: number;
    }
  | { readonly what: 'entries'; readonly record: 'board' | 'workspace'; readonly count: number };

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** The workspace's time zone (IANA), in which its days begin and end; absent: that of the host's machine. */
  readonly zone?: string;
}

/** Whether something is due again after so many milliseconds. Since when is anybody's guess once the clock was set back. */
export function isDue(since: number, now: number, ms: number): boolean {
  return now < since || now - since >= ms;
}

/** One line of the log. Never carries secrets, names or what people wrote. */
export type Log = (event: LogEvent, facts?: Readonly<Record<string, string | number | boolean>>) => void;

/** The instant as records and tables write it. */
export function instantOf(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** The time zone in which the days of the workspace begin and end. */
export function zoneOf({ zone }: Clock): string {
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The civil date in the workspace's time zone. */
export function dayOf(clock: Clock): string {
  if (clock.zone !== undefined) return dayAt(instantOf(clock), clock.zone);
  // Asking Intl for the time zone, as Temporal does, takes a millisecond each time.
  const now = new Date(clock.now());
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}
