import Holidays, { type HolidaysTypes } from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { holidaysBetween, holidaysOf } from '../../../../shared/domain/days/holidays';
import { REGIONS, countryOf } from '../../../../shared/domain/days/regions';

const YEARS = Array.from({ length: 11 }, (_, index) => 2025 + index);

/** Where the law says otherwise than date-holidays; `rules.ts` names it. */
interface Otherwise {
  /** Its rules that are no law. */
  readonly not?: readonly string[];
  /** Its rules that hold in parts only. */
  readonly inParts?: readonly string[];
  /** What it lacks. */
  readonly also?: (year: number) => readonly string[];
}

const OTHERWISE: Readonly<Record<string, Otherwise>> = {
  'CH-UR': { not: ['12-26 not on monday, friday'], also: (year) => [`${year}-12-26`] },
  'CH-VS': { not: ['easter 50', '05-01 12:00', '12-24 12:00'] },
  'CH-GL': { not: ['12-24', '12-31'] },
  'CH-GR': { also: (year) => [goodFriday(year)] },
  'CH-NE': { not: ['easter 1'], inParts: ['easter 60'] },
  'CH-AG': {
    not: ['05-01'],
    inParts: ['01-02', 'easter 1', 'easter 50', 'easter 60', '08-15', '11-01', '12-08', '12-26'],
  },
  'CH-AR': { not: ['12-26 not on monday'], also: stephenUnlessThreeOnEnd },
  'CH-AI': { also: (year) => [`${year}-12-08`] },
};

function goodFriday(year: number): string {
  return (
    new Holidays('DE')
      .getHolidays(year)
      .find(({ rule }) => rule === 'easter -2')
      ?.date.slice(0, 10) ?? ''
  );
}

function stephenUnlessThreeOnEnd(year: number): string[] {
  const weekday = new Date(Date.UTC(year, 11, 25)).getUTCDay();
  return weekday === 1 || weekday === 5 ? [] : [`${year}-12-26`];
}

/** A region's public holidays by year as the other table has them: those everywhere in it, and those only in parts. */
function others(code: string): (year: number) => { readonly whole: string[]; readonly parts: string[] } {
  const { not = [], inParts: partly = [], also = () => [] } = OTHERWISE[code] ?? {};
  const [country, state] = [countryOf(code), code.slice(3)];
  const publicDays = (...place: readonly string[]) => {
    const calendar = new Holidays({ types: ['public'] });
    calendar.init(country, ...place);
    return (year: number) =>
      calendar.getHolidays(year).filter(({ type, rule }) => type === 'public' && !not.includes(rule));
  };
  const here = state === '' ? publicDays() : publicDays(state);
  const regions = state === '' ? {} : (new Holidays().getRegions(country, state) ?? {});
  const below = Object.keys(regions).map((region) => publicDays(state, region));
  const day = ({ date }: { date: string }) => date.slice(0, 10);
  // Some are in parts only by what a remark says.
  const isInParts = (holiday: HolidaysTypes.Holiday) =>
    partly.includes(holiday.rule) ||
    ('note' in holiday && /communit|Bucheggberg|excluding/i.test(String(holiday.note)));
  return (year) => {
    const whole = unique([
      ...here(year)
        .filter((each) => !isInParts(each))
        .map(day),
      ...also(year),
    ]);
    const parts = [...here(year).filter(isInParts), ...below.flatMap((days) => days(year))].map(day);
    return { whole, parts: unique(parts).filter((date) => !whole.includes(date)) };
  };
}

function unique(dates: readonly string[]): string[] {
  return [...new Set(dates)].sort();
}

describe('public holidays', () => {
  it.each(REGIONS.map(({ code }) => code))(
    '[DAYS-1] %s has those of date-holidays, or of the law, 2025 to 2035',
    (code) => {
      const theirs = others(code);
      for (const year of YEARS) {
        const own = holidaysOf(code, year);
        const dates = (inParts: boolean) =>
          unique(own.flatMap((each) => (each.inParts === inParts ? each.date : [])));
        expect({ year, whole: dates(false), parts: dates(true) }).toEqual({ year, ...theirs(year) });
      }
    },
  );

  it('[DAYS-1] knows what holds since some year, in one year, or on some weekdays only', () => {
    const names = (code: string, year: number) => holidaysOf(code, year).map(({ name }) => name);
    expect([names('DE-MV', 2022).includes('women'), names('DE-MV', 2023).includes('women')]).toEqual([
      false,
      true,
    ]);
    expect(YEARS.filter((year) => names('DE-BE', year).includes('uprising'))).toEqual([2028]);
    expect(holidaysOf('CH-GL', 2026).find(({ name }) => name === 'naefels')?.date).toBe('2026-04-09');
    expect(holidaysOf('CH-SO', 2026).find(({ name }) => name === 'labour')?.fromNoon).toBe(true);
    expect(holidaysOf('Mond', 2026)).toEqual([]);
    for (const { code } of REGIONS) expect(names(code, 2017)).toEqual([...new Set(names(code, 2017))]);
  });

  it('[DAYS-1] finds those of a span over the turn of a year', () => {
    const found = holidaysBetween('DE-BY', '2026-12-26', '2027-01-06').map(({ date }) => date);
    expect(found).toEqual(['2026-12-26', '2027-01-01', '2027-01-06']);
  });
});
