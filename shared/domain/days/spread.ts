import { isCivilDate, type CivilDate } from '../dates';
import { currencyOf, type Material } from '../plan';
import { dateOf, dayOf, daysFrom, partsOf } from '../timeline/days';
import type { Span } from '../timeline/span';
import { share } from '../timeline/totals';

/** When a plan runs; null as long as it does not say so. Without an end it is one day. */
export function spanOfPlan({ start, end }: Material): Span | null {
  if (!isCivilDate(start)) return null;
  return { from: start, to: isCivilDate(end) && end > start ? end : start };
}

/** The three months from a day on. */
export function quarterFrom(from: CivilDate): Span {
  const { year, month } = partsOf(dayOf(from));
  return { from, to: dateOf(daysFrom(year, month + 3, 1) - 1) };
}

/** What of a plan's budget falls on a span, in one currency. */
export function budgetIn(material: Material, span: Span, currency: string): number {
  const whole = spanOfPlan(material);
  const { budgetMinor } = material;
  if (!whole || typeof budgetMinor !== 'number' || !(budgetMinor > 0)) return 0;
  return currencyOf(material) === currency
    ? share(budgetMinor, { start: whole.from, end: whole.to }, span)
    : 0;
}

/** Whether two spans have a day in common. */
export function meet(one: Span, other: Span): boolean {
  return one.from <= other.to && other.from <= one.to;
}
