import type { Json } from './json';
import { decidingDepartment } from './plan';
import type { Department, Rights } from './people';
import type { Policy } from './record';

/**
 * What people may do by who they are; whether a statement about a plan counts is for `judge.ts` to say. Each answer is
 * `null` (allowed) or the reason why not, as a code that both ends turn into a sentence in the user's language.
 */
export type Refusal =
  | 'removed'
  | 'guest'
  | 'walk-in'
  | 'not-facilitator'
  | 'not-owner'
  | 'not-approver'
  | 'wrong-department'
  | 'own-plan'
  | 'own-submission'
  | 'same-department'
  | 'not-plan-owner'
  | 'no-deputy'
  | 'unfit-deputy'
  | 'spoken-already'
  | 'reminded-today'
  | 'not-submitted'
  | 'changed-since-submitted'
  | 'not-in-review'
  | 'promise-missing'
  | 'promise-owner-unknown'
  | 'not-agreed'
  | 'nothing-to-retract'
  | 'already-launched'
  | 'not-launched'
  | 'ended'
  | 'invalid-plan'
  | 'needs-tls'
  | 'board-archived'
  | 'not-round-opener'
  | 'round-closed'
  | 'round-lost'
  | 'pulse-off'
  | 'receipt-unknown';

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

/** Whether a member is one of those who decide about such a plan: an approver of the other department. */
export function decidesAbout(member: Rights, plan: PlanFacts): Refusal | null {
  const refusal = mayEdit(member);
  if (refusal) return refusal;
  if (!member.approver) return 'not-approver';
  return member.department === decidingDepartment(plan.kind) ? null : 'wrong-department';
}

/** A version as it was submitted, or would be. */
interface Submitted {
  readonly by: string;
  /** The submitter's; absent where nobody knows. */
  readonly department?: Department | undefined;
  readonly snapshot: PlanFacts;
}

/**
 * Four eyes: who approves neither owns the plan nor submitted it, and is of another department than who submitted it.
 * The plan's kind alone does not tell that one, for any editor can write it.
 */
export function fourEyes(
  { id, department }: Pick<Submitted, 'department'> & { readonly id: string },
  submission: Submitted,
): Refusal | null {
  if (submission.snapshot.ownerId === id) return 'own-plan';
  if (submission.by === id) return 'own-submission';
  if (department && submission.department === department) return 'same-department';
  return null;
}

/** Whether a statement, or a change of the policy itself, may come the way it came: on some boards only encrypted. */
export function mayComeBy({ encryptedOnly = false }: Policy, secure: boolean): Refusal | null {
  return encryptedOnly && !secure ? 'needs-tls' : null;
}

/** Those who could approve the plan if `submitterId` submitted it. */
export function possibleApprovers<M extends Rights>(
  members: readonly M[],
  plan: PlanFacts,
  submitterId: string,
): M[] {
  const department = members.find((member) => member.id === submitterId)?.department;
  const submission = { by: submitterId, department, snapshot: plan };
  return members.filter(
    (member) => decidesAbout(member, plan) === null && fourEyes(member, submission) === null,
  );
}

/** Why nobody can approve yet, and so which remedy to offer; `null` when enough people can. */
export type ApproverGap =
  | { readonly reason: 'no-approver' | 'only-the-owner' | 'too-few'; readonly candidates: readonly string[] }
  /** The submitter is of the department that would decide: somebody of the other one has to submit. */
  | { readonly reason: 'wrong-side'; readonly candidates: readonly [] };

/** Why a submission in review waits for nobody; `null` when enough people can approve it, by the policy it came under. */
export function reviewGap(
  members: readonly Rights[],
  { snapshot, by, policy }: { snapshot: PlanFacts; by: string; policy: Pick<Policy, 'approvals'> },
): ApproverGap | null {
  return approverGap(members, snapshot, by, policy.approvals);
}

/** `candidates` are members of the deciding department whom an owner could name approver. */
export function approverGap(
  members: readonly Rights[],
  plan: PlanFacts,
  submitterId: string,
  approvals: number,
): ApproverGap | null {
  const able = possibleApprovers(members, plan, submitterId);
  if (able.length >= approvals) return null;
  const department = decidingDepartment(plan.kind);
  if (members.some((m) => m.id === submitterId && m.department === department))
    return { reason: 'wrong-side', candidates: [] };
  const editors = members.filter((m) => mayEdit(m) === null && m.department === department);
  const candidates = editors.filter((m) => !m.approver && m.id !== plan.ownerId);
  const ids = candidates.map((m) => m.id);
  const approvers = editors.filter((m) => m.approver);
  if (able.length > 0) return { reason: 'too-few', candidates: ids };
  if (approvers.some((m) => m.id === plan.ownerId)) return { reason: 'only-the-owner', candidates: ids };
  return { reason: 'no-approver', candidates: ids };
}
