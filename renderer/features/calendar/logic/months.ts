import { addDays, mondayOf, type CivilDate } from '../../../../shared/domain/dates';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import { rowsOf, type Bar } from '../../../../shared/domain/timeline/lanes';
import { dayOf, isoWeekOf } from '../../../../shared/domain/timeline/days';
import type { Span } from '../../../../shared/domain/timeline/span';

/** A week of a month's grid. */
export interface GridWeek extends Span {
  readonly week: number;
  /** Which the week counts to. */
  readonly year: number;
  readonly bars: readonly Bar[];
  /** For each of its days, how many bars do not fit. */
  readonly more: readonly number[];
}

/** The weeks that a month touches, each whole, with the bars of its upper rows. */
export function weeksOfMonth(items: readonly TimelineItem[], month: Span, most: number): GridWeek[] {
  const weeks: GridWeek[] = [];
  for (let from = mondayOf(month.from); from <= month.to; from = addDays(from, 7)) {
    const span = { from, to: addDays(from, 6) };
    const bars = rowsOf(items, { span, least: 1, room: () => 0 }).flat();
    const hidden = bars.filter((bar) => bar.row >= most);
    weeks.push({
      ...span,
      ...isoWeekOf(dayOf(from)),
      bars: bars.filter((bar) => bar.row < most),
      more: Array.from({ length: 7 }, (_, day) => hidden.filter((bar) => runsOn(bar, day)).length),
    });
  }
  return weeks;
}

export function daysOfWeek({ from }: Span): CivilDate[] {
  return Array.from({ length: 7 }, (_, day) => addDays(from, day));
}

function runsOn({ left, width }: Bar, day: number): boolean {
  return left <= day && day < left + width;
}
