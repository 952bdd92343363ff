import { hrefOf } from '../../state/route';

/** A plan beside the calendar. */
export const planHref = (boardId: string, planId: string) =>
  hrefOf({ page: 'board', boardId, view: 'calendar', planId });

export const recordHref = (boardId: string) =>
  hrefOf({ page: 'board', boardId, view: 'record', planId: null });
