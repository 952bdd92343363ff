import type { CalendarItem } from '../domain/calendar';
import type { CivilDate } from '../domain/dates';
import type { Json } from '../domain/json';
import type { PlanKind } from '../domain/plan';
import type { FollowUpPromise } from '../domain/record';
import type { ExportContext, ExportLanguage } from './context';
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

/** `01.03.2027` for German, ISO for English, whose readers disagree about the order of day and month. */
export function dateText(date: CivilDate, lang: ExportLanguage): string {
  return lang === 'de' ? date.split('-').reverse().join('.') : date;
}

/**
 * An amount in minor units as a plain decimal, exact: `4850050` EUR is `48500,50` or `48500.50`. Currencies
 * without or with three decimals keep theirs.
 */
export function decimalAmount(minor: number, currency: string, lang: ExportLanguage): string {
  const digits = minorDigits(currency);
  const [sign, whole] = [minor < 0 ? '-' : '', String(Math.abs(Math.round(minor))).padStart(digits + 1, '0')];
  if (digits === 0) return sign + whole;
  const separator = lang === 'de' ? ',' : '.';
  return `${sign}${whole.slice(0, -digits)}${separator}${whole.slice(-digits)}`;
}

/** An amount for people: `48.500,00 €`, `€48,500.00`; the bare code where the currency is none. */
export function amountText(minor: number, currency: string, lang: ExportLanguage): string {
  const digits = minorDigits(currency);
  const options = isCurrency(currency) ? ({ style: 'currency', currency } as const) : {};
  const text = new Intl.NumberFormat(localeOf(lang), {
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
  return isCurrency(currency) ? text : `${text} ${currency}`.trimEnd();
}

/** A share of 0 to 1 in percent, without the sign: `12,5`. */
export function percentNumber(share: number, lang: ExportLanguage): string {
  const percent = String(Math.round(share * 10_000) / 100);
  return lang === 'de' ? percent.replace('.', ',') : percent;
}

/** One sentence a promise, as it stands in the record. */
export function promiseText(promise: FollowUpPromise, ctx: ExportContext): string {
  const share =
    ctx.lang === 'de'
      ? `${percentNumber(promise.callShare, 'de')} %`
      : `${percentNumber(promise.callShare, 'en')}%`;
  const owner = ctx.memberName(promise.ownerId);
  return labelsOf(ctx.lang).promiseSentence(owner, promise.days, share, promise.capacityPerWeek);
}

/** The promises of the agreement that an item shows; what is not agreed carries none. */
export function promisesOf(item: CalendarItem): FollowUpPromise[] {
  const approvals = item.agreed ? (item.status.agreement?.approvals ?? []) : [];
  return approvals.flatMap(({ promise }) => (promise ? [promise] : []));
}

/** What the other side promised in return, one line each. */
export function returnPromiseTexts(item: CalendarItem, ctx: ExportContext): string[] {
  const { returnKinds, returnSentence } = labelsOf(ctx.lang);
  const promises = item.agreed ? (item.status.agreement?.returnPromises ?? []) : [];
  return promises.map(({ what, text, dueOn }) =>
    returnSentence(returnKinds[what], text, dateText(dueOn, ctx.lang)),
  );
}

/** What somebody who reads only the file must know of an agreed item. */
export function remarkOf(item: CalendarItem, ctx: ExportContext): string {
  const labels = labelsOf(ctx.lang);
  if (!item.agreed) return '';
  if (item.status.deleted) return labels.deleted;
  const changes = item.status.changesSinceAgreed.length;
  return changes > 0 ? labels.changedSince(changes) : '';
}

function minorDigits(currency: string): number {
  if (!isCurrency(currency)) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

function localeOf(lang: ExportLanguage): string {
  return lang === 'de' ? 'de-DE' : 'en-GB';
}
