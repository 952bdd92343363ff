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
  'tags',
  'comments',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** The least that each column needs to show its values whole, in pixels; title and state, with whose turn it is, share what is left. */
const WIDTHS: Readonly<Record<ListColumn, number>> = {
  title: 160,
  state: 216,
  kind: 44,
  start: 100,
  end: 100,
  budgetMinor: 112,
  expectedEnquiries: 92,
  ownerId: 120,
  tags: 140,
  comments: 104,
};

/** The width at which most titles can be read whole; used where there is room. */
const ROOM_FOR_TITLE = 260;

const GROWING: ReadonlySet<ListColumn> = new Set(['title', 'state']);

/** What a narrow list leaves out, in this order. All other columns are always shown. */
const LEAST_NEEDED: readonly ListColumn[] = ['comments', 'tags', 'expectedEnquiries', 'kind'];

/** The columns that a list of this width shows: the less important ones go before any other would be cut. */
export function columnsFor(width: number): readonly ListColumn[] {
  let columns: readonly ListColumn[] = LIST_COLUMNS;
  for (const column of LEAST_NEEDED)
    if (widthOf(columns) - WIDTHS.title + ROOM_FOR_TITLE > width)
      columns = columns.filter((each) => each !== column);
  return columns;
}

/** How columns share a row, as CSS; together at least as wide as they need. */
export function tracksOf(columns: readonly ListColumn[]): string {
  return columns
    .map((column) => (GROWING.has(column) ? `minmax(${WIDTHS[column]}px, 1fr)` : `${WIDTHS[column]}px`))
    .join(' ');
}

/** The width of the column of states in a list of this width. */
export function stateWidthIn(width: number, columns: readonly ListColumn[]): number {
  const spare = Math.max(0, width - widthOf(columns));
  // Both that grow come to the same width first.
  return Math.max(WIDTHS.state, (WIDTHS.title + WIDTHS.state + spare) / 2);
}

/** The width below which a list of these columns scrolls sideways. */
export function widthOf(columns: readonly ListColumn[]): number {
  return columns.reduce((sum, column) => sum + WIDTHS[column], 0);
}

/** Columns whose cells can be edited in the list. */
export const EDITABLE: ReadonlySet<ListColumn> = new Set([
  'title',
  'start',
  'end',
  'budgetMinor',
  'expectedEnquiries',
  'ownerId',
]);

export const NUMERIC: ReadonlySet<ListColumn> = new Set(['budgetMinor', 'expectedEnquiries', 'comments']);

/** The order that a column sorts by; `null` for columns that do not sort. */
export function sortOf(column: ListColumn): SortColumn | null {
  return column === 'comments' || column === 'tags' ? null : column;
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

/** The cell that a key moves to; at an edge it stays. `null` for keys that do not move. */
export function cellAfter(
  key: string,
  withCtrl: boolean,
  at: CellAt,
  ids: readonly string[],
  columns: readonly ListColumn[] = LIST_COLUMNS,
): CellAt | null {
  const row = ids.indexOf(at.planId);
  const column = columns.indexOf(at.column);
  const to = (nextRow: number, nextColumn: number): CellAt | null => {
    const planId = ids[Math.max(0, Math.min(ids.length - 1, nextRow))];
    const name = columns[Math.max(0, Math.min(columns.length - 1, nextColumn))];
    return planId === undefined || name === undefined ? null : { planId, column: name };
  };
  if (key === 'Home') return to(withCtrl ? 0 : row, 0);
  if (key === 'End') return to(withCtrl ? ids.length - 1 : row, columns.length - 1);
  const step = STEPS[key];
  return step ? to(row + step[0], column + step[1]) : null;
}
