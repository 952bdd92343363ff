import { isCivilDate, mondayOf, type CivilDate, weeksOf } from './dates';
import type { Material } from './plan';
import type { FollowUpPromise } from './record';
import type { PlanStatus } from './status';

/** What somebody promised to do about one plan's enquiries, and when he promised it. */
export interface FollowUpCommitment {
  readonly planId: string;
  readonly start: CivilDate;
  /** Inclusive. */
  readonly end: CivilDate;
  readonly expectedEnquiries: number;
  readonly promise: FollowUpPromise;
  /** Instant of the promise, ISO 8601. */
  readonly at: string;
}

/** The calls of one week. */
export interface FollowUpWeek {
  readonly monday: CivilDate;
  readonly calls: number;
  /** The plans they come from. */
  readonly planIds: readonly string[];
  /** More than the owner said he can do in a week. */
  readonly over: boolean;
}

/** What one person has promised over all plans, week by week. */
export interface FollowUpLoad {
  readonly ownerId: string;
  /** By his latest promise; 0 when there is none. */
  readonly capacityPerWeek: number;
  readonly calls: number;
  /** Weeks with calls, in order. */
  readonly weeks: readonly FollowUpWeek[];
}

/** Calls that a share of the enquiries means, in whole calls: a begun one is made. */
export function callsPromised(expectedEnquiries: number, callShare: number): number {
  // 100 enquiries × 0.07 is 7.000000000000001 in floating point, and that is 7 calls.
  return Math.max(0, Math.ceil(expectedEnquiries * callShare - 1e-9));
}

/** A promise about a plan as a commitment; null while the plan does not say when, or how many enquiries. */
export function commitmentOf(
  planId: string,
  material: Material,
  promise: FollowUpPromise,
  at: string,
): FollowUpCommitment | null {
  const { start, end, expectedEnquiries } = material;
  if (!isCivilDate(start) || !isCivilDate(end) || end < start) return null;
  if (typeof expectedEnquiries !== 'number' || !(expectedEnquiries > 0)) return null;
  return { planId, start, end, expectedEnquiries, promise, at };
}

/** An agreement, as far as it says what was promised about its plan. */
export interface PromisedAgreement {
  readonly snapshot: Material;
  readonly approvals: readonly {
    readonly seq: number;
    readonly at: string;
    readonly promise?: FollowUpPromise;
  }[];
}

/** What was promised with an agreement: the latest promise, about the agreed version. */
export function commitmentIn(planId: string, agreement: PromisedAgreement): FollowUpCommitment | null {
  const approval = agreement.approvals.filter((each) => each.promise).sort((a, b) => b.seq - a.seq)[0];
  return approval?.promise ? commitmentOf(planId, agreement.snapshot, approval.promise, approval.at) : null;
}

/**
 * The commitments in force: of each agreement the latest promise, about the agreed version. What is closed
 * or withdrawn needs no calls any more.
 */
export function commitmentsOf(statuses: ReadonlyMap<string, PlanStatus>): FollowUpCommitment[] {
  return [...statuses].flatMap(([planId, { agreement, state }]) => {
    if (!agreement || state === 'closed' || state === 'withdrawn') return [];
    return commitmentIn(planId, agreement) ?? [];
  });
}

/** Who promised last to follow up an agreed plan. */
export function promisedBy(
  agreement: { readonly approvals: readonly { readonly promise?: FollowUpPromise }[] } | null,
): string | null {
  return agreement?.approvals.findLast(({ promise }) => promise)?.promise?.ownerId ?? null;
}

/**
 * The calls of one person by week: each plan's spread evenly over its working days, in whole calls. His
 * latest promise says what he can do in a week, for all plans. Of two commitments to one plan the later
 * counts, so that a promise about to be made can be put beside those in force.
 */
export function followUpLoad(ownerId: string, commitments: readonly FollowUpCommitment[]): FollowUpLoad {
  const latest = new Map([...commitments].sort(byInstant).map((each) => [each.planId, each]));
  const own = [...latest.values()].filter(({ promise }) => promise.ownerId === ownerId).sort(byInstant);
  const capacityPerWeek = own[own.length - 1]?.promise.capacityPerWeek ?? 0;
  const weeks = new Map<CivilDate, { calls: number; planIds: string[] }>();
  for (const commitment of own) {
    for (const { monday, calls } of callsByWeek(commitment)) {
      const week = weeks.get(monday) ?? { calls: 0, planIds: [] };
      weeks.set(monday, { calls: week.calls + calls, planIds: [...week.planIds, commitment.planId] });
    }
  }
  const inOrder = [...weeks].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ownerId,
    capacityPerWeek,
    calls: inOrder.reduce((sum, [, { calls }]) => sum + calls, 0),
    weeks: inOrder.map(([monday, week]) => ({ monday, ...week, over: week.calls > capacityPerWeek })),
  };
}

