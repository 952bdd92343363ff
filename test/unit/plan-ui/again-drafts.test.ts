import { describe, expect, it } from 'vitest';
import { outlookOf, yearsFor } from '../../../renderer/features/plan/again/drafts';
import type { PlanJson } from '../../../shared/domain/plan';

const plan = (start: string, end = start): PlanJson => ({ id: 'p', kind: 'campaign', start, end });
const again = (from: PlanJson, year: number, chosen: 0 | 1 | null = null) => {
  const { drafts, asked } = outlookOf(from, { how: 'year', year, by: 'week', chosen }) ?? {};
  return { starts: drafts?.map(({ start }) => start), asked };
};
const series = (from: PlanJson, every: number, unit: 'weeks' | 'months') =>
  outlookOf(from, { how: 'series', every, unit, until: '2199-12-31' })?.drafts.map(({ start }) => start);

describe('what comes of a plan that is made again', () => {
  it('[AGAIN-1] the same week is so many years later, also where the first and last days count to another year', () => {
    // Monday of week 1 of 2026.
    expect(again(plan('2025-12-29'), 2026).starts).toEqual(['2027-01-04']);
    // Friday of week 53 of 2026; 2027 has none.
    expect(again(plan('2027-01-01'), 2028).asked).toMatchObject({
      year: 2027,
      choices: ['2027-12-31', '2028-01-07'],
    });
    expect(again(plan('2027-01-01'), 2028, 1).starts).toEqual(['2028-01-07']);
  });

  it('[AGAIN-1] an old plan is offered the years that come, first the one in which its date comes next', () => {
    const offered = (start: string, today: string) => {
      const { years, next } = yearsFor(start, today);
      return [years[0], years.at(-1), next];
    };
    expect(offered('2027-03-01', '2026-11-30')).toEqual([2028, 2032, 2028]);
    expect(offered('2020-03-01', '2026-11-30')).toEqual([2026, 2030, 2027]);
    expect(offered('2020-12-01', '2026-11-30')).toEqual([2026, 2030, 2026]);
    expect(offered('2026-03-01', '2026-11-30')).toEqual([2027, 2031, 2027]);
  });

  it('[AGAIN-3] whatever is typed as an interval, nothing lies beyond what a calendar can say', () => {
    for (const every of [99_999_999, Number.MAX_SAFE_INTEGER])
      expect([
        series(plan('2027-03-08'), every, 'weeks'),
        series(plan('2027-03-08'), every, 'months'),
      ]).toEqual([[], []]);
    expect(series(plan('1900-01-31'), 1_200, 'months')).toEqual(['2000-01-31', '2100-01-31']);
    // It would end in 2200.
    expect(series(plan('2199-11-30', '2199-12-30'), 1, 'weeks')).toEqual([]);
  });
});
