import { dayOf } from './days';
import type { TimelineItem } from './items';
import { lanesOfItem, type Grouping } from './lanes';
import type { Span } from './span';

/** How many plans, and what they cost in each currency, in minor units. */
export interface Total {
  readonly plans: number;
  readonly budget: ReadonlyMap<string, number>;
}

/** What is agreed and what is not, apart. */
export interface Totals {
  readonly agreed: Total;
  readonly open: Total;
}

/**
 * The totals of a span: plans that run in it, and the part of their budgets that falls on its days, in whole minor
 * units, so that the quarters of a plan add up to its budget. Of a plan changed beside its agreement the agreement
 * counts; what was withdrawn, or declined, takes place nowhere and costs nothing.
 */
export function totalsOf(items: Iterable<TimelineItem>, span: Span): Totals {
  const totals = empty();
  for (const item of items) count(totals, item, span);
  return totals;
}

/**
 * {@link totalsOf} for each lane that has plans. A plan with three channels counts in each of their lanes, and once in
 * the total of all.
 */
export function laneTotals(
  items: Iterable<TimelineItem>,
  span: Span,
  grouping: Exclude<Grouping, 'owner'>,
): ReadonlyMap<string, Totals> {
  const lanes = new Map<string, MutableTotals>();
  for (const item of items) {
    if (!counts(item, span)) continue;
    for (const key of lanesOfItem(item, grouping)) {
      const totals = lanes.get(key) ?? empty();
      lanes.set(key, totals);
      count(totals, item, span);
    }
  }
  return lanes;
}

/** The part of an amount that falls on the days of a span, so that the parts of successive spans add up to it. */
export function share(amount: number, { start, end }: { start: string; end: string }, span: Span): number {
  const first = dayOf(start);
  const days = dayOf(end) - first + 1;
  const upTo = (day: number) => Math.round(amount * (Math.min(days, Math.max(0, day - first)) / days));
  return upTo(dayOf(span.to) + 1) - upTo(dayOf(span.from));
}

interface MutableTotal {
  plans: number;
  readonly budget: Map<string, number>;
}
type MutableTotals = { readonly [kind in keyof Totals]: MutableTotal };

function empty(): MutableTotals {
  return { agreed: { plans: 0, budget: new Map() }, open: { plans: 0, budget: new Map() } };
}

function counts(item: TimelineItem, span: Span): boolean {
  const isOff = !item.agreed && (item.state === 'withdrawn' || item.state === 'declined');
  return !item.besideAgreement && !isOff && item.end >= span.from && item.start <= span.to;
}

function count(totals: MutableTotals, item: TimelineItem, span: Span): void {
  if (!counts(item, span)) return;
  const total = item.agreed ? totals.agreed : totals.open;
  total.plans += 1;
  if (item.budgetMinor === null) return;
  const part = share(item.budgetMinor, item, span);
  total.budget.set(item.currency, (total.budget.get(item.currency) ?? 0) + part);
}
