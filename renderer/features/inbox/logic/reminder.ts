import type { InboxItem } from '../../../../shared/api/inbox';
import type { CivilDate } from '../../../../shared/domain/dates';

/** What a reminder says: that somebody gave it by hand, or how the deadline stands to the day of the workspace. */
export function saysOf(
  { facts: { by }, due }: Pick<InboxItem, 'facts' | 'due'>,
  today: CivilDate,
): 'hand' | 'near' | 'today' | 'over' {
  if (by !== undefined || due === undefined) return 'hand';
  if (due === today) return 'today';
  return due < today ? 'over' : 'near';
}
