import type { CivilDate } from '../dates';

/** A calendar day as a number: days since 1970-01-01. Thousands of bars are laid out with it in a moment. */
export type Day = number;

/** The number of a day that exists. */
export function dayOf(date: CivilDate): Day {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)].map(Number);
  const number = daysFrom(year ?? 0, month ?? 0, day ?? 0);
  numbers.set(date, number);
  return number;
}

/** Thousands of plans share some hundred days. */
const numbers = new Map<CivilDate, Day>();

export function dateOf(day: Day): CivilDate {
  const { year, month, date } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** The number of a day; months before January or after December are those of other years. */
export function daysFrom(year: number, month: number, date: number): Day {
  const months = year * 12 + month - 1;
  // The year begins in March here, so that the day that not every year has comes last.
  const y = Math.floor((months - 2) / 12);
  const m = months - 2 - y * 12;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * m + 2) / 5) + date - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146_097 + days - 719_468;
}

export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const m = Math.floor((5 * ofYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: ofYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of a day's week. */
export function mondayOfDay(day: Day): Day {
  return day - weekdayOf(day) + 1;
}

/** The ISO 8601 week of a day: the one that its week's Thursday lies in. */
export function isoWeekOf(day: Day): { readonly year: number; readonly week: number } {
  const thursday = mondayOfDay(day) + 3;
  const { year } = partsOf(thursday);
  return { year, week: Math.floor((thursday - daysFrom(year, 1, 1)) / 7) + 1 };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
