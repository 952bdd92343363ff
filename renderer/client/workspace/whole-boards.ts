import type { PlanJson } from '../../../shared/domain/plan';
import { boardNow } from '../board/saving/host-document';
import { LeftUnsent } from '../board/saving/left-unsent';
import { OpenBoard } from '../board/open-board';
import type { BoardShelf } from '../board/saving/shelf';
import { contentOf, ParkedCopies, type ParkedContent, type ParkedCopy } from '../copy/parked';
import type { BoardDoor, KeptBoards, KeptOptions } from './board-door';

/** Boards with their documents: to write on, without the host too. */
export const wholeBoards: BoardDoor<OpenBoard> = {
  open: (boardId, surroundings) => new OpenBoard(boardId, surroundings),
  kept: (options) => new BoardsOfDevice(options),
};

/** What this device keeps of boards: what has yet to reach the host, and what was parked when the workspace was restored. */
class BoardsOfDevice implements KeptBoards {
  readonly #o: KeptOptions<OpenBoard>;
  readonly #boards: BoardShelf<OpenBoard>;
  readonly #parked: ParkedCopies;
  readonly #leftUnsent: LeftUnsent;

  constructor(options: KeptOptions<OpenBoard>) {
    const { boards, store, name, epoch } = options;
    this.#o = options;
    this.#boards = boards;
    this.#parked = new ParkedCopies(store, name);
    this.#leftUnsent = new LeftUnsent({ boards, store, name, epoch });
  }

  send(): Promise<void> {
    return this.#leftUnsent.send();
  }

  list(epoch: string): Promise<readonly ParkedCopy[]> {
    return this.#parked.list(epoch);
  }

  sift(epoch: string): Promise<void> {
    const { api, socket, syncUrl } = this.#o;
    return this.#parked.sift(epoch, (board) => boardNow({ api, socket, syncUrl, epoch, board }));
  }

  async contentOf(copy: ParkedCopy, isThere: boolean, signal: AbortSignal): Promise<ParkedContent | null> {
    const parked = await this.#parked.load(copy);
    if (!isThere) return contentOf(parked, null);
    const compare = async (board: OpenBoard) => {
      await board.loaded(signal);
      return board.store.getState().loaded ? board.compare(parked) : null;
    };
    return this.#boards.visit(copy.boardId, compare, signal);
  }

  async insert(boardId: string, plan: PlanJson, title: string): Promise<string> {
    const release = this.#boards.use(boardId);
    const board = this.#boards.get(boardId);
    await board.loaded();
    const id = board.actions.insertKept(plan, title);
    release();
    return id;
  }

  discard(copy: ParkedCopy): Promise<void> {
    return this.#parked.discard(copy);
  }
}
