import ical, { escape, ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { stateOfItem, type CalendarItem } from '../domain/calendar';
import { addDays } from '../domain/dates';
import type { ExportContext } from './context';
import { labelsOf } from './labels';
import {
  amountText,
  listText,
  numberOf,
  promisesOf,
  promiseText,
  remarkOf,
  returnPromiseTexts,
  textOf,
} from './values';

/**
 * The calendar as iCalendar (RFC 5545): all-day events, free time, UTF-8, CRLF, lines of at most 75 octets.
 * What is not agreed says so in its first words, because calendar programs hide a status.
 */
export function calendarIcs(items: readonly CalendarItem[], ctx: ExportContext): string {
  const calendar = ical({
    prodId: { company: 'Handschlag', product: 'Handschlag', language: ctx.lang.toUpperCase() },
    // The library writes a calendar's name as it is given.
    name: escape(clean(`${ctx.board.title} · ${ctx.company}`), false),
  });
  const withAgreement = new Set(items.filter((item) => item.agreed).map((item) => item.planId));
  for (const item of items) {
    const besideAgreement = !item.agreed && withAgreement.has(item.planId);
    calendar.createEvent({
      id: uidOf(item.planId, ctx.board.id, besideAgreement),
      sequence: item.status.agreement?.seq ?? item.status.submission?.seq ?? 0,
      stamp: ctx.now,
      allDay: true,
      start: Temporal.PlainDate.from(item.start),
      // An all-day event ends before its DTEND (RFC 5545, 3.6.1); a plan's end belongs to it.
      end: Temporal.PlainDate.from(addDays(item.end, 1)),
      summary: clean(summaryOf(item, ctx)),
      description: clean(descriptionOf(item, ctx)),
      status: statusOf(item),
      // A campaign keeps nobody from a meeting.
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** The same plan keeps its UID, so that importing again updates it; a change beside an agreement has its own. */
function uidOf(planId: string, boardId: string, besideAgreement: boolean): string {
  const safe = (id: string) =>
    id.replace(/[^A-Za-z0-9_-]/g, (character) => `%${character.codePointAt(0)?.toString(16)}`);
  return `${safe(planId)}${besideAgreement ? '.changed' : ''}@${safe(boardId)}.handschlag`;
}

function summaryOf(item: CalendarItem, ctx: ExportContext): string {
  const labels = labelsOf(ctx.lang);
  const title = textOf(item.material['title']);
  return item.agreed ? title : `[${labels.notAgreed}] ${title}`;
}

function statusOf(item: CalendarItem): ICalEventStatus {
  if (item.agreed) return ICalEventStatus.CONFIRMED;
  return item.state === 'withdrawn' ? ICalEventStatus.CANCELLED : ICalEventStatus.TENTATIVE;
}

function descriptionOf(item: CalendarItem, ctx: ExportContext): string {
  const { columns, states } = labelsOf(ctx.lang);
  const { material } = item;
  const budget = numberOf(material['budgetMinor']);
  const enquiries = numberOf(material['expectedEnquiries']);
  const owner = textOf(material['ownerId']);
  const lines: [string, string][] = [
    [columns.state, states[stateOfItem(item)]],
    [columns.remark, remarkOf(item, ctx)],
    [columns.goal, textOf(material['goal'])],
    [columns.audience, textOf(material['audience'])],
    [columns.message, textOf(material['message'])],
    [columns.channels, listText(material['channels'])],
    [columns.regions, listText(material['regions'])],
    [columns.budget, budget === null ? '' : amountText(budget, textOf(material['currency']), ctx.lang)],
    [columns.expectedEnquiries, enquiries === null ? '' : String(enquiries)],
    [columns.owner, owner && ctx.memberName(owner)],
    ...promisesOf(item).map((promise): [string, string] => [columns.promise, promiseText(promise, ctx)]),
    ...returnPromiseTexts(item, ctx).map((text): [string, string] => [columns.returnPromise, text]),
  ];
  return lines.flatMap(([label, text]) => (text ? [`${label}: ${text}`] : [])).join('\n');
}

/** Control characters are no iCalendar text, and half a surrogate pair is no UTF-8. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
