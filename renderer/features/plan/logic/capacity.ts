import { addDays, daysBetween, isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import {
  callsPromised,
  commitmentOf,
  commitmentsOf,
  followUpLoad,
  weeksWith,
  type AskedWeek,
} from '../../../../shared/domain/followup';
import type { Json } from '../../../../shared/domain/json';
import type { Material } from '../../../../shared/domain/plan';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import type { PlanStatus } from '../../../../shared/domain/status';

/** Whether a promise can be kept together with everything else its owner has promised. */
export interface CapacityHint {
  /** Calls that this plan will need. */
  readonly calls: number;
  /** The week with most calls while the plan runs, all plans together. */
  readonly fullest: Pick<AskedWeek, 'monday' | 'calls'>;
  /** How many other plans those calls come from. */
  readonly otherPlans: number;
  /** Weeks of the plan with more calls than can be made, and what else asks for them. */
  readonly over: readonly AskedWeek[];
}

/** Later than every promise already made: the promise that is being written comes last. */
const ABOUT_TO_BE_MADE = '9999-12-31T23:59:59.999Z';

/** What of it lies on this board: all that is known without the host. */
export function askedOnBoard(
  owner: string,
  board: string,
  statuses: ReadonlyMap<string, PlanStatus>,
): AskedWeek[] {
  return followUpLoad(owner, commitmentsOf(statuses)).weeks.map(({ monday, calls, planIds }) => ({
    monday,
    calls,
    plans: planIds.map((plan) => ({ board, plan })),
    others: 0,
  }));
}

/** The days for which to ask what else is promised: a plan's weekend is worked off the week after. */
export function spanOf({
  start,
  end,
}: Material): { readonly from: CivilDate; readonly to: CivilDate } | null {
  return isCivilDate(start) && isCivilDate(end) && start <= end ? { from: start, to: addDays(end, 7) } : null;
}

/**
 * A promise set against the plan it is for and what its owner has promised already; null while the plan does not say when
 * it runs or how many enquiries it expects.
 * @param statuses those of the plan's board
 * @param asked what is asked of the promise's owner by now, on all boards
 */
export function capacityHint(
  place: { readonly board: string; readonly plan: string },
  material: Material,
  promise: FollowUpPromise,
  statuses: ReadonlyMap<string, PlanStatus>,
  asked: readonly AskedWeek[],
): CapacityHint | null {
  const own = commitmentOf(place.plan, material, promise, ABOUT_TO_BE_MADE);
  if (!own) return null;
  const inForce = commitmentsOf(statuses).find(({ planId }) => planId === place.plan);
  const before = inForce?.promise.ownerId === promise.ownerId ? inForce : null;
  const weeks = weeksWith(asked, place.board, own, before);
  const fullest = weeks.reduce<AskedWeek | null>(
    (most, week) => (most === null || week.calls > most.calls ? week : most),
    null,
  );
  return {
    calls: callsPromised(own.expectedEnquiries, promise.callShare),
    fullest: fullest ?? { monday: own.start, calls: 0 },
    otherPlans: fullest ? fullest.plans.length + fullest.others : 0,
    over: weeks.filter(({ calls }) => calls > promise.capacityPerWeek),
  };
}

/** Where the other calls of a week come from: plans of this board, how many of each other board, how many unnamed. */
export function sourcesOf(
  { plans, others }: AskedWeek,
  board: string,
): {
  readonly here: readonly string[];
  readonly boards: ReadonlyMap<string, number>;
  readonly others: number;
} {
  const boards = new Map<string, number>();
  for (const { board: of } of plans) if (of !== board) boards.set(of, (boards.get(of) ?? 0) + 1);
  return { here: plans.flatMap((each) => (each.board === board ? each.plan : [])), boards, others };
}

/** Days that a plan is submitted too late for the board's lead time; 0 when in time or without a start. */
export function daysTooLate(start: Json | undefined, today: string, leadTimeDays: number): number {
  if (!isCivilDate(start)) return 0;
  return Math.max(0, leadTimeDays - daysBetween(today, start));
}
