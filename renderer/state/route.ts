import { useSyncExternalStore } from 'react';
import { stageFragment } from '../../shared/api/links';

export const BOARD_VIEWS = ['columns', 'list', 'calendar', 'record', 'workshop', 'rounds'] as const;
export type ViewName = (typeof BOARD_VIEWS)[number];

/** Pages that are not about one board. `review` goes through what waits, `calendar` is that of all boards, `kept` shows what this device kept from before a restore. */
const PAGES = ['inbox', 'review', 'calendar', 'members', 'kept'] as const;

/** What a window shows, as the fragment of its address says it. */
export type Route =
  | { readonly page: 'boards' }
  | { readonly page: (typeof PAGES)[number] }
  | BoardRoute
  | StageRoute;

/** The stage of a board's workshop, for a projector: a page without anything around it. */
export interface StageRoute {
  readonly page: 'stage';
  readonly boardId: string;
}

export interface BoardRoute {
  readonly page: 'board';
  readonly boardId: string;
  readonly view: ViewName;
  /** The plan whose panel is open over the view. */
  readonly planId: string | null;
}

const HOME: Route = { page: 'boards' };

/**
 * Reads a fragment such as `#/board/ID/list/plan/PLANID`; anything it does not know becomes the list of boards. What stands behind
 * a question mark says how to look at a page, and not which.
 */
export function parseRoute(hash: string): Route {
  const [page, boardId, ...rest] = hash
    .replace(/^#\/?|\?.*$/g, '')
    .split('/')
    .map(decode);
  // The inbox took the place of what waits; links to that are still about.
  const beside = PAGES.find((each) => each === (page === 'waiting' ? 'inbox' : page));
  if (beside) return { page: beside };
  if (page !== 'board' || !boardId) return HOME;
  const [first, second, third] = rest;
  if (first === 'stage') return { page: 'stage', boardId };
  const view = BOARD_VIEWS.find((each) => each === first && each !== 'columns');
  const [word, planId] = view ? [second, third] : [first, second];
  return { page: 'board', boardId, view: view ?? 'columns', planId: (word === 'plan' && planId) || null };
}

/** The fragment of a route; `parseRoute` reads it back. */
export function hrefOf(route: Route): string {
  if (route.page === 'stage') return stageFragment(route.boardId);
  if (route.page !== 'board') return `#/${route.page}`;
  const view = route.view === 'columns' ? '' : `/${route.view}`;
  const plan = route.planId === null ? '' : `/plan/${encodeURIComponent(route.planId)}`;
  return `#/board/${encodeURIComponent(route.boardId)}${view}${plan}`;
}

/** Goes to a route. With `replace` the browser's back button does not return to the one before. */
export function navigate(route: Route, { replace = false } = {}): void {
  const href = hrefOf(route);
  if (window.location.hash === href) return;
  if (replace) {
    window.history.replaceState(window.history.state, '', href);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    window.location.hash = href;
  }
}

/** Opens a plan's panel over the view of its board that shows now. */
export function openPlan(boardId: string, planId: string): void {
  const now = currentRoute();
  const view = now.page === 'board' && now.boardId === boardId ? now.view : 'columns';
  navigate({ page: 'board', boardId, view, planId });
}

/** Opens a plan that this window has just made: its panel puts the focus into the title. */
export function openNewPlan(boardId: string, planId: string): void {
  justMade = planId;
  openPlan(boardId, planId);
}

/** Shows a plan beside the workshop of its board, or none, without anybody having pressed: the focus stays where it is. */
export function showBesideWorkshop(boardId: string, planId: string | null): void {
  broughtUp = planId;
  navigate({ page: 'board', boardId, view: 'workshop', planId }, { replace: true });
}

/** Whether a plan was shown without anybody having pressed. Says so once. */
export function takeBroughtUp(planId: string): boolean {
  const wasBroughtUp = broughtUp === planId;
  broughtUp = null;
  return wasBroughtUp;
}

/** Whether a plan has just been made. Says so once: when the panel comes back later, it is a plan like any other. */
export function takeNewPlan(planId: string): boolean {
  if (justMade !== planId) return false;
  justMade = null;
  return true;
}

/** Closes the panel; the view below stays. */
export function closePlan(): void {
  const now = currentRoute();
  if (now.page === 'board') navigate({ ...now, planId: null });
}

export function currentRoute(): Route {
  const { hash } = window.location;
  if (hash !== known.hash) known = { hash, route: parseRoute(hash) };
  return known.route;
}

/** The route; draws the component again at each change. */
export function useRoute(): Route {
  return useSyncExternalStore(followRoute, currentRoute);
}

let justMade: string | null = null;
let broughtUp: string | null = null;

let known: { readonly hash: string; readonly route: Route } = { hash: '', route: HOME };

const subscribers = new Set<() => void>();

/**
 * Everybody who asked is told within one event listener. Between two listeners React draws what the first one told: with a listener
 * each, a page that one goes to was drawn once for its own part and again within the frame around it.
 */
function tell(): void {
  for (const onChange of subscribers) onChange();
}

/** Calls back when the route is another one. @returns how to stop */
export function followRoute(onChange: () => void): () => void {
  if (subscribers.size === 0) window.addEventListener('hashchange', tell);
  subscribers.add(onChange);
  return () => {
    if (!subscribers.delete(onChange) || subscribers.size > 0) return;
    window.removeEventListener('hashchange', tell);
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
