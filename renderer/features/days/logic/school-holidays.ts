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
    if (event.getFirstPropertyValue('status') === 'CANCELLED') continue;
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

/** UTF-8, as it has to be; older programs write what Windows took before that. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The events of all calendars in a file; null where it is none. */
function eventsOf(ICAL: Ical, text: string): Event[] | null {
  try {
    const parsed = ICAL.parse(text) as unknown[];
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
    const [from, after] = [dayOf(startDate), dayOf(endDate)];
    if (from === null || after === null) return null;
    // The end of such an event is the day after it; some programs give the first day for a single one.
    const to = after > from ? addDays(after, -1) : from;
    // What begins and ends at midnight of the same day is a moment.
    return isCivilDate(to) && (startDate.isDate || after > from) ? { from, to } : null;
  } catch {
    return null;
  }
}

/** The day of a date, or of a midnight at the place itself, as some programs write it. */
function dayOf(time: ical.Time): CivilDate | null {
  const isMidnight = time.isDate || (time.hour === 0 && time.minute === 0 && time.second === 0);
  const day = time.toString().slice(0, 10);
  return isMidnight && (time.isDate || time.zone.tzid !== 'UTC') && isCivilDate(day) ? day : null;
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
