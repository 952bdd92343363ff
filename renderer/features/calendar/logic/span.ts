import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, type CivilDate } from '../../../../shared/domain/dates';

export type Zoom = 'year' | 'quarter';

/** The days a timeline shows, both inclusive. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** A part of the time axis; both numbers are shares (0 to 1) of its width. */
export interface Stretch {
  readonly left: number;
  readonly width: number;
}

/** The calendar year or quarter that a day lies in. */
export function spanOf(zoom: Zoom, day: CivilDate): Span {
  const date = Temporal.PlainDate.from(day);
  const month = zoom === 'year' ? 1 : date.month - ((date.month - 1) % 3);
  const from = date.with({ month, day: 1 });
  const to = from.add({ months: zoom === 'year' ? 12 : 3 }).subtract({ days: 1 });
  return { from: from.toString(), to: to.toString() };
}

/** The span of the same length that many spans later, or earlier when negative. */
export function stepSpan(zoom: Zoom, span: Span, steps: number): Span {
  const months = (zoom === 'year' ? 12 : 3) * steps;
  return spanOf(zoom, Temporal.PlainDate.from(span.from).add({ months }).toString());
}

/** The same time at another zoom. A year becomes the quarter of `today` if that is in it, else its first quarter. */
export function zoomTo(zoom: Zoom, span: Span, today: CivilDate): Span {
  return spanOf(zoom, contains(span, today) ? today : span.from);
}

export function contains(span: Span, day: CivilDate): boolean {
  return span.from <= day && day <= span.to;
}

/** Where days lie in a span, cut at its edges; `null` when they lie outside. Both days are inclusive. */
export function stretchOf(span: Span, start: CivilDate, end: CivilDate): Stretch | null {
  if (end < span.from || start > span.to) return null;
  const total = daysBetween(span.from, span.to) + 1;
  const first = start < span.from ? span.from : start;
  const last = end > span.to ? span.to : end;
  return { left: daysBetween(span.from, first) / total, width: (daysBetween(first, last) + 1) / total };
}

/** The months of a span as `2027-03`. */
export function monthsOf(span: Span): (Stretch & { readonly month: string })[] {
  const months: (Stretch & { readonly month: string })[] = [];
  for (
    let first = Temporal.PlainDate.from(span.from);
    first.toString() <= span.to;
    first = first.add({ months: 1 })
  ) {
    const last = first.with({ day: first.daysInMonth }).toString();
    const stretch = stretchOf(span, first.toString(), last);
    if (stretch) months.push({ ...stretch, month: first.toString().slice(0, 7) });
  }
  return months;
}

/** The Mondays of a span with their ISO week, for the finer grid of a quarter. */
export function weeksOf(
  span: Span,
): { readonly left: number; readonly week: number; readonly monday: CivilDate }[] {
  const first = Temporal.PlainDate.from(span.from);
  let monday = addDays(span.from, (8 - first.dayOfWeek) % 7);
  const weeks = [];
  for (; monday <= span.to; monday = addDays(monday, 7)) {
    const left = stretchOf(span, monday, monday)?.left ?? 0;
    weeks.push({ left, week: Temporal.PlainDate.from(monday).weekOfYear ?? 0, monday });
  }
  return weeks;
}

/** The first span that shows something: the current one, else that of the next day in `starts`, else of the last. */
export function spanWithPlans(zoom: Zoom, starts: readonly CivilDate[], today: CivilDate): Span {
  const current = spanOf(zoom, today);
  if (starts.length === 0 || starts.some((start) => contains(current, start))) return current;
  const sorted = starts.toSorted();
  return spanOf(zoom, sorted.find((start) => start > today) ?? sorted.at(-1) ?? today);
}
