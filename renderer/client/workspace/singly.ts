import type { StoreApi } from 'zustand/vanilla';
import type { BoardState } from '../board/types';
import type { RecordEntry } from '../../../shared/domain/record';
import type { StatementDraft } from '../record/statements';
import type { Failure, Outcome } from '../connection/outcome';

/** What is to be stated about a plan of some board. */
export interface BoardStatement {
  readonly board: string;
  readonly draft: StatementDraft;
}

/** What came of one of several statements. */
export type Came<Why> =
  | { readonly is: 'signed' }
  /** It was sent, and the host did not take it. */
  | { readonly is: 'refused'; readonly failure: Failure }
  /** It was not even signed, as its plan stands now. */
  | { readonly is: 'left'; readonly why: Why }
  /** It was stopped before its turn, or the host went out of reach. */
  | { readonly is: 'untried' };

export interface SinglyOptions<Why> {
  /** Why something is not to be signed, as its board stands now; null: it is. */
  readonly standing: (draft: StatementDraft, board: BoardState) => Why | null;
  /** Told of each as soon as it is known, by its place among the statements. */
  readonly told: (index: number, came: Came<Why>) => void;
  /** Stops before the next. */
  readonly signal: AbortSignal;
}

/** Opens a board for a task alone; null when it did not come to that. */
export type VisitBoard = <T>(
  boardId: string,
  task: (board: StatingBoard) => Promise<T>,
  signal: AbortSignal,
) => Promise<T | null>;

/** What is asked of a board that something is stated on. */
interface StatingBoard {
  loaded(signal?: AbortSignal): Promise<void>;
  refresh(): Promise<void>;
  readonly store: StoreApi<BoardState>;
  readonly actions: { makeStatement(draft: StatementDraft): Promise<Outcome<RecordEntry>> };
}

/**
 * States several things one after the other, on whatever boards: each is a statement of its own, signed and judged like any
 * other. What is refused stops none of the others; a host out of reach stops all that follow.
 */
export async function stateSingly<Why>(
  visit: VisitBoard,
  statements: readonly BoardStatement[],
  { standing, told, signal }: SinglyOptions<Why>,
): Promise<void> {
  let isUnreachable = false;
  const state = async (board: StatingBoard, draft: StatementDraft): Promise<Came<Why>> => {
    if (signal.aborted || isUnreachable) return { is: 'untried' };
    const why = standing(draft, board.store.getState());
    if (why !== null) return { is: 'left', why };
    const outcome = await board.actions.makeStatement(draft);
    if (outcome.ok) return { is: 'signed' };
    isUnreachable = outcome.failure.code === 'offline';
    return { is: 'refused', failure: outcome.failure };
  };
  for (const [boardId, places] of byBoard(statements)) {
    const visited = await visit(
      boardId,
      async (board) => {
        await board.loaded(signal);
        await board.refresh();
        for (const { index, draft } of places) told(index, await state(board, draft));
        return true;
      },
      signal,
    );
    if (!visited) for (const { index } of places) told(index, { is: 'untried' });
  }
}

/** A board is opened once for all that is stated on it. */
function byBoard(statements: readonly BoardStatement[]) {
  const boards = new Map<string, { readonly index: number; readonly draft: StatementDraft }[]>();
  for (const [index, { board, draft }] of statements.entries())
    boards.set(board, [...(boards.get(board) ?? []), { index, draft }]);
  return boards;
}
