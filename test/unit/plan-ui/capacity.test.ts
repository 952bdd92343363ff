import { describe, expect, it } from 'vitest';
import type { Material } from '../../../shared/domain/plan';
import type { FollowUpPromise } from '../../../shared/domain/record';
import type { PlanStatus } from '../../../shared/domain/status';
import { capacityHint, daysTooLate } from '../../../renderer/features/plan/logic/capacity';

const NOTHING_AGREED = new Map<string, PlanStatus>();
// Two weeks from a Monday on, ten working days.
const PLAN = { start: '2027-03-01', end: '2027-03-14', expectedEnquiries: 100 };
const promise = (callShare: number, capacityPerWeek: number, ownerId = 'ben'): FollowUpPromise => ({
  ownerId,
  days: 2,
  callShare,
  capacityPerWeek,
});

describe('[PLANUI-8] the capacity hint', () => {
  it('sets the calls of the fullest week against those that can be made in one', () => {
    expect(capacityHint('a', PLAN, promise(0.8, 40), NOTHING_AGREED)).toMatchObject({
      calls: 80,
      fullest: { monday: '2027-03-01', calls: 40 },
      otherPlans: 0,
      weeksOver: 0,
    });
    expect(capacityHint('a', PLAN, promise(1, 40), NOTHING_AGREED)).toMatchObject({ weeksOver: 2 });
  });

  it('counts what the same person has promised for other plans, by what he says he can do now', () => {
    const others = new Map([['b', agreed({ ...PLAN, start: '2027-03-08' }, promise(0.5, 500))]]);
    expect(capacityHint('a', PLAN, promise(0.8, 40), others)).toMatchObject({
      calls: 80,
      fullest: { monday: '2027-03-08', calls: 90 },
      otherPlans: 1,
      weeksOver: 1,
    });
    expect(capacityHint('a', PLAN, promise(0.8, 40, 'bea'), others)).toMatchObject({
      otherPlans: 0,
      weeksOver: 0,
    });
  });

  it('lets a promise take the place of an earlier one for the same plan', () => {
    const before = new Map([['a', agreed(PLAN, promise(1, 20))]]);
    expect(capacityHint('a', PLAN, promise(0.8, 40), before)).toMatchObject({ otherPlans: 0, weeksOver: 0 });
  });

  it.each<Material>([
    { start: PLAN.start, end: PLAN.end },
    { ...PLAN, expectedEnquiries: 'viele' },
    { ...PLAN, start: '31.02.2027' },
    { ...PLAN, end: '2027-02-01' },
  ])('says nothing when the plan does not say enough', (unclear) => {
    expect(capacityHint('a', unclear, promise(1, 10), NOTHING_AGREED)).toBeNull();
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
