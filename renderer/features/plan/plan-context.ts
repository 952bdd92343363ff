import { createContext, useContext } from 'react';
import type { Rights } from '../../../shared/domain/people';
import { useBoard, useWorkspace, type PlanRow } from '../../client';

export { useSpeech } from '../../ui';

export interface PlanScope {
  readonly row: PlanRow;
  /** False for guests, when nothing may change any more, and for plans that are only in the record. */
  readonly canEdit: boolean;
  readonly title: string;
  /** Moves the focus to a field of the form. */
  readonly jumpTo: (field: string) => void;
}

export const PlanContext = createContext<PlanScope | null>(null);

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
