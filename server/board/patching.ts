import type { BoardPatch } from '../../shared/api/contract';
import type { Storage, StoredBoard } from '../storage/storage';
import type { BoardRoom } from './board-room';
import { boardChanges, changedBoard, checkPolicyWay, checkRulesBefore } from './boards';

/**
 * Changes a board as an owner asks, while nothing else is committed on it.
 * @throws ProblemError when the rules are others than he saw, or may not be changed over this connection
 */
export async function patchBoard(
  room: BoardRoom,
  patch: BoardPatch,
  { by, secure, storage }: { readonly by: string; readonly secure: boolean; readonly storage: Storage },
): Promise<StoredBoard> {
  checkPolicyWay(room.board, patch, secure);
  checkRulesBefore(room.board, patch);
  const board = changedBoard(room.board, patch);
  const entries = boardChanges(room.board, patch, by);
  if (entries.length > 0) await room.record.appendByHost(entries, { boards: [board] });
  else await storage.write({ boards: [board] });
  room.board = board;
  return board;
}
