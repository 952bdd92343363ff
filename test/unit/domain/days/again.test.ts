import { describe, expect, it } from 'vitest';
import { againIn, movedTo, seriesOf, yearOf } from '../../../../shared/domain/days/again';

describe('plans in another year', () => {
  it.each([
    ['2026-06-15', 2027, 'date', '2027-06-15'],
    // A Monday: the Monday nearest to 15 June 2027, a Tuesday.
    ['2026-06-15', 2027, 'weekday', '2027-06-14'],
    ['2026-06-15', 2030, 'weekday', '2030-06-17'],
    ['2026-06-15', 2027, 'week', '2027-06-21'],
    // Monday of week 1 of 2026 lies in December 2025, and counts to 2026.
    ['2025-12-29', 2027, 'week', '2027-01-04'],
    ['2026-12-28', 2032, 'week', '2032-12-27'],
    ['2024-02-29', 2028, 'date', '2028-02-29'],
    ['2024-02-29', 2027, 'weekday', '2027-02-25'],
  ] as const)('[AGAIN-1] %s in %d by %s is %s', (date, year, by, day) => {
    expect(againIn(year, date, by)).toEqual({ day });
  });

  it('[AGAIN-2] asks about 29 February and week 53 where the year has none', () => {
    expect(againIn(2027, '2024-02-29', 'date')).toEqual({
      lacks: 'february-29',
      choices: ['2027-02-28', '2027-03-01'],
    });
    // 2026 has a week 53, 2027 has not.
    expect(againIn(2027, '2026-12-30', 'week')).toEqual({
      lacks: 'week-53',
      choices: ['2027-12-29', '2028-01-05'],
    });
    expect([yearOf('2027-01-01', 'date'), yearOf('2027-01-01', 'week')]).toEqual([2027, 2026]);
  });

  it('[AGAIN-1] keeps how long a plan takes', () => {
    expect(movedTo('2027-06-14', { start: '2026-06-15', end: '2026-07-01' })).toEqual({
      start: '2027-06-14',
      end: '2027-06-30',
    });
    expect(movedTo('2027-06-14', { start: '2026-06-15', end: null })).toEqual({ start: '2027-06-14' });
  });

  it('[AGAIN-3] repeats every so many weeks or months until a day, and at most sixty times', () => {
    expect(seriesOf('2027-01-05', { every: 2, unit: 'weeks', until: '2027-02-02' })).toEqual([
      '2027-01-19',
      '2027-02-02',
    ]);
    expect(seriesOf('2027-01-31', { every: 1, unit: 'months', until: '2027-04-30' })).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
    expect(seriesOf('2027-01-05', { every: 1, unit: 'weeks', until: '2199-01-01' })).toHaveLength(60);
    expect(seriesOf('2027-01-05', { every: 0, unit: 'weeks', until: '2028-01-01' })).toEqual([]);
  });
});
