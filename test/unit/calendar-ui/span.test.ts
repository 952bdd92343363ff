import { describe, expect, test } from 'vitest';
import { axisOf, bandsIn, stretchOf, weekendsOf } from '../../../shared/domain/timeline/axis';
import { quartersOf, spanOf, spanWithPlans, stepSpan, zoomTo } from '../../../shared/domain/timeline/span';

describe('spans', () => {
  test.each([
    ['year', '2027-05-17', 1, { from: '2027-01-01', to: '2027-12-31' }],
    ['quarter', '2027-05-17', 1, { from: '2027-04-01', to: '2027-06-30' }],
    ['quarter', '2027-12-31', 1, { from: '2027-10-01', to: '2027-12-31' }],
    ['quarter', '2028-02-29', 1, { from: '2028-01-01', to: '2028-03-31' }],
    ['month', '2028-02-10', 1, { from: '2028-02-01', to: '2028-02-29' }],
    ['week', '2027-01-01', 1, { from: '2026-12-28', to: '2027-01-03' }],
    ['year', '2027-05-17', 10, { from: '2026-10-01', to: '2027-09-30' }],
    ['quarter', '2027-05-17', 5, { from: '2027-05-01', to: '2027-07-31' }],
  ] as const)('[CAL-5] [CAL-10] the %s of %s in a year from month %i on', (zoom, day, first, expected) => {
    expect(spanOf(zoom, day, first)).toEqual(expected);
  });

  test('[CAL-10] quarters are counted from the month in which the year begins', () => {
    const quarters = quartersOf(spanOf('year', '2027-05-17', 10), 10);
    expect(quarters.map(({ number, from }) => [number, from])).toEqual([
      [1, '2026-10-01'],
      [2, '2027-01-01'],
      [3, '2027-04-01'],
      [4, '2027-07-01'],
    ]);
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
    // 1 January 2027 is a Friday.
    const week = zoomTo('week', spanOf('month', '2027-01-09'), '2026-08-09');
    expect(week.from).toBe('2027-01-04');
    expect(zoomTo('year', week, '2026-08-09')).toEqual(year);
  });

  test.each([
    [['2027-02-01', '2029-01-01'], '2027-01-01'],
    [['2025-02-01', '2029-01-01'], '2029-01-01'],
    [['2025-02-01', '2024-01-01'], '2025-01-01'],
    [[], '2027-01-01'],
  ])('[CAL-5] with starts %j the year that is shown first begins on %s', (starts, from) => {
    expect(spanWithPlans('year', starts, '2027-06-01').from).toBe(from);
  });

  test('[CAL-1] a plan takes its first and its last day, cut at the edges of what is shown', () => {
    const year = spanOf('year', '2027-01-01');
    expect(stretchOf(year, '2027-01-01', '2027-12-31')).toEqual({ left: 0, width: 365 });
    expect(stretchOf(year, '2027-12-31', '2027-12-31')).toEqual({ left: 364, width: 1 });
    expect(stretchOf(year, '2026-11-01', '2027-01-02')).toEqual({ left: 0, width: 2 });
    expect(stretchOf(year, '2026-11-01', '2026-12-31')).toBeNull();
    expect(stretchOf(year, '2028-01-01', '2028-01-02')).toBeNull();
  });
});

describe('the axis', () => {
  test('[CAL-11] a quarter begins and ends with the part of a week, which has its number', () => {
    const { weeks } = axisOf(spanOf('quarter', '2027-01-01'), 'quarter');
    expect(weeks[0]).toMatchObject({ left: 0, width: 3, week: 53, year: 2026, isPart: true });
    expect(weeks[1]).toMatchObject({ left: 3, width: 7, week: 1, year: 2027, isPart: false });
    expect(weeks.at(-1)).toMatchObject({ date: '2027-03-29', width: 3, week: 13, isPart: true });
  });

  test('the months of a year cover it, leap days included', () => {
    const { months, days } = axisOf(spanOf('year', '2028-01-01'), 'year');
    expect(months).toHaveLength(12);
    expect(months[1]?.width).toBe(29);
    expect(days).toBe(366);
  });

  test('bands are cut at its edges', () => {
    const span = { from: '2027-05-02', to: '2027-05-08' };
    const bands = bandsIn(span, weekendsOf(span));
    expect(bands.map(({ left, width }) => [left, width])).toEqual([
      [0, 1],
      [6, 1],
    ]);
  });
});
