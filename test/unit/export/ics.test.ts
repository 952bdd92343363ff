import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarIcs } from '../../../shared/export';
import { context, icsOf, plan, TestBoard } from './support';

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
    expect(eventsOf(icsOf(items, context()))).toEqual([
      expect.objectContaining({
        uid: 'p1@board-1.handschlag',
        summary: 'Frühjahrsaktion Wärmepumpe Kompakt',
        status: 'CONFIRMED',
        start: '2027-03-01',
        end: '2027-05-01',
        stamp: '2026-11-02T09:00:00Z',
      }),
    ]);
  });

  test.each([
    ['Solar', 'Solar · Brenner'],
    ['Brenner', 'Brenner'],
    ['', 'Brenner'],
  ])('[EXPORT-1] a calendar of "%s" is called %s', (title, name) => {
    const ics = new ICAL.Component(ICAL.parse(icsOf([], context({ title, company: 'Brenner' }))));
    expect(ics.getFirstPropertyValue('name')).toBe(name);
    expect(ics.getFirstPropertyValue('x-wr-calname')).toBe(name);
  });

  test.each([
    ['2027-12-31', '2028-01-01'],
    ['2028-02-28', '2028-02-29'],
    ['2027-03-28', '2027-03-29'],
  ])('[EXPORT-1] a plan of the one day %s ends before %s, whatever the clocks do', (day, next) => {
    const items = new TestBoard().agree('p1', plan({ start: day, end: day })).items();
    expect(eventsOf(icsOf(items, context()))[0]).toMatchObject({ start: day, end: next });
  });

  test('[EXPORT-2] what is not agreed says so in its first words and is tentative', () => {
    const items = new TestBoard().put('p1', plan()).items('all');
    const [german] = eventsOf(icsOf(items, context({ scope: 'all' })));
    const [english] = eventsOf(icsOf(items, context({ scope: 'all', lang: 'en' })));
    expect(german).toMatchObject({
      summary: '[nicht vereinbart] Frühjahrsaktion Wärmepumpe Kompakt',
      status: 'TENTATIVE',
    });
    expect(english?.summary).toBe('[not agreed] Frühjahrsaktion Wärmepumpe Kompakt');
  });

  test('[EXPORT-2] a change beside an agreement is a second event that leaves the agreed one as it was', () => {
    const board = new TestBoard().agree('p1', plan()).put('p1', plan({ budgetMinor: 9_999_900 }));
    const events = eventsOf(icsOf(board.items('all'), context({ scope: 'all' })));
    const agreed = events.find((event) => event.uid === 'p1.all@board-1.handschlag');
    const changed = events.find((event) => event.uid === 'p1.changed.all@board-1.handschlag');
    expect(events).toHaveLength(2);
    expect(agreed?.description).toContain('48.500,50');
    expect(agreed?.description).toContain('Auf dem Board seither geändert; das ist nicht vereinbart');
    expect(changed?.summary).toMatch(/^\[nicht vereinbart\] /);
    expect(changed?.description).toContain('99.999,00');
    expect(changed?.description).not.toContain('Vera Groß');
  });

  test('[EXPORT-3] the description carries goal, audience, money and both promises', () => {
    const items = new TestBoard().agree('p1', plan()).items();
    const text = eventsOf(icsOf(items, context()))[0]?.description.replaceAll('\u00a0', ' ');
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
      'Nachfass-Zusage: Vera Groß verschickt die Unterlagen innerhalb von 3 Arbeitstagen, ruft 80 % der Interessenten an und schafft bis zu 40 Anrufe pro Woche',
      'Gegenleistung: Präsentation: Folien für Händler (bis 15.02.2027)',
    ]);
  });

  test('[EXPORT-4] no line is longer than 75 octets and every line ends with CRLF', () => {
    const items = new TestBoard().agree('p1', plan({ goal: 'ä🚀'.repeat(300) })).items();
    const ics = icsOf(items, context());
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const longest = Math.max(...ics.split('\r\n').map((line) => new TextEncoder().encode(line).length));
    expect(longest).toBeLessThanOrEqual(75);
  });

  test('[EXPORT-4] neither titles nor IDs nor the board can add lines of their own', () => {
    const evil = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:gotcha';
    // No such ID comes through the record any more; the export does not rely on it.
    const items = new TestBoard().agree('p1', plan({ title: evil })).items();
    const renamed = items.map((item) => ({ ...item, planId: evil, board: { id: evil, title: evil } }));
    const ics = icsOf(renamed, context({ title: evil, company: evil }));
    const calendar = new ICAL.Component(ICAL.parse(ics));
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toContain('END:VEVENT');
    expect(eventsOf(ics)[0]?.summary).toBe(evil.replaceAll('\r\n', ' '));
  });

  test('[EXPORT-5] importing a later agreement updates the event instead of adding one', () => {
    const board = new TestBoard().agree('p1', plan());
    const [first] = eventsOf(icsOf(board.items(), context()));
    const [second] = eventsOf(icsOf(board.agree('p1', plan({ end: '2027-05-31' })).items(), context()));
    expect(second?.uid).toBe(first?.uid);
    expect(second?.sequence).toBeGreaterThan(first?.sequence ?? 0);
    expect(second?.end).toBe('2027-06-01');
  });

  test('[EXPORT-2] a withdrawn plan is cancelled, a deleted agreed one says that it was deleted', () => {
    const withdrawn = new TestBoard().put('p1', plan()).submit('p1').state('p1', 'withdrawn');
    expect(eventsOf(icsOf(withdrawn.items('all'), context()))[0]?.status).toBe('CANCELLED');
    const deleted = new TestBoard().agree('p1', plan()).remove('p1');
    expect(eventsOf(icsOf(deleted.items(), context()))[0]?.description).toContain('Auf dem Board gelöscht');
  });

  test('[EXPORT-9] what left the calendar is cancelled for 400 days, with a raised SEQUENCE and the text last agreed', () => {
    const board = new TestBoard().agree('p1', plan()).agree('p2', plan({ title: 'Andere' }));
    const before = eventsOf(icsOf(board.items(), context()));
    const { items, departed } = board.retract('p1').state('p2', 'withdrawn').calendar();
    const after = eventsOf(icsOf(items, context(), departed));
    expect(items).toEqual([]);
    expect(after.map(({ uid, status, summary }) => [uid, status, summary])).toEqual([
      ['p1@board-1.handschlag', 'CANCELLED', '[Nicht mehr vereinbart] Frühjahrsaktion Wärmepumpe Kompakt'],
      ['p2@board-1.handschlag', 'CANCELLED', '[Zurückgezogen] Andere'],
    ]);
    for (const event of after)
      expect(event.sequence).toBeGreaterThan(before.find(({ uid }) => uid === event.uid)?.sequence ?? 99);
    expect(board.calendar('agreed', '2027-12-10').departed).toHaveLength(2);
    expect(board.calendar('agreed', '2027-12-12').departed).toEqual([]);
    expect(board.calendar('all').departed).toEqual([]);
  });

  test('[EXPORT-9] a plan that comes back is confirmed again', () => {
    const board = new TestBoard().agree('p1', plan()).retract('p1');
    const cancelled = eventsOf(icsOf([], context(), board.calendar().departed))[0];
    const { items, departed } = board.submit('p1').approve('p1').calendar();
    expect(departed).toEqual([]);
    const back = eventsOf(icsOf(items, context(), departed))[0];
    expect(back).toMatchObject({ uid: cancelled?.uid, status: 'CONFIRMED' });
    expect(back?.sequence).toBeGreaterThan(cancelled?.sequence ?? 99);
  });

  test('[EXPORT-5] two files of one state are the same bytes, whenever they are made', () => {
    const items = new TestBoard().agree('p1', plan()).items();
    expect(icsOf(items, context({ now: '2028-01-01T00:00:00Z' }))).toBe(icsOf(items, context()));
  });

  test('[EXPORT-10] long plans stand as their first and last day where that is wanted', () => {
    const items = new TestBoard()
      .agree('p1', plan())
      .agree('p2', plan({ start: '2027-05-03', end: '2027-05-09' }))
      .items();
    const content = { items, departed: [], revisionOf: () => 0, endsOnly: true };
    const events = eventsOf(calendarIcs(content, context({ lang: 'en' })));
    expect(events.map(({ uid, start, end, summary }) => [uid, start, end, summary.split(' ')[0]])).toEqual([
      ['p1.start@board-1.handschlag', '2027-03-01', '2027-03-02', 'Start:'],
      ['p1.end@board-1.handschlag', '2027-04-30', '2027-05-01', 'End:'],
      ['p2@board-1.handschlag', '2027-05-03', '2027-05-10', 'Frühjahrsaktion'],
    ]);
  });

  test('[EXPORT-2] the first and the last day of what is not agreed begin with that', () => {
    const items = new TestBoard().put('p1', plan()).items('all');
    const content = { items, departed: [], revisionOf: () => 0, endsOnly: true };
    const events = eventsOf(calendarIcs(content, context({ lang: 'en', scope: 'all' })));
    expect(events.map(({ summary }) => summary.split(' ').slice(0, 3).join(' '))).toEqual([
      '[not agreed] Start:',
      '[not agreed] End:',
    ]);
  });

  test('[EXPORT-10] a plan that is agreed anew as long or short takes back the events it had before, for 400 days', () => {
    const short = plan({ start: '2027-05-03', end: '2027-05-09' });
    const board = new TestBoard().agree('p1', plan());
    const at = (today?: string) => {
      const { items, departed } = board.calendar('agreed', today);
      const content = { items, departed, revisionOf: () => 0, endsOnly: true };
      return eventsOf(calendarIcs(content, context({ lang: 'en' }))).map(
        ({ uid, status, start, summary }) =>
          `${uid.split('@')[0]} ${status} ${start} ${summary.split(' ').slice(0, 2).join(' ')}`,
      );
    };
    board.agree('p1', short);
    expect(at()).toEqual([
      'p1 CONFIRMED 2027-05-03 Frühjahrsaktion Wärmepumpe',
      'p1.start CANCELLED 2027-03-01 [Replaced] Start:',
      'p1.end CANCELLED 2027-04-30 [Replaced] End:',
    ]);
    expect(at('2028-01-31')).toHaveLength(1);
    board.agree('p1', plan());
    expect(at()).toEqual([
      'p1.start CONFIRMED 2027-03-01 Start: Frühjahrsaktion',
      'p1.end CONFIRMED 2027-04-30 End: Frühjahrsaktion',
      'p1 CANCELLED 2027-05-03 [Replaced] Frühjahrsaktion',
    ]);
    board.state('p1', 'withdrawn');
    expect(at().map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'p1.start CANCELLED',
      'p1.end CANCELLED',
      'p1 CANCELLED',
    ]);
  });

  test('[EXPORT-4] a title with lines stands on one, and a calendar without a company is called by its board', () => {
    const items = new TestBoard().agree('p1', plan({ title: 'Eins\nZwei' })).items();
    const ics = icsOf(items, context({ title: 'Board\r\nDrei', company: '' }));
    expect(eventsOf(ics)[0]?.summary).toBe('Eins Zwei');
    expect(new ICAL.Component(ICAL.parse(ics)).getFirstPropertyValue('x-wr-calname')).toBe('Board Drei');
  });

  test('[EXPORT-1] an empty calendar is a valid file, with one component', () => {
    const ics = icsOf([], context());
    expect(eventsOf(ics)).toEqual([]);
    expect(new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents()).toHaveLength(1);
  });
});
