import { escaped, fold, oneLine } from './ics-text';

/** A workshop as an appointment. */
export interface Appointment {
  readonly id: string;
  /** Grows with every change, so that importing it again puts the earlier one right. */
  readonly revision: number;
  readonly title: string;
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly minutes: number;
  /** Where people take part. */
  readonly link: string;
  readonly text: string;
}

/** An invitation as iCalendar (RFC 5545), in UTC: every calendar shows it in its own time. */
export function invitationIcs(
  { id, revision, title, at, minutes, link, text }: Appointment,
  now: number,
): string {
  const start = Date.parse(at);
  return fold(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Handschlag//Handschlag//EN',
      'BEGIN:VEVENT',
      `UID:${id}.workshop.handschlag`,
      `SEQUENCE:${revision}`,
      `DTSTAMP:${stampOf(now)}`,
      `DTSTART:${stampOf(start)}`,
      `DTEND:${stampOf(start + minutes * 60_000)}`,
      `SUMMARY:${escaped(oneLine(title))}`,
      `LOCATION:${escaped(oneLine(link))}`,
      `DESCRIPTION:${escaped(text)}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
}

function stampOf(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}
