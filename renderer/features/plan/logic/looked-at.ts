import type { Agreement, Submission } from '../../../../shared/domain/history';
import type { Material } from '../../../../shared/domain/plan';
import type { RecordEntry } from '../../../../shared/domain/record';
import type { PlanStatus } from '../../../../shared/domain/status';
import { decidedBefore, versionsOf } from '../../../../shared/domain/versions';

/** The version that whoever looks at a plan compares it with. */
export interface Earlier {
  /** He decided about it himself, it was agreed, or it was the submission before. */
  readonly why: 'decided' | 'agreed' | 'submitted';
  readonly snapshot: Material;
  /** From 1, within its plan. */
  readonly number: number | null;
}

/**
 * What a submission is compared with for whoever decides: the version he last decided about, else the agreement, else the
 * submission before ([PLANUI-22]). Null: it is the first.
 *
 * @param entries the plan's own
 */
export function beforeSubmission(
  entries: readonly RecordEntry[],
  member: string,
  submission: Submission,
  agreement: Agreement | null,
): Earlier | null {
  const own = decidedBefore(entries, member, submission);
  if (own) return { why: 'decided', snapshot: own.snapshot, number: own.number };
  if (agreement) return { why: 'agreed', snapshot: agreement.snapshot, number: null };
  const previous = versionsOf(entries).get(submission.seq)?.previous;
  return previous ? { why: 'submitted', snapshot: previous.snapshot, number: previous.number } : null;
}

/** What a reader compares a plan with as it stands: while it is decided about as above, afterwards the agreement. */
export function beforeNow(
  entries: readonly RecordEntry[],
  member: string,
  { state, submission, agreement }: Pick<PlanStatus, 'state' | 'submission' | 'agreement'>,
): Earlier | null {
  const isOpen = state === 'in-review' || state === 'changes-requested' || state === 'declined';
  if (isOpen && submission) return beforeSubmission(entries, member, submission, agreement);
  return agreement && state !== 'withdrawn'
    ? { why: 'agreed', snapshot: agreement.snapshot, number: null }
    : null;
}
