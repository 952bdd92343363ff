import { addDays } from '../../../../shared/domain/dates';
import type { PeriodTerms } from '../../../../shared/domain/days/periods';

/** Why a file gives no periods. */
export type FileFault = 'none' | 'unread' | 'large';

const MOST_BYTES = 1_000_000;
const MOST = 200;

/** What of a period a calendar file says. */
export type FoundPeriod = Pick<PeriodTerms, 'title' | 'from' | 'to'>;

/**
 * The all-day events of a calendar file (ICS), by their days. The parser comes only with the first file.
 * @returns why there are none, if so
 */
export async function periodsOfFile(file: Blob): Promise<readonly FoundPeriod[] | FileFault> {
  if (file.size > MOST_BYTES) return 'large';
  const [{ default: ICAL }, text] = await Promise.all([import('ical.js'), file.text()]);
  try {
    const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
    const found = events.flatMap((event) => {
      const [start, end] = [event.getFirstPropertyValue('dtstart'), event.getFirstPropertyValue('dtend')];
      if (!(start instanceof ICAL.Time) || !start.isDate) return [];
      const from = start.toString();
      // The end of an all-day event is the day after it; without one it is a single day.
      const last = end instanceof ICAL.Time && end.isDate ? addDays(end.toString(), -1) : from;
      const title = String(event.getFirstPropertyValue('summary') ?? '').trim();
      return title === '' ? [] : [{ title: title.slice(0, 200), from, to: last < from ? from : last }];
    });
    if (found.length > MOST) return 'large';
    return found.length === 0 ? 'none' : found.sort((a, b) => (a.from < b.from ? -1 : 1));
  } catch {
    return 'unread';
  }
}
