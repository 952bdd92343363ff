import { CalendarRange, Inbox, LayoutDashboard, ScrollText, Users, type LucideIcon } from 'lucide-react';
import { useUnread, useWorkspace } from '../client';
import { hrefOf, type Route } from '../state/route';
import { useSettings } from '../state/settings';

export interface PlaceLink {
  readonly id: 'boards' | 'inbox' | 'calendar' | 'record' | 'members';
  readonly icon: LucideIcon;
  /** `null` while there is no board for it to be about. */
  readonly href: string | null;
  readonly isCurrent: boolean;
  readonly count: number;
}

/** The five links of rail and bottom bar. Calendar and record are those of the board in use. */
export function usePlaces(route: Route): readonly PlaceLink[] {
  const unread = useUnread();
  const boardId = useBoardInUse(route);
  const view = route.page === 'board' ? route.view : null;
  const ofBoard = (place: 'calendar' | 'record') =>
    boardId === null ? null : hrefOf({ page: 'board', boardId, view: place, planId: null });
  return [
    {
      id: 'boards',
      icon: LayoutDashboard,
      href: hrefOf({ page: 'boards' }),
      isCurrent: route.page === 'boards',
      count: 0,
    },
    {
      id: 'inbox',
      icon: Inbox,
      href: hrefOf({ page: 'inbox' }),
      isCurrent: route.page === 'inbox' || route.page === 'review',
      count: unread,
    },
    {
      id: 'calendar',
      icon: CalendarRange,
      href: ofBoard('calendar'),
      isCurrent: view === 'calendar' || route.page === 'calendar',
      count: 0,
    },
    { id: 'record', icon: ScrollText, href: ofBoard('record'), isCurrent: view === 'record', count: 0 },
    {
      id: 'members',
      icon: Users,
      href: hrefOf({ page: 'members' }),
      isCurrent: route.page === 'members',
      count: 0,
    },
  ];
}

/** The board of the route, else the last one opened, else the first there is. */
function useBoardInUse(route: Route): string | null {
  const lastBoard = useSettings((settings) => settings.lastBoard);
  const wanted = route.page === 'board' ? route.boardId : lastBoard;
  return useWorkspace(({ boards }) => {
    const open = boards.filter((board) => !board.archived);
    return (boards.find((board) => board.id === wanted) ?? open[0])?.id ?? null;
  });
}
