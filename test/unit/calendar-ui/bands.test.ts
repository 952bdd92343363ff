import { describe, expect, it } from 'vitest';
import { nextBands, bandsOf } from '../../../renderer/features/calendar/logic/bands';
import type { Band } from '../../../shared/domain/timeline/axis';
import type { Period } from '../../../shared/domain/days/periods';

const words = { language: 'de' as const, list: (values: readonly string[]) => values.join(', ') };
const period = (over: Partial<Period>): Period => ({
  id: 'p',
  kind: 'closed',
  title: 'Betriebsferien',
  from: '2027-08-01',
  to: '2027-08-20',
  regions: [],
  by: 'vera',
  at: '',
  ...over,
});

describe('days behind the bars', () => {
  it('[DAYS-1] [DAYS-4] are the holidays of the plans’ regions and what departments have set, in order', () => {
    const periods = [
      period({}),
      period({ id: 'q', kind: 'fair', title: 'Messe' }),
      period({ id: 'r', from: '2028-01-01', to: '2028-01-02' }),
    ];
    const span = { from: '2027-08-01', to: '2027-11-01' };
    expect(bandsOf(span, ['Bayern', 'Hessen'], periods, words)).toEqual([
      { key: 'period p', kind: 'closed', from: '2027-08-01', to: '2027-08-20', label: 'Betriebsferien' },
      { key: 'period q', kind: 'noted', from: '2027-08-01', to: '2027-08-20', label: 'Messe' },
      {
        key: 'holiday 2027-08-08 augsburg',
        kind: 'holiday',
        from: '2027-08-08',
        to: '2027-08-08',
        label: 'Augsburger Friedensfest (Bayern)',
      },
      {
        key: 'holiday 2027-08-15 assumption',
        kind: 'holiday',
        from: '2027-08-15',
        to: '2027-08-15',
        label: 'Mariä Himmelfahrt (Bayern)',
      },
      {
        key: 'holiday 2027-10-03 unity',
        kind: 'holiday',
        from: '2027-10-03',
        to: '2027-10-03',
        label: 'Tag der Deutschen Einheit',
      },
      {
        key: 'holiday 2027-11-01 allSaints',
        kind: 'holiday',
        from: '2027-11-01',
        to: '2027-11-01',
        label: 'Allerheiligen (Bayern)',
      },
    ]);
  });
});

it('[DAYS-1] of the days that matter those are named that come next', () => {
  const bands = ['2027-01-01', '2027-03-26', '2027-05-01', '2027-10-03', '2027-12-25'].map((day): Band => {
    return { key: day, kind: 'holiday', label: day, from: day, to: day };
  });
  const named = (today: string) => nextBands(bands, today, 3).map(({ from }) => from.slice(5));
  expect(named('2026-06-01')).toEqual(['01-01', '03-26', '05-01']);
  expect(named('2027-03-26')).toEqual(['03-26', '05-01', '10-03']);
  expect(named('2027-11-01')).toEqual(['05-01', '10-03', '12-25']);
  expect(named('2028-01-01')).toEqual(['05-01', '10-03', '12-25']);
  expect(nextBands([], '2027-01-01', 3)).toEqual([]);
});
