import { daysBetween, isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import { callsPromised, commitmentOf, commitmentsOf, followUpLoad } from '../../../../shared/domain/followup';
import type { Json } from '../../../../shared/domain/json';
import type { Material } from '../../../../shared/domain/plan';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import type { PlanStatus } from '../../../../shared/domain/status';

/** Whether a promise can be kept together with everything else its owner has promised. */
export interface CapacityHint {
  /** Calls that this plan will need. */
  readonly calls: number;
  /** The week with most calls while the plan runs, all plans together. */
  readonly fullest: { readonly monday: CivilDate; readonly calls: number };
  /** How many other plans those calls come from. */
  readonly otherPlans: number;
  /** Weeks of the plan with more calls than can be made. */
  readonly weeksOver: number;
}

/** Later than every promise already made: the promise that is being written comes last. */
const ABOUT_TO_BE_MADE = '9999-12-31T23:59:59.999Z';

/**
 * A promise set against the plan it is for and every promise its owner has given on the board; null while the
 * plan does not say when it runs or how many enquiries it expects.
 */
export function capacityHint(
  planId: string,
  material: Material,
  promise: FollowUpPromise,
  statuses: ReadonlyMap<string, PlanStatus>,
): CapacityHint | null {
  const own = commitmentOf(planId, material, promise, ABOUT_TO_BE_MADE);
  if (!own) return null;
  const { weeks } = followUpLoad(promise.ownerId, [...commitmentsOf(statuses), own]);
  const ofPlan = weeks.filter((week) => week.planIds.includes(planId));
  const fullest = ofPlan.reduce<(typeof ofPlan)[number] | null>(
    (most, week) => (most === null || week.calls > most.calls ? week : most),
    null,
  );
  return {
    calls: callsPromised(own.expectedEnquiries, promise.callShare),
    fullest: fullest ?? { monday: own.start, calls: 0 },
    otherPlans: fullest ? fullest.planIds.length - 1 : 0,
    weeksOver: ofPlan.filter((week) => week.over).length,
  };
}

/** Days that a plan is submitted too late for the board's lead time; 0 when in time or without a start. */
export function daysTooLate(start: Json | undefined, today: string, leadTimeDays: number): number {
  if (!isCivilDate(start)) return 0;
  return Math.max(0, leadTimeDays - daysBetween(today, start));
}
