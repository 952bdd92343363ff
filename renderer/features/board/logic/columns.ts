import type { PlanState } from '../../../../shared/domain/status';
import type { PlanRow } from '../../../client';

export const COLUMNS = ['draft', 'review', 'agreed', 'launched', 'over'] as const;
export type ColumnId = (typeof COLUMNS)[number];

const COLUMN_OF: Readonly<Record<PlanState, ColumnId>> = {
  draft: 'draft',
  'in-review': 'review',
  'changes-requested': 'review',
  declined: 'review',
  agreed: 'agreed',
  'changed-since-agreed': 'agreed',
  launched: 'launched',
  closed: 'over',
  withdrawn: 'over',
};

export function columnOf(state: PlanState): ColumnId {
  return COLUMN_OF[state];
}

/** States that the name of their column says already. A card in any other state names it. */
export const PLAIN_STATES: ReadonlySet<PlanState> = new Set(['draft', 'in-review', 'agreed', 'launched']);

/** Rows by column, each in the order given. */
export function byColumn(rows: readonly PlanRow[]): Readonly<Record<ColumnId, readonly PlanRow[]>> {
  const columns: Record<ColumnId, PlanRow[]> = { draft: [], review: [], agreed: [], launched: [], over: [] };
  for (const row of rows) columns[columnOf(row.status.state)].push(row);
  return columns;
}

/** The two neighbours between which a plan goes when it moves one step; `null` when it is at the end already. */
export function placeAfterMove(
  ids: readonly string[],
  id: string,
  step: -1 | 1,
): { readonly after: string | null; readonly before: string | null } | null {
  const index = ids.indexOf(id);
  const target = index + step;
  if (index < 0 || target < 0 || target >= ids.length) return null;
  return step < 0
    ? { after: ids[target - 1] ?? null, before: ids[target] ?? null }
    : { after: ids[target] ?? null, before: ids[target + 1] ?? null };
}
