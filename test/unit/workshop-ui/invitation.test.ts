import { afterEach, describe, expect, it, vi } from 'vitest';
import { whoReaches } from '../../../renderer/features/workshop/logic/reaching';
import { invitationIcs } from '../../../shared/export/invitation';

describe('[SESSUI-14] who gets to an address', () => {
  it.each([
    ['http://127.0.0.1:4711', 'nobody'],
    ['https://localhost:4711', 'nobody'],
    ['http://[::1]:4711', 'nobody'],
    ['app://handschlag', 'nobody'],
    ['nonsense', 'nobody'],
    ['https://192.168.2.7:4711', 'office'],
    ['https://10.0.0.4:4711', 'office'],
    ['https://172.20.1.4:4711', 'office'],
    ['https://[fd12:3456::1]:4711', 'office'],
    ['https://[fe80::1]:4711', 'office'],
    ['https://laptop-maren:4711', 'office'],
    ['https://handschlag.fritz.box', 'office'],
    ['https://server.local:4711', 'office'],
    ['https://172.32.1.4:4711', 'everybody'],
    ['https://203.0.113.7:4711', 'everybody'],
    ['https://[2001:db8::1]:4711', 'everybody'],
    ['https://handschlag.brenner.de', 'everybody'],
  ])('%s: %s', (address, who) => {
    expect(whoReaches(address)).toBe(who);
  });
});

describe('[SESSUI-14] a browser as old as the oldest app', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is told who gets to an address, too', () => {
    class Before extends URL {}
    Object.assign(Before, { canParse: undefined, parse: undefined });
    vi.stubGlobal('URL', Before);
    expect(['nonsense', 'https://server.local:4711'].map(whoReaches)).toEqual(['nobody', 'office']);
  });
});

describe('[SESSUI-15] an invitation as an appointment', () => {
  const appointment = {
    id: 'AbC',
    revision: 7,
    title: 'Runde; mit Vertrieb, \n und Marketing',
    at: '2027-03-01T10:00:00+01:00',
    minutes: 90,
    link: 'https://192.168.2.7:4711/#/board/b/workshop',
    text: `Wann: Montag, 10:00\nTagesordnung: ${'lang '.repeat(20)}`,
  };
  const ics = invitationIcs(appointment, Date.UTC(2027, 1, 1, 8));
  const lines = ics.replace(/\r\n /g, '').split('\r\n');

  it('says when it is in UTC, whatever the offset of whoever planned it', () => {
    expect(lines).toContain('DTSTART:20270301T090000Z');
    expect(lines).toContain('DTEND:20270301T103000Z');
    expect(lines).toContain('DTSTAMP:20270201T080000Z');
  });

  it('keeps its name and counts up, so that importing it again puts the first one right', () => {
    expect(lines).toContain('UID:AbC.workshop.handschlag');
    expect(lines).toContain('SEQUENCE:7');
  });

  it('takes no text for a property, and no line is longer than 75 octets', () => {
    expect(lines).toContain('SUMMARY:Runde\\; mit Vertrieb\\, und Marketing');
    expect(lines.find((line) => line.startsWith('DESCRIPTION'))).toContain('10:00\\nTagesordnung: lang');
    expect(Math.max(...ics.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});
