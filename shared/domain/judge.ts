import { approvedFor, type Submission } from './history';
import { decidingDepartment } from './plan';
import { decidesFor, type Capacities, type Mandate } from './turn/delegation';
import type { Rights } from './people';
import { decidesAbout, fourEyes, mayEdit, type PlanFacts, type Refusal } from './policy';
import type { Statement, Verdict } from './record';
import { outcomeOf, type PlanStatus } from './status';

/**
 * The one judge of what counts. The host asks it before it appends a statement, readers ask it about every entry they
 * are shown, screens ask it in advance about what they offer ({@link mayState}). It judges by what the record tells;
 * what only the host knows (the plan as it stands now, the way a request came) is asked in `server/record`.
 */

/** What is stated, or is about to be. */
export interface Deed extends Pick<Statement, 'kind' | 'verdict'> {
  /** On whose behalf, as his deputy; null for somebody whose deputy this is not. Absent: in one's own right. */
  readonly mandate?: Mandate | null;
}

/** The plan that something is stated about. A plan's row on the screen is one. */
export interface Standing {
  /** Derived from the record, with the document as whoever asks has it. */
  readonly status: PlanStatus;
  /** The plan in the document: it names kind and owner only until the record does, for any editor can write there. */
  readonly material: PlanFacts;
}

/** Everything that a statement is judged by, as it was right before it. */
export interface Before extends Standing {
  readonly archived: boolean;
  /** The entry that this device made with this nonce; null when it is new. */
  readonly repeated: number | null;
  /** Where the head that the signer had seen stands in this record; null when it is none of it. */
  readonly seen: number | null;
  /** Whether this member is the deputy of another at that moment. */
  readonly mandateOf: (absent: string) => Mandate | null;
  /** Whether somebody is a member at that moment. */
  readonly isMember: (id: string) => boolean;
}

/** Why a statement does not count. Of several reasons the first in this order (docs/decisions/0010). */
export type Objection =
  /** It lies in the person, whatever becomes of the plan. */
  | { readonly to: 'person'; readonly reason: Refusal }
  | { readonly to: 'repetition'; readonly seq: number }
  | { readonly to: 'board'; readonly reason: Refusal }
  /** The head is none of this record (`foreign`), or before the submission that is approved or taken back. */
  | { readonly to: 'head'; readonly foreign: boolean }
  | { readonly to: 'state'; readonly reason: Refusal };

/** Refusals that lie in the person, not in the plan's state: they do not pass with time. */
const OF_THE_PERSON: ReadonlySet<Refusal> = new Set<Refusal>([
  'removed',
  'guest',
  'walk-in',
  'not-approver',
  'wrong-department',
  'own-plan',
  'own-submission',
  'same-department',
  'not-plan-owner',
  'no-deputy',
]);

/**
 * Whether a statement counts.
 *
 * @param statement null for one in words that this version does not know: it has to be somebody's, new, and about
 *   this record, and it agrees nothing
 * @param member the rights of whoever states it, at the moment by which rights are judged; null for nobody known
 * @returns null when it counts
 */
export function judgeStatement(
  statement: Statement | null,
  member: Rights | null,
  before: Before,
): Objection | null {
  if (!member?.active) return { to: 'person', reason: 'removed' };
  const refusal = statement && mayState(deedOf(statement, before), member, before);
  if (refusal && OF_THE_PERSON.has(refusal)) return { to: 'person', reason: refusal };
  if (before.repeated !== null) return { to: 'repetition', seq: before.repeated };
  if (statement && before.archived) return { to: 'board', reason: 'board-archived' };
  if (before.seen === null) return { to: 'head', foreign: true };
  if (!statement) return null;
  const { submission } = before.status;
  const isAboutLast = statement.verdict === 'approve' || statement.kind === 'recalled';
  if (isAboutLast && submission && before.seen < submission.seq) return { to: 'head', foreign: false };
  const reason = refusal ?? lacks(statement, before);
  return reason && { to: 'state', reason };
}

