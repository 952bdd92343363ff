import { describe, expect, it } from 'vitest';
import { periodsOfFile } from '../../../renderer/features/days/logic/school-holidays';

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
    expect(found).toEqual([
      { title: 'Buß- und Bettag', from: '2026-11-18', to: '2026-11-18' },
      { title: 'Osterferien Bayern', from: '2027-03-22', to: '2027-04-02' },
    ]);
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
