import Holidays, { type HolidaysTypes } from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { holidaysBetween, holidaysOf } from '../../../../shared/domain/days/holidays';
import { REGIONS, countryOf } from '../../../../shared/domain/days/regions';

const YEARS = Array.from({ length: 11 }, (_, index) => 2025 + index);

/**
 * What date-holidays has and the law has not. Valais: law on Sunday rest and holidays of 9 July 1936, SGS/VS 822.2,
 * which has neither Whit Monday nor any afternoon off.
 */
const NOT_LAW: Readonly<Record<string, readonly string[]>> = {
  'CH-VS': ['easter 50', '05-01 12:00', '12-24 12:00'],
};

/** A region's public holidays by year as the other table has them: those everywhere in it, and those only in parts. */
function others(code: string): (year: number) => { readonly whole: string[]; readonly parts: string[] } {
  const [country, state] = [countryOf(code), code.slice(3)];
  const publicDays = (...place: readonly string[]) => {
    const calendar = new Holidays({ types: ['public'] });
    calendar.init(country, ...place);
    return (year: number) =>
      calendar
        .getHolidays(year)
        .filter(({ type, rule }) => type === 'public' && !NOT_LAW[code]?.includes(rule));
  };
  const here = state === '' ? publicDays() : publicDays(state);
  const regions = state === '' ? {} : (new Holidays().getRegions(country, state) ?? {});
  const below = Object.keys(regions).map((region) => publicDays(state, region));
  const day = ({ date }: { date: string }) => date.slice(0, 10);
  // Some are in parts only by what a remark says.
  const isInParts = (holiday: HolidaysTypes.Holiday) =>
    'note' in holiday && /communit|Bucheggberg|excluding/i.test(String(holiday.note));
  return (year) => {
    const whole = unique(
      here(year)
        .filter((each) => !isInParts(each))
        .map(day),
    );
    const parts = [...here(year).filter(isInParts), ...below.flatMap((days) => days(year))].map(day);
    return { whole, parts: unique(parts).filter((date) => !whole.includes(date)) };
  };
}

function unique(dates: readonly string[]): string[] {
  return [...new Set(dates)].sort();
}

describe('public holidays', () => {
  it.each(REGIONS.map(({ code }) => code))('[DAYS-1] %s has those of date-holidays, 2025 to 2035', (code) => {
    const theirs = others(code);
    for (const year of YEARS) {
      const own = holidaysOf(code, year);
      const dates = (inParts: boolean) =>
        unique(own.flatMap((each) => (each.inParts === inParts ? each.date : [])));
      expect({ year, whole: dates(false), parts: dates(true) }).toEqual({ year, ...theirs(year) });
    }
  });

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
