import { describe, expect, it } from 'vitest';
import { newAmong, periodsOfFile } from '../../../renderer/features/days/logic/school-holidays';

const file = (...events: string[]) =>
  new Blob([
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Schulen//DE', ...events, 'END:VCALENDAR', ''].join('\r\n'),
  ]);
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${lines.join()}`, ...lines, 'END:VEVENT'].join('\r\n');

describe('school holidays from a calendar file', () => {
  it('[DAYS-6] takes all-day events, by their first and last day', async () => {
    const found = await periodsOfFile(
      file(
        event('SUMMARY:Osterferien Bayern', 'DTSTART;VALUE=DATE:20270322', 'DTEND;VALUE=DATE:20270403'),
        event('SUMMARY:Elternabend', 'DTSTART:20270310T190000Z', 'DTEND:20270310T210000Z'),
        event('SUMMARY:Buß- und Bettag', 'DTSTART;VALUE=DATE:20261118'),
      ),
    );
    expect(found).toEqual({
      periods: [
        { title: 'Buß- und Bettag', from: '2026-11-18', to: '2026-11-18' },
        { title: 'Osterferien Bayern', from: '2027-03-22', to: '2027-04-02' },
      ],
      others: 1,
      repeated: 0,
    });
  });

  it.each([
    [
      'from midnight to midnight',
      'DTSTART;TZID=Europe/Berlin:20270701T000000',
      'DTEND;TZID=Europe/Berlin:20270708T000000',
    ],
    ['by its length', 'DTSTART;VALUE=DATE:20270701', 'DURATION:P1W'],
    ['over folded lines', 'DTSTART;VALUE=DATE:2027\r\n 0701', 'DTEND;VALUE=\r\n\tDATE:20270708'],
    ['without a word that these are days', 'DTSTART:20270701', 'DTEND:20270708'],
    ['with dashes', 'DTSTART;VALUE=DATE:2027-07-01', 'DTEND;VALUE=DATE:2027-07-08'],
    ['until the last minute of a day', 'DTSTART:20270701T000000', 'DTEND:20270707T235900'],
    [
      'until the last second of a day',
      'DTSTART;TZID=Europe/Berlin:20270701T000000',
      'DTEND;TZID=Europe/Berlin:20270707T235959',
    ],
    [
      'with a description broken by hand',
      'DESCRIPTION:Alle Schulen',
      'auch die beruflichen',
      '',
      'DTSTART;VALUE=DATE:20270701',
      'DTEND;VALUE=DATE:20270708',
    ],
    ['from midnight without a zone', 'DTSTART:20270701T000000', 'DTEND:20270708T000000'],
  ])('[DAYS-6] reads the days of an event %s', async (_, ...days) => {
    const found = await periodsOfFile(file(event('SUMMARY:Ferien', ...days)));
    expect(found).toMatchObject({ periods: [{ title: 'Ferien', from: '2027-07-01', to: '2027-07-07' }] });
  });

  it('[DAYS-6] takes no day that was not written', async () => {
    const found = await periodsOfFile(
      file(
        event('SUMMARY:Winterferien', 'DTSTART;VALUE=DATE:20270229', 'DTEND;VALUE=DATE:20270303'),
        event('SUMMARY:Faschingsferien', 'DTSTART;VALUE=DATE:20270208', 'DTEND;VALUE=DATE:20270230'),
        event('SUMMARY:Rückwärts', 'DTSTART;VALUE=DATE:20270910', 'DTEND;VALUE=DATE:20270729'),
        event('SUMMARY:Abgesagt', 'DTSTART;VALUE=DATE:20270801', 'STATUS:cancelled'),
        event('SUMMARY:Ferien', 'DTSTART;VALUE=DATE:20270701'),
      ),
    );
    expect(found).toMatchObject({ periods: [{ title: 'Ferien' }], others: 3 });
  });

  it('[DAYS-6] says what it leaves out: appointments, what cannot be read, and repetitions', async () => {
    const found = await periodsOfFile(
      file(
        event('SUMMARY:Ferien', 'DTSTART;VALUE=DATE:20270701', 'RRULE:FREQ=YEARLY'),
        event('SUMMARY:Ferien', 'DTSTART;VALUE=DATE:20270701', 'DTEND;VALUE=DATE:20270702'),
        event('SUMMARY:Abgesagt', 'DTSTART;VALUE=DATE:20270801', 'STATUS:CANCELLED'),
        event('SUMMARY:Abends', 'DTSTART:20270701T190000'),
        event('SUMMARY:Kaputt', 'DTSTART;VALUE=DATE:2027ABCD'),
        event('SUMMARY:Ohne Tage'),
        event('SUMMARY:Altertum', 'DTSTART;VALUE=DATE:00010101'),
        event('DTSTART;VALUE=DATE:20270901'),
      ),
    );
    expect(found).toEqual({
      periods: [
        { title: 'Ferien', from: '2027-07-01', to: '2027-07-01' },
        { title: '', from: '2027-09-01', to: '2027-09-01' },
      ],
      others: 4,
      repeated: 1,
    });
  });

  it('[DAYS-6] reads what older programs write, and several calendars in one file', async () => {
    const text = await file(
      event('SUMMARY:Pfingstferien in Thüringen', 'DTSTART;VALUE=DATE:20270518'),
    ).text();
    const old = new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0))]);
    expect(await periodsOfFile(old)).toMatchObject({ periods: [{ title: 'Pfingstferien in Thüringen' }] });
    expect(await periodsOfFile(new Blob(['\ufeff', text.replaceAll('\r\n', '\n')]))).toMatchObject({
      periods: [{ title: 'Pfingstferien in Thüringen' }],
    });
    const units = Uint16Array.from(`\ufeff${text}`, (sign) => sign.charCodeAt(0));
    const little = Uint8Array.from([...units].flatMap((unit) => [unit & 255, unit >> 8]));
    const big = Uint8Array.from([...units].flatMap((unit) => [unit >> 8, unit & 255]));
    for (const bytes of [little, big])
      expect(await periodsOfFile(new Blob([bytes]))).toMatchObject({
        periods: [{ title: 'Pfingstferien in Thüringen' }],
      });
    const other = file(event('SUMMARY:Herbstferien', 'DTSTART;VALUE=DATE:20271011'));
    expect(await periodsOfFile(new Blob([text, other]))).toMatchObject({
      periods: [{ title: 'Pfingstferien in Thüringen' }, { title: 'Herbstferien' }],
    });
  });

  it('[DAYS-6] cuts a long title between characters, and shows every sign of it', async () => {
    const long = event(`SUMMARY:${'x'.repeat(199)}😀 und mehr`, 'DTSTART;VALUE=DATE:20270701');
    expect(await periodsOfFile(file(long))).toMatchObject({ periods: [{ title: 'x'.repeat(199) }] });
    const marked = event('SUMMARY:Ferien\\n\u202eNRW', 'DTSTART;VALUE=DATE:20270701');
    expect(await periodsOfFile(file(marked))).toMatchObject({ periods: [{ title: 'Ferien NRW' }] });
  });

  it('[DAYS-6] takes over only what is not there yet for the same regions', () => {
    const found = [{ title: 'Osterferien', from: '2027-03-22', to: '2027-04-02' }];
    const known = found.map((each) => ({
      ...each,
      kind: 'school-holidays' as const,
      id: 'a',
      by: 'm',
      at: '2026-01-01T00:00:00Z',
      regions: ['Bayern', 'Hessen'],
    }));
    expect(newAmong(found, ['Hessen', 'Bayern'], known)).toEqual([]);
    expect(newAmong(found, ['Bayern'], known)).toEqual(found);
    expect(newAmong(found, [], [])).toEqual(found);
  });

  it('[DAYS-6] tells apart what has none, what is no calendar, and what is too large', async () => {
    expect(await periodsOfFile(file())).toBe('none');
    expect(await periodsOfFile(new Blob(['Ferien: im Sommer']))).toBe('unread');
    expect(await periodsOfFile(new Blob([new Uint8Array(1_000_001)]))).toBe('large');
    const many = Array.from({ length: 201 }, (_, day) =>
      event(`SUMMARY:${day}`, 'DTSTART;VALUE=DATE:20270101'),
    );
    expect(await periodsOfFile(file(...many))).toBe('large');
  });
});
