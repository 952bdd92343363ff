import { expect, it } from 'vitest';
import { nextByRhythm } from '../../../../shared/domain/session/rhythm';

it.each([
  ['2027-01-04', 4, '2027-01-20', '2027-02-01', false, '2027-02-01'],
  ['2027-01-04', 4, '2027-02-01', '2027-02-01', false, '2027-02-01'],
  ['2027-01-04', 4, '2027-02-02', '2027-02-01', true, '2027-02-08'],
  ['2027-01-04', 4, '2027-02-08', '2027-02-01', true, '2027-02-08'],
  ['2026-12-28', 1, '2028-01-01', '2027-01-04', true, '2028-01-03'],
])('[SESSUI-16] after %s, every %i weeks, on %s', (last, weeks, today, due, isOverdue, proposed) => {
  expect(nextByRhythm(last, weeks, today)).toEqual({ due, isOverdue, proposed });
});
