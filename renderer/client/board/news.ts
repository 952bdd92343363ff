import type { KnownLook } from '../../../shared/api/inbox';
import { fieldDiff } from '../../../shared/domain/diff';
import type { Material } from '../../../shared/domain/plan';
import type { StoreApi } from 'zustand/vanilla';
import type { BoardState, PlanRow } from './types';

/** What this member saw last of the plans of one board. */
export type BoardLooks = ReadonlyMap<string, KnownLook>;

/** So long after a change it is looked for news: not with each letter of a colleague. */
const LATER_MS = 300;

interface Watched {
  readonly looks: Pick<StoreApi<ReadonlyMap<string, BoardLooks>>, 'getState' | 'subscribe'>;
  readonly board: Pick<StoreApi<BoardState>, 'getState' | 'subscribe'>;
}

/** Tells the plans with news, and again whenever they are others. @returns ends it */
export function watchNews(
  { looks, board }: Watched,
  reader: NewsReader,
  tell: (plans: ReadonlySet<string>) => void,
  news = new BoardNews(),
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: ReadonlySet<string> | null = null;
  const look = () => {
    timer = undefined;
    reader.settle?.();
    const state = board.getState();
    const known = looks.getState().get(state.boardId);
    if (!known) return;
    const found = news.of(known, state, reader);
    const isSame = told?.size === found.size && [...found].every((plan) => told?.has(plan));
    if (!isSame) tell((told = found));
  };
  const soon = () => {
    timer ??= setTimeout(look, LATER_MS);
  };
  soon();
  const stops = [board.subscribe(soon), looks.subscribe(soon)];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** Who asks, and whether what a field says is his own. */
export interface NewsReader {
  readonly me: string;
  /** Takes what he has written himself by now for known. */
  settle?(): void;
  isOwnField(planId: string, field: string): boolean;
}

/**
 * On which plans of a board there is something new for somebody since he looked last ([INBOX-13]), by the same rules by which
 * a plan that is opened tells what it is. A plan that he never looked at is in no list of news, or at first all of them were.
 */
export class BoardNews {
  /** Versions that were on the board when they were what he had seen, by their digests. */
  readonly #seen = new Map<string, Material>();
  readonly #judged = new WeakMap<PlanRow, { readonly digest: string; readonly isChanged: boolean }>();

  /** The version of that digest, if it was on the board when it was what he had seen. */
  seenAs(digest: string): Material | undefined {
    return this.#seen.get(digest);
  }

  of(looks: ReadonlyMap<string, KnownLook>, board: BoardState, reader: NewsReader): ReadonlySet<string> {
    const news = new Set<string>();
    for (const { plan = '', seq, by } of board.entries)
      if (by !== reader.me && seq > (looks.get(plan)?.seq ?? Infinity) && board.plans.has(plan))
        news.add(plan);
    for (const [plan, look] of looks) {
      const row = board.plans.get(plan);
      if (row && (this.#isChanged(row, look, reader) || hasNewComment(board, plan, look, reader.me)))
        news.add(plan);
    }
    return news;
  }

  #isChanged(row: PlanRow, { digest, material }: KnownLook, reader: NewsReader): boolean {
    if (row.digest === digest) {
      this.#seen.set(digest, row.material);
      return false;
    }
    const known = this.#judged.get(row);
    if (known?.digest === digest) return known.isChanged;
    const before = (material as Material | undefined) ?? this.#seen.get(digest);
    const changes = before ? fieldDiff(before, row.material) : [];
    const isChanged = changes.some(({ field }) => !reader.isOwnField(row.id, field));
    this.#judged.set(row, { digest, isChanged });
    return isChanged;
  }
}

function hasNewComment({ threads, owners }: BoardState, plan: string, look: KnownLook, me: string): boolean {
  const read = new Set(look.comments);
  return (threads.get(plan) ?? []).some(
    ({ resolved, comments }) =>
      !resolved &&
      comments.some(({ id, clientId }) => {
        const by = owners.get(clientId);
        return by !== undefined && by !== me && !read.has(id);
      }),
  );
}
