import { isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import type { Json } from '../../../../shared/domain/json';
import { formatOf, fractionDigits, parseDate, parseMoney, parseNumber, type Language } from '../../../i18n';
import type { TypedValue } from '../../../ui';

/**
 * What a person typed becomes a value when it can be read without guessing; otherwise the text itself is
 * kept in the same field of the document, where the domain's own checks name the problem ([PLANUI-2]).
 */

/** An amount of money in minor units: `48.500,00` in German, `48,500.00` in English. */
export function readMoney(text: string, currency: string, language: Language): TypedValue {
  if (text.trim() === '') return null;
  const minor = parseMoney(text, currency, language);
  return minor !== null && Number.isSafeInteger(minor) ? minor : text;
}

/** A whole number of enquiries, calls, days. */
export function readCount(text: string, language: Language): TypedValue {
  if (text.trim() === '') return null;
  const count = parseNumber(text, language);
  return count !== null && Number.isSafeInteger(count) ? count : text;
}

/**
 * A day. Short forms (`1.3.`, `1.3.27`) count only once the person has left the field: before that, `1.3.20`
 * is the beginning of `1.3.2027`. Where a span ends, a week or a month means its last day.
 */
export function readDay(
  text: string,
  today: CivilDate,
  finished: boolean,
  edge: 'first' | 'last' = 'first',
): TypedValue {
  const typed = text.trim();
  if (typed === '') return null;
  const complete = finished || /\d[./ -]+\d{4}$/.test(typed) || /^\d{4}-\d{2}-\d{2}$/.test(typed);
  return (complete ? parseDate(typed, today, edge) : null) ?? text;
}

/** The text in which an amount is edited; text that could not be read comes back as it was typed. */
export function writeMoney(value: Json | undefined, currency: string, language: Language): string {
  if (typeof value !== 'number') return asTyped(value);
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value / 10 ** digits);
}

export function writeCount(value: Json | undefined, language: Language): string {
  return typeof value === 'number' ? formatOf(language).number(value) : asTyped(value);
}

/** As it would be typed again, digits only: `31.12.2027`, `31/12/2027`. */
export function writeDay(value: Json | undefined, language: Language): string {
  if (!isCivilDate(value)) return asTyped(value);
  return value
    .split('-')
    .reverse()
    .join(language === 'de' ? '.' : '/');
}

/** The text of a field that should hold text; lists and trees somebody put there show nothing. */
export function asTyped(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
