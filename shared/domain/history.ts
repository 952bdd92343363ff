import { isJsonObject } from './json';
import { DEPARTMENTS, type Department } from './people';
import type { Material } from './plan';
import type {
  FollowUpPromise,
  Policy,
  RecordEntry,
  ReturnPromise,
  Statement,
  SubmissionBody,
  Verdict,
} from './record';
import { promiseSchema, returnPromiseSchema, VERDICTS } from './record';

/** A submission as the record has it. */
export interface Submission {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly by: string;
  /** The submitter's at that moment; absent where the record does not say. */
  readonly department?: Department;
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

/** An entry that states something, its statement being an object at least. */
type Stated = RecordEntry & { readonly statement: Statement };

/** Of two ends the later in this order counts (DESIGN section 6). */
const ENDS = ['launched', 'closed', 'withdrawn'] as const;

/**
 * Reads the entries of one plan, oldest first. The host appended them only after checking rights as they
 * were then, so departments and roles are not asked again; four eyes are, for it takes nothing but the
 * record. Never throws: an entry that says nothing understandable, or repeats a statement made before, is
 * passed over, and `verify.ts` raises the alarm.
 */
export function readHistory(planId: string, entries: readonly RecordEntry[]): History {
  let candidates: Candidate[] = [];
  let decisions: DecisionView[] = [];
  let ended: History['ended'] = null;
  const said = new Set<string>();

  for (const entry of entries) {
    if (entry.plan !== planId || !isStated(entry) || isRepetition(entry, said)) continue;
    switch (entry.kind) {
      case 'plan-submitted': {
        const submission = submissionOf(entry);
        if (!submission) break;
        // Submitting a withdrawn plan takes it up again, without its former approvals.
        if (ended === 'withdrawn') [candidates, ended] = [[], null];
        candidates.push({ submission, approvals: new Map(), agreed: null });
        decisions = [];
        break;
      }
      case 'decision': {
        const decision = decisionOf(entry);
        if (!decision || !counts(decision, entry, candidates)) break;
        if (isAboutLast(entry.statement.digest, candidates)) decisions.push(decision);
        applyDecision(candidates, decision, entry.statement.digest);
        break;
      }
      case 'launched':
      case 'closed':
      case 'withdrawn':
        if (ended === null || ENDS.indexOf(entry.kind) > ENDS.indexOf(ended)) ended = entry.kind;
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
 * An approval counts for the last submission only, by somebody who neither made it nor owns the plan and is of
 * another department than who made it.
 */
function counts({ verdict, by }: DecisionView, entry: Stated, candidates: readonly Candidate[]): boolean {
  if (verdict !== 'approve') return true;
  const last = candidates[candidates.length - 1]?.submission;
  if (last?.digest !== entry.statement.digest) return false;
  const department = departmentIn(entry);
  const sameSide = department !== undefined && department === last.department;
  return last.by !== by && last.snapshot['ownerId'] !== by && !sameSide;
}

/** What was said of an earlier version is no word on the last one. */
function isAboutLast(digest: string, candidates: readonly Candidate[]): boolean {
  const digests = candidates.map((candidate) => candidate.submission.digest);
  return digests[digests.length - 1] === digest || !digests.includes(digest);
}

/**
 * `approve` stands for the last submission. `decline` and `retract` end all of that approver's approvals of
 * the plan, `request-changes` those of that digest (DESIGN section 6).
 */
function applyDecision(candidates: readonly Candidate[], decision: DecisionView, digest: string): void {
  const { verdict, by } = decision;
  if (verdict === 'approve') candidates[candidates.length - 1]?.approvals.set(by, decision);
  else {
    for (const candidate of candidates) {
      if (verdict !== 'request-changes' || candidate.submission.digest === digest)
        candidate.approvals.delete(by);
    }
  }
  for (const candidate of candidates) {
    const met = candidate.approvals.size >= candidate.submission.policy.approvals;
    candidate.agreed = met ? (candidate.agreed ?? { seq: decision.seq, at: decision.at }) : null;
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

function isStated(entry: RecordEntry): entry is Stated {
  return isJsonObject(entry.statement) && typeof entry.statement.digest === 'string';
}

/** A statement counts once; whoever appends it a second time must not bring back what was retracted. */
function isRepetition({ by, kind, statement }: Stated, said: Set<string>): boolean {
  const { nonce, digest, head, verdict } = statement;
  const parts: unknown[] = [by, kind, digest, verdict, nonce, head];
  const key = JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : '')));
  if (said.has(key)) return true;
  said.add(key);
  return false;
}

/** Null when the snapshot or the number of approvals is missing: nobody can have agreed to that. */
function submissionOf(entry: Stated): Submission | null {
  const { seq, hash, at, by, statement, body } = entry;
  const { snapshot, policy } = (isJsonObject(body) ? body : {}) as Partial<SubmissionBody>;
  if (!isJsonObject(snapshot) || !isJsonObject(policy)) return null;
  if (!Number.isInteger(policy.approvals) || policy.approvals < 1) return null;
  const department = departmentIn(entry);
  return {
    seq,
    hash,
    at,
    by,
    ...(department ? { department } : {}),
    digest: statement.digest,
    snapshot,
    policy,
    returnPromises: returnPromisesOf(statement),
    ...noteOf(statement),
  };
}

/** Null when the verdict is none of ours. */
function decisionOf({ seq, at, by, statement }: Stated): DecisionView | null {
  const { verdict, promise } = statement;
  if (verdict === undefined || !VERDICTS.includes(verdict)) return null;
  const promised = verdict === 'approve' ? promiseSchema.safeParse(promise).data : undefined;
  return { by, verdict, at, seq, ...noteOf(statement), ...(promised ? { promise: promised } : {}) };
}

function returnPromisesOf({ returnPromise }: Statement): ReturnPromise[] {
  if (!Array.isArray(returnPromise)) return [];
  return returnPromise.flatMap((each) => returnPromiseSchema.safeParse(each).data ?? []);
}

/** The department that the host wrote beside a statement. */
function departmentIn({ body }: Stated): Department | undefined {
  const department = isJsonObject(body) ? body['department'] : undefined;
  return DEPARTMENTS.find((each) => each === department);
}

function noteOf({ note }: Statement): { readonly note?: string } {
  return typeof note === 'string' && note !== '' ? { note } : {};
}