function deedOf({ kind, verdict, onBehalfOf }: Statement, { mandateOf }: Before): Deed {
  return { kind, verdict, ...(onBehalfOf === undefined ? {} : { mandate: mandateOf(onBehalfOf) }) };
}

/**
 * What a statement has to say beyond being allowed: an approval is about this very version, with a promise that
 * somebody keeps, and what was taken back takes no decision any more.
 */
function lacks({ kind, verdict, digest, promise }: Statement, { status, isMember }: Before): Refusal | null {
  if (kind === 'recalled') return status.submission?.digest === digest ? null : 'not-in-review';
  if (kind === 'decision' && status.recalled.includes(digest)) return 'not-in-review';
  if (verdict !== 'approve') return null;
  if (status.submission?.digest !== digest) return 'changed-since-submitted';
  if (!promise) return needsPromise(status.submission) ? 'promise-missing' : null;
  return isMember(promise.ownerId) ? null : 'promise-owner-unknown';
}

/**
 * Asked in advance: may this member state that? Judges person and plan. What nobody can know before it is stated is
 * left to {@link judgeStatement}, and so is an archived board, on which nothing is offered at all.
 */
export function mayState(deed: Deed, member: Rights, plan: Standing): Refusal | null {
  const { kind } = deed;
  const refusal = mayEdit(member) ?? (member.walkIn ? 'walk-in' : null);
  if (refusal) return refusal;
  switch (kind) {
    case 'plan-submitted':
      // Whoever may edit may submit; what was withdrawn comes back, what is closed does not.
      return plan.status.state === 'closed' ? 'ended' : null;
    case 'recalled':
      return recalls(member, plan) ?? isInReview(plan.status);
    case 'decision':
      return mayDecide(deed, member, plan);
    case 'launched':
      return conducts(member, plan) ?? mayLaunch(plan.status);
    case 'closed':
      return conducts(member, plan) ?? (plan.status.state === 'launched' ? null : 'not-launched');
    case 'withdrawn':
      return conducts(member, plan) ?? isOver(plan.status);
  }
}

const APPROVAL: Deed = { kind: 'decision', verdict: 'approve' };

/**
 * Whether a plan waits for this member: in review exactly as it stands, his to approve in his own right or as a deputy,
 * and he has said nothing yet.
 *
 * @param mandates on whose behalf he decides at the moment
 */
export function waitsFor(member: Rights, status: PlanStatus, mandates: readonly Mandate[] = []): boolean {
  const { state, deleted, decisions } = status;
  if (state !== 'in-review' || deleted || decisions.some(({ by }) => by === member.id)) return false;
  // A deputy of his approved for him: a second approval of his would add nothing.
  if (approvedFor(member.id, decisions).length > 0) return false;
  return approvalsOf(member, { status, material: {} }, mandates).length > 0;
}

/** For whom alone, as their deputy, a member decides what waits for him; none: it is his own decision. */
export function decidedFor(member: Capacities, status: PlanStatus): string[] {
  const capacities = approvalsOf(member, { status, material: {} }, member.mandates ?? []);
  return capacities.includes(null) ? [] : capacities.flatMap((mandate) => mandate?.absent.id ?? []);
}

/** In which capacities a member may approve a plan: null is his own right, everything else that of whom he stands in for. */
export function approvalsOf(
  member: Rights,
  plan: Standing,
  mandates: readonly Mandate[],
): (Mandate | null)[] {
  const own = mayState(APPROVAL, member, plan) === null ? [null] : [];
  return [...own, ...mandates.filter((mandate) => mayState({ ...APPROVAL, mandate }, member, plan) === null)];
}

/**
 * Whether an approval needs a follow-up promise: by the policy as it was at the submission. Enquiries are
 * followed up by sales, so for its own activities, of which marketing takes note, there is none to give.
 */
export function needsPromise(submission: Submission | null): boolean {
  if (!submission) return false;
  return submission.policy.promiseRequired && decidingDepartment(submission.snapshot['kind']) === 'sales';
}

