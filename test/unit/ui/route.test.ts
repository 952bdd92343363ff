import { afterEach, describe, expect, test, vi } from 'vitest';
import { BOARD_VIEWS, hrefOf, parseRoute, followRoute, type Route } from '../../../renderer/state/route';

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

describe('those who follow the address', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('[CAL-28] are told by one listener, after which React draws, and so a page that one goes to is drawn once', () => {
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    const [listens, leaves] = [vi.spyOn(page, 'addEventListener'), vi.spyOn(page, 'removeEventListener')];
    const told: string[] = [];
    const stops = ['banners', 'board', 'frame'].map((name) => followRoute(() => void told.push(name)));
    expect(listens).toHaveBeenCalledTimes(1);
    page.dispatchEvent(new Event('hashchange'));
    expect(told.splice(0)).toEqual(['banners', 'board', 'frame']);
    stops[1]?.();
    page.dispatchEvent(new Event('hashchange'));
    expect(told.splice(0)).toEqual(['banners', 'frame']);
    expect(leaves).not.toHaveBeenCalled();
    for (const stop of stops) stop();
    page.dispatchEvent(new Event('hashchange'));
    expect(told).toEqual([]);
    expect(leaves).toHaveBeenCalledTimes(1);
  });
});
