import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from '../dates';
import { DAYS, EVERYWHERE, OF_STATE, type DayName, type Rule } from './rules';
import { countryOf, regionOfCode } from './regions';

/** A public holiday of a region. */
export interface Holiday {
  readonly date: CivilDate;
  readonly name: DayName;
  /** In parts of the region only. */
  readonly inParts: boolean;
  /** From noon on. */
  readonly fromNoon: boolean;
}

/** What a holiday is called. */
export function holidayName(name: DayName, language: 'de' | 'en'): string {
  return DAYS[name][language === 'de' ? 1 : 2];
}

/** The public holidays of a region in a year, in order. Of a country those that all its states have. */
export function holidaysOf(code: string, year: number): readonly Holiday[] {
  const key = `${code} ${year}`;
  const known = WORKED_OUT.get(key);
  if (known) return known;
  const country = countryOf(code);
  const everywhere = regionOfCode(code) ? (EVERYWHERE[country] ?? []) : [];
  const { rules = [], without = [] } = OF_STATE[code] ?? {};
  const holidays = [...everywhere.filter(({ day }) => !without.includes(day)), ...rules]
    .filter((rule) => holds(rule, year))
    .flatMap((rule) => {
      const date = dateOf(DAYS[rule.day][0], year);
      if (rule.unlessOn?.includes(date.dayOfWeek) || (rule.onlyOn && !rule.onlyOn.includes(date.dayOfWeek)))
        return [];
      const { isInParts: inParts = false, isFromNoon: fromNoon = false } = rule;
      return [{ date: date.toString(), name: rule.day, inParts, fromNoon }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  WORKED_OUT.set(key, holidays);
  return holidays;
}

/** The holidays of a region on the days of a span, both inclusive. */
export function holidaysBetween(code: string, from: CivilDate, to: CivilDate): Holiday[] {
  const found: Holiday[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    found.push(...holidaysOf(code, year).filter(({ date }) => date >= from && date <= to));
  return found;
}

const WORKED_OUT = new Map<string, readonly Holiday[]>();

function holds({ since = 0, until = 9999, years }: Rule, year: number): boolean {
  return year >= since && year <= until && (years?.includes(year) ?? true);
}

/** A day of a year as `rules.ts` writes it. */
function dateOf(when: string, year: number): Temporal.PlainDate {
  const [kind = '', ...rest] = when.split(' ');
  const [first = 0, second = 0, third = 0, shift = 0] = rest.map(Number);
  switch (kind) {
    case 'easter':
      return easter(year).add({ days: first });
    // nth weekday of a month, and so many days after it
    case 'nth':
      return onOrAfter(Temporal.PlainDate.from({ year, month: third, day: 1 + 7 * (first - 1) }), second).add(
        {
          days: shift,
        },
      );
    // the last such weekday before a day
    case 'before':
      return onOrAfter(
        Temporal.PlainDate.from({ year, month: second, day: third }).subtract({ days: 7 }),
        first,
      );
    case 'naefels': {
      // The first Thursday from 2 April on; a week later where that lies in Holy Week.
      const thursday = onOrAfter(Temporal.PlainDate.from({ year, month: 4, day: 2 }), 4);
      return thursday.add({ days: thursday.equals(easter(year).subtract({ days: 3 })) ? 7 : 0 });
    }
    default:
      return Temporal.PlainDate.from(`${year}-${kind}`);
  }
}

function onOrAfter(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
}

/** Easter Sunday in the Gregorian calendar (the rule of Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}
