import { isCivilDate, type CivilDate } from '../../shared/domain/dates';
import type { Language } from './messages';
import { fractionDigits } from './format';

/**
 * A typed date as a civil date, or `null` if it is none. Days come before months, with point, slash, dash or
 * space between them; `2027-12-31` is understood everywhere. Two digits of a year mean this century; a missing
 * year means that of `today`.
 */
export function parseDate(text: string, today: CivilDate): CivilDate | null {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return civil(iso[1], iso[2], iso[3]);
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (compact) return civil(compact[3], compact[2], compact[1]);
  const named = /^(\d{1,2})\.?\s*([a-zäöü]+)\.?\s*(\d{2}|\d{4})?$/i.exec(typed);
  if (named) return civil(named[3] ?? today.slice(0, 4), monthNamed(named[2] ?? ''), named[1]);
  const spoken = /^(\d{1,2})[./\s-]+(\d{1,2})[./\s-]*(\d{2}|\d{4})?$/.exec(typed);
  return spoken ? civil(spoken[3] ?? today.slice(0, 4), spoken[2], spoken[1]) : null;
}

/** A typed number, or `null` if it is none. Grouping and decimal signs are those of the language. */
export function parseNumber(text: string, language: Language): number | null {
  const typed = text.trim().replace(/[\s'’\u00a0\u202f]/g, '');
  const [group, decimal] = language === 'de' ? ['.', ','] : [',', '.'];
  const pattern = new RegExp(`^[+-]?(\\d+|\\d{1,3}(\\${group}\\d{3})+)(\\${decimal}\\d+)?$`);
  if (!pattern.test(typed)) return null;
  const value = Number(typed.split(group).join('').replace(decimal, '.'));
  return Number.isFinite(value) ? value : null;
}

/** A typed amount in minor units, or `null`. The currency's sign or code may stand before or after it. */
export function parseMoney(text: string, currency: string, language: Language): number | null {
  const bare = text.replace(/€|\$|£|CHF|Fr\.|[A-Z]{3}/g, '');
  const value = parseNumber(bare, language);
  if (value === null) return null;
  const minor = value * 10 ** fractionDigits(currency);
  const rounded = Math.round(minor);
  return Math.abs(minor - rounded) <= 1e-9 * Math.max(1, Math.abs(minor)) ? rounded : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GERMAN_MONTHS = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];

function monthNamed(name: string): string | undefined {
  const start = name.toLowerCase().slice(0, 3);
  const index = Math.max(MONTHS.indexOf(start), GERMAN_MONTHS.indexOf(start));
  return index < 0 ? undefined : String(index + 1);
}

function civil(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): CivilDate | null {
  if (!year || !month || !day) return null;
  const fullYear = year.length === 2 ? `20${year}` : year;
  const date = `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}
