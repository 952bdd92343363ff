import { describe, expect, it } from 'vitest';
import { capacityHint, daysTooLate } from '../../../renderer/features/plan/logic/capacity';

describe('[PLANUI-8] the capacity hint', () => {
  const plan = { start: '2027-03-01', end: '2027-03-14', expectedEnquiries: 320 };

  it('sets the calls that are needed against those that can be made', () => {
    expect(capacityHint(plan, 0.5, 80)).toEqual({
      weeks: 2,
      callsNeeded: 160,
      callsPossible: 160,
      enough: true,
    });
    expect(capacityHint(plan, 0.8, 80)).toMatchObject({ callsNeeded: 256, enough: false });
  });

  it('counts a begun week as one', () => {
    expect(capacityHint({ ...plan, end: '2027-03-15' }, 1, 10)).toMatchObject({ weeks: 3 });
    expect(capacityHint({ ...plan, end: '2027-03-01' }, 1, 10)).toMatchObject({ weeks: 1 });
  });

  it.each([
    { ...plan, expectedEnquiries: undefined },
    { ...plan, expectedEnquiries: 'viele' },
    { ...plan, start: '31.02.2027' },
    { ...plan, end: '2027-02-01' },
  ])('says nothing when the plan does not say enough', (unclear) => {
    expect(capacityHint(unclear, 1, 10)).toBeNull();
  });
});

describe('[PLANUI-9] the lead time', () => {
  it('counts the days that are missing', () => {
    expect(daysTooLate('2027-03-10', '2027-03-01', 14)).toBe(5);
    expect(daysTooLate('2027-03-15', '2027-03-01', 14)).toBe(0);
    expect(daysTooLate('31.02.2027', '2027-03-01', 14)).toBe(0);
  });
});
