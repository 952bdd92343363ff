import fc from 'fast-check';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../shared/domain/dates';
import { calendarCsv } from '../../shared/export';
import { context, icsOf, plan, TestBoard } from '../unit/export/support';

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
  ' ',
);
const nasty = fc
  .array(fc.oneof(nastyPart, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
// A board's title comes over HTTP, where half a surrogate pair can be written as an escape.
const halves = nasty.map((text) => `${text}\ud83e`);
const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('2000-01-01', days));
const plans = fc.array(
  fc.record({
    title: nasty,
    goal: nasty,
    channels: fc.array(nasty, { maxLength: 3 }),
    start: day,
    length: fc.integer({ min: 0, max: 500 }),
    budgetMinor: fc.integer({ min: 0, max: 1_000_000_000_000 }),
  }),
  { maxLength: 4 },
);

const itemsOf = (drawn: typeof plans extends fc.Arbitrary<infer T> ? T : never) => {
  const board = new TestBoard();
  drawn.forEach(({ length, ...fields }, index) =>
    board.agree(`p${index}`, plan({ ...fields, end: addDays(fields.start, length) })),
  );
  return board.items();
};

describe('exports of anything anybody typed', () => {
  test('[EXPORT-4] an ICS file has an event for every item, with its days, in lines of 75 octets', () => {
    fc.assert(
      fc.property(plans, halves, (drawn, boardTitle) => {
        const items = itemsOf(drawn);
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
      { numRuns: 150 },
    );
  });

  test('[EXPORT-6] [EXPORT-7] a CSV file has a row for every item, every text as typed or made harmless', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom('de' as const, 'en' as const), (drawn, lang) => {
        const items = itemsOf(drawn);
        const csv = calendarCsv(items, context({ lang }));
        const { data } = Papa.parse<string[]>(csv.slice(1), {
          delimiter: lang === 'de' ? ';' : ',',
          newline: '\r\n',
        });
        const rows = data.slice(1);
        expect(rows.map((row) => row.length)).toEqual(items.map(() => data[0]?.length));
        rows.forEach((row, index) => {
          const title = (items[index]?.material['title'] ?? '') as string;
          expect([title, `'${title}`]).toContain(row[0]);
          for (const cell of row) expect(/^\s*[=+@]|^[\t\r]/.test(cell)).toBe(false);
          const budget = Number(row[11]?.replace(',', '').replace('.', ''));
          expect(budget).toBe(items[index]?.material['budgetMinor']);
        });
      }),
      { numRuns: 150 },
    );
  });
});
