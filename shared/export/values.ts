import type { CivilDate } from '../domain/dates';
import type { Json } from '../domain/json';
import type { PlanKind } from '../domain/plan';
import type { FollowUpPromise } from '../domain/record';
import type { ExportContext, ExportItem, ExportLanguage } from './context';
import { labelsOf } from './labels';

// A document can hold anything, and exports of scope `all` show it: every reader here takes any JSON.

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A set of texts on one line, as spreadsheets of the trade write it: `E-Mail; Messe`. */
export function listText(value: Json | undefined): string {
  if (!Array.isArray(value)) return '';
  return (value as readonly Json[]).filter((each) => typeof each === 'string').join('; ');
}

export function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function kindOf(value: Json | undefined): PlanKind {
  return value === 'sales-activity' ? 'sales-activity' : 'campaign';
}

export function isGerman(lang: ExportLanguage): boolean {
  return lang !== 'en';
}

/** `01.03.2027` for German, ISO for English, whose readers disagree about the order of day and month. */
export function dateText(date: CivilDate, lang: ExportLanguage): string {
  return isGerman(lang) ? date.split('-').reverse().join('.') : date;
}

/** A number of so many decimals, in units of the last of them, as a plain decimal, exact: 4850050 and 2 is `48500,50` or `48500.50`. */
export function decimalText(units: number, decimals: number, lang: ExportLanguage): string {
  if (decimals === 0) return String(units);
  const [sign, whole] = [units < 0 ? '-' : '', String(Math.abs(units)).padStart(decimals + 1, '0')];
  const separator = lang === 'de' ? ',' : '.';
  return `${sign}${whole.slice(0, -decimals)}${separator}${whole.slice(-decimals)}`;
}

/** An amount for people: `48.500,00 €`, `€48,500.00`; the bare code where the currency is none. */
export function amountText(minor: number, currency: string, lang: ExportLanguage): string {
  const digits = minorDigits(currency);
  const options = isCurrency(currency) ? ({ style: 'currency', currency } as const) : {};
  const text = numberFormat(localeOf(lang), {
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
  return isCurrency(currency) ? text : `${text} ${currency}`.trimEnd();
}

/** An amount in whole units for sums, where cents are noise: `48.500 €`. */
export function wholeAmountText(minor: number, currency: string, lang: ExportLanguage): string {
  const options = isCurrency(currency) ? ({ style: 'currency', currency } as const) : {};
  const text = numberFormat(localeOf(lang), {
    ...options,
    maximumFractionDigits: 0,
    minimumFractionDigits: 0,
  }).format(minor / 10 ** minorDigits(currency));
  return isCurrency(currency) ? text : `${text} ${currency}`.trimEnd();
}

/** A share of 0 to 1 in percent, without the sign: `12,5`. */
export function percentNumber(share: number, lang: ExportLanguage): string {
  const percent = String(percentOf(share));
  return lang === 'de' ? percent.replace('.', ',') : percent;
}

/** A share of 0 to 1 in percent, to a hundredth. */
export function percentOf(share: number): number {
  return Math.round(share * 10_000) / 100;
}

/** One sentence a promise, as it stands in the record. */
export function promiseText(promise: FollowUpPromise, ctx: ExportContext): string {
  const share = percentNumber(promise.callShare, ctx.lang) + (isGerman(ctx.lang) ? ' %' : '%');
  const owner = ctx.memberName(promise.ownerId);
  return labelsOf(ctx.lang).promiseSentence(owner, promise.days, share, promise.capacityPerWeek);
}

/** The promises of the agreement that an item shows; what is not agreed carries none. */
export function promisesOf(item: ExportItem): FollowUpPromise[] {
  const approvals = item.agreed ? (item.status.agreement?.approvals ?? []) : [];
  return approvals.flatMap(({ promise }) => (promise ? [promise] : []));
}

/** What the other side promised in return, one line each. */
export function returnPromiseTexts(item: ExportItem, ctx: ExportContext): string[] {
  const { returnKinds, returnSentence } = labelsOf(ctx.lang);
  const promises = item.agreed ? (item.status.agreement?.returnPromises ?? []) : [];
  return promises.map(({ what, text, dueOn }) =>
    returnSentence(returnKinds[what], text, dateText(dueOn, ctx.lang)),
  );
}

/** What the board has of what was agreed. */
export function standsOnBoard({ status }: ExportItem): 'unchanged' | 'changed' | 'deleted' {
  if (status.deleted) return 'deleted';
  return status.changesSinceAgreed.length > 0 ? 'changed' : 'unchanged';
}

/** What somebody who reads only the file must know of an agreed item. */
export function remarkOf(item: ExportItem, ctx: ExportContext): string {
  const labels = labelsOf(ctx.lang);
  if (!item.agreed) return '';
  const stands = standsOnBoard(item);
  if (stands === 'deleted') return labels.deleted;
  return stands === 'changed' ? labels.changedSince(item.status.changesSinceAgreed.length) : '';
}

/** Members whose names an item shows. */
export function namesOf(item: ExportItem): string[] {
  const owner = textOf(item.material['ownerId']);
  return [...(owner ? [owner] : []), ...promisesOf(item).map((promise) => promise.ownerId)];
}

/** Decimals of a currency: its minor unit's share of the whole. */
export function minorDigits(currency: string): number {
  if (!isCurrency(currency)) return 2;
  const format = numberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** So many are kept: anybody can type codes that are no currency's. */
const FORMATS = 64;
const formats = new Map<string, Intl.NumberFormat>();

/** One for all amounts alike: making it takes far longer than using it, and a calendar has thousands. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= FORMATS) formats.clear();
  const format = new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** Whose numbers and dates a language writes. */
export function localeOf(lang: ExportLanguage): string {
  return lang === 'de' ? 'de-DE' : lang === 'de-CH' ? 'de-CH' : 'en-GB';
}
