import Papa from 'papaparse';
import type { ExportContext, ExportItem, ExportLanguage } from './context';
import { labelsOf } from './labels';
import { tableOf, type Cell } from './table';
import { dateText, decimalText, isGerman, percentNumber, promisesOf, returnPromiseTexts } from './values';

const COLUMNS = tableOf([
  ['promiseOwner', (item, ctx) => joined(promisesOf(item).map(({ ownerId }) => ctx.memberName(ownerId)))],
  ['promiseDays', (item) => joined(promisesOf(item).map(({ days }) => days))],
  [
    'promiseCallShare',
    (item, ctx) => joined(promisesOf(item).map(({ callShare }) => percentNumber(callShare, ctx.lang))),
  ],
  ['promiseCapacity', (item) => joined(promisesOf(item).map(({ capacityPerWeek }) => capacityPerWeek))],
  ['returnPromise', (item, ctx) => joined(returnPromiseTexts(item, ctx))],
]);

const BOM = '\ufeff';

/**
 * What a spreadsheet would run as a formula, also behind blanks and over several lines (the library's own
 * pattern lets a cell with a line break pass). A lone number is none.
 */
const FORMULA = /^(?!-?\d+(?:[.,]\d+)?$)(?:[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;

/** {@link csvParts} as one text. */
export function calendarCsv(items: readonly ExportItem[], ctx: ExportContext): string {
  return [...csvParts(items, ctx)].join('');
}

/**
 * The calendar as a spreadsheet opens it by double-click: UTF-8 with byte order mark, CRLF, a row a part. German has
 * semicolons, decimal commas (in Switzerland points) and `dd.mm.yyyy`, English commas, points and ISO dates. The last
 * columns tell rows apart: the board, and the plan's ID on it.
 */
export function* csvParts(items: readonly ExportItem[], ctx: ExportContext): Generator<string> {
  const { columns } = labelsOf(ctx.lang);
  const delimiter = isGerman(ctx.lang) ? ';' : ',';
  const row = (cells: readonly string[]) =>
    Papa.unparse([[...cells]], { delimiter, newline: '\r\n', escapeFormulae: FORMULA });
  yield BOM + row(COLUMNS.map(([column]) => columns[column]));
  for (const item of items)
    yield `\r\n${row(COLUMNS.map(([, cell]) => cellText(cell(item, ctx), ctx.lang)))}`;
}

function cellText(cell: Cell, lang: ExportLanguage): string {
  if (typeof cell === 'string') return cell;
  return 'date' in cell ? dateText(cell.date, lang) : decimalText(cell.units, cell.decimals, lang);
}

function joined(values: readonly (string | number)[]): string {
  return values.join('; ');
}
