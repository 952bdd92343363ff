import { describe, expect, it } from 'vitest';
import { feedFilterOf, feedOn, feedReach } from '../../../renderer/features/calendar/logic/feed';
import { feedFilter } from '../../../shared/api/contract';
import type { CalendarFilter } from '../../../renderer/state/calendar';

const EVERY_PLAN: CalendarFilter = {
  agreedOnly: false,
  department: null,
  state: null,
  channel: null,
  region: null,
  ownerId: null,
};
/** Fingerprint of a certificate of a host's own. */
const OWN = 'x'.repeat(43);

describe('a calendar subscription', () => {
  it.each([
    ['http://127.0.0.1:8080', null, 'here'],
    ['http://[::1]:8080', null, 'here'],
    ['https://localhost', OWN, 'here'],
    ['https://192.168.1.20:8080', OWN, 'untrusted'],
    ['https://handschlag.example.com', OWN, 'untrusted'],
    ['http://192.168.1.20:8080', OWN, 'house'],
    ['http://10.0.0.7', null, 'house'],
    ['http://172.31.4.5', null, 'house'],
    ['http://172.32.4.5', null, 'plain'],
    ['http://100.100.1.1', null, 'house'],
    ['http://[fd00::5]:8080', null, 'house'],
    ['http://[fe80::5]', null, 'house'],
    ['http://[2001:db8::5]', null, 'plain'],
    ['https://buero-pc:8443', null, 'house'],
    ['http://handschlag.fritz.box', null, 'house'],
    ['https://handschlag.firma.local', null, 'house'],
    ['http://handschlag.example.com', null, 'plain'],
    ['https://handschlag.example.com', null, 'all'],
  ] as const)('[FEED-5] from %s with %s gets: %s', (base, cert, gets) => {
    expect(feedReach(base, cert)).toBe(gets);
  });

  it('[FEED-5] has the address at which others reach the host', () => {
    expect(feedOn('http://127.0.0.1:8080/feeds/SECRET.ics', 'http://192.168.1.20:8080/')).toBe(
      'http://192.168.1.20:8080/feeds/SECRET.ics',
    );
  });

  it('[FEED-6] keeps of a filter what holds for a calendar elsewhere', () => {
    const of = (over: Partial<CalendarFilter>) => feedFilterOf({ ...EVERY_PLAN, ...over });
    expect(of({})).toBeNull();
    expect(of({ agreedOnly: true, state: 'launched', ownerId: 'm' })).toBeNull();
    expect(of({ department: 'sales', channel: 'Messe', region: 'Bayern' })).toEqual({
      kind: 'sales-activity',
      channels: ['Messe'],
      regions: ['Bayern'],
    });
    expect(feedFilter.safeParse(of({ department: 'marketing' })).data).toEqual({ kind: 'campaign' });
  });
});
