import { describe, expect, it } from 'vitest';
import { nextBands, bandsOf, type BandWords } from '../../../renderer/features/calendar/logic/bands';
import type { Band } from '../../../shared/domain/timeline/axis';
import type { Period } from '../../../shared/domain/days/periods';

const words: BandWords = {
  language: 'de',
  list: (values) => values.join(', '),
  place: (region, { inParts, fromNoon }) =>
    `${region}${inParts ? ' zum Teil' : ''}${fromNoon ? ' ab Mittag' : ''}`,
};
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
        label: 'Augsburger Friedensfest (Bayern zum Teil)',
      },
      {
        key: 'holiday 2027-08-15 assumption',
        kind: 'holiday',
        from: '2027-08-15',
        to: '2027-08-15',
        label: 'Mariä Himmelfahrt (Bayern zum Teil)',
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

it('[DAYS-1] [DAYS-4] days say where they are days that matter, and whether all day', () => {
  const span = { from: '2028-05-01', to: '2028-05-07' };
  const inBoth = period({ from: '2028-05-02', to: '2028-05-03', regions: ['Hessen', 'Tirol'] });
  expect(bandsOf(span, ['Kanton Solothurn'], [inBoth], words).map(({ label }) => label)).toEqual([
    'Tag der Arbeit (Kanton Solothurn ab Mittag)',
    'Betriebsferien (Hessen, Tirol)',
  ]);
  expect(bandsOf(span, ['Hessen', 'Tirol'], [], words).map(({ label }) => label)).toEqual(['Tag der Arbeit']);
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
