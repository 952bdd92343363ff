import { WORKSPACE, type RecordEntry } from '../../../shared/domain/record';
import { RecordBook } from '../../../shared/domain/verify/book';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import type { VerifySignature } from '../../../shared/domain/verify/signatures';

/** What is told while a whole record is checked. */
export interface CheckProgress {
  readonly done: number;
  readonly of: number;
}

/** Both records a person asks about, whole. */
export interface RecordPair {
  readonly board: string;
  readonly workspaceEntries: readonly RecordEntry[];
  readonly boardEntries: readonly RecordEntry[];
}

/** Checks records, on this thread or another; a {@link RecordBook} that answers later. */
export interface RecordChecks {
  adopt(board: string, entries: readonly RecordEntry[]): Promise<RecordFault | null>;
  restart(board: string, entries: readonly RecordEntry[]): Promise<RecordFault | null>;
  check(board: string, entries: readonly RecordEntry[]): Promise<RecordFault | null>;
  /** Everything once more from the first entry, believing nothing of earlier runs. */
  audit(pair: RecordPair, progress: (progress: CheckProgress) => void): Promise<AuditResult>;
  close(): void;
}

/** The first fault of either record, and in which one. */
export interface AuditResult {
  readonly workspace: RecordFault | null;
  readonly board: RecordFault | null;
}

/** Checks on this thread: in the worker itself, and where there are no workers. */
export function checksHere(verify: VerifySignature): RecordChecks {
  const book = new RecordBook(verify);
  return {
    adopt: async (board, entries) => book.adopt(board, entries),
    restart: book.restart.bind(book),
    check: book.check.bind(book),
    audit: (pair, progress) => audit(new RecordBook(verify), pair, progress),
    close: () => undefined,
  };
}

async function audit(
  book: RecordBook,
  { board, workspaceEntries, boardEntries }: RecordPair,
  progress: (progress: CheckProgress) => void,
): Promise<AuditResult> {
  const own = board === WORKSPACE ? [] : boardEntries;
  const of = workspaceEntries.length + own.length;
  const options = (before: number) => ({
    progress: (done: number) => progress({ done: before + done, of }),
    pause: () => new Promise<void>((resolve) => setTimeout(resolve)),
  });
  const workspace = await book.restart(WORKSPACE, workspaceEntries, options(0));
  if (workspace) return { workspace, board: null };
  if (board === WORKSPACE) return { workspace, board: null };
  return { workspace, board: await book.restart(board, own, options(workspaceEntries.length)) };
}
