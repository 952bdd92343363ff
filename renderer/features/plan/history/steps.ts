import type { RecordEntry } from '../../../../shared/domain/record';
import { versionsOf, type Version } from '../../../../shared/domain/versions';

/** One entry of a plan's record. */
export interface Step {
  readonly entry: RecordEntry;
  /** The version it is about. */
  readonly version: Version;
}

/** What a board's record says of one plan, newest first. */
export function stepsOf(board: readonly RecordEntry[], planId: string): Step[] {
  const entries = board.filter((entry) => entry.plan === planId);
  const about = versionsOf(entries);
  return entries
    .flatMap((entry): Step[] => {
      const version = about.get(entry.seq);
      return version ? [{ entry, version }] : [];
    })
    .reverse();
}
