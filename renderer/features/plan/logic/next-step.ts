import type { CivilDate } from '../../../../shared/domain/dates';
import type { Material } from '../../../../shared/domain/plan';
import type { Capacities, Mandate } from '../../../../shared/domain/turn/delegation';
import type { Rights } from '../../../../shared/domain/people';
import { mayState, type Deed } from '../../../../shared/domain/judge';
import { mayEdit, possibleApprovers, type Refusal } from '../../../../shared/domain/policy';
import type { Verdict } from '../../../../shared/domain/record';
import type { PlanStatus } from '../../../../shared/domain/status';

/** What is looked at of a plan's row. */
interface Plan {
  readonly status: PlanStatus;
  readonly material: Material;
}

/** The one thing to do next, or what is being waited for. */
export type NextStep =
  | { readonly kind: 'submit' | 'submit-again' | 'decide' | 'reconsider' | 'launch' | 'close' }
  | { readonly kind: 'wait'; readonly why: Refusal }
  | { readonly kind: 'none' };

/**
 * In which capacity a member states a decision: null is his own right, which comes first, else that of somebody he stands
 * in for. Undefined: in none.
 */
export function capacityFor(verdict: Verdict, me: Capacities, plan: Plan): Mandate | null | undefined {
  const may = (mandate?: Mandate) =>
    mayState({ kind: 'decision', verdict, ...(mandate ? { mandate } : {}) }, me, plan) === null;
  return may() ? null : me.mandates?.find(may);
}

/** Why a member may not approve, in whichever capacity; null if he may. A right that would not help him is not what he lacks. */
function refusalOfApproval(me: Capacities, plan: Plan): Refusal | null {
  if (capacityFor('approve', me, plan) !== undefined) return null;
  return mayState(APPROVE, { ...me, approver: true }, plan) ?? mayState(APPROVE, me, plan);
}

const APPROVE: Deed = { kind: 'decision', verdict: 'approve' };

/** The primary button of a plan for one person, by status and rights. */
export function nextStep(me: Capacities, plan: Plan, today: CivilDate): NextStep {
  const { status } = plan;
  if (mayEdit(me) !== null || status.deleted) return { kind: 'none' };
  switch (status.state) {
    case 'declined':
    case 'changes-requested':
      return refusalOfApproval(me, plan) === null ? { kind: 'reconsider' } : submittingAgain(me, plan);
    case 'draft':
    case 'withdrawn':
      return submitting(me, plan, status.submission ? 'submit-again' : 'submit');
    case 'changed-since-agreed':
      return submittingAgain(me, plan);
    case 'in-review':
      // A plan that changed after it was submitted waits for a new submission, not for a decision.
      return status.changesSinceSubmitted.length > 0
        ? submittingAgain(me, plan)
        : stepOrWait('decide', refusalOfApproval(me, plan));
    case 'agreed':
      return stepOrWait('launch', mayState({ kind: 'launched' }, me, plan));
    case 'launched':
      return isOver(plan, today) && mayState({ kind: 'closed' }, me, plan) === null
        ? { kind: 'close' }
        : { kind: 'none' };
    case 'closed':
      return { kind: 'none' };
  }
}

/** An approver may still ask for changes, or decline, when approving itself is impossible for now. */
export function mayDecideOtherwise(me: Capacities, plan: Plan): boolean {
  if (plan.status.state !== 'in-review') return false;
  return capacityFor('request-changes', me, plan) !== undefined;
}

const BESIDE = {
  recalled: { kind: 'recalled' },
  retract: { kind: 'decision', verdict: 'retract' },
  closed: { kind: 'closed' },
  withdrawn: { kind: 'withdrawn' },
} as const satisfies Record<string, Deed>;
export type Beside = keyof typeof BESIDE;

/** What this person may state beside the next step. */
export function besideNextStep(me: Rights, plan: Plan): Beside[] {
  const all = Object.keys(BESIDE) as Beside[];
  const allowed = all.filter((each) => mayState(BESIDE[each], me, plan) === null);
  // What was never agreed is in no calendar: its submission is taken back, the plan itself is not called off.
  const isOnlySubmitted = allowed.includes('recalled') && plan.status.agreement === null;
  return isOnlySubmitted ? allowed.filter((each) => each !== 'withdrawn') : allowed;
}

/** Whoever submits cannot approve: those who decide are not led to submit what they are waited for to approve. */
function submittingAgain(me: Rights, plan: Plan): NextStep {
  const decides = possibleApprovers([me], plan.material, '').length > 0;
  return decides ? { kind: 'wait', why: 'changed-since-submitted' } : submitting(me, plan, 'submit-again');
}

/** A plan that still runs can be closed too, but nobody is asked to. */
function isOver({ material: { end } }: Plan, today: CivilDate): boolean {
  return typeof end === 'string' && end < today;
}

function submitting(me: Rights, plan: Plan, kind: 'submit' | 'submit-again'): NextStep {
  return stepOrWait(kind, mayState({ kind: 'plan-submitted' }, me, plan));
}

function stepOrWait(
  kind: 'submit' | 'submit-again' | 'decide' | 'launch',
  refusal: Refusal | null,
): NextStep {
  return refusal === null ? { kind } : { kind: 'wait', why: refusal };
}

/** What deleting a plan means for those who count on it; null: nobody does, so it needs no question. */
export function consequenceOfDeleting(status: PlanStatus): 'in-review' | 'agreed' | 'launched' | null {
  if (status.state === 'in-review') return 'in-review';
  if (!keepsAgreement(status)) return null;
  return status.state === 'launched' || status.state === 'closed' ? 'launched' : 'agreed';
}

/** Whether a plan stays in record and calendar though somebody deletes it. */
export function keepsAgreement({ agreement, state }: PlanStatus): boolean {
  return agreement !== null && state !== 'withdrawn';
}
