import type { PlanJson } from '../../../shared/domain/plan';
import type { BoardSurroundings } from '../board/board-surroundings';
import type { BoardShelf, ShelvedBoard } from '../board/saving/shelf';
import type { ParkedContent, ParkedCopy } from '../copy/parked';

/** What a page does with what its device keeps of boards. */
export interface KeptBoards {
  /** Sends what earlier runs left unsent. */
  send(): Promise<void>;
  /** Copies from before the workspace was restored. */
  list(epoch: string): Promise<readonly ParkedCopy[]>;
  /** Puts those aside that hold nothing of their own. */
  sift(epoch: string): Promise<void>;
  /** @param isThere whether there is still such a board to compare it with */
  contentOf(copy: ParkedCopy, isThere: boolean, signal: AbortSignal): Promise<ParkedContent | null>;
  insert(boardId: string, plan: PlanJson, title: string): Promise<string>;
  discard(copy: ParkedCopy): Promise<void>;
}

export interface KeptOptions<Board extends ShelvedBoard> extends Pick<
  BoardSurroundings,
  'api' | 'store' | 'socket' | 'syncUrl' | 'name' | 'epoch'
> {
  readonly boards: BoardShelf<Board>;
}

/** How a page opens boards: with their documents, or as the host tells of them. */
export interface BoardDoor<Board extends ShelvedBoard> {
  open(boardId: string, surroundings: BoardSurroundings): Board;
  /** Absent where nothing is written on boards. */
  kept?(options: KeptOptions<Board>): KeptBoards;
  /** The workspace's record, and the code that checks it, are fetched once a board asks for them: for pages on a slow line. */
  readonly recordLater?: boolean;
}
