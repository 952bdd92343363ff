import { create } from 'zustand';
import type { Department } from '../../shared/domain/people';
import type { PlanState } from '../../shared/domain/status';

export type SortColumn =
  | 'rank'
  | 'title'
  | 'state'
  | 'kind'
  | 'start'
  | 'end'
  | 'budgetMinor'
  | 'expectedEnquiries'
  | 'ownerId';

/** What the board's columns and list show of its plans. Kept while the window is open. */
export interface PlanFilter {
  readonly search: string;
  readonly state: PlanState | null;
  readonly department: Department | null;
  readonly ownerId: string | null;
  /** `2027-04`: plans that run in that month. */
  readonly month: string | null;
  readonly waitsForMe: boolean;
  /** With something new since this person looked last. */
  readonly isNew: boolean;
}

export interface PlanSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export const EVERYTHING: PlanFilter = {
  search: '',
  state: null,
  department: null,
  ownerId: null,
  month: null,
  waitsForMe: false,
  isNew: false,
};

interface PlanFilters {
  readonly filters: Readonly<Record<string, PlanFilter>>;
  readonly sorts: Readonly<Record<string, PlanSort>>;
}

export const BY_RANK: PlanSort = { column: 'rank', descending: false };

const useFilters = create<PlanFilters>(() => ({ filters: {}, sorts: {} }));

/** The filter of one board. */
export function usePlanFilter(boardId: string): PlanFilter {
  return useFilters((state) => state.filters[boardId] ?? EVERYTHING);
}

export function changePlanFilter(boardId: string, change: Partial<PlanFilter>): void {
  useFilters.setState(({ filters }) => ({
    filters: { ...filters, [boardId]: { ...(filters[boardId] ?? EVERYTHING), ...change } },
  }));
}

export function usePlanSort(boardId: string): PlanSort {
  return useFilters((state) => state.sorts[boardId] ?? BY_RANK);
}

/** The next order when a column's name is pressed: ascending, descending, then by rank again. */
export function sortPlansBy(boardId: string, column: SortColumn): void {
  useFilters.setState(({ sorts }) => {
    const now = sorts[boardId] ?? BY_RANK;
    const next: PlanSort =
      now.column !== column
        ? { column, descending: false }
        : now.descending
          ? BY_RANK
          : { column, descending: true };
    return { sorts: { ...sorts, [boardId]: next } };
  });
}
