import { isCivilDate } from '../../../../shared/domain/dates';
import { PLAN_STATES } from '../../../../shared/domain/status';
import type { PlanRow } from '../../../client';
import type { PlanFilter, PlanSort, SortColumn } from '../../../state/plan-filter';
import type { Search } from './search';
import { departmentOfRow, kindOf, ownerOf, textOf } from './values';

/**
 * The rows a filter and a search leave, in their order.
 * @param news plans on which something is new for whoever looks
 */
export function filterRows(
  rows: readonly PlanRow[],
  filter: PlanFilter,
  search: Search,
  news: ReadonlySet<string>,
): readonly PlanRow[] {
  return rows.filter(
    (row) =>
      (filter.state === null || row.status.state === filter.state) &&
      (filter.department === null || departmentOfRow(row) === filter.department) &&
      (filter.ownerId === null || ownerOf(row) === filter.ownerId) &&
      (filter.month === null || runsIn(row, filter.month)) &&
      (!filter.waitsForMe || row.waitsForMe) &&
      (!filter.isNew || news.has(row.id)) &&
      (search.isEmpty || search.finds(row)),
  );
}

/** How many filters are set, not counting the search. */
export function activeFilters(filter: PlanFilter): number {
  const { state, department, ownerId, month, waitsForMe, isNew } = filter;
  const chosen = [state, department, ownerId, month].filter((each) => each !== null);
  return chosen.length + Number(waitsForMe) + Number(isNew);
}

/** Rows sorted by a column, ascending or descending; empty values always come last. */
export function sortRows(
  rows: readonly PlanRow[],
  sort: PlanSort,
  nameOf: (memberId: string) => string,
  locale: string,
): readonly PlanRow[] {
  if (sort.column === 'rank') return rows;
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const keyed = rows.map((row, index) => ({ row, index, key: sortKey(row, sort.column, nameOf) }));
  const direction = sort.descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return Number(a.key === null) - Number(b.key === null) || a.index - b.index;
    const order =
      typeof a.key === 'number' && typeof b.key === 'number'
        ? a.key - b.key
        : compare(String(a.key), String(b.key));
    return direction * order || a.index - b.index;
  });
  return keyed.map(({ row }) => row);
}

/** The months in which any plan runs, oldest first. */
export function monthsOf(rows: readonly PlanRow[]): readonly string[] {
  const months = new Set<string>();
  for (const row of rows) {
    const run = runOf(row);
    if (!run) continue;
    for (let month = run.start; month <= run.end && months.size < MOST_MONTHS; month = nextMonth(month))
      months.add(month);
  }
  return [...months].sort();
}

const MOST_MONTHS = 120;

function runsIn(row: PlanRow, month: string): boolean {
  const run = runOf(row);
  return run !== null && run.start <= month && month <= run.end;
}

function runOf(row: PlanRow): { readonly start: string; readonly end: string } | null {
  const { start, end } = row.json;
  if (!isCivilDate(start)) return null;
  return { start: start.slice(0, 7), end: (isCivilDate(end) && end >= start ? end : start).slice(0, 7) };
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function sortKey(
  row: PlanRow,
  column: SortColumn,
  nameOf: (memberId: string) => string,
): string | number | null {
  switch (column) {
    case 'state':
      return PLAN_STATES.indexOf(row.status.state);
    case 'kind':
      return kindOf(row);
    case 'ownerId': {
      const owner = ownerOf(row);
      return owner === null ? null : nameOf(owner);
    }
    case 'budgetMinor':
    case 'expectedEnquiries': {
      const value = row.json[column];
      return typeof value === 'number' ? value : null;
    }
    case 'rank':
      return null;
    default:
      return textOf(row.json[column]) || null;
  }
}
