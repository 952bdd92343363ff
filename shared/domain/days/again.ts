import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, type CivilDate } from '../dates';

/** By what a plan keeps its place in another year. */
export const AGAIN_BY = ['date', 'weekday', 'week'] as const;
export type AgainBy = (typeof AGAIN_BY)[number];

/** A day that another year has not: 29 February, or a day of week 53. */
export type Lacking = 'february-29' | 'week-53';

/** The day in another year; where that has none, what is to be chosen from. */
export type Again =
  | { readonly day: CivilDate }
  | { readonly lacks: Lacking; readonly choices: readonly [before: CivilDate, after: CivilDate] };

/**
 * Where a day lies in another year: by its date, by its weekday (the one nearest to its date) or by its ISO week and
 * weekday. 29 February and week 53 are not there in every year: then the day before and the day after are offered.
 */
export function againIn(year: number, date: CivilDate, by: AgainBy): Again {
  const day = Temporal.PlainDate.from(date);
  if (by === 'week') return sameWeek(year, day);
  const sameDate = day.with({ year }, { overflow: 'constrain' });
  if (by === 'weekday') {
    const days = (day.dayOfWeek - sameDate.dayOfWeek + 7) % 7;
    return { day: sameDate.add({ days: days > 3 ? days - 7 : days }).toString() };
  }
  if (sameDate.day === day.day) return { day: sameDate.toString() };
  const choices = [sameDate.toString(), sameDate.add({ days: 1 }).toString()] as const;
  return { lacks: 'february-29', choices };
}

function sameWeek(year: number, day: Temporal.PlainDate): Again {
  const week = weekOf(day);
  const found = dayOfWeek(year, week, day.dayOfWeek);
  if (weekOf(found) === week) return { day: found.toString() };
  const choices = [found.subtract({ weeks: 1 }).toString(), found.toString()] as const;
  return { lacks: 'week-53', choices };
}

/** A weekday of a week of an ISO year; the one after its last week is the first of the next. */
function dayOfWeek(year: number, week: number, weekday: number): Temporal.PlainDate {
  // The fourth of January always lies in week 1.
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return fourth.add({ days: (week - 1) * 7 + weekday - fourth.dayOfWeek });
}

function weekOf(day: Temporal.PlainDate): number {
  const thursday = day.add({ days: 4 - day.dayOfWeek });
  return Math.floor((thursday.dayOfYear - 1) / 7) + 1;
}

/** The year that a day counts to: by weeks, the first days of January may be the year before's. */
export function yearOf(date: CivilDate, by: AgainBy): number {
  const day = Temporal.PlainDate.from(date);
  return by === 'week' ? day.add({ days: 4 - day.dayOfWeek }).year : day.year;
}

/** A plan's days when it starts on another day: it takes as long as before. */
export function movedTo(
  start: CivilDate,
  { start: before, end }: { readonly start: CivilDate; readonly end: CivilDate | null },
): { readonly start: CivilDate; readonly end?: CivilDate } {
  return end === null ? { start } : { start, end: addDays(start, daysBetween(before, end)) };
}

/** How a plan comes again and again. */
export interface Rhythm {
  readonly every: number;
  readonly unit: 'weeks' | 'months';
  /** The last day on which it may start. */
  readonly until: CivilDate;
}

/** So many drafts come of a plan at once. */
export const MOST_AGAIN = 60;

/** No two days of a plan are so many months apart, 1900 to 2199; a longer way leads beyond what a calendar can say. */
const MOST_APART = 3_600;

/**
 * The further starts of a series, in order. A month without that day has its last one instead; the next has the day
 * again.
 */
export function seriesOf(start: CivilDate, { every, unit, until }: Rhythm): CivilDate[] {
  const first = Temporal.PlainDate.from(start);
  const starts: CivilDate[] = [];
  for (let n = 1; every >= 1 && every <= MOST_APART && starts.length < MOST_AGAIN; n++) {
    const next = first.add({ [unit]: n * every }).toString();
    if (next > until) break;
    starts.push(next);
  }
  return starts;
}
