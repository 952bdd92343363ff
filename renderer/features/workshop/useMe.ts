import type { Rights } from '../../../shared/domain/people';
import { useBoard, useWorkspace } from '../../client';

/** One's own rights on the board that is open, and whether it takes changes. */
export function useMe(): { readonly me: Rights; readonly archived: boolean } {
  const boardId = useBoard((board) => board.boardId);
  const me = useWorkspace((workspace) => workspace.me);
  const isWalkIn = useWorkspace(({ members }) => members.get(me.id)?.walkIn ?? false);
  const archived = useWorkspace(
    ({ boards, ended }) => ended !== null || (boards.find(({ id }) => id === boardId)?.archived ?? false),
  );
  const { id, department, role, approver, active } = me;
  return { me: { id, department, role, approver, active, ...(isWalkIn ? { walkIn: true } : {}) }, archived };
}

/** Members who can be asked to lead, by name; whoever asks is not among them. */
export function useOthersToLead(boardId: string): readonly { readonly id: string; readonly name: string }[] {
  const me = useWorkspace((workspace) => workspace.me.id);
  const members = useWorkspace((workspace) => workspace.members);
  return [...members.values()]
    .filter((each) => each.id !== me && each.active && each.role !== 'guest' && !each.walkIn)
    .filter(({ boards }) => boards === null || boards.includes(boardId))
    .sort((one, other) => one.name.localeCompare(other.name));
}
