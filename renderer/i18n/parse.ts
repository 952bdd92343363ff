import { addDays, daysBetween, isCivilDate, mondayOf, type CivilDate } from '../../shared/domain/dates';
import type { Language } from './messages';
import { fractionDigits } from './format';

/**
 * A typed date as a civil date, or `null` if it is none. Days come before months, with point, slash, dash or
 * space between them; `2027-12-31` is understood everywhere, and so is a month by its name. Two digits of a year mean this
 * century; a missing year means that of `today`. A weekday before it has to be the right one. A calendar week (`KW 36`,
 * `36. KW`, `week 36 2027`, `2027-W36`) and a month (`Sept 2027`, `9/2027`) mean their first day, or their last one where a
 * span ends.
 */
export function parseDate(
  text: string,
  today: CivilDate,
  edge: 'first' | 'last' = 'first',
): CivilDate | null {
  const typed = asTyped(text.normalize('NFC'));
  const { day, weekday } = withoutWeekday(typed);
  if (weekday !== null) {
    const date = parseDate(day, today, edge);
    return date !== null && weekdayOf(date) === weekday ? date : null;
  }
  const isoWeek = /^(\d{4})-?W(\d{2})$/i.exec(typed);
  if (isoWeek) return dayOfWeek(Number(isoWeek[2]), isoWeek[1] ?? '', edge);
  const ordinal = new RegExp(`^(\\d{1,2})\\.?\\s*(?:KW|Woche|Kalenderwoche)${OF_YEAR}$`, 'i').exec(typed);
  if (ordinal) return dayOfWeek(Number(ordinal[1]), fullYear(ordinal[2]) ?? today.slice(0, 4), edge);
  const week = new RegExp(`^(?:KW|CW|W|wk|week|Woche|Kalenderwoche)\\.?\\s*(\\d{1,2})${OF_YEAR}$`, 'i').exec(
    typed,
  );
  if (week) return dayOfWeek(Number(week[1]), fullYear(week[2]) ?? today.slice(0, 4), edge);
  const month = /^([a-zäöü]{3,})\.?\s*(\d{4}|['’]\d{2})$/i.exec(typed);
  if (month) return dayOfMonth(monthNamed(month[1] ?? ''), fullYear(month[2]?.replace(/^['’]/, '')), edge);
  const numbered = /^(\d{1,2})[./](20\d{2})$/.exec(typed);
  if (numbered) return dayOfMonth(numbered[1], numbered[2], edge);
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(typed);
  if (yearFirst) return civil(yearFirst[1], yearFirst[3], yearFirst[4]);
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(typed) ?? /^(\d{1,2})[./-](\d{2})(\d{2}|\d{4})$/.exec(typed);
  if (compact) return civil(compact[3], compact[2], compact[1]);
  const named = /^(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*([a-zäöü]+)\.?,?[\s-]*(\d{2}|\d{4})?$/i.exec(typed);
  if (named) return civil(named[3] ?? today.slice(0, 4), monthNamed(named[2] ?? ''), named[1]);
  // The month comes first only by its name, and with a year: `March 1, 2027`.
  const american = /^([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(typed);
  if (american) return civil(american[3], monthNamed(american[1] ?? ''), american[2]);
  const spoken = /^(\d{1,2})[./\s-]+(\d{1,2})(?:[./\s-]+(\d{2}|\d{4})|[./\s-]*)$/.exec(typed);
  return spoken ? civil(spoken[3] ?? today.slice(0, 4), spoken[2], spoken[1]) : null;
}

/** What somebody sees there: other programs write dashes of their own into dates, and marks that nobody sees around them. */
function asTyped(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u200e\u2060\ufeff]/gu, '')
    .replace(/[\p{Pd}−]/gu, '-')
    .trim();
}

/** The year of a week. No dash: `KW 36-38` is a span, not a week of 2038. */
const OF_YEAR = '(?:(?:\\s*[,/.]\\s*|\\s+)(\\d{2}|\\d{4}))?';

/** Monday first, in both languages; offices write one before a day, and spreadsheets do. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ['montag', 'mo', 'monday', 'mon'],
  ['dienstag', 'di', 'tuesday', 'tue', 'tues'],
  ['mittwoch', 'mi', 'wednesday', 'wed'],
  ['donnerstag', 'do', 'thursday', 'thu', 'thur', 'thurs'],
  ['freitag', 'fr', 'friday', 'fri'],
  ['samstag', 'sa', 'saturday', 'sat', 'sonnabend'],
  ['sonntag', 'so', 'sunday', 'sun'],
];

/** What is typed behind the name of a weekday, and which one it is, Monday 0; null where none is typed. */
function withoutWeekday(typed: string): { readonly day: string; readonly weekday: number | null } {
  const [, name = '', day = ''] = /^([a-z]{2,})\b[.,\s]*(\d.*)$/i.exec(typed) ?? [];
  const weekday = WEEKDAYS.findIndex((names) => names.includes(name.toLowerCase()));
  return weekday < 0 ? { day: typed, weekday: null } : { day, weekday };
}

function weekdayOf(date: CivilDate): number {
  return daysBetween(mondayOf(date), date);
}

/** The day that a typed week or month means; `null` for anything else, a day that was typed as one above all. */
export function meantDay(text: string, today: CivilDate, edge: 'first' | 'last'): CivilDate | null {
  const isSpan = /^(?:\p{L}|\d{1,2}\.?\s*(?:KW|\p{L}*woche)|\d{4}-?W|\d{1,2}[./]20\d{2}$)/iu.test(
    asTyped(text),
  );
  return isSpan ? parseDate(text, today, edge) : null;
}

/** Signs that stand between the thousands of a number, beside the language's own. */
const APOSTROPHES = ["'", '’'] as const;
const SPACES = [' ', '\u00a0', '\u2007', '\u2009', '\u202f', ...APOSTROPHES] as const;

/**
 * A typed number, or `null` if it is none. Grouping and decimal signs are those of the language; spaces and apostrophes
 * group too, but only by three: `1 2` is no number. Three decimals may be the thousands of the other language: `1,000`
 * typed in German is not read as 1.
 */
export function parseNumber(text: string, language: Language): number | null {
  const typed = readDecimal(text.trim(), language);
  return typed === null || mayBeThousands(typed) ? null : Number(typed.digits);
}

/** `1,000` in German: a one with three decimals, or a thousand of somebody's who writes English. */
function mayBeThousands({ digits, grouped }: Decimal): boolean {
  return !grouped && /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(digits);
}

/** Words for thousands and millions that follow an amount, by language; read in any case unless one letter decides. */
const FACTORS: Readonly<Record<Language, readonly (readonly [RegExp, number])[]>> = {
  de: [
    [/^(?:T|k|Tsd\.?|Tausend)$/i, 3],
    [/^(?:Mio\.?|Millionen?)$/i, 6],
    [/^(?:Mrd\.?|Milliarden?)$/i, 9],
  ],
  en: [
    [/^(?:k|T|thousand)$/i, 3],
    [/^(?:m|mn|mio\.?|millions?)$/i, 6],
    [/^(?:bn|billions?)$/i, 9],
  ],
};

/** How one writes that there are no cents: `64,-`, `64.–`. */
const NO_CENTS = /(?<=\d)[.,][-–—]{1,2}(?=\s|\p{L}|\p{Sc}|$)/u;

/**
 * A typed amount in minor units, or `null` when it cannot be read without guessing. The sign, the code or the name of this very
 * currency may stand before or after it, a word for thousands or millions behind the number (`64 T€`, `1,2 Mio. €`) or before
 * the currency (`TEUR 64`), and a dash for no cents (`64,-`).
 * Nothing is passed over: another currency, or more decimals than this one has, is a question to whoever typed.
 */
export function parseMoney(text: string, currency: string, language: Language): number | null {
  const match = /^(\D*?)([+-]?\d[\d.,\s'’]*?)\s*([^\d\s.,'’].*)?$/u.exec(
    text.trim().replace('−', '-').replace(NO_CENTS, ''),
  );
  const [, before = '', number = '', behind = ''] = match ?? [];
  const signs = currencySigns(currency);
  const prefix = before.trim();
  const isNamed = prefix === '' || signs.some((sign) => isSame(sign, prefix));
  if (!isNamed && behind !== '') return null;
  const power = isNamed
    ? powerOf(behind.trim(), prefix === '' ? signs : [], language)
    : prefixPower(prefix, signs);
  const decimal = power === null ? null : readDecimal(number.trim(), language);
  if (power === null || decimal === null) return null;
  // `1.234 Mio.` may mean a bit more than one million, or more than a thousand of them; so may `1,234 T€`.
  if (power >= 6 ? decimal.grouped : power > 0 && mayBeThousands(decimal)) return null;
  return toMinor(decimal.digits, power + fractionDigits(currency));
}

/** Why a typed amount is not read, where that can be told: what it may mean instead, in minor units, or that it is of another currency. */
export type MoneyDoubt =
  | { readonly kind: 'thousands'; readonly whole: number; readonly part: number }
  | { readonly kind: 'currency' };

/** What is doubtful about an amount that {@link parseMoney} does not read; `null` where it is no amount at all, or is read. */
export function moneyDoubt(text: string, currency: string, language: Language): MoneyDoubt | null {
  if (parseMoney(text, currency, language) !== null) return null;
  const [, before = '', number = '', behind = ''] =
    /^\s*(\D*?)\s*([+-]?\d[\d.,\s'’]*?)\s*(\D*)$/u.exec(text) ?? [];
  const typed = readDecimal(number, language);
  if (typed === null) return null;
  const named = (before + behind).trim();
  const isOurs = named === '' || currencySigns(currency).some((sign) => isSame(sign, named));
  if (!isOurs) return /^(?:[A-Z]{3}|\p{Sc})$/u.test(named) ? { kind: 'currency' } : null;
  if (!mayBeThousands(typed)) return null;
  const unit = 10 ** fractionDigits(currency);
  const amount = Number(typed.digits);
  return { kind: 'thousands', whole: Math.round(amount * 1000) * unit, part: Math.round(amount * unit) };
}

/** By which power of ten what stands behind a number multiplies it; `null` when it says something else. */
function powerOf(behind: string, signs: readonly string[], language: Language): number | null {
  const sign = signs.find((each) => isSame(behind.slice(-each.length), each));
  const word = (sign === undefined ? behind : behind.slice(0, -sign.length)).trim();
  if (word === '') return 0;
  return FACTORS[language].find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** `TEUR 64`, as controllers write it; `null` when a prefix says something else. */
function prefixPower(prefix: string, signs: readonly string[]): number | null {
  return signs.some((sign) => isSame(`T${sign}`, prefix)) ? 3 : null;
}

/** How one currency is written: its code, and the signs and names that the languages of this app use for it. */
function currencySigns(currency: string): string[] {
  const signs = new Set([currency]);
  for (const locale of ['de-CH', 'de-DE', 'en-GB', 'en-US'])
    for (const currencyDisplay of ['symbol', 'narrowSymbol', 'name'] as const)
      try {
        const parts = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay,
        }).formatToParts(2);
        for (const part of parts) if (part.type === 'currency') signs.add(part.value);
      } catch {
        return [...signs].filter((sign) => sign !== '');
      }
  if (currency === 'CHF') signs.add('Fr.').add('SFr.');
  // The longest first: `US$` before `$`.
  return [...signs].sort((one, other) => other.length - one.length);
}

function isSame(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

/** A number as plain digits with a point, and whether it was grouped. */
interface Decimal {
  readonly digits: string;
  readonly grouped: boolean;
}

function readDecimal(typed: string, language: Language): Decimal | null {
  const [group, decimal] = language === 'de' ? ['.', ','] : [',', '.'];
  for (const sign of ['', group, ...SPACES]) {
    // Where an apostrophe groups, as in Zurich, a point is as good as a comma.
    const point = APOSTROPHES.some((each) => each === sign) ? '.,' : decimal;
    // Nobody groups behind a nought: `0,005` is no five.
    const whole = sign === '' ? '\\d+' : `[1-9]\\d{0,2}(?:\\${sign}\\d{3})+`;
    if (!new RegExp(`^[+-]?${whole}(?:[${point}]\\d+)?$`).test(typed)) continue;
    const digits = (sign === '' ? typed : typed.split(sign).join(''))
      .replace(sign === '' || sign === group ? decimal : /[.,]/, '.')
      .replace(/^\+/, '');
    return Number.isFinite(Number(digits)) ? { digits, grouped: sign !== '' } : null;
  }
  return null;
}

/**
 * Moves the point to the right; `null` when digits are left behind it, zeros too: `48.500` typed in English is more likely
 * a German's 48,500 than 48.50; and when there are more digits than can be counted in. By text: no binary fraction rounds a
 * cent away.
 */
function toMinor(digits: string, power: number): number | null {
  const [whole = '', fraction = ''] = digits.split('.');
  const minor = fraction.length > power ? null : Number(whole + fraction.padEnd(power, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** Names of the months in both languages; three letters of one are enough. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'jänner'],
  ['february', 'februar', 'feber'],
  ['march', 'märz', 'maerz', 'mrz'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
];

function monthNamed(name: string): string | undefined {
  const typed = name.toLowerCase();
  const index =
    typed.length < 3 ? -1 : MONTHS.findIndex((names) => names.some((each) => each.startsWith(typed)));
  return index < 0 ? undefined : String(index + 1);
}

/** The Monday or the Sunday of an ISO 8601 week; `null` when the year has no such week. */
function dayOfWeek(week: number, year: string, edge: 'first' | 'last'): CivilDate | null {
  // The week with 4 January is the first.
  const monday = addDays(mondayOf(`${year}-01-04`), (week - 1) * 7);
  const isOfYear = week >= 1 && addDays(monday, 3).slice(0, 4) === year;
  return isOfYear ? addDays(monday, edge === 'first' ? 0 : 6) : null;
}

function dayOfMonth(
  month: string | undefined,
  year: string | undefined,
  edge: 'first' | 'last',
): CivilDate | null {
  const first = civil(year, month, '1');
  if (first === null || edge === 'first') return first;
  const next = month === '12' ? `${Number(year) + 1}-01-01` : civil(year, String(Number(month) + 1), '1');
  return next === null ? null : addDays(next, -1);
}

function fullYear(year: string | undefined): string | undefined {
  return year?.length === 2 ? `20${year}` : year;
}

function civil(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): CivilDate | null {
  if (!year || !month || !day) return null;
  const date = `${fullYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}
