import { useMemo } from 'react';
import { memberName, planDrawing, useBoard, useDrawnPlans, useWorkspace, type PlanRow } from '../../client';
import { useFormat, useT } from '../../i18n';
import { usePlanFilter, usePlanSort } from '../../state/plan-filter';
import { shownAlike } from './logic/alike';
import { useNews } from './logic/news';
import { filterRows, sortRows } from './logic/filter';
import { Search } from './logic/search';
import { budgetSums } from './logic/values';

/** The plans of the board by rank, and those that search and filters leave. */
export function useFilteredRows(): { readonly all: readonly PlanRow[]; readonly shown: readonly PlanRow[] } {
  const boardId = useBoard((state) => state.boardId);
  const filter = usePlanFilter(boardId);
  const search = useSearch();
  const all = useDrawnPlans(search.isEmpty ? asShown : asItIs);
  const news = useNews();
  const shown = useMemo(() => filterRows(all, filter, search, news), [all, filter, search, news]);
  return { all, shown };
}

const itself = (row: PlanRow): PlanRow => row;
const asShown = planDrawing(itself, shownAlike);
/** While somebody searches, every field counts. */
const asItIs = planDrawing(itself, Object.is);

/** What is looked for on the board that is open. */
export function useSearch(): Search {
  const boardId = useBoard((state) => state.boardId);
  const typed = usePlanFilter(boardId).search;
  const threads = useBoard((state) => (typed === '' ? null : state.threads));
  const members = useWorkspace((state) => state.members);
  return useMemo(
    () => new Search(typed, { nameOf: (id) => memberName(members, id), threads: threads ?? new Map() }),
    [typed, threads, members],
  );
}

/** {@link useFilteredRows}, in the order the list is sorted by. */
export function useSortedRows(): { readonly all: readonly PlanRow[]; readonly shown: readonly PlanRow[] } {
  const boardId = useBoard((state) => state.boardId);
  const members = useWorkspace((state) => state.members);
  const { language } = useFormat();
  const sort = usePlanSort(boardId);
  const { all, shown } = useFilteredRows();
  const sorted = useMemo(
    () => sortRows(shown, sort, (id) => memberName(members, id), language),
    [shown, sort, members, language],
  );
  return { all, shown: sorted };
}

/** What the budgets come to in each currency, in words; '' without any. */
export function useBudgetSum(rows: readonly PlanRow[]): string {
  const t = useT('board');
  const format = useFormat();
  const { sums, left, unread } = useMemo(() => budgetSums(rows), [rows]);
  const sum = sums.map(({ currency, minor }) => format.money(minor, currency, 'always')).join(' + ');
  return sums.length > 0 ? t('list.sum', { sum, left, unread }) : '';
}
