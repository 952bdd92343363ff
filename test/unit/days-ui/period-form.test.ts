import { expect, it } from 'vitest';
import { typedPeriod } from '../../../renderer/features/days/logic/period-form';
import type { Period } from '../../../shared/domain/days/periods';

const PERIOD: Period = {
  id: 'p',
  kind: 'fair',
  title: 'ISH',
  from: '2027-03-15',
  to: '2027-03-19',
  regions: ['DE-HE'],
  by: 'anna',
  at: '2026-11-01T09:00:00Z',
};

it('[UI-43] what somebody else changed of a period stays where only another of its values was touched', () => {
  const touched = { title: 'ISH Frankfurt' };
  expect(typedPeriod({ ...PERIOD, to: '2027-03-20', regions: [] }, ['fair'], touched)).toEqual({
    kind: 'fair',
    title: 'ISH Frankfurt',
    from: '2027-03-15',
    to: '2027-03-20',
    regions: [],
  });
});

it('[UI-43] a new period is of the first kind that one may set', () => {
  expect(typedPeriod(null, ['fair'], {})).toMatchObject({ kind: 'fair', title: '' });
});
