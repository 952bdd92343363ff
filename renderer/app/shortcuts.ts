import { currentRoute, navigate, type ViewName } from '../state/route';
import { useKeys } from '../ui';

/** Keys that work on every page. */
export function useGlobalShortcuts(onHelp: () => void): void {
  useKeys({
    'g b': () => navigate({ page: 'boards' }),
    'g i': () => navigate({ page: 'inbox' }),
    'g m': () => navigate({ page: 'members' }),
    'g c': () => goToView('columns'),
    'g l': () => goToView('list'),
    'g k': () => goToView('calendar'),
    'g r': () => goToView('record'),
    'g s': () => goToView('workshop'),
    '[Shift]+?': onHelp,
  });
}

function goToView(view: ViewName): void {
  const route = currentRoute();
  if (route.page === 'board') navigate({ ...route, view });
}
