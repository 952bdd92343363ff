import type { BoardSession } from './board-session';

/** How long a board stays open after the last view of it closed, so that going to and fro does not connect anew. */
const LINGER_MS = 3 * 60_000;

interface Kept {
  readonly session: BoardSession;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** The boards this window has open, each once. */
export class BoardShelf {
  readonly #open: (boardId: string) => BoardSession;
  readonly #lingerMs: number;
  readonly #kept = new Map<string, Kept>();
  #closed = false;

  constructor(open: (boardId: string) => BoardSession, lingerMs = LINGER_MS) {
    this.#open = open;
    this.#lingerMs = lingerMs;
  }

  /** The board's session, opened if need be; it closes by itself unless somebody uses it. */
  get(boardId: string): BoardSession {
    const known = this.#kept.get(boardId);
    if (known) return known.session;
    const kept: Kept = { session: this.#open(boardId), users: 0, timer: null };
    this.#kept.set(boardId, kept);
    this.#linger(boardId, kept);
    return kept.session;
  }

  /** The session if it is open anyway. */
  peek(boardId: string): BoardSession | null {
    return this.#kept.get(boardId)?.session ?? null;
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
    const sessions = [...this.#kept.values()];
    this.#kept.clear();
    for (const { timer } of sessions) if (timer !== null) clearTimeout(timer);
    await Promise.all(sessions.map(({ session }) => session.close()));
  }

  #linger(boardId: string, kept: Kept): void {
    kept.timer = setTimeout(() => {
      if (hasUnsent(kept.session)) return this.#linger(boardId, kept);
      this.#kept.delete(boardId);
      void kept.session.close();
    }, this.#lingerMs);
  }
}

/** Something is on its way still, or will be once the host is there again. */
function hasUnsent({ store }: BoardSession): boolean {
  const { saved } = store.getState();
  return 'pending' in saved && saved.pending > 0;
}
