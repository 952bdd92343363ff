import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, type CivilDate } from './dates';

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
