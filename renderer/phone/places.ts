import { WHOLE_PAGE } from '../../shared/api/pages';
import type { Route } from '../state/route';

/** Where on the phone a route leads; null: only the whole app shows that. */
export function placeOf(route: Route): 'home' | 'workshop' | 'plan' | null {
  if (route.page === 'boards') return 'home';
  if (route.page !== 'board') return null;
  if (route.planId !== null) return 'plan';
  return route.view === 'workshop' || route.view === 'rounds' ? 'workshop' : null;
}

/** The address of the same place in the whole app, for the same person. @param hash the place's fragment */
export function wholeHref(hash: string): string {
  return WHOLE_PAGE + hash;
}
