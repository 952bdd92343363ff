import Papa from 'papaparse';
import { briefText } from '../domain/brief';
import { stateOfItem, type CalendarItem } from '../domain/calendar';
import type { ExportContext } from './context';
import { labelsOf, type ExportLabels } from './labels';
import {
  dateText,
  decimalAmount,
  kindOf,
  listText,
  numberOf,
  percentNumber,
  promisesOf,
  remarkOf,
  returnPromiseTexts,
  textOf,
} from './values';

type Column = Exclude<keyof ExportLabels['columns'], 'promise'>;

const COLUMNS: readonly Column[] = [
  'title',
  'kind',
  'state',
  'agreed',
  'start',
  'end',
  'goal',
  'audience',
  'message',
  'channels',
  'regions',
  'budget',
  'currency',
  'expectedEnquiries',
  'owner',
  'promiseOwner',
  'promiseDays',
  'promiseCallShare',
  'promiseCapacity',
  'returnPromise',
  'remark',
  'brief',
];

const BOM = '\ufeff';

/**
 * What a spreadsheet would run as a formula, also behind blanks and over several lines (the library's own
 * pattern lets a cell with a line break pass). A lone number is none.
 */
const FORMULA = /^(?!-?\d+(?:[.,]\d+)?$)(?:[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;

/**
 * The calendar as a spreadsheet opens it by double-click: UTF-8 with byte order mark, CRLF; German with
 * semicolons, decimal commas and `dd.mm.yyyy`, English with commas, points and ISO dates.
 */
export function calendarCsv(items: readonly CalendarItem[], ctx: ExportContext): string {
  const { columns } = labelsOf(ctx.lang);
  const rows = items.map((item) => {
    const cells = cellsOf(item, ctx);
    return COLUMNS.map((column) => cells[column]);
  });
  const table = [COLUMNS.map((column) => columns[column]), ...rows];
  return (
    BOM +
    Papa.unparse(table, {
      delimiter: ctx.lang === 'de' ? ';' : ',',
      newline: '\r\n',
      escapeFormulae: FORMULA,
    })
  );
}

function cellsOf(item: CalendarItem, ctx: ExportContext): Record<Column, string> {
  const labels = labelsOf(ctx.lang);
  const { material } = item;
  const [budget, enquiries] = [numberOf(material['budgetMinor']), numberOf(material['expectedEnquiries'])];
  const [currency, owner] = [textOf(material['currency']), textOf(material['ownerId'])];
  const promises = promisesOf(item);
  return {
    title: textOf(material['title']),
    kind: labels.kinds[kindOf(material['kind'])],
    state: labels.states[stateOfItem(item)],
    agreed: item.agreed ? labels.yes : labels.no,
    start: dateText(item.start, ctx.lang),
    end: dateText(item.end, ctx.lang),
    goal: textOf(material['goal']),
    audience: textOf(material['audience']),
    message: textOf(material['message']),
    channels: listText(material['channels']),
    regions: listText(material['regions']),
    budget: budget === null ? '' : decimalAmount(budget, currency, ctx.lang),
    currency: budget === null ? '' : currency,
    expectedEnquiries: enquiries === null ? '' : String(enquiries),
    owner: owner && ctx.memberName(owner),
    promiseOwner: promises.map(({ ownerId }) => ctx.memberName(ownerId)).join('; '),
    promiseDays: promises.map(({ days }) => days).join('; '),
    promiseCallShare: promises.map(({ callShare }) => percentNumber(callShare, ctx.lang)).join('; '),
    promiseCapacity: promises.map(({ capacityPerWeek }) => capacityPerWeek).join('; '),
    returnPromise: returnPromiseTexts(item, ctx).join('; '),
    remark: remarkOf(item, ctx),
    brief: briefText(material['brief']),
  };
}
