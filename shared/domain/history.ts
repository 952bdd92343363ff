import { isJsonObject } from './json';
import type { CivilDate } from './dates';
import { DEPARTMENTS, type Department } from './people';
import type { Material } from './plan';
import { fourEyes } from './policy';
import type { FollowUpPromise, Policy, RecordEntry, ReturnPromise, Statement, Verdict } from './record';
import { policySchema, statementSchema } from './record';

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
  /** Until when, that day included, a decision is asked for. */
  readonly decideBy?: CivilDate;
  readonly note?: string;
}

/** Who decided what about the last submission. */
export interface DecisionView {
  readonly by: string;
  /** The absent member for whom `by` decided as his deputy. */
  readonly onBehalfOf?: string;
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
  /** The entry of its submission. */
  readonly submittedIn: number;
  readonly approvals: readonly DecisionView[];
  readonly returnPromises: readonly ReturnPromise[];
}

/** What the record says of one plan, whatever the document says. */
export interface History {
  /** The last one that was not taken back. */
  readonly submission: Submission | null;
  readonly agreement: Agreement | null;
  /** Decisions about the last submission. */
  readonly decisions: readonly DecisionView[];
  /** Digests that were submitted and taken back, and not submitted otherwise: nobody decides about them any more. */
  readonly recalled: readonly string[];
  /** Set once it was launched, closed or withdrawn. */
  readonly ended: 'launched' | 'closed' | 'withdrawn' | null;
}

/** A submission under way with what was said about it and the approvals that stand for it. */
interface Candidate {
  readonly submission: Submission;
  readonly decisions: DecisionView[];
  /** By who gave them. */
  readonly approvals: Map<string, DecisionView>;
  agreed: { readonly seq: number; readonly at: string } | null;
  /** The submissions of the withdrawn plan that this one took up again. */
  readonly takesUp: readonly Candidate[] | null;
}

/** An entry that states something this version understands. */
type Stated = RecordEntry & { readonly statement: Statement };

/** Of two ends the later in this order counts (DESIGN section 6). */
const ENDS = ['launched', 'closed', 'withdrawn'] as const;

/** Entries by the plan they are about, each list in order. */
export function groupByPlan(entries: readonly RecordEntry[]): Map<string, RecordEntry[]> {
  const groups = new Map<string, RecordEntry[]>();
  for (const entry of entries) {
    if (entry.plan === undefined) continue;
    const group = groups.get(entry.plan);
    if (group) group.push(entry);
    else groups.set(entry.plan, [entry]);
  }
  return groups;
}

/**
 * Reads the entries of one plan, oldest first. The host appended them only after checking rights as they
 * were then, so departments and roles are not asked again; four eyes are, for it takes nothing but the
 * record. Never throws: an entry that says nothing understandable, or repeats a statement made before, is
 * passed over, and `verify/` raises the alarm.
 */
export function readHistory(planId: string, entries: readonly RecordEntry[]): History {
  const log = new PlanLog();
  for (const entry of entries) if (entry.plan === planId) log.add(entry);
  return log.history();
}

/** The history of one plan as it grows, entry by entry; for whoever asks for it at every entry. */
export class PlanLog {
  #candidates: Candidate[] = [];
  readonly #recalled = new Set<string>();
  #ended: History['ended'] = null;
  readonly #said = new Set<string>();

