import { addDays, daysBetween, type CivilDate } from '../dates';

/** When the rhythm of a board asks for its next workshop. */
export interface NextByRhythm {
  /** So many weeks after the last one. */
  readonly due: CivilDate;
  readonly isOverdue: boolean;
  /** A day to propose: the one on which it is due or, once that is over, the next on the same day of the week. */
  readonly proposed: CivilDate;
}

/** @param last the day of the last workshop */
export function nextByRhythm(last: CivilDate, weeks: number, today: CivilDate): NextByRhythm {
  const due = addDays(last, 7 * weeks);
  const late = daysBetween(due, today);
  return { due, isOverdue: late > 0, proposed: late > 0 ? addDays(due, 7 * Math.ceil(late / 7)) : due };
}
