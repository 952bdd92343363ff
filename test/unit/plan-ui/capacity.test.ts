import { describe, expect, it } from 'vitest';
import type { Material } from '../../../shared/domain/plan';
import type { FollowUpPromise } from '../../../shared/domain/record';
import type { PlanStatus } from '../../../shared/domain/status';
import {
  askedOnBoard,
  capacityHint,
  daysTooLate,
  sourcesOf,
  spanOf,
} from '../../../renderer/features/plan/logic/capacity';

const HERE = { board: 'board', plan: 'a' };
const NOTHING_AGREED = new Map<string, PlanStatus>();
// Two weeks from a Monday on, ten working days.
const PLAN = { start: '2027-03-01', end: '2027-03-14', expectedEnquiries: 100 };
const promise = (callShare: number, capacityPerWeek: number, ownerId = 'ben'): FollowUpPromise => ({
  ownerId,
  days: 2,
  callShare,
  capacityPerWeek,
});

const hintOf = (material: Material, given: FollowUpPromise, statuses: ReadonlyMap<string, PlanStatus>) =>
  capacityHint(HERE, material, given, statuses, askedOnBoard(given.ownerId, HERE.board, statuses));

describe('[PLANUI-8] the capacity hint', () => {
  it('sets the calls of the fullest week against those that can be made in one', () => {
    expect(hintOf(PLAN, promise(0.8, 40), NOTHING_AGREED)).toMatchObject({
      calls: 80,
      fullest: { monday: '2027-03-01', calls: 40 },
      otherPlans: 0,
      over: [],
    });
    expect(hintOf(PLAN, promise(1, 40), NOTHING_AGREED)?.over).toHaveLength(2);
  });

  it('counts what the same person has promised for other plans, by what he says he can do now', () => {
    const others = new Map([['b', agreed({ ...PLAN, start: '2027-03-08' }, promise(0.5, 500))]]);
    expect(hintOf(PLAN, promise(0.8, 40), others)).toMatchObject({
      calls: 80,
      fullest: { monday: '2027-03-08', calls: 90 },
      otherPlans: 1,
      over: [{ monday: '2027-03-08', calls: 90, plans: [{ board: 'board', plan: 'b' }] }],
    });
    expect(hintOf(PLAN, promise(0.8, 40, 'bea'), others)).toMatchObject({
      otherPlans: 0,
      over: [],
    });
  });

  it('lets a promise take the place of an earlier one for the same plan', () => {
    const before = new Map([['a', agreed(PLAN, promise(1, 20))]]);
    expect(hintOf(PLAN, promise(0.8, 40), before)).toMatchObject({ otherPlans: 0, over: [] });
  });

  it('counts what other boards ask for, and takes an earlier promise for this plan out of it', () => {
    const before = new Map([['a', agreed(PLAN, promise(1, 100))]]);
    const elsewhere = { board: 'other', plan: 'a' };
    const asked = [
      { monday: '2027-03-01', calls: 70, plans: [{ board: 'board', plan: 'a' }, elsewhere], others: 2 },
      { monday: '2027-03-15', calls: 900, plans: [elsewhere], others: 0 },
    ];
    const hint = capacityHint(HERE, PLAN, promise(0.8, 45), before, asked);
    // 70 with the 50 of before are 20 of others, and 40 anew; what is asked of weeks after the plan is not its matter.
    expect(hint).toMatchObject({
      fullest: { monday: '2027-03-01', calls: 60 },
      otherPlans: 3,
      over: [{ monday: '2027-03-01', calls: 60, plans: [elsewhere], others: 2 }],
    });
  });

  it('takes nothing out for what somebody else had promised for this plan', () => {
    const before = new Map([['a', agreed(PLAN, promise(1, 100, 'bea'))]]);
    const asked = [{ monday: '2027-03-01', calls: 20, plans: [], others: 1 }];
    expect(capacityHint(HERE, PLAN, promise(0.8, 45), before, asked)?.over).toMatchObject([{ calls: 60 }]);
  });

  it('says where calls come from: plans here, how many of each other board, how many unnamed', () => {
    const plans = [
      { board: 'board', plan: 'b' },
      { board: 'x', plan: 'c' },
      { board: 'x', plan: 'd' },
    ];
    expect(sourcesOf({ monday: '2027-03-01', calls: 9, plans, others: 2 }, 'board')).toEqual({
      here: ['b'],
      boards: new Map([['x', 2]]),
      others: 2,
    });
  });

  it('asks for the week after as well: a weekend is worked off then', () => {
    expect(spanOf({ start: '2027-03-06', end: '2027-03-07' })).toEqual({
      from: '2027-03-06',
      to: '2027-03-14',
    });
    expect(spanOf({ start: '2027-03-07', end: '2027-03-06' })).toBeNull();
  });

  it.each<Material>([
    { start: PLAN.start, end: PLAN.end },
    { ...PLAN, expectedEnquiries: 'viele' },
    { ...PLAN, start: '31.02.2027' },
    { ...PLAN, end: '2027-02-01' },
  ])('says nothing when the plan does not say enough', (unclear) => {
    expect(hintOf(unclear, promise(1, 10), NOTHING_AGREED)).toBeNull();
  });
});

describe('[PLANUI-9] the lead time', () => {
  it('counts the days that are missing', () => {
    expect(daysTooLate('2027-03-10', '2027-03-01', 14)).toBe(5);
    expect(daysTooLate('2027-03-15', '2027-03-01', 14)).toBe(0);
    expect(daysTooLate('31.02.2027', '2027-03-01', 14)).toBe(0);
  });
});

function agreed(snapshot: Material, given: FollowUpPromise): PlanStatus {
  const at = '2027-01-10T09:00:00.000Z';
  return {
    state: 'agreed',
    submission: null,
    decisions: [],
    recalled: [],
    changesSinceAgreed: [],
    changesSinceSubmitted: [],
    startedUnagreed: false,
    deleted: false,
    agreement: {
      seq: 2,
      at,
      digest: 'digest',
      snapshot,
      submittedBy: 'anna',
      submittedIn: 1,
      approvals: [{ by: 'ben', verdict: 'approve', at, seq: 2, promise: given }],
      returnPromises: [],
    },
  };
}
