import type { CivilDate } from '../../../../shared/domain/dates';
import type { Material } from '../../../../shared/domain/plan';
import {
  mayClose,
  mayDecide,
  mayEdit,
  mayLaunch,
  maySubmit,
  possibleApprovers,
  type Refusal,
} from '../../../../shared/domain/policy';
import type { Rights } from '../../../../shared/domain/people';
import type { PlanStatus } from '../../../../shared/domain/status';

/** The one thing to do next, or what is being waited for. */
export type NextStep =
  | { readonly kind: 'submit' | 'submit-again' | 'decide' | 'reconsider' | 'launch' | 'close' }
  | { readonly kind: 'wait'; readonly why: Refusal }
  | { readonly kind: 'none' };

/** The primary button of a plan for one person, by status and rights. */
export function nextStep(me: Rights, material: Material, status: PlanStatus, today: CivilDate): NextStep {
  if (mayEdit(me) !== null || status.deleted) return { kind: 'none' };
  switch (status.state) {
    case 'declined':
    case 'changes-requested':
      return mayDecide(me, material, status, 'approve') === null
        ? { kind: 'reconsider' }
        : submittingAgain(me, material, status);
    case 'draft':
    case 'withdrawn':
      return submitting(me, status, status.submission ? 'submit-again' : 'submit');
    case 'changed-since-agreed':
      return submittingAgain(me, material, status);
    case 'in-review':
      return inReview(me, material, status);
    case 'agreed':
      return stepOrWait('launch', mayLaunch(me, material, status));
    case 'launched':
      return isOver(material, today) && mayClose(me, material, status) === null
        ? { kind: 'close' }
        : { kind: 'none' };
    case 'closed':
      return { kind: 'none' };
  }
}

/** A plan that changed after it was submitted waits for a new submission, not for a decision. */
function inReview(me: Rights, material: Material, status: PlanStatus): NextStep {
  if (status.changesSinceSubmitted.length > 0) return submittingAgain(me, material, status);
  return stepOrWait('decide', mayDecide(me, material, status, 'approve'));
}

/** Whoever submits cannot approve: those who decide are not led to submit what they are waited for to approve. */
function submittingAgain(me: Rights, material: Material, status: PlanStatus): NextStep {
  const decides = possibleApprovers([me], material, '').length > 0;
  return decides ? { kind: 'wait', why: 'changed-since-submitted' } : submitting(me, status, 'submit-again');
}

/** A plan that still runs can be closed too, but nobody is asked to. */
function isOver({ end }: Material, today: CivilDate): boolean {
  return typeof end === 'string' && end < today;
}

function submitting(me: Rights, status: PlanStatus, kind: 'submit' | 'submit-again'): NextStep {
  return stepOrWait(kind, maySubmit(me, status));
}

function stepOrWait(
  kind: 'submit' | 'submit-again' | 'decide' | 'launch',
  refusal: Refusal | null,
): NextStep {
  return refusal === null ? { kind } : { kind: 'wait', why: refusal };
}
