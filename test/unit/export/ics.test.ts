import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarIcs } from '../../../shared/export';
import { context, plan, TestBoard } from './support';

const eventsOf = (ics: string) =>
  new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((each) => ({
    uid: String(each.getFirstPropertyValue('uid')),
    summary: String(each.getFirstPropertyValue('summary')),
    description: String(each.getFirstPropertyValue('description')),
    status: String(each.getFirstPropertyValue('status')),
    sequence: Number(each.getFirstPropertyValue('sequence')),
    start: String(each.getFirstPropertyValue('dtstart')),
    end: String(each.getFirstPropertyValue('dtend')),
    stamp: String(each.getFirstPropertyValue('dtstamp')),
  }));

describe('calendarIcs', () => {
  test('[EXPORT-1] an agreed plan is one confirmed all-day event whose DTEND is the day after its last', () => {
    const items = new TestBoard().agree('p1', plan()).items();
    expect(eventsOf(calendarIcs(items, context()))).toEqual([
      expect.objectContaining({
        uid: 'p1@board-1.handschlag',
        summary: 'Frühjahrsaktion Wärmepumpe Kompakt',
        status: 'CONFIRMED',
        start: '2027-03-01',
        end: '2027-05-01',
        stamp: '2026-11-23T10:00:00Z',
      }),
    ]);
  });

  test.each([
    ['2027-12-31', '2028-01-01'],
    ['2028-02-28', '2028-02-29'],
    ['2027-03-28', '2027-03-29'],
  ])('[EXPORT-1] a plan of the one day %s ends before %s, whatever the clocks do', (day, next) => {
    const items = new TestBoard().agree('p1', plan({ start: day, end: day })).items();
    expect(eventsOf(calendarIcs(items, context()))[0]).toMatchObject({ start: day, end: next });
  });

  test('[EXPORT-2] what is not agreed says so in its first words and is tentative', () => {
    const items = new TestBoard().put('p1', plan()).items('all');
    const [german] = eventsOf(calendarIcs(items, context({ scope: 'all' })));
    const [english] = eventsOf(calendarIcs(items, context({ scope: 'all', lang: 'en' })));
    expect(german).toMatchObject({
      summary: '[nicht vereinbart] Frühjahrsaktion Wärmepumpe Kompakt',
      status: 'TENTATIVE',
    });
    expect(english?.summary).toBe('[not agreed] Frühjahrsaktion Wärmepumpe Kompakt');
  });

  test('[EXPORT-2] a change beside an agreement is a second event that leaves the agreed one as it was', () => {
    const board = new TestBoard().agree('p1', plan()).put('p1', plan({ budgetMinor: 9_999_900 }));
    const events = eventsOf(calendarIcs(board.items('all'), context({ scope: 'all' })));
    const agreed = events.find((event) => event.uid === 'p1@board-1.handschlag');
    const changed = events.find((event) => event.uid === 'p1.changed@board-1.handschlag');
    expect(events).toHaveLength(2);
    expect(agreed?.description).toContain('48.500,50');
    expect(agreed?.description).toContain('Auf dem Board seither geändert (1 Änderung)');
    expect(changed?.summary).toMatch(/^\[nicht vereinbart\] /);
    expect(changed?.description).toContain('99.999,00');
    expect(changed?.description).not.toContain('Vera Groß');
  });

  test('[EXPORT-3] the description carries goal, audience, money and both promises', () => {
    const items = new TestBoard().agree('p1', plan()).items();
    const text = eventsOf(calendarIcs(items, context()))[0]?.description.replaceAll('\u00a0', ' ');
    expect(text?.split('\n')).toEqual([
      'Status: Vereinbart',
      'Ziel: Leads für Modell K8',
      'Zielgruppe: Hauseigentümer 35–60, Altbau',
      'Botschaft: Heizkosten halbieren ohne Großumbau',
      'Kanäle: E-Mail; Messe',
      'Regionen: DACH',
      'Budget: 48.500,50 €',
      'Erwartete Anfragen: 320',
      'Verantwortlich: Max Müller',
      'Nachfass-Zusage: Vera Groß schickt Unterlagen binnen 3 Arbeitstagen, ruft 80 % der Anfragenden an und hat Zeit für 40 Anrufe pro Woche',
      'Gegenleistung: Präsentation: Folien für Händler (bis 15.02.2027)',
    ]);
  });

  test('[EXPORT-4] no line is longer than 75 octets and every line ends with CRLF', () => {
    const items = new TestBoard().agree('p1', plan({ goal: 'ä🚀'.repeat(300) })).items();
    const ics = calendarIcs(items, context());
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const longest = Math.max(...ics.split('\r\n').map((line) => new TextEncoder().encode(line).length));
    expect(longest).toBeLessThanOrEqual(75);
  });

  test('[EXPORT-4] neither titles nor IDs nor the board can add lines of their own', () => {
    const evil = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:gotcha';
    // No such ID comes through the record any more; the export does not rely on it.
    const items = new TestBoard().agree('p1', plan({ title: evil })).items();
    const renamed = items.map((item) => ({ ...item, planId: evil }));
    const ics = calendarIcs(renamed, context({ board: { id: evil, title: evil }, company: evil }));
    const calendar = new ICAL.Component(ICAL.parse(ics));
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toContain('END:VEVENT');
    expect(eventsOf(ics)[0]?.summary).toBe(evil.replaceAll('\r\n', '\n'));
  });

  test('[EXPORT-5] importing a later agreement updates the event instead of adding one', () => {
    const board = new TestBoard().agree('p1', plan());
    const [first] = eventsOf(calendarIcs(board.items(), context()));
    const [second] = eventsOf(calendarIcs(board.agree('p1', plan({ end: '2027-05-31' })).items(), context()));
    expect(second?.uid).toBe(first?.uid);
    expect(second?.sequence).toBeGreaterThan(first?.sequence ?? 0);
    expect(second?.end).toBe('2027-06-01');
  });

  test('[EXPORT-2] a withdrawn plan is cancelled, a deleted agreed one says that it was deleted', () => {
    const withdrawn = new TestBoard().put('p1', plan()).submit('p1').state('p1', 'withdrawn');
    expect(eventsOf(calendarIcs(withdrawn.items('all'), context()))[0]?.status).toBe('CANCELLED');
    const deleted = new TestBoard().agree('p1', plan()).remove('p1');
    expect(eventsOf(calendarIcs(deleted.items(), context()))[0]?.description).toContain(
      'Auf dem Board gelöscht',
    );
  });

  test('[EXPORT-1] an empty calendar is a valid file', () => {
    expect(eventsOf(calendarIcs([], context()))).toEqual([]);
  });
});
