import type ical from 'ical.js';
import { addDays, isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import type { Period, PeriodTerms } from '../../../../shared/domain/days/periods';
import { plainName } from '../../../../shared/domain/text/typed-text';

/** Why a file gives no periods. */
export type FileFault = 'none' | 'unread' | 'large';

const MOST_BYTES = 1_000_000;
const MOST = 200;
const LONGEST_TITLE = 200;

/** What of a period a calendar file says; '' for a title that it lacks. */
export type FoundPeriod = Pick<PeriodTerms, 'title' | 'from' | 'to'>;

/** The all-day events of a calendar file, and what of it is left out. */
export interface FoundInFile {
  /** By their days, each once. */
  readonly periods: readonly FoundPeriod[];
  /** Appointments at a time of day, and what cannot be read. */
  readonly others: number;
  /** Of the periods, those that come again: only the first time is among them. */
  readonly repeated: number;
}

type Ical = typeof ical;
type Event = ical.Component;

/**
 * What a calendar file (ICS) says, by days. The parser comes only with the first file.
 * @returns why there is nothing, if so
 */
export async function periodsOfFile(file: Blob): Promise<FoundInFile | FileFault> {
  if (file.size > MOST_BYTES) return 'large';
  const [{ default: ICAL }, bytes] = await Promise.all([import('ical.js'), file.arrayBuffer()]);
  const events = eventsOf(ICAL, textOf(bytes));
  if (events === null) return 'unread';
  const periods = new Map<string, FoundPeriod>();
  let [others, repeated] = [0, 0];
  for (const event of events) {
    const status = event.getFirstPropertyValue('status');
    if (typeof status === 'string' && status.toUpperCase() === 'CANCELLED') continue;
    const days = daysOf(ICAL, event);
    if (days === null) {
      others += 1;
      continue;
    }
    const period = { title: titleOf(event), ...days };
    periods.set(JSON.stringify(period), period);
    if (event.hasProperty('rrule') || event.hasProperty('rdate')) repeated += 1;
  }
  if (periods.size > MOST) return 'large';
  if (periods.size === 0) return 'none';
  const sorted = [...periods.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return { periods: sorted, others, repeated };
}

/** Those of the periods that are not there yet, for the same regions. */
export function newAmong(
  found: readonly FoundPeriod[],
  regions: readonly string[],
  known: readonly Period[],
): readonly FoundPeriod[] {
  const nameOf = ({ title, from, to }: FoundPeriod, where: readonly string[]) =>
    JSON.stringify([title, from, to, where.toSorted()]);
  const there = new Set(
    known.filter(({ kind }) => kind === 'school-holidays').map((period) => nameOf(period, period.regions)),
  );
  return found.filter((period) => !there.has(nameOf(period, regions)));
}

/** UTF-8, as it has to be; older programs write what Windows took before that, or sixteen bits a sign. */
function textOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The lines of a calendar, each whole, without those that are none: some programs break a description by hand, and the parser
 * gives a file up for that. A day that does not say that it is one says so now.
 */
function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .filter((line) => /^[\w-]+[;:]/.test(line))
    .map((line) => line.replace(BARE_DAY, '$1;VALUE=DATE:$2$3$4'))
    .join('\r\n');
}

/** A first or last day as eight figures, with or without dashes. */
const BARE_DAY = /^(DTSTART|DTEND)(?:;[^:]*)?:(\d{4})-?(\d\d)-?(\d\d)\s*$/i;

/** The events of all calendars in a file; null where it is none. */
function eventsOf(ICAL: Ical, text: string): Event[] | null {
  try {
    const parsed = ICAL.parse(tidied(text)) as unknown[];
    const roots = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
    return roots.flatMap((root) => new ICAL.Component(root).getAllSubcomponents('vevent'));
  } catch {
    return null;
  }
}

/** The first and the last day of an event; null where it does not take whole days. */
function daysOf(ICAL: Ical, event: Event): { readonly from: CivilDate; readonly to: CivilDate } | null {
  try {
    const { startDate, endDate } = new ICAL.Event(event);
    const [from, after] = [dayOf(event, 'dtstart', startDate), dayAfter(event, endDate)];
    if (from === null || after === null || after < from) return null;
    // The end of such an event is the day after it; some programs give the first day for a single one.
    const to = after > from ? addDays(after, -1) : from;
    // What begins and ends at midnight of the same day is a moment.
    return isCivilDate(to) && (startDate.isDate || after > from) ? { from, to } : null;
  } catch {
    return null;
  }
}

/** The day of a date, or of a midnight at the place itself, as some programs write it; the parser reckons on where there is no such day. */
function dayOf(event: Event, name: 'dtstart' | 'dtend', time: ical.Time): CivilDate | null {
  const isMidnight = time.isDate || (time.hour === 0 && time.minute === 0 && time.second === 0);
  return isMidnight ? writtenDay(event, name, time) : null;
}

/** The day before which an event ends; some programs let it end with the last minute of its last day. */
function dayAfter(event: Event, time: ical.Time): CivilDate | null {
  const isLastMinute = !time.isDate && time.hour === 23 && time.minute === 59;
  if (!isLastMinute) return dayOf(event, 'dtend', time);
  const last = writtenDay(event, 'dtend', time);
  return last && addDays(last, 1);
}

function writtenDay(event: Event, name: string, time: ical.Time): CivilDate | null {
  const day = time.toString().slice(0, 10);
  const written: unknown = event.getFirstProperty(name)?.toJSON()[3];
  const isAsWritten = typeof written !== 'string' || written.startsWith(day);
  return isAsWritten && (time.isDate || time.zone.tzid !== 'UTC') && isCivilDate(day) ? day : null;
}

function titleOf(event: Event): string {
  const title = plainName(String(event.getFirstPropertyValue('summary') ?? ''));
  if (title.length <= LONGEST_TITLE) return title;
  // Whole characters only.
  return title
    .slice(0, LONGEST_TITLE)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
