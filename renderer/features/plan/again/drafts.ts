import { isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import {
  againIn,
  movedTo,
  seriesOf,
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
  readonly asked: Extract<Again, { lacks: string }> | null;
}

/** Null as long as the plan has no start. */
export function outlookOf(plan: PlanJson, wish: Wish): Outlook | null {
  const { start, end } = plan;
  if (!isCivilDate(start)) return null;
  const days = { start, end: isCivilDate(end) && end >= start ? end : null };
  const draft = (on: CivilDate, meta: CopyOfPlan['meta']) => ({ ...movedTo(on, days), meta });
  if (wish.how === 'series') {
    const starts = seriesOf(start, wish);
    return { drafts: starts.map((on) => draft(on, { seriesOf: plan.id })), asked: null };
  }
  const again = againIn(wish.year, start, wish.by);
  const on = 'day' in again ? again.day : wish.chosen === null ? null : again.choices[wish.chosen];
  return {
    drafts: on === null ? [] : [draft(on, { carriedFrom: plan.id })],
    asked: 'day' in again ? null : again,
  };
}
