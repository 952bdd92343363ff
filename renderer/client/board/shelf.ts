import type { OpenBoard } from './open-board';
import { copyKeys, type Unsent } from '../copy/unsent';
import type { LocalStore } from '../device/local-store';

/** How long a board stays open after the last view of it closed, so that going to and fro does not connect anew. */
const LINGER_MS = 3 * 60_000;

interface Kept {
  readonly board: OpenBoard;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** The boards this window has open, each once. */
export class BoardShelf {
  readonly #open: (boardId: string) => OpenBoard;
  readonly #lingerMs: number;
  readonly #kept = new Map<string, Kept>();
  #closed = false;

  constructor(open: (boardId: string) => OpenBoard, lingerMs = LINGER_MS) {
    this.#open = open;
    this.#lingerMs = lingerMs;
  }

  /** The board, opened if need be; it closes by itself unless somebody uses it. */
  get(boardId: string): OpenBoard {
    const known = this.#kept.get(boardId);
    if (known) return known.board;
    const kept: Kept = { board: this.#open(boardId), users: 0, timer: null };
    this.#kept.set(boardId, kept);
    this.#linger(boardId, kept);
    return kept.board;
  }

  /** The board if it is open anyway. */
  peek(boardId: string): OpenBoard | null {
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

  #linger(boardId: string, kept: Kept): void {
    kept.timer = setTimeout(() => {
      if (hasUnsent(kept.board)) return this.#linger(boardId, kept);
      this.#kept.delete(boardId);
      void kept.board.close();
    }, this.#lingerMs);
  }
}

/** Something is on its way still, or will be once the host is there again. */
function hasUnsent({ store }: OpenBoard): boolean {
  const { saved } = store.getState();
  return 'pending' in saved && saved.pending > 0;
}

/**
 * Opens the boards of which this device's copy holds changes, of whichever run, that the host does not have: they go
 * there whether anybody looks at these boards again or not. What is of another epoch is parked instead.
 */
export async function openLeftUnsent(
  boards: BoardShelf,
  store: LocalStore,
  profile: string,
  epoch: string,
): Promise<void> {
  const prefix = copyKeys(profile).accounts;
  // A device that cannot be read says so elsewhere.
  const accounts = await store.list<Unsent>(prefix).catch(() => []);
  for (const [key, { pending }] of accounts) {
    const [board = '', of] = key.slice(prefix.length).split('/');
    if (pending > 0 && of === epoch && !boards.closed) boards.get(board);
  }
}
