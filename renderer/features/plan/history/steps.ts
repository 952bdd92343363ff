import type { TakenBack } from '../../../../shared/doc/board-doc';
import { declinesOfNewVersions } from '../../../../shared/domain/history';
import type { RecordEntry } from '../../../../shared/domain/record';
import { versionsOf, type Version } from '../../../../shared/domain/versions';

/** One entry of a plan's record. */
export interface Step {
  readonly entry: RecordEntry;
  /** The version it is about. */
  readonly version: Version;
  /** It says no to a new version, and what was agreed before still holds. */
  readonly isOfNewVersion: boolean;
}

/** A plan was taken out of the bin: told by the document, not by the record. */
export interface Return {
  readonly takenBack: TakenBack;
}

interface About {
  readonly id: string;
  readonly takenBack: TakenBack | null;
}

/** What a board's record says of one plan, oldest first. */
export function stepsOf(board: readonly RecordEntry[], planId: string): Step[] {
  const entries = board.filter((entry) => entry.plan === planId);
  const about = versionsOf(entries);
  const declines = declinesOfNewVersions(entries);
  return entries.flatMap((entry): Step[] => {
    const version = about.get(entry.seq);
    return version ? [{ entry, version, isOfNewVersion: declines.has(entry.seq) }] : [];
  });
}

/** What became of a plan, newest first, with who took it out of the bin behind all that he had seen of it. */
export function courseOf(board: readonly RecordEntry[], { id, takenBack }: About): (Step | Return)[] {
  const steps = stepsOf(board, id);
  if (!takenBack) return steps.reverse();
  const seen = steps.filter(({ entry }) => entry.seq <= takenBack.after);
  return [...seen, { takenBack }, ...steps.slice(seen.length)].reverse();
}
