import type { Json } from './json';
import { decidingDepartment } from './plan';
import type { Rights } from './people';
import type { PlanStatus } from './status';
import type { Policy, Verdict } from './record';

/**
 * The one place that says who may do what. Each answer is `null` (allowed) or the reason why not, as a
 * code that both ends turn into a sentence in the user's language.
 */
export type Refusal =
  | 'removed'
  | 'guest'
  | 'not-owner'
  | 'not-approver'
  | 'wrong-department'
  | 'own-plan'
  | 'own-submission'
  | 'same-department'
  | 'not-plan-owner'
  | 'not-submitted'
  | 'changed-since-submitted'
  | 'promise-missing'
  | 'promise-owner-unknown'
  | 'not-agreed'
  | 'nothing-to-retract'
  | 'already-launched'
  | 'not-launched'
  | 'ended'
  | 'invalid-plan'
  | 'needs-tls';

/** What the policy looks at in a plan's material; a {@link Material} as it is will do. */
export interface PlanFacts {
  readonly kind?: Json;
  readonly ownerId?: Json;
}

/** Boards, invites, members, policy: owners only. */
export function mayAdminister(member: Rights): Refusal | null {
  if (!member.active) return 'removed';
  return member.role === 'owner' ? null : 'not-owner';
}

/** Writing on a board, by whatever channel. */
export function mayEdit(member: Rights): Refusal | null {
  if (!member.active) return 'removed';
  return member.role === 'guest' ? 'guest' : null;
}

/** Submitting is open to every editor; a closed plan stays closed. */
export function maySubmit(member: Rights, status: PlanStatus): Refusal | null {
  return mayEdit(member) ?? (status.state === 'closed' ? 'ended' : null);
}

/**
 * Whether a member's decision counts for a plan: an approver of the other department who neither owns the
 * plan nor submitted it (four eyes). The other department is the one that did not submit it: the plan's kind
 * alone does not tell, for any editor can write it.
 */
export function mayDecide(
  member: Rights,
  plan: PlanFacts,
  status: PlanStatus,
  verdict: Verdict,
): Refusal | null {
  const refusal = mayEdit(member);
  if (refusal) return refusal;
  if (!member.approver) return 'not-approver';
  if (member.department !== decidingDepartment(plan['kind'])) return 'wrong-department';
  if (!status.submission) return 'not-submitted';
  if (status.state === 'withdrawn' || status.state === 'closed') return 'ended';
  if (verdict === 'retract') {
    const inForce = status.agreement?.approvals.some((approval) => approval.by === member.id) ?? false;
    const lastWord = status.decisions.findLast((decision) => decision.by === member.id)?.verdict;
    return inForce || lastWord === 'approve' ? null : 'nothing-to-retract';
  }
  if (verdict === 'approve') {
    if (plan['ownerId'] === member.id) return 'own-plan';
    if (status.submission.by === member.id) return 'own-submission';
    if (status.submission.department === member.department) return 'same-department';
    if (status.changesSinceSubmitted.length > 0) return 'changed-since-submitted';
  }
  return null;
}

/** Whether a statement, or a change of the policy itself, may come the way it came: on some boards only encrypted. */
export function mayComeBy({ encryptedOnly = false }: Policy, secure: boolean): Refusal | null {
  return encryptedOnly && !secure ? 'needs-tls' : null;
}

/**
 * Whether an approval needs a follow-up promise: by the policy as it was at the submission. Enquiries are
 * followed up by sales, so for its own activities, of which marketing takes note, there is none to give.
 */
export function needsPromise(plan: PlanFacts, status: PlanStatus): boolean {
  const required = status.submission?.policy.promiseRequired ?? false;
  return required && decidingDepartment(plan.kind) === 'sales';
}

/** Launching: the plan's owner or a workspace owner, and only exactly what is agreed. */
export function mayLaunch(member: Rights, plan: PlanFacts, status: PlanStatus): Refusal | null {
  const refusal = mayConduct(member, plan, status);
  if (refusal) return refusal;
  if (status.state === 'launched') return 'already-launched';
  return status.state === 'agreed' && !status.deleted ? null : 'not-agreed';
}

/** Closing a launched plan: its owner or a workspace owner. */
export function mayClose(member: Rights, plan: PlanFacts, status: PlanStatus): Refusal | null {
  return mayConduct(member, plan, status) ?? (status.state === 'launched' ? null : 'not-launched');
}

/** Withdrawing anything that has been submitted and is not over. */
export function mayWithdraw(member: Rights, plan: PlanFacts, status: PlanStatus): Refusal | null {
  const refusal = mayConduct(member, plan, status);
  if (refusal) return refusal;
  if (!status.submission) return 'not-submitted';
  return status.state === 'withdrawn' || status.state === 'closed' ? 'ended' : null;
}

/** The owner is the one that was agreed, or submitted: in the document any editor can name himself. */
function mayConduct(member: Rights, plan: PlanFacts, { agreement, submission }: PlanStatus): Refusal | null {
  const refusal = mayEdit(member);
  if (refusal) return refusal;
  const { ownerId } = agreement?.snapshot ?? submission?.snapshot ?? plan;
  return member.role === 'owner' || ownerId === member.id ? null : 'not-plan-owner';
}

/** Those who could approve the plan if `submitterId` submitted it. */
export function possibleApprovers<M extends Rights>(
  members: readonly M[],
  plan: PlanFacts,
  submitterId: string,
): M[] {
  const submitter = members.find((member) => member.id === submitterId);
  return members.filter(
    (member) =>
      member.active &&
      member.role !== 'guest' &&
      member.approver &&
      member.department === decidingDepartment(plan['kind']) &&
      member.department !== submitter?.department &&
      member.id !== plan['ownerId'] &&
      member.id !== submitterId,
  );
}

/** Why nobody can approve yet, and so which remedy to offer; `null` when enough people can. */
export type ApproverGap =
  | { readonly reason: 'no-approver' | 'only-the-owner' | 'too-few'; readonly candidates: readonly string[] }
  /** The submitter is of the department that would decide: somebody of the other one has to submit. */
  | { readonly reason: 'wrong-side'; readonly candidates: readonly [] };

/** `candidates` are members of the deciding department whom an owner could name approver. */
export function approverGap(
  members: readonly Rights[],
  plan: PlanFacts,
  submitterId: string,
  approvals: number,
): ApproverGap | null {
  const able = possibleApprovers(members, plan, submitterId);
  if (able.length >= approvals) return null;
  const department = decidingDepartment(plan['kind']);
  if (members.some((m) => m.id === submitterId && m.department === department))
    return { reason: 'wrong-side', candidates: [] };
  const editors = members.filter((m) => mayEdit(m) === null && m.department === department);
  const candidates = editors.filter((m) => !m.approver && m.id !== plan['ownerId']);
  const ids = candidates.map((m) => m.id);
  const approvers = editors.filter((m) => m.approver);
  if (able.length > 0) return { reason: 'too-few', candidates: ids };
  if (approvers.some((m) => m.id === plan['ownerId'])) return { reason: 'only-the-owner', candidates: ids };
  return { reason: 'no-approver', candidates: ids };
}
