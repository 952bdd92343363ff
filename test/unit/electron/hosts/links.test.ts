import { describe, expect, test } from 'vitest';
import { joinFragment, parseHostAddress, parseJoinLink } from '../../../../electron/hosts/links';
import { hostAddress } from '../../../../shared/api/links';
import { desktopErrorCode } from '../../../../shared/ipc/errors';

const secret = 'Zm9vYmFyMTIzNDU2';

function codeOf(link: string): string {
  try {
    parseJoinLink(link);
    return 'accepted';
  } catch (error) {
    return desktopErrorCode(error);
  }
}

describe('a join link', () => {
  test.each([
    [`http://127.0.0.1:4000/#invite=${secret}`, 'http://127.0.0.1:4000', 'invite'],
    [`https://handschlag.firma.example/#device=${secret}`, 'https://handschlag.firma.example', 'device'],
    [`  <http://192.168.1.5:4000/#invite=${secret}>\n`, 'http://192.168.1.5:4000', 'invite'],
    [
      `http://192.168.1.5:4000/#invite=${secret.slice(0, 8)}\r\n ${secret.slice(8)}`,
      'http://192.168.1.5:4000',
      'invite',
    ],
    [`http://[fe80::1]:4000/#invite=${secret}`, 'http://[fe80::1]:4000', 'invite'],
    [`HTTP://Firma.Example/#invite=${secret}`, 'http://firma.example', 'invite'],
  ])('%j is read', (link, host, kind) => {
    expect(parseJoinLink(link)).toEqual({ host, kind, secret, cert: null });
  });

  test.each([
    ['', 'link-malformed'],
    ['hello', 'link-malformed'],
    ['127.0.0.1:4000', 'link-malformed'],
    [`file:///etc/passwd#invite=${secret}`, 'link-malformed'],
    [`javascript:alert(1)#invite=${secret}`, 'link-malformed'],
    ['http://127.0.0.1:4000/', 'link-without-secret'],
    ['http://127.0.0.1:4000/#invite=', 'link-without-secret'],
    ['http://127.0.0.1:4000/#invite=short', 'link-without-secret'],
    ['http://127.0.0.1:4000/#invite=has"quotes<and>more', 'link-without-secret'],
    [`http://127.0.0.1:4000/?invite=${secret}`, 'link-without-secret'],
  ])('%j is refused as %s', (link, code) => {
    expect(codeOf(link)).toBe(code);
  });

  test('[TLS-21] with a fingerprint leads to https on the same port', () => {
    const cert = 'x'.repeat(43);
    expect(parseJoinLink(`http://192.168.1.5:4000/#invite=${secret}&cert=${cert}`)).toEqual({
      host: 'https://192.168.1.5:4000',
      kind: 'invite',
      secret,
      cert,
    });
    expect(codeOf(`http://192.168.1.5:4000/#invite=${secret}&cert=${cert}x`)).toBe('link-malformed');
  });

  test('[INVITE-7] the plan that a link leads to goes into the window', () => {
    const link = parseJoinLink(`http://127.0.0.1:4000/#invite=${secret}&board=b1&plan=p1`);
    expect(link).toMatchObject({ place: { board: 'b1', plan: 'p1' } });
    const fragment = new URLSearchParams(joinFragment(link, { name: 'Ben' }));
    expect(Object.fromEntries(fragment)).toEqual({ invite: secret, board: 'b1', plan: 'p1', name: 'Ben' });
  });

  test('what was typed travels beside the secret, whatever it contains', () => {
    const typed = { name: 'Änne & Co #1', department: 'marketing', company: 'a=b&invite=x' };
    const fragment = new URLSearchParams(joinFragment({ kind: 'invite', secret }, typed));
    expect(Object.fromEntries(fragment)).toEqual({ invite: secret, ...typed });
    expect(fragment.getAll('invite')).toEqual([secret]);
  });
});

describe('the address of a host, for who has no link', () => {
  const cert = 'x'.repeat(43);
  test.each([
    ['192.168.1.20:8080', { host: 'http://192.168.1.20:8080', cert: null }],
    [' http://plans.example.com / ', { host: 'http://plans.example.com', cert: null }],
    ['https://plans.example.com', { host: 'https://plans.example.com', cert: null }],
    [hostAddress({ origin: 'http://192.168.1.20:8080', cert }), { host: 'https://192.168.1.20:8080', cert }],
    [
      `192.168.1.20:8080/#cert=${cert.slice(0, 20)}\n${cert.slice(20)}`,
      { host: 'https://192.168.1.20:8080', cert },
    ],
    [`http://192.168.1.20:8080/#invite=${secret}&cert=${cert}`, { host: 'https://192.168.1.20:8080', cert }],
  ])('[TLS-27] %j is read', (typed, known) => {
    expect(parseHostAddress(typed)).toEqual(known);
  });

  test.each([
    '',
    'file:///etc/passwd',
    'http://',
    `192.168.1.20:8080/#cert=${cert}x`,
    '192.168.1.20:8080/#cert=',
  ])('[TLS-27] %j is refused', (typed) => {
    expect(() => parseHostAddress(typed)).toThrow('address-malformed');
  });
});
