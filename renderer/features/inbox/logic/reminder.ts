import type { InboxItem } from '../../../../shared/api/inbox';
import type { CivilDate } from '../../../../shared/domain/dates';

/**
 * What a reminder says: that somebody gave it by hand, or how the deadline stands to the day of the workspace; of several plans,
 * how the last of their deadlines does.
 */
export function saysOf(
  { facts: { by }, due, plans = [] }: Pick<InboxItem, 'facts' | 'due' | 'plans'>,
  today: CivilDate,
): 'hand' | 'near' | 'today' | 'over' {
  const last = plans.at(-1)?.due ?? due;
  if (by !== undefined || last === undefined) return 'hand';
  if (last === today) return 'today';
  return last < today ? 'over' : 'near';
}
