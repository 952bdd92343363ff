import { describe, expect, test } from 'vitest';
import { BOARD_VIEWS, hrefOf, parseRoute, type Route } from '../../../renderer/state/route';

const board = { page: 'board', boardId: 'B-1', view: 'columns', planId: null } as const;

describe('the address', () => {
  test.each<[string, Route]>([
    ['', { page: 'boards' }],
    ['#/boards', { page: 'boards' }],
    ['#/inbox', { page: 'inbox' }],
    ['#/members', { page: 'members' }],
    ['#/board/B-1', board],
    ['#/board/B-1/', board],
    ['#/board/B-1/stage', { page: 'stage', boardId: 'B-1' }],
    ['#/board/B-1/list', { ...board, view: 'list' }],
    ['#/board/B-1/calendar', { ...board, view: 'calendar' }],
    ['#/board/B-1/calendar?view=1&channel=a%2Fb', { ...board, view: 'calendar' }],
    ['#/calendar?view=1', { page: 'calendar' }],
    ['#/board/B-1/record/plan/P_2', { ...board, view: 'record', planId: 'P_2' }],
    ['#/board/B-1/plan/P_2', { ...board, planId: 'P_2' }],
    ['#/board/B-1/plan/', board],
    ['#/board/B-1/nowhere', board],
    ['#/board', { page: 'boards' }],
    ['#invite=SECRET', { page: 'boards' }],
    ['#/board/%E0%A4%A', { ...board, boardId: '%E0%A4%A' }],
  ])('[UI-11] %j', (hash, route) => expect(parseRoute(hash)).toEqual(route));

  test.each(BOARD_VIEWS.flatMap((view) => [null, 'p/1 ü'].map((planId) => ({ ...board, view, planId }))))(
    '[UI-11] reads back what it writes: %j',
    (route) => expect(parseRoute(hrefOf(route))).toEqual(route),
  );
});
