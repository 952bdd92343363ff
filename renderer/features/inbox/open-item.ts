import type { InboxItem } from '../../../shared/api/inbox';
import { navigate, type Route } from '../../state/route';
import { showPlace } from '../../state/shown-place';

/** Where an item is: its plan, the tasks of its board, the board where it is about several, or who is in the workspace. */
export function routeOfItem({ board, plan, plans, why }: InboxItem): Route {
  if (board === undefined) return { page: 'members' };
  const view = why === 'task' ? 'workshop' : 'columns';
  return { page: 'board', boardId: board, view, planId: plans ? null : (plan ?? null) };
}

/** Goes there; to the very comment, if it is about one. */
export function openItem(item: InboxItem): void {
  const { plan, comment } = item;
  navigate(routeOfItem(item));
  if (plan !== undefined && comment !== undefined) showPlace({ planId: plan, field: `comment/${comment}` });
}
