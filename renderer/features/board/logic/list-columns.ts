import type { SortColumn } from '../../../state/plan-filter';

/** The columns of the list, left to right. */
export const LIST_COLUMNS = [
  'title',
  'state',
  'kind',
  'start',
  'end',
  'budgetMinor',
  'expectedEnquiries',
  'ownerId',
  'comments',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Columns whose cells can be changed where they stand. */
export const EDITABLE: ReadonlySet<ListColumn> = new Set([
  'title',
  'start',
  'end',
  'budgetMinor',
  'expectedEnquiries',
  'ownerId',
]);

export const NUMERIC: ReadonlySet<ListColumn> = new Set(['budgetMinor', 'expectedEnquiries', 'comments']);

/** By which order a column sorts; `null`: by none. */
export function sortOf(column: ListColumn): SortColumn | null {
  return column === 'comments' ? null : column;
}

/** A cell: a plan's ID and a column. */
export interface CellAt {
  readonly planId: string;
  readonly column: ListColumn;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-15, 0],
  PageDown: [15, 0],
};

/** Where a key leads from a cell; `null` for keys that lead nowhere. Edges hold. */
export function cellAfter(key: string, withCtrl: boolean, at: CellAt, ids: readonly string[]): CellAt | null {
  const row = ids.indexOf(at.planId);
  const column = LIST_COLUMNS.indexOf(at.column);
  const to = (nextRow: number, nextColumn: number): CellAt | null => {
    const planId = ids[Math.max(0, Math.min(ids.length - 1, nextRow))];
    const name = LIST_COLUMNS[Math.max(0, Math.min(LIST_COLUMNS.length - 1, nextColumn))];
    return planId === undefined || name === undefined ? null : { planId, column: name };
  };
  if (key === 'Home') return to(withCtrl ? 0 : row, 0);
  if (key === 'End') return to(withCtrl ? ids.length - 1 : row, LIST_COLUMNS.length - 1);
  const step = STEPS[key];
  return step ? to(row + step[0], column + step[1]) : null;
}
