import { dateOf, dayOf, daysFrom, isoWeekOf, mondayOfDay, partsOf, weekdayOf } from './days';
import { lengthOf, quartersOf, type Span, type Zoom } from './span';
import type { CivilDate } from '../dates';

/** A stretch of the axis, in days from its left edge. */
export interface Stretch {
  readonly left: number;
  readonly width: number;
}

/** A unit of time on the axis, cut at its edges. */
export interface Tick extends Stretch {
  /** The unit's own first day, also where it lies before the axis. */
  readonly date: CivilDate;
  /** Only a part of it is shown. */
  readonly isPart: boolean;
}

export interface WeekTick extends Tick {
  /** By ISO 8601, as is the year it belongs to. */
  readonly week: number;
  readonly year: number;
}

/** What stands above the bars and divides the ground behind them. Units that a zoom does not show are empty. */
export interface Axis {
  /** Length of the axis in days. */
  readonly days: number;
  readonly quarters: readonly (Tick & { readonly number: number })[];
  readonly months: readonly Tick[];
  readonly weeks: readonly WeekTick[];
  readonly dates: readonly (Tick & { readonly weekday: number })[];
}

/**
 * The axis of a span. Weeks are numbered at every zoom, also those of which only a part is shown.
 * @param firstMonth the month in which the (business) year begins
 */
export function axisOf(span: Span, zoom: Zoom, firstMonth = 1): Axis {
  const [from, to] = [dayOf(span.from), dayOf(span.to)];
  const tick = (first: number, last: number): Tick => ({
    left: Math.max(first, from) - from,
    width: Math.min(last, to) - Math.max(first, from) + 1,
    date: dateOf(first),
    isPart: first < from || last > to,
  });

  const months: Tick[] = [];
  const { year, month } = partsOf(from);
  for (let n = month; daysFrom(year, n, 1) <= to; n++)
    months.push(tick(daysFrom(year, n, 1), daysFrom(year, n + 1, 1) - 1));

  const weeks: WeekTick[] = [];
  for (let monday = mondayOfDay(from); monday <= to; monday += 7)
    weeks.push({ ...tick(monday, monday + 6), ...isoWeekOf(monday) });

  const dates: (Tick & { weekday: number })[] = [];
  if (zoom === 'month' || zoom === 'week')
    for (let day = from; day <= to; day++) dates.push({ ...tick(day, day), weekday: weekdayOf(day) });

  const quarters =
    zoom === 'year'
      ? quartersOf(span, firstMonth).map(({ number, ...each }) => ({
          ...tick(dayOf(each.from), dayOf(each.to)),
          number,
        }))
      : [];
  return { days: lengthOf(span), quarters, months, weeks, dates };
}

/** Days that matter, drawn behind the bars. */
export interface Band {
  readonly key: string;
  /** `noted`: worth knowing, and no hindrance. */
  readonly kind: 'weekend' | 'holiday' | 'closed' | 'frozen' | 'noted';
  readonly from: CivilDate;
  /** Inclusive. */
  readonly to: CivilDate;
  /** Whose days these are, in words; '' where it needs none. */
  readonly label: string;
}

/** Bands on the axis of a span, cut at its edges; those outside are left out. */
export function bandsIn(span: Span, bands: readonly Band[]): (Band & Stretch)[] {
  return bands.flatMap((band) => {
    const stretch = stretchOf(span, band.from, band.to);
    return stretch ? [{ ...band, ...stretch }] : [];
  });
}

/** The weekends of a span. */
export function weekendsOf(span: Span): Band[] {
  const weekends: Band[] = [];
  const to = dayOf(span.to);
  for (let saturday = mondayOfDay(dayOf(span.from)) + 5; saturday <= to; saturday += 7) {
    const [from, until] = [dateOf(saturday), dateOf(saturday + 1)];
    weekends.push({ key: `weekend-${from}`, kind: 'weekend', from, to: until, label: '' });
  }
  return weekends;
}

/** Where days lie on a span's axis, cut at its edges; null outside. Both days are inclusive. */
export function stretchOf(span: Span, start: CivilDate, end: CivilDate): Stretch | null {
  if (end < span.from || start > span.to) return null;
  const from = dayOf(span.from);
  const left = dayOf(start < span.from ? span.from : start) - from;
  return { left, width: dayOf(end > span.to ? span.to : end) - from - left + 1 };
}
