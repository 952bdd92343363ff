import { Temporal } from 'temporal-polyfill';

/** A calendar day without time or zone, `YYYY-MM-DD`. Compared as text: ISO order is date order. */
export type CivilDate = string;

const ISO_DAY = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a day that exists, years 1900 to 2199: `2027-02-31` and `2027-2-3` are none. */
export function isCivilDate(value: unknown): value is CivilDate {
  // Asked of every plan whenever a list or a calendar is drawn, so it takes no object of a library.
  if (typeof value !== 'string' || !ISO_DAY.test(value)) return false;
  const [year, month, day] = [value.slice(0, 4), value.slice(5, 7), value.slice(8)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leaps = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0) + leaps;
}

/** The civil date that many days later (or earlier, when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from one civil date to another; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** Today on the wall calendar of this machine's time zone. */
export function today(): CivilDate {
  return Temporal.Now.plainDateISO().toString();
}

/** The day on which an instant (ISO 8601) falls on the wall calendar of this machine's time zone. */
export function dayOfInstant(instant: string): CivilDate {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toPlainDate()
    .toString();
}

/** The civil date at an instant (ISO 8601) where the clocks show this time zone (IANA). */
export function dayAt(instant: string, zone: string): CivilDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant (ISO 8601, milliseconds, UTC) at which a day begins in a time zone, whatever summer time does to it. */
export function startOfDay(date: CivilDate, zone: string): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(date).toZonedDateTime(zone);
  return new Date(epochMilliseconds).toISOString();
}

/** The working day that many of them after a day; Monday to Friday, as in {@link weeksOf}. */
export function addWorkdays(date: CivilDate, days: number): CivilDate {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (Temporal.PlainDate.from(day).dayOfWeek <= 5) left -= 1;
  }
  return day;
}

/** A calendar week that a span touches, by its Monday, and how many of the span's working days lie in it. */
export interface WeekOfSpan {
  readonly monday: CivilDate;
  readonly workdays: number;
}

/**
 * The weeks of a span (both days inclusive) that have working days of it. Working days are Monday to Friday;
 * holidays are not known yet. What lies on a weekend alone is worked on in the week after.
 */
export function weeksOf(start: CivilDate, end: CivilDate): WeekOfSpan[] {
  const weeks: WeekOfSpan[] = [];
  for (let monday = mondayOf(start); monday <= end; monday = addDays(monday, 7)) {
    const first = Math.max(0, daysBetween(monday, start));
    const last = Math.min(4, daysBetween(monday, end));
    if (last >= first) weeks.push({ monday, workdays: last - first + 1 });
  }
  return weeks.length > 0 ? weeks : [{ monday: addDays(mondayOf(end), 7), workdays: 1 }];
}

/** The Monday of the week in which a day lies. */
export function mondayOf(date: CivilDate): CivilDate {
  return addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);
}
