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
  return dayOf(numberOf(date) + days);
}

/** Whole days from one civil date to another; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return numberOf(to) - numberOf(from);
}

/** The day on which an instant (ISO 8601) falls on the wall calendar of this machine's time zone. */
export function dayOfInstant(instant: string): CivilDate {
  return localDay(new Date(instant));
}

/** The working day that many of them after a day; Monday to Friday, as in {@link weeksOf}. */
export function addWorkdays(date: CivilDate, days: number): CivilDate {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (weekday(day) < 5) left -= 1;
  }
  return day;
}

/** A calendar week that a span touches, by its Monday, and how many of the span's working days lie in it. */
export interface WeekOfSpan {
  readonly monday: CivilDate;
  readonly workdays: number;
}

/**
 * The weeks of a span (both days inclusive) that have working days of it. Working days are Monday to Friday: whoever
 * calls need not live where a plan's audience does. What lies on a weekend alone is worked on in the week after.
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
  return addDays(date, -weekday(date));
}

const DAY_MS = 86_400_000;

/**
 * How many days after 1970-01-01 a day is. Days are counted in UTC alone, where each has as many milliseconds and no zone
 * can shift one; a library for that would be the largest part of what a phone fetches.
 * @throws RangeError for a day that does not exist
 */
function numberOf(date: CivilDate): number {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  if (Number.isNaN(days) || dayOf(days) !== date) throw new RangeError(`no day: ${date}`);
  return days;
}

function dayOf(days: number): CivilDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday. The first of January 1970 was a Thursday. */
function weekday(date: CivilDate): number {
  return (((numberOf(date) + 3) % 7) + 7) % 7;
}

/** The day that this machine's wall calendar shows at a moment. */
function localDay(moment: Date): CivilDate {
  return dayOf(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / DAY_MS);
}