/**
 * An approver of the other department, or his deputy. The kind alone does not tell which one that is, so who approves is
 * neither of the side that submitted, nor who submitted it or owns it (four eyes).
 */
function mayDecide(
  { verdict = 'decline', mandate }: Deed,
  member: Rights,
  { status, material }: Standing,
): Refusal | null {
  const { submission } = status;
  const about = submission?.snapshot ?? material;
  if (mandate === null) return 'no-deputy';
  const refusal =
    (mandate ? decidesFor(member, mandate, about) : decidesAbout(member, about)) ?? isOver(status);
  if (refusal || !submission) return refusal;
  if (verdict === 'retract') return hasApproved(member, status) ? null : 'nothing-to-retract';
  const stands = mandate ? mayStandIn(member, mandate, verdict, status, submission) : null;
  if (stands || verdict !== 'approve') return stands;
  const isChanged = status.changesSinceSubmitted.length > 0;
  return fourEyes(member, submission) ?? (isChanged ? 'changed-since-submitted' : null);
}

/**
 * A deputy says nothing about what either of the two owns or submitted. He speaks only where the one he stands in for has
 * not spoken himself, nor another deputy for him by an approval that stands: one person never counts twice.
 */
function mayStandIn(
  member: Rights,
  { absent }: Mandate,
  verdict: Verdict,
  { decisions }: PlanStatus,
  submission: Submission,
): Refusal | null {
  const eyes = fourEyes(member, submission) ?? fourEyes(absent, submission);
  if (eyes) return eyes;
  const hasSpoken = decisions.some(({ by }) => by === absent.id);
  const isTaken = verdict === 'approve' && approvedFor(absent.id, decisions).some((by) => by !== member.id);
  return hasSpoken || isTaken ? 'spoken-already' : null;
}

/** In the agreement in force, or as his last word on the last submission: himself, or a deputy for him. */
function hasApproved({ id }: Rights, { agreement, decisions }: PlanStatus): boolean {
  const inForce = agreement?.approvals.some(({ by, onBehalfOf }) => by === id || onBehalfOf === id) ?? false;
  const lastWord = decisions.findLast(({ by }) => by === id)?.verdict;
  return inForce || lastWord === 'approve' || (!lastWord && approvedFor(id, decisions).length > 0);
}

/** Launching, closing and withdrawing is for the plan's owner, as agreed or submitted, and for owners of the workspace. */
function conducts(member: Rights, { status: { agreement, submission }, material }: Standing): Refusal | null {
  const { ownerId } = agreement?.snapshot ?? submission?.snapshot ?? material;
  return member.role === 'owner' || ownerId === member.id ? null : 'not-plan-owner';
}

/** Taking a submission back is also for whoever made it. */
function recalls(member: Rights, plan: Standing): Refusal | null {
  const { submission } = plan.status;
  const owns = submission?.snapshot['ownerId'] === member.id;
  return owns || submission?.by === member.id ? null : conducts(member, plan);
}

/**
 * Taken back is what nobody has agreed or declined: in review, or sent back for changes. A launched plan may have such
 * a new version beside what it was launched by.
 */
function isInReview(status: PlanStatus): Refusal | null {
  const { submission, agreement, decisions } = status;
  const refusal = isOver(status);
  if (refusal || !submission) return refusal;
  if (status.state === 'launched' && !agreement) return 'already-launched';
  const isAgreed = agreement !== null && agreement.seq > submission.seq;
  return isAgreed || outcomeOf(decisions) === 'declined' ? 'not-in-review' : null;
}

/** Once, and only exactly what is agreed. */
function mayLaunch({ state, deleted }: PlanStatus): Refusal | null {
  if (state === 'launched') return 'already-launched';
  return state === 'agreed' && !deleted ? null : 'not-agreed';
}

/** Decided about and withdrawn is what was submitted and is not over. */
function isOver({ submission, state }: PlanStatus): Refusal | null {
  if (!submission) return 'not-submitted';
  return state === 'withdrawn' || state === 'closed' ? 'ended' : null;
}
