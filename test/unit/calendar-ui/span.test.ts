import { describe, expect, test } from 'vitest';
import {
  monthsOf,
  spanOf,
  stepSpan,
  stretchOf,
  weeksOf,
  zoomTo,
} from '../../../renderer/features/calendar/logic/span';

describe('spans', () => {
  test.each([
    ['year', '2027-05-17', { from: '2027-01-01', to: '2027-12-31' }],
    ['quarter', '2027-05-17', { from: '2027-04-01', to: '2027-06-30' }],
    ['quarter', '2027-12-31', { from: '2027-10-01', to: '2027-12-31' }],
    ['quarter', '2028-02-29', { from: '2028-01-01', to: '2028-03-31' }],
  ] as const)('[CAL-5] the %s of %s', (zoom, day, expected) => {
    expect(spanOf(zoom, day)).toEqual(expected);
  });

  test('[CAL-5] stepping crosses years in both directions', () => {
    const fourth = spanOf('quarter', '2027-11-01');
    expect(stepSpan('quarter', fourth, 1)).toEqual({ from: '2028-01-01', to: '2028-03-31' });
    expect(stepSpan('quarter', stepSpan('quarter', fourth, 1), -1)).toEqual(fourth);
    expect(stepSpan('year', spanOf('year', '2027-11-01'), -1).from).toBe('2026-01-01');
  });

  test('[CAL-5] zooming in stays at today when it is in view, else at the beginning of what is', () => {
    const year = spanOf('year', '2027-01-01');
    expect(zoomTo('quarter', year, '2027-08-09').from).toBe('2027-07-01');
    expect(zoomTo('quarter', year, '2026-08-09').from).toBe('2027-01-01');
    expect(zoomTo('year', spanOf('quarter', '2027-08-09'), '2026-01-01')).toEqual(year);
  });

  test('[CAL-1] a plan takes its first and its last day, cut at the edges of what is shown', () => {
    const year = spanOf('year', '2027-01-01');
    expect(stretchOf(year, '2027-01-01', '2027-12-31')).toEqual({ left: 0, width: 1 });
    expect(stretchOf(year, '2027-12-31', '2027-12-31')).toEqual({ left: 364 / 365, width: 1 / 365 });
    expect(stretchOf(year, '2026-11-01', '2027-01-02')).toEqual({ left: 0, width: 2 / 365 });
    expect(stretchOf(year, '2026-11-01', '2026-12-31')).toBeNull();
    expect(stretchOf(year, '2028-01-01', '2028-01-02')).toBeNull();
  });

  test('[CAL-5] the months of a year cover it without gap, leap days included', () => {
    const months = monthsOf(spanOf('year', '2028-01-01'));
    expect(months.map((each) => each.month.slice(5))).toEqual(
      '01 02 03 04 05 06 07 08 09 10 11 12'.split(' '),
    );
    expect(months[1]?.width).toBeCloseTo(29 / 366, 10);
    expect(months.reduce((sum, each) => sum + each.width, 0)).toBeCloseTo(1, 10);
  });

  test('[CAL-5] weeks begin on Mondays and carry their ISO number', () => {
    const weeks = weeksOf(spanOf('quarter', '2027-01-01'));
    expect(weeks[0]).toMatchObject({ monday: '2027-01-04', week: 1 });
    expect(weeks.at(-1)).toMatchObject({ monday: '2027-03-29', week: 13 });
  });
});
