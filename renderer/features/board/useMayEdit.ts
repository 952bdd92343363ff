import { mayEdit } from '../../../shared/domain/policy';
import { useBoard, useWorkspace } from '../../client';

/** Whether this person may change anything on the board that is open. */
export function useMayEdit(): boolean {
  const boardId = useBoard((state) => state.boardId);
  return useWorkspace(({ me, members, boards, ended }) => {
    const member = members.get(me.id) ?? { ...me, active: true };
    const archived = boards.find((board) => board.id === boardId)?.archived ?? false;
    return ended === null && !archived && mayEdit(member) === null;
  });
}
