import { dateOf, dayOf, daysFrom, mondayOfDay, partsOf, type Day } from './days';
import type { CivilDate } from '../dates';

export const ZOOMS = ['year', 'quarter', 'month', 'week'] as const;
export type Zoom = (typeof ZOOMS)[number];

/** The days that a timeline shows, both inclusive. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const MONTHS = { year: 12, quarter: 3, month: 1 } as const;

/**
 * The year, quarter, month or ISO week that a day lies in.
 * @param firstMonth the month in which the (business) year begins, 1 to 12; its quarters count from there
 */
export function spanOf(zoom: Zoom, date: CivilDate, firstMonth = 1): Span {
  const day = dayOf(date);
  if (zoom === 'week') return between(mondayOfDay(day), mondayOfDay(day) + 6);
  const { year, month } = partsOf(day);
  const months = MONTHS[zoom];
  const into = (((month - firstMonth) % 12) + 12) % months;
  return between(daysFrom(year, month - into, 1), daysFrom(year, month - into + months, 1) - 1);
}

/** The span so many spans later, or earlier when negative. */
export function stepSpan(zoom: Zoom, { from }: Span, steps: number, firstMonth = 1): Span {
  const day = dayOf(from);
  if (zoom === 'week') return between(day + 7 * steps, day + 7 * steps + 6);
  const { year, month } = partsOf(day);
  return spanOf(zoom, dateOf(daysFrom(year, month + MONTHS[zoom] * steps, 1)), firstMonth);
}

/**
 * The same time at another zoom: around `today` where that is in it, else from its beginning. Of weeks that is the first whole
 * one: zoomed out again from one that began in the year before, that year would be shown.
 */
export function zoomTo(zoom: Zoom, span: Span, today: CivilDate, firstMonth = 1): Span {
  if (contains(span, today)) return spanOf(zoom, today, firstMonth);
  const first = zoom === 'week' ? dateOf(mondayOfDay(dayOf(span.from) + 6)) : span.from;
  return spanOf(zoom, first, firstMonth);
}

export function contains(span: Span, date: CivilDate): boolean {
  return span.from <= date && date <= span.to;
}

/** How many days a span has. */
export function lengthOf(span: Span): number {
  return dayOf(span.to) - dayOf(span.from) + 1;
}

/** The (business) quarters that a span touches, each whole. */
export function quartersOf(span: Span, firstMonth = 1): (Span & { readonly number: number })[] {
  const quarters = [];
  for (
    let quarter = spanOf('quarter', span.from, firstMonth);
    quarter.from <= span.to;
    quarter = stepSpan('quarter', quarter, 1, firstMonth)
  ) {
    const { month } = partsOf(dayOf(quarter.from));
    quarters.push({ ...quarter, number: Math.floor(((((month - firstMonth) % 12) + 12) % 12) / 3) + 1 });
  }
  return quarters;
}

/** The first span that shows something: that of today, else that of the next start after it, else of the last. */
export function spanWithPlans(
  zoom: Zoom,
  starts: readonly CivilDate[],
  today: CivilDate,
  firstMonth = 1,
): Span {
  const current = spanOf(zoom, today, firstMonth);
  let [next, last] = ['', ''];
  for (const start of starts) {
    if (contains(current, start)) return current;
    if (start > today && (next === '' || start < next)) next = start;
    if (start > last) last = start;
  }
  return spanOf(zoom, next || last || today, firstMonth);
}

function between(from: Day, to: Day): Span {
  return { from: dateOf(from), to: dateOf(to) };
}
