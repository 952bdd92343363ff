import { createContext, useContext, useMemo } from 'react';
import type { Capacities } from '../../../shared/domain/turn/delegation';
import type { FieldProblem } from '../../../shared/domain/validate';
import { useBin, useBoard, useDeletedAt, useWorkspace, type BoardState, type PlanRow } from '../../client';
import { useWording } from '../../ui';

export { useSpeech } from '../../ui';

/** What of a plan stays the same while somebody types in it: whoever reads only this is not drawn anew by each letter. */
export interface PlanPlace {
  readonly planId: string;
  /** False for guests, when nothing may change any more, and for plans that are only in the record. */
  readonly canEdit: boolean;
  /** The plan is shown as a document, not as a form. */
  readonly isReading: boolean;
  /** Moves the focus to a field of the form. */
  readonly jumpTo: (field: string) => void;
}

export interface PlanScope extends PlanPlace {
  readonly row: PlanRow;
  readonly title: string;
}

export const PlanPlaceContext = createContext<PlanPlace | null>(null);
export const PlanContext = createContext<PlanScope | null>(null);

/** Where one is, without what the plan says. */
export function usePlanPlace(): PlanPlace {
  const place = useContext(PlanPlaceContext);
  if (!place) throw new Error('no plan is open here');
  return place;
}

/** The row of a plan: one in the bin has all that was written, one that the document has no more is as it was agreed. */
export function rowOf({ plans, gone, deletedAgreed }: BoardState, planId: string): PlanRow | undefined {
  return (
    plans.get(planId) ??
    gone.find((each) => each.row.id === planId)?.row ??
    deletedAgreed.find((deleted) => deleted.id === planId)
  );
}

/** Who deleted a plan that lies in the bin, and when as far as the host has said; null for one that does not. */
export function useDeletion(planId: string): { readonly by: string; readonly at: number | null } | null {
  const bin = useBin();
  const deleted = useMemo(() => bin.filter(({ row }) => row.id === planId), [bin, planId]);
  const at = useDeletedAt(deleted).get(planId);
  const [found] = deleted;
  return found ? { by: found.by, at: at === undefined ? null : Date.parse(at) } : null;
}

/**
 * Part of the plan that is open here; drawn again only when that part changes. `undefined` while the panel of a plan
 * that has gone is about to close.
 */
export function usePlanPart<T>(select: (row: PlanRow) => T): T | undefined {
  const { planId } = usePlanPlace();
  return useBoard((board) => {
    const row = rowOf(board, planId);
    return row && select(row);
  });
}

/** What is wrong with a field, in words. */
export function useFieldProblem(field: FieldProblem['field']): string | null {
  const wording = useWording();
  return usePlanPart((row) => wording.field(row.problems, field, row.json)) ?? null;
}

/** All of the plan that is open here; drawn again with each letter typed in it. */
export function usePlan(): PlanScope {
  const scope = useContext(PlanContext);
  if (!scope) throw new Error('no plan is open here');
  return scope;
}

/** Who looks, as the judge sees him. */
export function useMember(): Capacities {
  return { ...useWorkspace((workspace) => workspace.me), active: true };
}

/** The policy of the board that is open. */
export function useBoardPolicy() {
  const boardId = useBoard((board) => board.boardId);
  return useWorkspace((workspace) => workspace.boards.find((board) => board.id === boardId)?.policy ?? null);
}

/** Whether nothing can change here any more: the board is archived, or one's membership is over. */
export function useIsFrozen(): boolean {
  const boardId = useBoard((board) => board.boardId);
  return useWorkspace(({ boards, ended }) => {
    const archived = boards.find((board) => board.id === boardId)?.archived ?? false;
    return archived || ended !== null;
  });
}
