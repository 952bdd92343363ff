import type { RestorePreview } from '../../shared/api/backup';
import { STATEMENT_KINDS, type RecordEntry } from '../../shared/domain/record';
import { commonHead, type CheckedBoard } from './check';

type Since = RestorePreview['since'];

/** A board as it is now. */
export interface PresentBoard {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly RecordEntry[];
  /** Digests of the plans, by ID. */
  readonly plans: ReadonlyMap<string, string>;
}

/** What is there now and a backup does not have, or has otherwise. */
export function differences(now: readonly PresentBoard[], backup: readonly CheckedBoard[]): Since {
  const known = new Map(backup.map((each) => [each.board.id, each]));
  const boards = now.map((board) => differencesOf(board, known.get(board.id)));
  const ids = new Set(now.map(({ id }) => id));
  const back = backup
    .filter(({ board }) => !ids.has(board.id))
    .map(({ plans }) => ({ plansBack: plans.size }));
  const sum = (key: Exclude<keyof Since, 'boardsGone'>) =>
    [...boards, ...back].reduce((total, each: Partial<Since>) => total + (each[key] ?? 0), 0);
  return {
    boardsGone: now.filter(({ id }) => !known.has(id)).map(({ title }) => title),
    plansGone: sum('plansGone'),
    plansChanged: sum('plansChanged'),
    plansBack: sum('plansBack'),
    decisionsGone: sum('decisionsGone'),
  };
}

function differencesOf(now: PresentBoard, backup: CheckedBoard | undefined): Omit<Since, 'boardsGone'> {
  const plans = backup?.plans ?? new Map<string, string>();
  const both = [...now.plans].filter(([id]) => plans.has(id));
  return {
    plansGone: now.plans.size - both.length,
    plansChanged: both.filter(([id, digest]) => plans.get(id) !== digest).length,
    plansBack: plans.size - both.length,
    decisionsGone: decisionsSince(now.entries, backup?.entries ?? []),
  };
}

function decisionsSince(now: readonly RecordEntry[], backup: readonly RecordEntry[]): number {
  const kinds: readonly string[] = STATEMENT_KINDS;
  return now.slice(commonHead(now, backup).seq).filter(({ kind }) => kinds.includes(kind)).length;
}
