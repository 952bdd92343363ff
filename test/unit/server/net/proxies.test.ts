import { describe, expect, it } from 'vitest';
import { Addresses, visitorOf } from '../../../../server/net/addresses';
import { Peers } from '../../../../server/net/proxies';

const peer = (trusted: string[], remoteAddress: string, headers: Record<string, string> = {}) =>
  new Peers(new Addresses(trusted)).of({
    headers: { host: 'inner:1', ...headers },
    socket: { remoteAddress } as never,
  });

describe('[OPER-1] who asks', () => {
  it('is whoever is at the other end of the connection, whatever he claims', () => {
    const claims = { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil' };
    expect(peer([], '10.0.0.7', claims)).toEqual({
      address: '10.0.0.7',
      isHis: false,
      local: false,
      scheme: 'http',
      host: 'inner:1',
      passedOn: false,
    });
    expect(peer(['10.0.0.8'], '10.0.0.7', claims).address).toBe('10.0.0.7');
  });

  it('is whom a trusted proxy names, and how he came', () => {
    const said = {
      'x-forwarded-for': '203.0.113.5',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'plans.example.com',
    };
    expect(peer(['127.0.0.1'], '::ffff:127.0.0.1', said)).toEqual({
      address: '203.0.113.5',
      isHis: true,
      local: false,
      scheme: 'https',
      host: 'plans.example.com',
      passedOn: true,
    });
  });

  it.each([
    ['what a visitor wrote before it', '6.6.6.6, 203.0.113.5', '203.0.113.5'],
    ['proxies one behind the other', '203.0.113.5, 10.1.0.2', '203.0.113.5'],
    ['words that are no address', '203.0.113.5, unknown', '10.1.0.1'],
    ['words between proxies', 'rubbish, 10.1.0.2', '10.1.0.2'],
    ['ports', '[2001:db8::1]:4711', '2001:db8::1'],
    ['nothing', '', '10.1.0.1'],
  ])('reads the chain from its end: %s', (_what, chain, address) => {
    expect(peer(['10.1.0.0/16'], '10.1.0.1', { 'x-forwarded-for': chain }).address).toBe(address);
  });

  it('has an address of his own unless a proxy asks for nobody knows whom', () => {
    const forHim = { 'x-forwarded-for': '203.0.113.5' };
    expect([peer([], '10.0.0.7').isHis, peer([], '10.0.0.7', forHim).isHis]).toEqual([true, false]);
    expect(peer(['10.0.0.7'], '10.0.0.7', forHim).isHis).toBe(true);
    expect(peer(['10.0.0.7'], '10.0.0.7', { via: '1.1 proxy' }).isHis).toBe(false);
  });

  it('sits at this machine only if nobody passed the request on', () => {
    expect(peer([], '127.0.0.1').local).toBe(true);
    expect(peer([], '::1').local).toBe(true);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(peer([], '127.0.0.1', { [name]: '127.0.0.1' }).local).toBe(false);
    expect(peer(['127.0.0.1'], '127.0.0.1').local).toBe(true);
    expect(peer(['127.0.0.1'], '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }).local).toBe(false);
  });

  it.each([
    ['forwarded', 'for=203.0.113.5;proto=https'],
    ['via', '1.1 proxy'],
    ['x-real-ip', '203.0.113.5'],
    ['x-forwarded-for', ''],
    ['x-forwarded-for', 'unknown'],
    ['x-forwarded-host', 'plans.example.com'],
  ])('is anybody, on any way, if a trusted proxy on this machine does not say: %s "%s"', (name, value) => {
    const marks = { 'x-forwarded-proto': 'https', [name]: value };
    expect(peer(['127.0.0.1'], '127.0.0.1', marks)).toMatchObject({ local: false, scheme: 'http' });
    expect(peer(['127.0.0.1'], '127.0.0.1', { [name]: value }).local).toBe(false);
  });
});

describe('[OPER-2] addresses', () => {
  it('are single ones or networks; anything else is said', () => {
    const office = new Addresses(['10.0.0.0/8', '2001:db8::/32', '192.0.2.4']);
    expect(['10.9.9.9', '::ffff:10.1.2.3', '2001:db8:1::1', '192.0.2.4'].map((a) => office.has(a))).toEqual(
      Array(4).fill(true),
    );
    expect(['11.0.0.1', '2001:db9::1', '192.0.2.5', 'x', ''].map((a) => office.has(a))).toEqual(
      Array(5).fill(false),
    );
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', ''])
      expect(() => new Addresses([wrong])).toThrow('is no address');
  });

  it.each([
    ['192.0.2.4', '192.0.2.4'],
    ['::ffff:192.0.2.4', '192.0.2.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('count as one visitor: %s', (address, visitor) => expect(visitorOf(address)).toBe(visitor));
});
