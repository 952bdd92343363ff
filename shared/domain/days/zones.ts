import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from '../dates';

/** The civil date at an instant (ISO 8601) where the clocks show this time zone (IANA). */
export function dayAt(instant: string, zone: string): CivilDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant (ISO 8601, milliseconds, UTC) at which a day begins in a time zone, whatever summer time does to it. */
export function startOfDay(date: CivilDate, zone: string): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(date).toZonedDateTime(zone);
  return new Date(epochMilliseconds).toISOString();
}
