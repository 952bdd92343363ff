import { isCivilDate, type CivilDate } from './dates';
import type { Material } from './plan';
import type { RecordEntry } from './record';
import type { FieldChange } from './diff';
import { fieldDiff } from './diff';
import { readHistory, type Agreement, type DecisionView, type History, type Submission } from './history';

export const PLAN_STATES = [
  'draft',
  'in-review',
  'changes-requested',
  'declined',
  'agreed',
  'changed-since-agreed',
  'launched',
  'closed',
  'withdrawn',
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** The plan as the document has it now; `null` once it was deleted there. */
export interface CurrentPlan {
  readonly digest: string;
  readonly material: Material;
}

export interface PlanStatus {
  readonly state: PlanState;
  readonly agreement: Agreement | null;
  readonly submission: Submission | null;
  /** Decisions about the last submission, in order. */
  readonly decisions: readonly DecisionView[];
  /** Digests that were taken back and are not submitted otherwise. */
  readonly recalled: readonly string[];
  /** What differs from the agreed snapshot, field by field; empty when nothing was agreed. */
  readonly changesSinceAgreed: readonly FieldChange[];
  /** What differs from the last submission. */
  readonly changesSinceSubmitted: readonly FieldChange[];
  /** The start has come and the plan, as it stands, is not agreed. */
  readonly startedUnagreed: boolean;
  /** Gone from the document but alive in the record. */
  readonly deleted: boolean;
}

/**
 * The status of one plan, derived and never stored (DESIGN sections 3 and 6).
 *
 * @param plan the plan as the document has it, or null when it was deleted there
 * @param entries the plan's entries of its board's record, in order; entries of other plans are skipped
 * @param today the civil date of whoever looks
 */
export function planStatus(
  planId: string,
  plan: CurrentPlan | null,
  entries: readonly RecordEntry[],
  today: CivilDate,
): PlanStatus {
  return statusFrom(readHistory(planId, entries), plan, today);
}

/** {@link planStatus} for callers that keep the plan's history and pay only for what changed. */
export function statusFrom(history: History, plan: CurrentPlan | null, today: CivilDate): PlanStatus {
  const { agreement, submission } = history;
  const since = (snapshot: Material | undefined) =>
    plan && snapshot ? fieldDiff(snapshot, plan.material) : [];
  const changesSinceAgreed =
    agreement && plan && plan.digest !== agreement.digest ? since(agreement.snapshot) : [];
  const changesSinceSubmitted =
    submission && plan && plan.digest !== submission.digest ? since(submission.snapshot) : [];
  const state = stateOf(history, plan);
  const start = plan?.material['start'];
  return {
    state,
    agreement,
    submission,
    decisions: history.decisions,
    recalled: history.recalled,
    changesSinceAgreed,
    changesSinceSubmitted,
    startedUnagreed:
      isCivilDate(start) && start <= today && !['agreed', 'launched', 'closed', 'withdrawn'].includes(state),
    deleted: plan === null,
  };
}

/** The order of DESIGN section 6. */
function stateOf(history: History, plan: CurrentPlan | null): PlanState {
  if (history.ended) return history.ended;
  const { agreement, submission } = history;
  // A plan deleted from the document stays what it was agreed to be.
  if (agreement && (plan === null || plan.digest === agreement.digest)) return 'agreed';
  if (submission && (!agreement || submission.seq > agreement.seq)) return outcomeOf(history.decisions);
  return agreement ? 'changed-since-agreed' : 'draft';
}

/** What became of a submission that is not agreed: the last word of each member about it. */
export function outcomeOf(
  decisions: readonly DecisionView[],
): 'declined' | 'changes-requested' | 'in-review' {
  const lastWord = new Map(decisions.map((decision) => [decision.by, decision.verdict]));
  const verdicts = [...lastWord.values()];
  if (verdicts.includes('decline')) return 'declined';
  return verdicts.includes('request-changes') ? 'changes-requested' : 'in-review';
}
