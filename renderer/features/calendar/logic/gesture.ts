import { addDays, daysBetween, type CivilDate } from '../../../../shared/domain/dates';
import type { TimelineItem, TimelinePlan } from '../../../../shared/domain/timeline/items';
import type { Zoom } from '../../../../shared/domain/timeline/span';

/** What of a bar is held: all of it, or one of its ends. */
export type Grip = 'move' | 'start' | 'end';

export interface Dates {
  readonly start: CivilDate;
  /** Inclusive. */
  readonly end: CivilDate;
}

/** Bars that are held, and how far they were taken. */
export interface Gesture {
  readonly plans: readonly HeldPlan[];
  readonly grip: Grip;
  readonly days: number;
  readonly by: 'pointer' | 'keys';
}

export interface HeldPlan {
  readonly plan: TimelinePlan;
  /** The bar that is held. Of an agreed one the agreement stays where it is. */
  readonly item: TimelineItem;
}

/** So many pixels at either end of a bar hold that end. */
const EDGE = 7;

/** Where a bar is held. In a bar too short for three parts, and with a finger, it is held as a whole. */
export function gripAt(x: number, width: number, isTouch: boolean): Grip {
  if (isTouch || width < 4 * EDGE) return 'move';
  if (x < EDGE) return 'start';
  return x > width - EDGE ? 'end' : 'move';
}

/** Bars go by whole weeks where days are too narrow to aim at, so that a weekday stays what it is. */
export function snapOf(zoom: Zoom): number {
  return zoom === 'year' ? 7 : 1;
}

/** The nearest step to so many days. */
export function snapped(days: number, step: number): number {
  return Math.round(days / step) * step || 0;
}

/** The days that plans can have. */
const [FIRST, LAST] = ['1900-01-01', '2199-12-31'];

/** Dates taken so many days further, within what plans can have; neither end passes the other. */
export function shifted({ start, end }: Dates, grip: Grip, days: number): Dates {
  const length = daysBetween(start, end);
  const [back, on] = [daysBetween(start, FIRST), daysBetween(end, LAST)];
  if (grip === 'start') return { start: addDays(start, Math.max(back, Math.min(days, length))), end };
  if (grip === 'end') return { start, end: addDays(end, Math.min(on, Math.max(days, -length))) };
  const by = Math.max(back, Math.min(on, days));
  return { start: addDays(start, by), end: addDays(end, by) };
}

/** What becomes of every plan that is held. */
export function datesAfter({ plans, grip, days }: Gesture): (Dates & { readonly plan: TimelinePlan })[] {
  return plans.map(({ plan, item }) => ({ plan, ...shifted(item, grip, days) }));
}

/** Who or what has to be asked again once a plan has other dates. */
export type Consequence =
  | { readonly kind: 'approve-again'; readonly by: readonly string[] }
  | { readonly kind: 'submit-again' }
  | { readonly kind: 'none' };

export function consequenceOf(plan: TimelinePlan, { start, end }: Dates): Consequence {
  const agreed = plan.items.find((item) => item.agreed);
  const isAsAgreed = agreed?.start === start && agreed.end === end && changesButDates(plan, agreed) === 0;
  if (agreed) return isAsAgreed ? { kind: 'none' } : { kind: 'approve-again', by: plan.approvedBy };
  return plan.state === 'in-review' || plan.state === 'changes-requested'
    ? { kind: 'submit-again' }
    : { kind: 'none' };
}

/** How many fields of a plan differ from what was agreed, beside its days: going back to those takes nothing of it back. */
function changesButDates({ items }: TimelinePlan, agreed: TimelineItem): number {
  const now = items.at(-1) ?? agreed;
  return agreed.changes - Number(now.start !== agreed.start) - Number(now.end !== agreed.end);
}

/** How long a new plan is at first: as long as one sees well at this zoom. */
export function firstDates(start: CivilDate, zoom: Zoom): Dates {
  const days = { year: 28, quarter: 14, month: 5, week: 1 }[zoom];
  return { start, end: addDays(start, Math.min(days - 1, daysBetween(start, LAST))) };
}
