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
