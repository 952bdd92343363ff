import { briefText } from '../../../../shared/domain/brief';
import { isCivilDate } from '../../../../shared/domain/dates';
import { contains, fold, foldedWords, type Folded } from '../../../../shared/domain/text/fold';
import { PLAN_STATES } from '../../../../shared/domain/status';
import type { PlanRow } from '../../../client';
import type { PlanFilter, PlanSort, SortColumn } from '../../../state/plan-filter';
import { departmentOfRow, kindOf, ownerOf, textOf } from './values';

/** Words of a plan that a search looks at. */
const SEARCHED = ['title', 'goal', 'audience', 'message', 'channels', 'regions', 'tags'] as const;

/** The rows a filter leaves, in their order. Each word of the search has to be found somewhere in the plan. */
export function filterRows(
  rows: readonly PlanRow[],
  filter: PlanFilter,
  nameOf: (memberId: string) => string,
): readonly PlanRow[] {
  const words = foldedWords(filter.search);
  return rows.filter(
    (row) =>
      (filter.state === null || row.status.state === filter.state) &&
      (filter.department === null || departmentOfRow(row) === filter.department) &&
      (filter.ownerId === null || ownerOf(row) === filter.ownerId) &&
      (filter.month === null || runsIn(row, filter.month)) &&
      (!filter.waitsForMe || row.waitsForMe) &&
      (words.length === 0 || hasWords(row, words, nameOf)),
  );
}

/** How many filters are set, not counting the search. */
export function activeFilters(filter: PlanFilter): number {
  const { state, department, ownerId, month, waitsForMe } = filter;
  return [state, department, ownerId, month].filter((each) => each !== null).length + (waitsForMe ? 1 : 0);
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

function hasWords(row: PlanRow, words: readonly Folded[], nameOf: (memberId: string) => string): boolean {
  const owner = ownerOf(row);
  const name = owner === null ? null : fold(nameOf(owner));
  const text = textOfRow(row);
  return words.every((word) => contains(text, word) || (name !== null && contains(name, word)));
}

/** Rows are replaced when their plan changes, so each is folded once however often somebody types. */
const folded = new WeakMap<PlanRow, Folded>();

function textOfRow(row: PlanRow): Folded {
  const known = folded.get(row);
  if (known) return known;
  const values = SEARCHED.map((field) => {
    const value = row.json[field];
    return Array.isArray(value) ? value.join('\n') : textOf(value);
  });
  const text = fold([...values, briefText(row.json['brief'])].join('\n'));
  folded.set(row, text);
  return text;
}

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
