import { isCivilDate, type CivilDate } from '../../shared/domain/dates';
import type { Language } from './messages';

/** Every way this app writes numbers and dates, for one language. */
export interface Format {
  readonly language: Language;
  number(value: number): string;
  percent(share: number): string;
  /** `minor` are hundredths (or what the currency has); an unknown currency is written as it is. In a table, cents line up; in sums they are noise. */
  money(minor: number, currency: string, cents?: 'as-needed' | 'always' | 'never'): string;
  /** A civil date in full, `31.12.2027`; other text comes back as typed. */
  date(value: string): string;
  /** A civil date in short form: `31. Dez.`; with its year only if that is not `year`. */
  shortDate(value: CivilDate, year?: number): string;
  /** The weekday of a civil date: `Freitag`. */
  weekday(value: CivilDate): string;
  /** `1.–30. Apr. 2027`; one day once; a missing end is left open. */
  dateRange(start: string, end: string): string;
  /** `2027-04` as `April 2027`. */
  month(value: string): string;
  /** The same where there is little room: `Apr. 2027`. */
  monthShort(value: string): string;
  /** An instant on this machine's clock: `31.12.2027, 14:05`. */
  instant(iso: string): string;
  /** The day of an instant on this machine's clock: `Montag, 23. November 2026`. */
  day(iso: string): string;
  time(iso: string): string;
  list(values: readonly string[]): string;
  /** One of them: `Jana oder Tom`. */
  either(values: readonly string[]): string;
}

const cache = new Map<Language, Format>();

/** The formats of a language; made once. */
export function formatOf(language: Language): Format {
  const known = cache.get(language);
  if (known) return known;
  const made = createFormat(language);
  cache.set(language, made);
  return made;
}

/** How many digits a currency has after the point: 2 for EUR, 0 for JPY, 2 for unknown ones. */
export function fractionDigits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

function createFormat(language: Language): Format {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const choices = new Intl.ListFormat(locale, { type: 'disjunction' });
  const dateOf = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const full =
    language === 'de'
      ? dateOf({ day: '2-digit', month: '2-digit', year: 'numeric' })
      : dateOf({ day: 'numeric', month: 'short', year: 'numeric' });
  const short = dateOf({ day: 'numeric', month: 'short' });
  const medium = dateOf({ day: 'numeric', month: 'short', year: 'numeric' });
  const weekdays = dateOf({ weekday: 'long' });
  const months = dateOf({ month: 'long', year: 'numeric' });
  const monthsShort = dateOf({ month: 'short', year: 'numeric' });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const moneys = new Map<string, Intl.NumberFormat>();

  const money: Format['money'] = (minor, currency, cents = 'as-needed') => {
    const digits = fractionDigits(currency);
    const exact = minor / 10 ** digits;
    const amount = cents === 'never' ? Math.round(exact) : exact;
    if (!/^[A-Z]{3}$/.test(currency)) return `${numbers.format(amount)} ${currency}`.trim();
    const whole = cents !== 'always' && Number.isInteger(amount);
    const key = `${currency}${whole}`;
    const format =
      moneys.get(key) ??
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: whole ? 0 : digits,
        maximumFractionDigits: digits,
      });
    moneys.set(key, format);
    return format.format(amount);
  };

  return {
    language,
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    money,
    date: (value) => (isCivilDate(value) ? full.format(utc(value)) : value),
    shortDate: (value, year) => (Number(value.slice(0, 4)) === year ? short : medium).format(utc(value)),
    weekday: (value) => weekdays.format(utc(value)),
    dateRange: (start, end) => {
      if (isCivilDate(start) && isCivilDate(end) && end >= start)
        return medium.formatRange(utc(start), utc(end));
      const parts = [start, end].map((each) => (isCivilDate(each) ? medium.format(utc(each)) : each));
      return parts[0] === '' && parts[1] === '' ? '' : parts.join(' – ').trim();
    },
    month: (value) => months.format(utc(`${value}-01`)),
    monthShort: (value) => monthsShort.format(utc(`${value}-01`)),
    instant: (iso) => instants.format(new Date(iso)),
    day: (iso) => days.format(new Date(iso)),
    time: (iso) => times.format(new Date(iso)),
    list: (values) => lists.format(values),
    either: (values) => choices.format(values),
  };
}

/** Midnight UTC of a civil date: only for formatters that are told UTC too, so no zone can shift the day. */
function utc(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
