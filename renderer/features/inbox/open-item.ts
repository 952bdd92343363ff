import type { InboxItem } from '../../../shared/api/inbox';
import { navigate, type Route } from '../../state/route';
import { showPlace } from '../../state/shown-place';

/** Where an item is: its plan, the tasks of its board, who is in the workspace, or the inbox for a line about several plans. */
export function routeOfItem({
  board,
  plan,
  plans,
  why,
}: Pick<InboxItem, 'board' | 'plan' | 'plans' | 'why'>): Route {
  if (plans) return { page: 'inbox' };
  if (board === undefined) return { page: 'members' };
  const view = why === 'task' ? 'workshop' : 'columns';
  return { page: 'board', boardId: board, view, planId: plan ?? null };
}

/** Goes there; to the very comment, if it is about one. */
export function openItem(item: InboxItem): void {
  const { plan, comment } = item;
  navigate(routeOfItem(item));
  if (plan !== undefined && comment !== undefined) showPlace({ planId: plan, field: `comment/${comment}` });
}
