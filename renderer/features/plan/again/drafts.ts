import { isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import {
  againIn,
  movedTo,
  seriesOf,
  yearOf,
  type Again,
  type AgainBy,
  type Rhythm,
} from '../../../../shared/domain/days/again';
import type { CopyOfPlan } from '../../../../shared/doc/commands';
import type { PlanJson } from '../../../../shared/domain/plan';

/** How a plan is to come again. */
export type Wish =
  | { readonly how: 'year'; readonly year: number; readonly by: AgainBy; readonly chosen: 0 | 1 | null }
  | ({ readonly how: 'series' } & Rhythm);

/** The drafts that come of it, and what has to be asked first. */
export interface Outlook {
  readonly drafts: readonly Omit<CopyOfPlan, 'id'>[];
  readonly asked: (Extract<Again, { lacks: string }> & { readonly year: number }) | null;
}

/** So many years are offered. */
const YEARS = 5;

/** The years into which a plan can be taken: those after its own that are not over, first the one in which its date comes next. */
export function yearsFor(
  start: CivilDate,
  today: CivilDate,
): { readonly years: readonly number[]; readonly next: number } {
  const first = Math.max(yearOf(start, 'date') + 1, yearOf(today, 'date'));
  const next = `${first}${start.slice(4)}` < today ? first + 1 : first;
  return { years: Array.from({ length: YEARS }, (_, index) => first + index), next };
}

/** Null as long as the plan has no start. */
export function outlookOf(plan: PlanJson, wish: Wish): Outlook | null {
  const { start, end } = plan;
  if (!isCivilDate(start)) return null;
  const days = { start, end: isCivilDate(end) && end >= start ? end : null };
  const drafts = (starts: readonly CivilDate[], meta: CopyOfPlan['meta']) =>
    starts
      .map((on) => ({ ...movedTo(on, days), meta }))
      .filter((draft) => isCivilDate(draft.start) && isCivilDate(draft.end ?? draft.start));
  if (wish.how === 'series')
    return { drafts: drafts(seriesOf(start, wish), { seriesOf: plan.id }), asked: null };
  // The first and last days of a year may count to a week of another one: a plan comes so many years later by weeks, too.
  const year = wish.year + yearOf(start, wish.by) - yearOf(start, 'date');
  const again = againIn(year, start, wish.by);
  const on = 'day' in again ? again.day : wish.chosen === null ? null : again.choices[wish.chosen];
  return {
    drafts: drafts(on === null ? [] : [on], { carriedFrom: plan.id }),
    asked: 'day' in again ? null : { ...again, year },
  };
}
