import type { RecordEntry } from '../../../shared/domain/record';
import type { Evidence } from './evidence';
import type { AuditResult, CheckProgress, RecordChecks } from './checks';
import type { RecordReader } from './reader';
import type { Outcome } from '../connection/outcome';

/** What a person can do with a record besides reading it. */
export interface RecordTools {
  /** Checks both records from their first entry, whatever was checked before. */
  readonly audit: (progress: (progress: CheckProgress) => void) => Promise<AuditResult>;
  /** Looks again at a record that was at fault; it is trusted if it is in order and goes on from what was kept. */
  readonly lookAgain: () => Promise<Outcome<void>>;
  /** Every case found on this device: what it had, and what it was shown. */
  readonly evidence: () => Promise<readonly Evidence[]>;
  /** The workspace's record, by which the board's is judged. */
  readonly workspaceEntries: () => readonly RecordEntry[];
}

export function recordTools(
  board: string,
  record: RecordReader,
  checks: RecordChecks,
  workspaceEntries: () => readonly RecordEntry[],
): RecordTools {
  return {
    audit: (progress) =>
      checks.audit({ board, workspaceEntries: workspaceEntries(), boardEntries: record.entries }, progress),
    lookAgain: () => record.lookAgain(),
    evidence: () => record.evidence(),
    workspaceEntries,
  };
}
