import fc from 'fast-check';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../shared/domain/dates';
import type { PlanKind } from '../../shared/domain/plan';
import type { ReturnPromise } from '../../shared/domain/record';
import { calendarCsv, calendarJson, xlsxParts } from '../../shared/export';
import type { ExportLanguage } from '../../shared/export/context';
import { HANGS_MS } from '../support/hangs';
import { readByLibreOffice } from '../support/export/libreoffice';
import { BOARDS, context, icsOf, noSource, plan, TestBoard } from '../unit/export/support';

const RUNS = Number(process.env['HANDSCHLAG_EXPORTS'] ?? 50);
const SEED = Number(process.env['HANDSCHLAG_EXPORTS_SEED'] ?? 20270301);
/** Another program, which has to be installed for it. */
const HAS_LIBREOFFICE = process.env['HANDSCHLAG_EXPORTS_READERS'] === '1';

const nastyPart = fc.constantFrom(
  '\r\n',
  '\n',
  '\r',
  '\t',
  ',',
  ';',
  '"',
  "'",
  '\\',
  '\\n',
  '=',
  '+',
  '-',
  '@',
  ':',
  'ä',
  'ß',
  '€',
  '🤝',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
  'END:VEVENT',
  'BEGIN:VEVENT',
  '_x0041_',
  '<&>',
  '04711',
  '3E5',
  ' ',
);
const nasty = fc
  .array(fc.oneof(nastyPart, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
// A board's title comes over HTTP, where half a surrogate pair can be written as an escape.
const halves = nasty.map((text) => `${text}\ud83e`);
const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('2000-01-01', days));

/** Decimals by ISO 4217. */
const DECIMALS = { EUR: 2, CHF: 2, JPY: 0, KWD: 3 } as const;
const plans = fc.array(
  fc.record({
    kind: fc.constantFrom<PlanKind>('campaign', 'sales-activity'),
    title: nasty,
    goal: nasty,
    audience: nasty,
    message: nasty,
    channels: fc.array(nasty, { maxLength: 3 }),
    regions: fc.array(nasty, { maxLength: 3 }),
    start: day,
    length: fc.integer({ min: 0, max: 500 }),
    budgetMinor: fc.integer({ min: 0, max: 1_000_000_000_000 }),
    currency: fc.constantFrom(...(Object.keys(DECIMALS) as (keyof typeof DECIMALS)[])),
    expectedEnquiries: fc.option(fc.nat()),
    promise: fc.record({
      days: fc.nat(60),
      // To a hundredth of a percent, as a table shows them.
      callShare: fc.nat(10_000).map((share) => share / 10_000),
      capacityPerWeek: fc.nat(1000),
    }),
    returns: fc.array(
      fc.record({
        what: fc.constantFrom<ReturnPromise['what']>('presentation', 'other'),
        text: nasty,
        dueOn: day,
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 8 },
);
type Drawn = typeof plans extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** The items of an export of agreed plans, and what was drawn for each of them. */
function agreed(drawn: readonly Drawn[]) {
  const board = new TestBoard();
  drawn.forEach(({ length, promise, returns, ...fields }, index) =>
    board
      .put(`p${index}`, plan({ ...fields, end: addDays(fields.start, length) }))
      .submit(`p${index}`, returns)
      .approve(`p${index}`, { ownerId: 'm-vera', ...promise }),
  );
  const items = board.items();
  return { items, wanted: items.flatMap(({ planId }) => drawn[Number(planId.slice(1))] ?? []) };
}

/** What a cell should say: a text, a day, or a number of so many decimals. */
type Value = string | { readonly day: string } | { readonly number: number; readonly decimals: number };

const number = (value: number, decimals = 0): Value => ({ number: value, decimals });
const set = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))].sort().join('; ');

/** The columns of a table in which stands what somebody typed. Other ones have words of ours. */
const COLUMNS: readonly (readonly [column: number, value: (drawn: Drawn) => Value])[] = [
  [0, ({ title }) => title],
  [4, ({ start }) => ({ day: start })],
  [5, ({ start, length }) => ({ day: addDays(start, length) })],
  [6, ({ goal }) => goal],
  [7, ({ audience }) => audience],
  [8, ({ message }) => message],
  [9, ({ channels }) => set(channels)],
  [10, ({ regions }) => set(regions)],
  [11, ({ budgetMinor, currency }) => number(budgetMinor / 10 ** DECIMALS[currency], DECIMALS[currency])],
  [12, ({ currency }) => currency],
  [13, ({ expectedEnquiries }) => (expectedEnquiries === null ? '' : number(expectedEnquiries))],
];
const PROMISES: readonly (readonly [column: number, value: (promise: Drawn['promise']) => Value])[] = [
  [16, ({ days }) => number(days)],
  [17, ({ callShare }) => number(Math.round(callShare * 10_000) / 100)],
  [18, ({ capacityPerWeek }) => number(capacityPerWeek)],
];

/** As a cell of a workbook holds a text: XML has few control characters, one kind of line break and no half pairs. */
const inXml = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n\u0085]|[\ufffe\uffff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/** Whether a cell of a CSV file says so. A text that a spreadsheet would run has an apostrophe before it. */
function saysInCsv(cell: unknown, value: Value, lang: ExportLanguage): boolean {
  if (typeof value === 'string') return cell === value || (/^\P{L}/u.test(value) && cell === `'${value}`);
  if ('day' in value) return cell === (lang === 'en' ? value.day : value.day.split('-').reverse().join('.'));
  const text = value.decimals > 0 ? value.number.toFixed(value.decimals) : String(value.number);
  return cell === (lang === 'de' ? text.replace('.', ',') : text);
}

function saysInXlsx(cell: unknown, value: Value): boolean {
  // Readers differ in whether they put an escaped underscore together again, and tell no empty cell.
  if (typeof value === 'string')
    return (
      (typeof cell === 'string' ? cell : '').replaceAll('_x005F_', '_') ===
      inXml(value).replaceAll('_x005F_', '_')
    );
  if ('day' in value) return cell instanceof Date && cell.toISOString() === `${value.day}T00:00:00.000Z`;
  return cell === value.number;
}

function saysInLibreOffice(cell: unknown, value: Value): boolean {
  if (typeof value === 'string') return saysInXlsx(cell, value);
  // It writes days as Americans do.
  if ('day' in value) return cell === value.day.replace(/(.*)-(.*)-(.*)/, '$2/$3/$1');
  return Number(cell) === value.number;
}

/** What a reader has read wrong. */
function differences<T>(
  rows: readonly (readonly unknown[])[],
  wanted: readonly T[],
  columns: readonly (readonly [number, (of: T) => Value])[],
  says: (cell: unknown, value: Value) => boolean,
): unknown[] {
  if (rows.length !== wanted.length) return [{ rows: rows.length, wanted: wanted.length }];
  return rows.flatMap((row, index) =>
    columns.flatMap(([column, valueOf]) => {
      const [cell, value] = [row[column], valueOf(wanted[index] as T)];
      return says(cell, value) ? [] : [{ index, column, cell, value }];
    }),
  );
}

describe('exports of anything anybody typed', () => {
  test('[EXPORT-4] an ICS file has an event for every item, with its days, in lines of 75 octets', () => {
    fc.assert(
      fc.property(plans, halves, (drawn, boardTitle) => {
        const { items } = agreed(drawn);
        const ics = icsOf(items, context({ title: boardTitle }));
        const events = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent');
        expect(events.map((event) => String(event.getFirstPropertyValue('dtstart')))).toEqual(
          items.map(({ start }) => start),
        );
        expect(events.map((event) => addDays(String(event.getFirstPropertyValue('dtend')), -1))).toEqual(
          items.map(({ end }) => end),
        );
        for (const line of ics.split('\r\n')) {
          expect(line).not.toMatch(/[\r\n]/);
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test('[EXPORT-6] [EXPORT-7] a CSV file says what was typed, cell by cell, or made harmless', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom<ExportLanguage>('de', 'en', 'de-CH'), (drawn, lang) => {
        const { items, wanted } = agreed(drawn);
        const csv = calendarCsv(items, context({ lang }));
        const { data } = Papa.parse<string[]>(csv.slice(1), {
          delimiter: lang === 'en' ? ',' : ';',
          newline: '\r\n',
        });
        const rows = data.slice(1);
        expect(rows.map((row) => row.length)).toEqual(wanted.map(() => data[0]?.length));
        for (const cell of rows.flat()) expect(/^\s*[=+@]|^[\t\r]/.test(cell)).toBe(false);
        const says = (cell: unknown, value: Value) => saysInCsv(cell, value, lang);
        const promises = wanted.map(({ promise }) => promise);
        expect(differences(rows, wanted, COLUMNS, says)).toEqual([]);
        expect(differences(rows, promises, PROMISES, says)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test(
    '[EXPORT-11] a workbook says what was typed, cell by cell, to everybody who reads it',
    async () => {
      const workbooks: { readonly bytes: Uint8Array; readonly wanted: readonly Drawn[] }[] = [];
      const check = fc.asyncProperty(
        plans,
        fc.constantFrom<ExportLanguage>('de', 'en'),
        async (drawn, lang) => {
          const { items, wanted } = agreed(drawn);
          const bytes = Buffer.concat([...xlsxParts(items, context({ lang }))]);
          if (HAS_LIBREOFFICE) workbooks.push({ bytes, wanted });
          const [facts, promised] = await readXlsxFile(bytes, { trim: false });
          expect(differences(facts?.data.slice(1) ?? [], wanted, COLUMNS, saysInXlsx)).toEqual([]);
          const promises = wanted.flatMap(({ promise, returns }) => [
            [promise.days, Math.round(promise.callShare * 10_000) / 100, promise.capacityPerWeek, null],
            ...returns.map(({ dueOn }) => [null, null, null, new Date(dueOn)]),
          ]);
          expect(promised?.data.slice(1).map((row) => [...row.slice(3, 6), row[7]])).toEqual(promises);
        },
      );
      await fc.assert(check, { numRuns: RUNS, seed: SEED });
      const read = readByLibreOffice(workbooks.map(({ bytes }) => bytes));
      expect(
        workbooks.flatMap(({ wanted }, n) =>
          differences(read[n]?.slice(1) ?? [], wanted, COLUMNS, saysInLibreOffice),
        ),
      ).toEqual([]);
    },
    HANGS_MS + RUNS * 400,
  );

  test('[EXPORT-8] a JSON file has what was agreed as it was typed', () => {
    fc.assert(
      fc.property(plans, (drawn) => {
        const { items, wanted } = agreed(drawn);
        const json = calendarJson(items, BOARDS, context(), noSource);
        expect(
          json.items.map(({ start, end, material, agreement }) => ({
            start,
            end,
            title: material['title'] ?? '',
            budgetMinor: material['budgetMinor'],
            promise: agreement?.approvals[0]?.promise,
            returns: agreement?.returnPromises,
          })),
        ).toEqual(
          wanted.map(({ start, length, title, budgetMinor, promise, returns }) => ({
            start,
            end: addDays(start, length),
            title,
            budgetMinor,
            promise: { ownerId: 'm-vera', ...promise },
            returns,
          })),
        );
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
