import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test, vi } from 'vitest';
import { xlsxParts } from '../../../shared/export';
import { context, plan, PROMISE, RETURN, TestBoard } from './support';

const sheetsOf = async (board: TestBoard, lang: 'de' | 'en' = 'en') => {
  const parts = [...xlsxParts(board.items(), context({ lang }))];
  const sheets = await readXlsxFile(Buffer.concat(parts));
  return sheets.map(({ sheet, data }) => ({
    sheet,
    rows: data
      .slice(1)
      .map((row) => Object.fromEntries(data[0]?.map((head, i) => [String(head), row[i]]) ?? [])),
  }));
};

describe('calendarXlsx', () => {
  test('[EXPORT-11] dates and amounts are dates and numbers, texts are as typed', async () => {
    const [plans] = await sheetsOf(
      new TestBoard().agree('p1', plan({ title: '04711', goal: '=1+1 & <ä> 🤝' })),
    );
    expect(plans?.rows).toEqual([
      expect.objectContaining({
        Plan: '04711',
        Goal: '=1+1 & <ä> 🤝',
        Start: new Date('2027-03-01'),
        End: new Date('2027-04-30'),
        Budget: 48500.5,
        Currency: 'EUR',
        'Expected enquiries': 320,
        Board: 'Wärmepumpe 2027',
        'Plan ID': 'p1',
      }),
    ]);
  });

  test('[EXPORT-11] the same plans are the same bytes, whenever they are written', () => {
    vi.useFakeTimers({ now: new Date('2027-03-01T09:00:00Z') });
    try {
      const board = new TestBoard().agree('p1', plan());
      const write = () => Buffer.concat([...xlsxParts(board.items(), context())]).toString('base64');
      const first = write();
      vi.setSystemTime(new Date('2027-03-01T09:01:00Z'));
      expect(write()).toBe(first);
    } finally {
      vi.useRealTimers();
    }
  });

  test('[EXPORT-13] it comes in parts, one an item and sheet, also where nothing is promised', () => {
    const board = new TestBoard();
    for (let index = 0; index < 50; index++) board.put(`p${index}`, plan());
    const parts = [...xlsxParts(board.items('all'), context({ scope: 'all' }))];
    expect(parts.length).toBeGreaterThanOrEqual(100);
  });

  test('[EXPORT-11] a second sheet has each promise of both sides', async () => {
    const [, promises] = await sheetsOf(new TestBoard().agree('p1', plan()), 'de');
    expect(promises?.sheet).toBe('Zusagen');
    expect(promises?.rows).toEqual([
      expect.objectContaining({
        Art: 'Nachfass-Zusage',
        'Nachfass-Zusage: wer': 'Vera Groß',
        'Nachfass-Zusage: Arbeitstage bis Unterlagen': PROMISE.days,
        'Nachfass-Zusage: Anteil mit Anruf (%)': 80,
        'Nachfass-Zusage: Anrufe pro Woche': PROMISE.capacityPerWeek,
      }),
      expect.objectContaining({
        Art: 'Gegenleistung',
        Gegenleistung: `Präsentation: ${RETURN.text}`,
        Bis: new Date(RETURN.dueOn),
      }),
    ]);
  });

  test.each([
    ['_x0041_ is no A', '_x0041_ is no A'],
    ['half \ud83e', 'half \ufffd'],
    ['line\r\nline', 'line\nline'],
    ['nul \0 gone', 'nul  gone'],
    ['x'.repeat(40_000), `${'x'.repeat(32_763)} […]`],
  ])('[EXPORT-11] any text makes a whole file: %.20s', async (goal, read) => {
    const [plans] = await sheetsOf(new TestBoard().agree('p1', plan({ goal })));
    // Readers differ in whether they put an escaped underscore together again.
    expect(String(plans?.rows[0]?.['Goal']).replaceAll('_x005F_', '_')).toBe(read);
  });
});
