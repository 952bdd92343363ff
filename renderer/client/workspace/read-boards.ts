import { ReadBoard } from '../board/read-board';
import type { BoardDoor } from './board-door';

/** Boards as the host tells of them: for a phone in a workshop, which fetches as little as it can. */
export const readBoards: BoardDoor<ReadBoard> = {
  open: (boardId, surroundings) => new ReadBoard(boardId, surroundings),
  recordLater: true,
};
