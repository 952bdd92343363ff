import { createContext, useContext } from 'react';
import type { Rights } from '../../../shared/domain/people';
import { useBoard, useWorkspace, type PlanRow } from '../../client';

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

/** The plan that is open here. */
export function usePlan(): PlanScope {
  const scope = useContext(PlanContext);
  if (!scope) throw new Error('no plan is open here');
  return scope;
}

/** Who looks, as the judge sees him. */
export function useMember(): Rights {
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
