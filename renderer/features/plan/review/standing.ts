import type { PlanRow } from '../../../client';
import type { DecisionView, Submission } from '../../../../shared/domain/history';

/** Whether a plan waits for this person, and if not, why. */
export type Standing =
  | { readonly kind: 'waits' }
  | {
      readonly kind: 'approved' | 'changes-requested' | 'declined';
      readonly by: string;
    }
  /** This person has said something about this submission, on whatever device. */
  | { readonly kind: 'own' }
  | {
      readonly kind:
        | 'changed'
        /** What waits is a later submission than the one that was read. */
        | 'resubmitted'
        | 'recalled'
        | 'withdrawn'
        | 'launched'
        | 'closed'
        | 'deleted'
        | 'missing'
        | 'not-mine';
    };

const OUTCOMES = {
  approve: 'approved',
  'request-changes': 'changes-requested',
  decline: 'declined',
} as const;

/**
 * Why a plan cannot be decided any more by whoever looks at it, as far as record and document tell.
 * @param seen the submission that was read; another one may say the same words by another day, or with another promise
 */
export function standingOf(row: PlanRow | undefined, me: string, seen?: Pick<Submission, 'hash'>): Standing {
  if (!row) return { kind: 'missing' };
  const { status } = row;
  const { state, submission, decisions } = status;
  if (row.waitsForMe)
    return { kind: seen === undefined || submission?.hash === seen.hash ? 'waits' : 'resubmitted' };
  if (status.deleted) return { kind: 'deleted' };
  if (decisions.some(({ by }) => by === me)) return { kind: 'own' };
  switch (state) {
    case 'withdrawn':
    case 'launched':
    case 'closed':
      return { kind: state };
    case 'draft':
      return { kind: status.recalled.length > 0 ? 'recalled' : 'changed' };
    case 'in-review':
      if (status.changesSinceSubmitted.length > 0) return { kind: 'changed' };
      return spokenFor(decisions, me) ?? { kind: 'not-mine' };
    default:
      return lastOf(decisions) ?? { kind: status.recalled.length > 0 ? 'recalled' : 'changed' };
  }
}

/** A deputy has decided for this person, or he or another deputy for the one for whom this person decides. */
function spokenFor(decisions: readonly DecisionView[], me: string): Standing | null {
  return lastOf(decisions.filter((each) => each.onBehalfOf === me)) ?? lastOf(decisions);
}

function lastOf(decisions: readonly DecisionView[]): Standing | null {
  const last = decisions.findLast(({ verdict }) => verdict !== 'retract');
  return last && last.verdict !== 'retract' ? { kind: OUTCOMES[last.verdict], by: last.by } : null;
}
