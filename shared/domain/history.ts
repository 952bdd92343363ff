import type { Material } from './plan';
import type { FollowUpPromise, Policy, RecordEntry, ReturnPromise, SubmissionBody, Verdict } from './record';

/** A submission as the record has it. */
export interface Submission {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly by: string;
  readonly digest: string;
  readonly snapshot: Material;
  readonly policy: Policy;
  readonly returnPromises: readonly ReturnPromise[];
  readonly note?: string;
}

/** Who decided what about the last submission. */
export interface DecisionView {
  readonly by: string;
  readonly verdict: Verdict;
  readonly at: string;
  readonly seq: number;
  readonly note?: string;
  readonly promise?: FollowUpPromise;
}

/** An agreement in force: the snapshot and everything both sides promised with it. */
export interface Agreement {
  /** The entry with which the policy was met. */
  readonly seq: number;
  readonly at: string;
  readonly digest: string;
  readonly snapshot: Material;
  readonly submittedBy: string;
  readonly approvals: readonly DecisionView[];
  readonly returnPromises: readonly ReturnPromise[];
}

/** What the record says of one plan, whatever the document says. */
export interface History {
  readonly submission: Submission | null;
  readonly agreement: Agreement | null;
  /** Decisions about the last submission. */
  readonly decisions: readonly DecisionView[];
  /** Set once it was launched, closed or withdrawn. */
  readonly ended: 'launched' | 'closed' | 'withdrawn' | null;
}

/** A submission under way with the approvals that stand for it. */
interface Candidate {
  submission: Submission;
  approvals: Map<string, DecisionView>;
  agreed: { readonly seq: number; readonly at: string } | null;
}

/**
 * Reads the entries of one plan, oldest first. The host appended them only after checking rights, so
 * rights are not asked again here; the client checks them apart, in `verify.ts`.
 */
export function readHistory(planId: string, entries: readonly RecordEntry[]): History {
  let candidates: Candidate[] = [];
  let decisions: DecisionView[] = [];
  let ended: History['ended'] = null;

  for (const entry of entries) {
    if (entry.plan !== planId) continue;
    switch (entry.kind) {
      case 'plan-submitted':
        // Submitting a withdrawn plan takes it up again, without its former approvals.
        if (ended === 'withdrawn') [candidates, ended] = [[], null];
        candidates.push({ submission: submissionOf(entry), approvals: new Map(), agreed: null });
        decisions = [];
        break;
      case 'decision':
        decisions.push(decisionOf(entry));
        applyDecision(candidates, entry);
        break;
      case 'launched':
      case 'closed':
      case 'withdrawn':
        ended = entry.kind;
        break;
      default:
        break;
    }
  }
  return {
    submission: candidates[candidates.length - 1]?.submission ?? null,
    agreement: lastAgreement(candidates),
    decisions,
    ended,
  };
}

/**
 * `approve` stands for the last submission. `decline` and `retract` end all of that approver's approvals of
 * the plan, `request-changes` those of that digest (DESIGN section 6).
 */
function applyDecision(candidates: Candidate[], entry: RecordEntry): void {
  const { verdict, digest } = entry.statement ?? {};
  const last = candidates[candidates.length - 1];
  if (verdict === 'approve' && last && last.submission.digest === digest) {
    last.approvals.set(entry.by, decisionOf(entry));
  } else {
    for (const candidate of candidates) {
      if (verdict === 'request-changes' && candidate.submission.digest !== digest) continue;
      candidate.approvals.delete(entry.by);
    }
  }
  for (const candidate of candidates) {
    const met = candidate.approvals.size >= candidate.submission.policy.approvals;
    candidate.agreed = met ? (candidate.agreed ?? { seq: entry.seq, at: entry.at }) : null;
  }
}

function lastAgreement(candidates: readonly Candidate[]): Agreement | null {
  const candidate = candidates.findLast((each) => each.agreed !== null);
  if (!candidate?.agreed) return null;
  const { submission, agreed } = candidate;
  return {
    seq: agreed.seq,
    at: agreed.at,
    digest: submission.digest,
    snapshot: submission.snapshot,
    submittedBy: submission.by,
    approvals: [...candidate.approvals.values()],
    returnPromises: submission.returnPromises,
  };
}

function submissionOf(entry: RecordEntry): Submission {
  const body = entry.body as unknown as SubmissionBody;
  const { statement } = entry;
  return {
    seq: entry.seq,
    hash: entry.hash,
    at: entry.at,
    by: entry.by,
    digest: statement?.digest ?? '',
    snapshot: body.snapshot,
    policy: body.policy,
    returnPromises: statement?.returnPromise ?? [],
    ...(statement?.note ? { note: statement.note } : {}),
  };
}

function decisionOf(entry: RecordEntry): DecisionView {
  const { verdict, note, promise } = entry.statement ?? {};
  return {
    by: entry.by,
    verdict: verdict ?? 'request-changes',
    at: entry.at,
    seq: entry.seq,
    ...(note ? { note } : {}),
    ...(promise ? { promise } : {}),
  };
}
