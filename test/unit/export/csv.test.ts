import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { calendarCsv } from '../../../shared/export';
import { context, plan, PROMISE, TestBoard } from './support';

const rowsOf = (csv: string, delimiter: string) =>
  Papa.parse<Record<string, string>>(csv.slice(1), { header: true, delimiter, newline: '\r\n' }).data;

describe('calendarCsv', () => {
  test('[EXPORT-6] German: byte order mark, semicolons, decimal comma, dd.mm.yyyy, CRLF, no sep line', () => {
    const csv = calendarCsv(new TestBoard().agree('p1', plan()).items(), context());
    expect(csv.startsWith('\ufeffPlan;Art;Status;')).toBe(true);
    expect(csv).not.toContain('sep=');
    expect(csv.split('\r\n')).toHaveLength(2);
    expect(rowsOf(csv, ';')).toEqual([
      {
        Plan: 'Frühjahrsaktion Wärmepumpe Kompakt',
        Art: 'Kampagnenplan',
        Status: 'Vereinbart',
        Vereinbart: 'ja',
        Beginn: '01.03.2027',
        Ende: '30.04.2027',
        Ziel: 'Leads für Modell K8',
        Zielgruppe: 'Hauseigentümer 35–60, Altbau',
        Botschaft: 'Heizkosten halbieren ohne Großumbau',
        Kanäle: 'E-Mail; Messe',
        Regionen: 'DACH',
        Budget: '48500,50',
        Währung: 'EUR',
        'Erwartete Anfragen': '320',
        Verantwortlich: 'Max Müller',
        'Nachfass-Zusage: wer': 'Vera Groß',
        'Nachfass-Zusage: Arbeitstage bis Unterlagen': '3',
        'Nachfass-Zusage: Anteil mit Anruf (%)': '80',
        'Nachfass-Zusage: Anrufe pro Woche': '40',
        Gegenleistung: 'Präsentation: Folien für Händler (bis 15.02.2027)',
        Hinweis: '',
        Briefing: '',
        Board: 'Wärmepumpe 2027',
        'Plan-ID': 'p1',
      },
    ]);
  });

  test('[EXPORT-6] English: commas, decimal point, ISO dates', () => {
    const csv = calendarCsv(new TestBoard().agree('p1', plan()).items(), context({ lang: 'en' }));
    expect(rowsOf(csv, ',')[0]).toMatchObject({
      Plan: 'Frühjahrsaktion Wärmepumpe Kompakt',
      Start: '2027-03-01',
      End: '2027-04-30',
      Budget: '48500.50',
      Currency: 'EUR',
      'Follow-up promise: share called (%)': '80',
    });
  });

  test.each([
    [5, 'EUR', '0,05'],
    [100, 'EUR', '1,00'],
    [999_999_999_999, 'EUR', '9999999999,99'],
    [1200, 'JPY', '1200'],
    [1234, 'TND', '1,234'],
    [0, 'EUR', '0,00'],
  ])('[EXPORT-6] %d minor units of %s are %s, never rounded', (budgetMinor, currency, expected) => {
    const csv = calendarCsv(new TestBoard().agree('p1', plan({ budgetMinor, currency })).items(), context());
    expect(rowsOf(csv, ';')[0]?.['Budget']).toBe(expected);
  });

  test.each([
    '=1+1',
    '+49 69 1234',
    '-SUM(A1)',
    '@cmd',
    '\t=1',
    '\r=1',
    ' =1+1',
    '=A1\nsecond line',
    '\u00a0=1',
    '＝1+1',
  ])('[EXPORT-7] the cell %j can run nothing in a spreadsheet', (title) => {
    const csv = calendarCsv(new TestBoard().agree('p1', plan({ title })).items(), context());
    expect(rowsOf(csv, ';')[0]?.['Plan']).toBe(`'${title}`);
  });

  test('[EXPORT-7] a negative number stays one, text that only contains a sign stays as typed', () => {
    const items = new TestBoard().put('p1', plan({ budgetMinor: -500, title: 'K8 = Kompakt' })).items('all');
    const [row] = rowsOf(calendarCsv(items, context({ scope: 'all' })), ';');
    expect(row).toMatchObject({ Budget: '-5,00', Plan: 'K8 = Kompakt' });
  });

  test('[EXPORT-2] what is not agreed says so and carries no promise', () => {
    const board = new TestBoard().agree('p1', plan()).put('p1', plan({ title: 'Neu' }));
    const rows = rowsOf(calendarCsv(board.items('all'), context({ scope: 'all' })), ';');
    expect(
      rows.map((row) => [row['Plan'], row['Status'], row['Vereinbart'], row['Nachfass-Zusage: wer']]),
    ).toEqual([
      ['Frühjahrsaktion Wärmepumpe Kompakt', 'Vereinbart', 'ja', 'Vera Groß'],
      ['Neu', 'Seit Vereinbarung geändert', 'nein', ''],
    ]);
  });

  test('[EXPORT-6] shares keep their fraction with the decimal sign of the language', () => {
    const board = new TestBoard()
      .put('p1', plan())
      .submit('p1')
      .approve('p1', { ...PROMISE, callShare: 0.125 });
    const cell = (lang: 'de' | 'en') =>
      rowsOf(calendarCsv(board.items(), context({ lang })), lang === 'de' ? ';' : ',')[0];
    expect(cell('de')?.['Nachfass-Zusage: Anteil mit Anruf (%)']).toBe('12,5');
    expect(cell('en')?.['Follow-up promise: share called (%)']).toBe('12.5');
  });

  test('[EXPORT-6] line breaks, quotes and delimiters inside a cell come back as typed', () => {
    const goal = 'erste; Zeile\nzweite "Zeile", Ende';
    const csv = calendarCsv(new TestBoard().agree('p1', plan({ goal })).items(), context());
    expect(rowsOf(csv, ';')[0]?.['Ziel']).toBe(goal);
  });
});
