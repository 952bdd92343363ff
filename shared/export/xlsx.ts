import { strToU8, Zip, ZipDeflate } from 'fflate';
import { daysBetween } from '../domain/dates';
import type { ExportContext, ExportItem } from './context';
import { labelsOf } from './labels';
import { tableOf, type Cell } from './table';
import { percentOf, promisesOf, textOf } from './values';

interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  /** Those of one item after the other; some have none. */
  readonly rows: Iterable<readonly (readonly Cell[])[]>;
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The first moment that a ZIP file can name, for each of its parts: the same plans are the same bytes, whenever they are written. */
const NO_TIME = new Date(1980, 0, 1);

const NOTHING_YET = new Uint8Array(0);

/**
 * The calendar as a workbook (Office Open XML, ECMA-376): real dates and amounts, so nothing depends on how a program
 * reads text; the header stays in sight and filters; a second sheet has every follow-up and return promise. Part by
 * part, an item each, so that whoever serves others can do so in between; a part may be empty.
 */
export function* xlsxParts(items: readonly ExportItem[], ctx: ExportContext): Generator<Uint8Array> {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    packed.push(part);
  });
  const begin = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = NO_TIME;
    zip.add(file);
    return file;
  };
  const sheets = sheetsOf(items, ctx);
  const sizes: Size[] = [];
  for (const [index, { head, rows }] of sheets.entries()) {
    const file = begin(`xl/worksheets/sheet${index + 1}.xml`);
    file.push(strToU8(SHEET_HEAD + rowXml(1, head, STYLES.head)));
    let count = 1;
    for (const ofItem of rows) {
      for (const row of ofItem) file.push(strToU8(rowXml((count += 1), row)));
      yield* packed.length > 0 ? packed.splice(0) : [NOTHING_YET];
    }
    const size = { columns: head.length, rows: count };
    file.push(strToU8(sheetFoot(size)), true);
    sizes.push(size);
  }
  for (const [name, text] of wholeParts(sheets, sizes)) begin(name).push(strToU8(XML + text), true);
  zip.end();
  yield* packed.splice(0);
}

function sheetsOf(items: readonly ExportItem[], ctx: ExportContext): readonly Sheet[] {
  const { columns, sheets } = labelsOf(ctx.lang);
  const table = tableOf();
  const plans = function* () {
    for (const item of items) yield [table.map(([, cell]) => cell(item, ctx))];
  };
  const promises = function* () {
    for (const item of items) yield [...promiseRows(item, ctx)];
  };
  return [
    { name: sheets.plans, head: table.map(([column]) => columns[column]), rows: plans() },
    {
      name: sheets.promises,
      head: [
        columns.kind,
        columns.title,
        columns.promiseOwner,
        columns.promiseDays,
        columns.promiseCallShare,
        columns.promiseCapacity,
        columns.returnPromise,
        columns.dueOn,
        columns.board,
        columns.plan,
      ],
      rows: promises(),
    },
  ];
}

