import ical, {
  escape,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { stateOfItem } from '../domain/calendar/calendar';
import { addDays, type CivilDate } from '../domain/dates';
import { isolated } from '../domain/text/typed-text';
import type { DepartedExport, ExportContext, ExportItem } from './context';
import { clean, fold, oneLine } from './ics-text';
import { labelsOf, type ExportLabels } from './labels';
import {
  amountText,
  listText,
  namesOf,
  numberOf,
  promisesOf,
  promiseText,
  returnPromiseTexts,
  standsOnBoard,
  textOf,
} from './values';

/** How often the words of an event changed that no entry of the record changed; 0 without an answer. */
export type RevisionOf = (item: ExportItem) => number;

export interface IcsContent {
  readonly items: readonly ExportItem[];
  /** What left the calendar: programs that imported it are told to take it out. */
  readonly departed: readonly DepartedExport[];
  readonly revisionOf: RevisionOf;
  /** Plans of more than a week stand there as two days, their first and their last. */
  readonly endsOnly?: boolean;
}

/** {@link icsParts} as one text. */
export function calendarIcs(content: IcsContent, ctx: ExportContext): string {
  return [...icsParts(content, ctx)].join('');
}

/**
 * The calendar as iCalendar (RFC 5545): all-day events, free time, UTF-8, CRLF, lines of at most 75 octets, an event
 * a part. What is not agreed says so in its first words, because calendar programs hide a status.
 *
 * Of an agreed calendar, two files of one state are the same bytes, and whatever changes an event raises its SEQUENCE:
 * the number of the last entry about its plan, and what `revisionOf` adds for what stands in no entry.
 */
export function* icsParts(
  { items, departed, revisionOf, endsOnly = false }: IcsContent,
  ctx: ExportContext,
): Generator<string> {
  const calendar = ical({
    prodId: { company: 'Handschlag', product: 'Handschlag', language: ctx.lang.slice(0, 2).toUpperCase() },
    // The library writes a calendar's name as it is given. All boards together are called after the company.
    name: escape(oneLine([...new Set([ctx.title, ctx.company])].filter(Boolean).join(' · ')), false),
  });
  const [head = '', foot = ''] = calendar.toString().split(/(?=END:VCALENDAR)/);
  yield fold(head);
  const withAgreement = new Set(items.filter((item) => item.agreed).map(keyOf));
  for (const item of [...items, ...departed]) {
    const isBeside = !item.agreed && withAgreement.has(keyOf(item));
    for (const span of endsOnly ? endsOf(item, ctx) : [wholeOf(item)]) {
      const event = calendar.createEvent(eventOf(item, span, isBeside, revisionOf(item), ctx));
      const text = event.toString();
      calendar.clear();
      yield fold(text);
    }
  }
  // A calendar holds one component at least (RFC 5545, 3.6).
  if (items.length + departed.length === 0) yield EMPTY;
  yield `${foot}\r\n`;
}

/** The days an event takes, and what tells it from others of the same plan. */
interface Span {
  readonly start: CivilDate;
  /** Inclusive. */
  readonly end: CivilDate;
  readonly uid: '' | '.start' | '.end';
  readonly words: string;
  /** Nothing stands there any more: the plan takes other events since it was agreed anew. */
  readonly isReplaced?: boolean;
}

type Days = Pick<ExportItem, 'start' | 'end'>;

function wholeOf({ start, end }: Days): Span {
  return { start, end, uid: '', words: '' };
}

const WEEK = 7;

/** The events of a plan by its ends, and those that it took before it became longer or shorter: programs that imported them are told. */
function endsOf(item: ExportItem, ctx: ExportContext): readonly Span[] {
  const now = endsOfDays(item, ctx);
  const taken = new Set(now.map(({ uid }) => uid));
  const former = [...item.former].reverse().flatMap((days) => endsOfDays(days, ctx));
  const replaced = former.flatMap((span) => {
    if (taken.has(span.uid)) return [];
    taken.add(span.uid);
    return [{ ...span, isReplaced: true }];
  });
  return [...now, ...replaced];
}

function endsOfDays({ start, end }: Days, ctx: ExportContext): readonly Span[] {
  if (addDays(start, WEEK) > end) return [wholeOf({ start, end })];
  const { columns } = labelsOf(ctx.lang);
  return [
    { start, end: start, uid: '.start', words: columns.start },
    { start: end, end, uid: '.end', words: columns.end },
  ];
}

/** Why nothing stands there any more. */
type Left = keyof ExportLabels['left'];

function eventOf(
  item: ExportItem | DepartedExport,
  span: Span,
  isBeside: boolean,
  revision: number,
  ctx: ExportContext,
): ICalEventData {
  const left = span.isReplaced ? 'replaced' : 'left' in item ? item.left : null;
  const at = item.last?.at ?? ctx.now;
  return {
    id: uidOf(item, ctx, `${span.uid}${isBeside ? '.changed' : ''}`),
    sequence: (item.last?.seq ?? 0) + revision,
    // Without a METHOD that is when it was revised last (RFC 5545, 3.8.7.2).
    stamp: at,
    lastModified: at,
    allDay: true,
    start: Temporal.PlainDate.from(span.start),
    // An all-day event ends before its DTEND (RFC 5545, 3.6.1); a plan's end belongs to it.
    end: Temporal.PlainDate.from(addDays(span.end, 1)),
    summary: oneLine(summaryOf(item, span, left, ctx)),
    description: clean(descriptionOf(item, left, ctx)),
    status: statusOf(item, left),
    // A campaign keeps nobody from a meeting.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  };
}

const EMPTY = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n');

/** What of an event stands in no entry of the record: it is the same as long as {@link RevisionOf} need not grow. */
export function unrecordedOf(item: ExportItem, ctx: Pick<ExportContext, 'memberName'>): string {
  const isDeparted = 'left' in item;
  return JSON.stringify([isDeparted ? null : standsOnBoard(item), namesOf(item).map(ctx.memberName)]);
}

function keyOf({ board, planId }: ExportItem): string {
  return `${board.id}/${planId}`;
}

/**
 * A plan keeps its UID over agreements, so that importing again updates it. A file of everything has others: what is
 * not agreed must not replace what is.
 */
function uidOf({ planId, board }: ExportItem, { scope }: ExportContext, which: string): string {
  const safe = (id: string) =>
    id.replace(/[^A-Za-z0-9_-]/g, (character) => `%${character.codePointAt(0)?.toString(16)}`);
  return `${safe(planId)}${which}${scope === 'agreed' ? '' : '.all'}@${safe(board.id)}.handschlag`;
}

function summaryOf(item: ExportItem, { words }: Span, left: Left | null, ctx: ExportContext): string {
  const labels = labelsOf(ctx.lang);
  const title = `${words && `${words}: `}${textOf(item.material['title'])}`;
  if (left) return `[${labels.left[left]}] ${title}`;
  return item.agreed ? title : `[${labels.notAgreed}] ${title}`;
}

function statusOf(item: ExportItem, left: Left | null): ICalEventStatus {
  if (left || (!item.agreed && item.state === 'withdrawn')) return ICalEventStatus.CANCELLED;
  return item.agreed ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
}

function descriptionOf(item: ExportItem, left: Left | null, ctx: ExportContext): string {
  const { columns, states, left: gone } = labelsOf(ctx.lang);
  const { material } = item;
  const budget = numberOf(material['budgetMinor']);
  const enquiries = numberOf(material['expectedEnquiries']);
  const owner = textOf(material['ownerId']);
  const lines: [string, string][] = [
    [columns.state, left ? gone[left] : states[stateOfItem(item)]],
    [columns.remark, left ? '' : pendingOf(item, ctx)],
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
  return lines.flatMap(([label, text]) => (text ? [`${label}: ${isolated(text)}`] : [])).join('\n');
}

/** That the board has moved on, not how far: it moves on with each letter somebody types. */
function pendingOf(item: ExportItem, ctx: ExportContext): string {
  const labels = labelsOf(ctx.lang);
  if (!item.agreed) return '';
  const stands = standsOnBoard(item);
  return stands === 'deleted' ? labels.deleted : stands === 'changed' ? labels.changed : '';
}