  /** Takes an entry of this plan. */
  add(entry: RecordEntry): void {
    const statement = statementOf(entry);
    if (!statement || isRepetition({ ...entry, statement }, this.#said)) return;
    const stated: Stated = { ...entry, statement };
    if (statement.kind === 'plan-submitted') this.#submit(stated);
    else if (statement.kind === 'decision') this.#decide(stated);
    else if (statement.kind === 'recalled') this.#recall(stated);
    else if (this.#ended === null || ENDS.indexOf(statement.kind) > ENDS.indexOf(this.#ended))
      this.#ended = statement.kind;
  }

  history(): History {
    return {
      submission: this.#candidates[this.#candidates.length - 1]?.submission ?? null,
      agreement: lastAgreement(this.#candidates),
      decisions: [...(this.#candidates.at(-1)?.decisions ?? [])],
      recalled: [...this.#recalled].filter((digest) => !stands(digest, this.#candidates)),
      ended: this.#ended,
    };
  }

  #submit(entry: Stated): void {
    const submission = submissionOf(entry);
    if (!submission) return;
    // Submitting a withdrawn plan takes it up again, without its former approvals.
    const takesUp = this.#ended === 'withdrawn' ? this.#candidates : null;
    if (takesUp) [this.#candidates, this.#ended] = [[], null];
    this.#candidates.push({ submission, decisions: [], approvals: new Map(), agreed: null, takesUp });
  }

  /** All is as before the submission; what was taken back or refused of earlier ones meanwhile stays so. */
  #recall({ statement: { digest } }: Stated): void {
    const last = this.#candidates.at(-1);
    if (last?.submission.digest !== digest || last.agreed) return;
    // What was launched by this very submission stays launched.
    if (this.#ended && (this.#ended !== 'launched' || !lastAgreement(this.#candidates))) return;
    this.#candidates.pop();
    if (last.takesUp) [this.#candidates, this.#ended] = [[...last.takesUp], 'withdrawn'];
    this.#recalled.add(digest);
  }

  #decide(entry: Stated): void {
    const decision = decisionOf(entry);
    if (!decision || !counts(decision, entry, this.#candidates)) return;
    noteDecision(this.#candidates, decision, entry.statement.digest);
    applyDecision(this.#candidates, decision, entry.statement.digest);
  }
}

/**
 * Which entries of a record decline a new version of a plan that stays agreed as it was before, by their numbers: no more is
 * said no to than that version.
 */
export function declinesOfNewVersions(entries: readonly RecordEntry[]): ReadonlySet<number> {
  const logs = new Map<string, PlanLog>();
  const found = new Set<number>();
  for (const entry of entries) {
    if (entry.plan === undefined) continue;
    const log = logs.get(entry.plan) ?? new PlanLog();
    logs.set(entry.plan, log);
    log.add(entry);
    if (statementOf(entry)?.verdict !== 'decline') continue;
    const { submission, agreement } = log.history();
    const isNew = agreement !== null && submission !== null && submission.seq > agreement.submittedIn;
    if (isNew && submission.digest === entry.statement?.digest) found.add(entry.seq);
  }
  return found;
}

/**
 * What an entry states, if this version knows every word of it: one it does not know (a condition, say) may be the
 * one that matters, so such a statement counts for nothing.
 */
export function statementOf(entry: RecordEntry): Statement | null {
  const known = understood.get(entry);
  if (known !== undefined) return known;
  const parsed = statementSchema.safeParse(entry.statement).data ?? null;
  const statement = parsed?.kind === entry.kind ? parsed : null;
  understood.set(entry, statement);
  return statement;
}

/** Entries never change, and each is asked about again and again. */
const understood = new WeakMap<RecordEntry, Statement | null>();

/** An approval counts for the last submission only, and by four eyes, which are a deputy's and those of the one he stands in for. */
function counts(decision: DecisionView, entry: Stated, candidates: readonly Candidate[]): boolean {
  const { verdict, by, onBehalfOf } = decision;
  if (verdict !== 'approve') return true;
  const last = candidates[candidates.length - 1];
  if (last?.submission.digest !== entry.statement.digest) return false;
  const department = departmentIn(entry);
  const eyes = onBehalfOf === undefined ? [by] : [by, onBehalfOf];
  if (eyes.some((id) => fourEyes({ id, department }, last.submission) !== null)) return false;
  return onBehalfOf === undefined || isFree(onBehalfOf, by, last.decisions);
}

/** Whether nobody has spoken in the place of this member yet, so that a deputy may: one person never counts twice. */
function isFree(absent: string, deputy: string, decisions: readonly DecisionView[]): boolean {
  if (absent === deputy || decisions.some(({ by }) => by === absent)) return false;
  return approvedFor(absent, decisions).every((by) => by === deputy);
}

/** Whose last word about a submission is an approval on behalf of this member. */
export function approvedFor(absent: string, decisions: readonly DecisionView[]): string[] {
  const lastWords = new Map(decisions.map((decision) => [decision.by, decision]));
  return [...lastWords.values()]
    .filter(({ verdict, onBehalfOf }) => verdict === 'approve' && onBehalfOf === absent)
    .map(({ by }) => by);
}

/**
 * What was said of an earlier version is no word on the last one, but on that one: it comes back when those after it
 * are taken back.
 */
function noteDecision(candidates: readonly Candidate[], decision: DecisionView, digest: string): void {
  const isUnknown = !stands(digest, candidates);
  const last = candidates.at(-1);
  for (const candidate of candidates) {
    const isNamed = candidate.submission.digest === digest;
    const isEnded = spokenFor(decision.by, candidate).length > 0 && endsApproval(decision, candidate, digest);
    const isAbout =
      candidate === last ? isNamed || isUnknown : isEnded || (isNamed && decision.verdict !== 'approve');
    if (isAbout) candidate.decisions.push(decision);
  }
}

function stands(digest: string, candidates: readonly Candidate[]): boolean {
  return candidates.some(({ submission }) => submission.digest === digest);
}

/** Whose approvals of a submission are this member's: his own, and what a deputy said for him. */
function spokenFor(member: string, { approvals }: Candidate): string[] {
  const own = [...approvals.values()].filter(({ by, onBehalfOf }) => by === member || onBehalfOf === member);
  return own.map(({ by }) => by);
}

/** `retract` ends all of that approver's approvals, `decline` and `request-changes` those of that digest (DESIGN section 6). */
function endsApproval({ verdict }: DecisionView, { submission }: Candidate, digest: string): boolean {
  return verdict === 'retract' || (verdict !== 'approve' && submission.digest === digest);
}

/**
 * `approve` stands for the last submission, in place of what this member or a deputy of his approved before; everything
 * else ends what it ends.
 */
function applyDecision(candidates: readonly Candidate[], decision: DecisionView, digest: string): void {
  const { verdict, by } = decision;
  const last = candidates.at(-1);
  const isApproval = verdict === 'approve';
  for (const candidate of candidates)
    if (isApproval ? candidate === last : endsApproval(decision, candidate, digest))
      for (const hand of spokenFor(by, candidate)) candidate.approvals.delete(hand);
  if (isApproval) last?.approvals.set(by, decision);
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
    submittedIn: submission.seq,
    approvals: [...candidate.approvals.values()],
    returnPromises: submission.returnPromises,
  };
}

/** A statement counts once; whoever appends it a second time must not bring back what was retracted. */
function isRepetition({ by, kind, statement }: Stated, said: Set<string>): boolean {
  const { nonce, digest, head, verdict } = statement;
  const key = [by, kind, digest, verdict, nonce, head].join();
  if (said.has(key)) return true;
  said.add(key);
  return false;
}

/** Null when the snapshot is missing, or the policy is none that this version knows: nobody can have agreed to that. */
function submissionOf(entry: Stated): Submission | null {
  const { seq, hash, at, by, statement, body } = entry;
  const { snapshot, policy } = isJsonObject(body) ? body : {};
  const known = policySchema.safeParse(policy).data;
  if (!isJsonObject(snapshot) || !known) return null;
  const department = departmentIn(entry);
  return {
    seq,
    hash,
    at,
    by,
    ...(department ? { department } : {}),
    digest: statement.digest,
    snapshot,
    policy: known,
    returnPromises: statement.returnPromise ?? [],
    ...(statement.decideBy ? { decideBy: statement.decideBy } : {}),
    ...noteOf(statement),
  };
}

function decisionOf({ seq, at, by, statement }: Stated): DecisionView | null {
  const { verdict, promise, onBehalfOf } = statement;
  if (verdict === undefined) return null;
  const beside = { ...noteOf(statement), ...(promise ? { promise } : {}) };
  return { by, ...(onBehalfOf ? { onBehalfOf } : {}), verdict, at, seq, ...beside };
}

/** The department that the host wrote beside a statement. */
function departmentIn({ body }: Stated): Department | undefined {
  const department = isJsonObject(body) ? body['department'] : undefined;
  return DEPARTMENTS.find((each) => each === department);
}

function noteOf({ note }: Statement): { readonly note?: string } {
  return note ? { note } : {};
}
