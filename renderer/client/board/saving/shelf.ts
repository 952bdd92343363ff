import type { StoreApi } from 'zustand/vanilla';
import type { Saved } from '../types';

/** How long a board stays open after the last view of it closed, so that going to and fro does not connect anew. */
const LINGER_MS = 3 * 60_000;
/** How many stay so at once, and how many are visited at once: each has a connection, of which a member has 20 over all his windows. */
const LINGERING = 4;
const VISITS = 2;

/** What a shelf asks of a board. */
export interface ShelvedBoard {
  readonly store: StoreApi<{ readonly saved: Saved }>;
  /** Connects again if the host had let this member in here no more; absent where a board has no connection. */
  letInAgain?(): void;
  close(): Promise<void>;
}

interface Kept<Board> {
  readonly board: Board;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** The boards this window has open, each once. */
export class BoardShelf<Board extends ShelvedBoard> {
  readonly #open: (boardId: string) => Board;
  readonly #lingerMs: number;
  readonly #kept = new Map<string, Kept<Board>>();
  /** Those that wait for their turn to be visited. */
  readonly #waiting: (() => void)[] = [];
  #visits = 0;
  #closed = false;

  constructor(open: (boardId: string) => Board, lingerMs = LINGER_MS) {
    this.#open = open;
    this.#lingerMs = lingerMs;
  }

  /** The board, opened if need be; it closes by itself unless somebody uses it. */
  get(boardId: string): Board {
    const known = this.#kept.get(boardId);
    if (known) return known.board;
    const kept: Kept<Board> = { board: this.#open(boardId), users: 0, timer: null };
    this.#kept.set(boardId, kept);
    this.#linger(boardId, kept);
    return kept.board;
  }

  /** The board if it is open anyway. */
  peek(boardId: string): Board | null {
    return this.#kept.get(boardId)?.board ?? null;
  }

  /** Keeps a board open. @returns how to let go of it */
  use(boardId: string): () => void {
    this.get(boardId);
    const kept = this.#kept.get(boardId);
    if (!kept) return () => undefined;
    kept.users += 1;
    if (kept.timer !== null) clearTimeout(kept.timer);
    kept.timer = null;
    return () => {
      kept.users -= 1;
      if (kept.users === 0) this.#linger(boardId, kept);
    };
  }

  /**
   * Opens a board for a task alone, after those that are visited already; unless somebody uses it as well, it is closed
   * as soon as the task is done. @returns null when it did not come to that
   */
  async visit<T>(
    boardId: string,
    task: (board: Board) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | null> {
    await this.#turn();
    try {
      return this.#closed || signal?.aborted ? null : await this.#visit(boardId, task);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#visits -= 1;
    }
  }

  /** The member is let in: boards that were closed to him may not be so any more. */
  letInAgain(): void {
    for (const { board } of this.#kept.values()) board.letInAgain?.();
  }

  /** Opens no more. */
  get closed(): boolean {
    return this.#closed;
  }

  async closeAll(): Promise<void> {
    this.#closed = true;
    const boards = [...this.#kept.values()];
    this.#kept.clear();
    for (const { timer } of boards) if (timer !== null) clearTimeout(timer);
    await Promise.all(boards.map(({ board }) => board.close()));
  }

  async #turn(): Promise<void> {
    if (this.#visits < VISITS) this.#visits += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async #visit<T>(boardId: string, task: (board: Board) => Promise<T>): Promise<T> {
    const isOpen = this.#kept.has(boardId);
    const release = this.use(boardId);
    try {
      return await task(this.get(boardId));
    } finally {
      release();
      const kept = this.#kept.get(boardId);
      if (!isOpen && kept?.users === 0) await this.#close(boardId, kept);
    }
  }

  #linger(boardId: string, kept: Kept<Board>): void {
    // The map's order becomes that of their last use.
    this.#kept.delete(boardId);
    this.#kept.set(boardId, kept);
    this.#closeSurplus();
    kept.timer = setTimeout(() => {
      if (hasUnsent(kept.board)) return this.#linger(boardId, kept);
      void this.#close(boardId, kept);
    }, this.#lingerMs);
  }

  /** Closes what was left longest ago, but for what is still on its way. */
  #closeSurplus(): void {
    const lingering = [...this.#kept].filter(([, { users }]) => users === 0);
    for (const [boardId, kept] of lingering.slice(0, -LINGERING))
      if (!hasUnsent(kept.board)) void this.#close(boardId, kept);
  }

  #close(boardId: string, { board, timer }: Kept<Board>): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    this.#kept.delete(boardId);
    return board.close();
  }
}

/** Something is on its way still, or will be once the host is there again. */
function hasUnsent({ store }: ShelvedBoard): boolean {
  const { saved } = store.getState();
  return 'pending' in saved && saved.pending > 0;
}