/** The calls of one week over all boards, told to somebody who may not read all of them. */
export interface WeekOverBoards {
  readonly monday: CivilDate;
  readonly calls: number;
  readonly over: boolean;
  readonly plans: readonly { readonly board: string; readonly plan: string }[];
  /** How many plans of boards that are not to be named. */
  readonly others: number;
}

/**
 * What the agreed plans of all boards ask of one person in the weeks that begin in a span (both days inclusive), and
 * what he says he can do: all of it counts, and only plans of boards that `mayRead` allows are named.
 */
export function loadOverBoards(
  ownerId: string,
  boards: ReadonlyMap<string, readonly FollowUpCommitment[]>,
  mayRead: (board: string) => boolean,
  span: { readonly from: CivilDate; readonly to: CivilDate },
): { readonly capacityPerWeek: number; readonly calls: number; readonly weeks: readonly WeekOverBoards[] } {
  const places = new Map<string, { readonly board: string; readonly plan: string }>();
  const commitments = [...boards].flatMap(([board, list]) =>
    list.map((each) => {
      // A plan's ID is its board's own: two boards may have the same.
      const planId = `${board}/${each.planId}`;
      places.set(planId, { board, plan: each.planId });
      return { ...each, planId };
    }),
  );
  const { capacityPerWeek, weeks } = followUpLoad(ownerId, commitments);
  const from = mondayOf(span.from);
  const within = weeks.filter(({ monday }) => monday >= from && monday <= span.to);
  return {
    capacityPerWeek,
    calls: within.reduce((sum, { calls }) => sum + calls, 0),
    weeks: within.map(({ monday, calls, over, planIds }) => {
      const plans = planIds.flatMap((id) => places.get(id) ?? []).filter(({ board }) => mayRead(board));
      return { monday, calls, over, plans, others: planIds.length - plans.length };
    }),
  };
}

/** What is asked of one person in a week, and by which plans. */
export type AskedWeek = Omit<WeekOverBoards, 'over'>;

/**
 * What would be asked of one person in the weeks of a plan, with a promise about to be made in the place of the one that
 * is in force for that plan.
 * @param asked what is asked of that person by what is in force
 * @param before the commitment to this plan that `asked` has in it
 */
export function weeksWith(
  asked: readonly AskedWeek[],
  board: string,
  now: FollowUpCommitment,
  before: FollowUpCommitment | null,
): AskedWeek[] {
  const isOther = ({ plan, board: of }: AskedWeek['plans'][number]) => plan !== now.planId || of !== board;
  const earlier = new Map((before ? callsByWeek(before) : []).map(({ monday, calls }) => [monday, calls]));
  const known = new Map(asked.map((week) => [week.monday, week]));
  return callsByWeek(now).map(({ monday, calls }) => {
    const week = known.get(monday) ?? { calls: 0, plans: [], others: 0 };
    const rest = week.calls - (earlier.get(monday) ?? 0);
    return { monday, calls: rest + calls, plans: week.plans.filter(isOther), others: week.others };
  });
}

/** Whole calls a week that add up to the promised number; weeks without any are left out. */
export function callsByWeek({ start, end, expectedEnquiries, promise }: FollowUpCommitment) {
  const total = callsPromised(expectedEnquiries, promise.callShare);
  const weeks = weeksOf(start, end);
  const workdays = weeks.reduce((sum, week) => sum + week.workdays, 0);
  let daysDone = 0;
  let callsDone = 0;
  return weeks.flatMap((week) => {
    daysDone += week.workdays;
    const calls = Math.round((total * daysDone) / workdays) - callsDone;
    callsDone += calls;
    return calls > 0 ? [{ monday: week.monday, calls }] : [];
  });
}

function byInstant(a: FollowUpCommitment, b: FollowUpCommitment): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
