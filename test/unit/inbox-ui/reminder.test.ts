import { expect, it } from 'vitest';
import { saysOf } from '../../../renderer/features/inbox/logic/reminder';

it('[REMIND-1] [REMIND-2] a reminder says how the day stands to the deadline, or that somebody gave it', () => {
  const says = (day: string, by?: string) =>
    saysOf({ facts: by === undefined ? {} : { by }, due: '2027-01-08' }, day);
  expect(['2027-01-06', '2027-01-08', '2027-01-09'].map((day) => says(day))).toEqual([
    'near',
    'today',
    'over',
  ]);
  expect(says('2027-01-06', 'maren')).toBe('hand');
  // Of a submission without a deadline there is no other.
  expect(saysOf({ facts: { by: 'maren' } }, '2027-01-06')).toBe('hand');
});

it('[REMIND-6] one of several plans says what is true of all of them', () => {
  const plans = ['2027-01-06', '2027-01-08'].map((due) => ({ board: 'b', plan: due, title: '', due }));
  const says = (day: string) => saysOf({ facts: {}, due: '2027-01-06', plans }, day);
  expect(['2027-01-07', '2027-01-08', '2027-01-09'].map(says)).toEqual(['near', 'today', 'over']);
});