/** A row a promise: what sales promised to do with the enquiries, and what was promised to sales for it. */
function* promiseRows(item: ExportItem, ctx: ExportContext): Generator<readonly Cell[]> {
  const { columns, returnKinds } = labelsOf(ctx.lang);
  const [title, plan] = [textOf(item.material['title']), [item.board.title, item.planId]];
  for (const { ownerId, days, callShare, capacityPerWeek } of promisesOf(item))
    yield [
      columns.promise,
      title,
      ctx.memberName(ownerId),
      { units: days, decimals: 0 },
      { units: Math.round(percentOf(callShare) * 100), decimals: 2 },
      { units: capacityPerWeek, decimals: 0 },
      '',
      '',
      ...plan,
    ];
  const returns = item.agreed ? (item.status.agreement?.returnPromises ?? []) : [];
  for (const { what, text, dueOn } of returns)
    yield [
      columns.returnPromise,
      title,
      '',
      '',
      '',
      '',
      [returnKinds[what], text].filter(Boolean).join(': '),
      { date: dueOn },
      ...plan,
    ];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Indexes into the cell formats of {@link STYLE_SHEET}: decimals count on from `decimals`. */
const STYLES = { text: 0, head: 1, date: 2, decimals: 3 } as const;
const DECIMALS = [0, 1, 2, 3, 4];
/** Dates are shown as the reader's country writes them. */
const SHORT_DATE = 14;
/** From here on formats are one's own (ECMA-376, 18.8.30). */
const OWN_FORMATS = 164;

const STYLE_SHEET =
  `<styleSheet xmlns="${MAIN}"><numFmts count="${DECIMALS.length}">` +
  DECIMALS.map(
    (digits) =>
      `<numFmt numFmtId="${OWN_FORMATS + digits}" formatCode="#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}"/>`,
  ).join('') +
  '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${STYLES.decimals + DECIMALS.length}">` +
  `${xf(49)}${xf(49, ' fontId="1" applyFont="1"')}${xf(SHORT_DATE)}${DECIMALS.map((digits) => xf(OWN_FORMATS + digits)).join('')}` +
  '</cellXfs></styleSheet>';

/** A cell format. 49 is text, so that `04711` stays what it is when somebody edits it. */
function xf(format: number, more = ' fontId="0"'): string {
  return `<xf numFmtId="${format}"${more} fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
}

/** The first row stays where it is while one scrolls. */
const SHEET_HEAD =
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
  '<sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/><sheetData>';

function sheetFoot(size: Size): string {
  return `</sheetData><autoFilter ref="${rangeOf(size)}"/></worksheet>`;
}

function rangeOf({ columns, rows }: Size): string {
  return `A1:${columnName(columns - 1)}${rows}`;
}

function rowXml(number: number, cells: readonly Cell[], style: number = STYLES.text): string {
  const inside = cells.map((cell, column) => cellXml(`${columnName(column)}${number}`, cell, style)).join('');
  return `<row r="${number}">${inside}</row>`;
}

/** A day that Excel counts from, so that 1 March 1900 is 61: it takes 1900 for a leap year. Earlier days stay text. */
const DAY_ZERO = '1899-12-30';
const FIRST_SURE_DAY = '1900-03-01';

function cellXml(place: string, cell: Cell, style: number): string {
  if (cell === '') return '';
  if (typeof cell === 'string') return textXml(place, cell, style);
  if ('date' in cell)
    return cell.date < FIRST_SURE_DAY
      ? textXml(place, cell.date, style)
      : `<c r="${place}" s="${STYLES.date}"><v>${daysBetween(DAY_ZERO, cell.date)}</v></c>`;
  const { units, decimals } = cell;
  return `<c r="${place}" s="${STYLES.decimals + Math.min(decimals, 4)}"><v>${units / 10 ** decimals}</v></c>`;
}

/** What a cell takes at most; a brief may be longer, and then says so. */
const CELL_LIMIT = 32_767;
const CUT = ' […]';

function textXml(place: string, text: string, style: number): string {
  const shown = text.length > CELL_LIMIT ? text.slice(0, CELL_LIMIT - CUT.length) + CUT : text;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
}

/**
 * Text in XML: what XML has no character for goes, half a surrogate pair becomes U+FFFD, and `_x000A_`, which programs
 * would read as a sign of its own, is taken apart (ECMA-376, 22.9.2.19).
 */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n\u0085]|[\ufffe\uffff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A, B … Z, AA … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Every part of the package but the sheets, by name. */
function wholeParts(
  sheets: readonly Sheet[],
  sizes: readonly Size[],
): readonly (readonly [string, string])[] {
  const each = (text: (name: string, number: number, size: Size) => string) =>
    sheets.map(({ name }, i) => text(escaped(name), i + 1, sizes[i] ?? { columns: 1, rows: 1 })).join('');
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
        `${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        `${each((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets><definedNames>` +
        `${each((name, n, size) => `<definedName name="_xlnm._FilterDatabase" localSheetId="${n - 1}" hidden="1">'${name}'!${absolute(size)}</definedName>`)}` +
        '</definedNames></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">` +
        `${each((_, n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}` +
        `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLE_SHEET],
  ];
}

function absolute({ columns, rows }: Size): string {
  return `$A$1:$${columnName(columns - 1)}$${rows}`;
}
