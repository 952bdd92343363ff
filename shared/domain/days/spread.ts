import { addDays, daysBetween, isCivilDate, type CivilDate } from '../dates';
import { Temporal } from 'temporal-polyfill';
import type { Material } from '../plan';

/** Days, both inclusive. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** When a plan runs; null as long as it does not say so. Without an end it is one day. */
export function spanOfPlan({ start, end }: Material): Span | null {
  if (!isCivilDate(start)) return null;
  return { from: start, to: isCivilDate(end) && end > start ? end : start };
}

/** The three months from a day on. */
export function quarterFrom(from: CivilDate): Span {
  return { from, to: Temporal.PlainDate.from(from).add({ months: 3 }).subtract({ days: 1 }).toString() };
}

/** The calendar quarter of a day. */
export function quarterOf(date: CivilDate): Span {
  const { year, month } = Temporal.PlainDate.from(date);
  const first = month - ((month - 1) % 3);
  return quarterFrom(Temporal.PlainDate.from({ year, month: first, day: 1 }).toString());
}

/** The part of an amount that falls on the days of a span, in whole units: the parts of successive spans add up to it. */
export function shareOf(amount: number, whole: Span, part: Span): number {
  const days = daysBetween(whole.from, whole.to) + 1;
  const upTo = (day: CivilDate) => {
    const done = Math.min(days, Math.max(0, daysBetween(whole.from, day)));
    return Math.round(amount * (done / days));
  };
  return upTo(addDays(part.to, 1)) - upTo(part.from);
}

/** What of a plan's budget falls on a span, in one currency. */
export function budgetIn(material: Material, span: Span, currency: string): number {
  const whole = spanOfPlan(material);
  const { budgetMinor } = material;
  if (!whole || typeof budgetMinor !== 'number' || !(budgetMinor > 0)) return 0;
  const stated = material['currency'];
  return (typeof stated === 'string' ? stated : 'EUR') === currency ? shareOf(budgetMinor, whole, span) : 0;
}

/** Whether two spans have a day in common. */
export function meet(one: Span, other: Span): boolean {
  return one.from <= other.to && other.from <= one.to;
}
