import { describe, expect, test } from 'vitest';
import {
  encryptedOrigin,
  joinLink,
  placeOpened,
  planFragment,
  plainOrigin,
  readHostAddress,
  readJoinLink,
  readPlanLink,
} from '../../../shared/api/links';

const secret = 'Zm9vYmFyMTIzNDU2';
const cert = 'x'.repeat(43);

describe('[INVITE-7] a link that leads to a plan', () => {
  const place = { board: 'b_1-x', plan: 'p2' };
  test('comes out as it went in, beside a fingerprint or without', () => {
    for (const each of [cert, null]) {
      const link = { origin: 'http://192.168.1.5:4000', kind: 'invite' as const, secret, cert: each, place };
      expect(readJoinLink(joinLink(link))).toEqual(link);
    }
  });

  test.each(['board=b', 'plan=p', 'board=b&plan=', 'board=b&plan=p/../q', `board=b&plan=${'p'.repeat(65)}`])(
    'that names no plan (%s) leads in all the same',
    (where) => {
      const read = readJoinLink(`http://192.168.1.5:4000/#invite=${secret}&${where}`);
      expect(read).toEqual({ origin: 'http://192.168.1.5:4000', kind: 'invite', secret, cert: null });
    },
  );

  test('a fragment says which plan it opens, beside whatever view', () => {
    expect(placeOpened(planFragment(place))).toEqual(place);
    expect(placeOpened('#/board/b_1-x/list/plan/p2')).toEqual(place);
    for (const other of ['', '#/boards', '#/board/b', '#/board/b/list', '#invite=x&board=b&plan=p'])
      expect(placeOpened(other)).toBeNull();
  });
});

describe('[ELECTRON-19] a link to a plan', () => {
  test('is read as mail programs hand it over, and is no invitation', () => {
    const link = `http://192.168.1.5:4000/${planFragment({ board: 'b', plan: 'p' })}`;
    const read = { origin: 'http://192.168.1.5:4000', place: { board: 'b', plan: 'p' } };
    expect(readPlanLink(link)).toEqual(read);
    expect(readPlanLink(` <${link.slice(0, 20)}\r\n ${link.slice(20)}>`)).toEqual(read);
    for (const other of ['', 'hello', 'http://a.example/#/boards', 'http://a.example/x/#/board/b/plan/p'])
      expect(readPlanLink(other)).toBeNull();
    expect(readPlanLink(`http://a.example/#invite=${secret}&board=b&plan=p`)).toBeNull();
  });
});

describe('a link with a fingerprint', () => {
  test('[TLS-20] comes out as it went in', () => {
    for (const kind of ['invite', 'device'] as const)
      for (const each of [cert, null]) {
        const link = { origin: 'http://192.168.1.5:4000', kind, secret, cert: each };
        expect(readJoinLink(joinLink(link))).toEqual(link);
      }
  });

  test.each(['', 'x', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}+`])(
    '[TLS-20] whose fingerprint is damaged (%j) is none: the app would go unencrypted',
    (damaged) => {
      expect(readJoinLink(`http://192.168.1.5:4000/#invite=${secret}&cert=${damaged}`)).toBe('malformed');
    },
  );

  test('[CLIENT-61] below a path leads to no host, and says so', () => {
    expect(readJoinLink(`https://firma.example/handschlag/#invite=${secret}`)).toBe('below-root');
    expect(readHostAddress('firma.example/handschlag/')).toBe('below-root');
    expect(readJoinLink(`https://firma.example/index.html#invite=${secret}`)).toMatchObject({ secret });
    expect(readHostAddress('firma.example')).toMatchObject({ origin: 'http://firma.example' });
  });

  test.each([
    ['http://192.168.1.5:4000', 'https://192.168.1.5:4000'],
    ['http://192.168.1.5', 'https://192.168.1.5:80'],
    ['http://[fe80::1]:4000', 'https://[fe80::1]:4000'],
  ])('[TLS-21] %s is reached encrypted at %s, and the other way round', (plain, encrypted) => {
    expect(encryptedOrigin(plain)).toBe(encrypted);
    expect(plainOrigin(encrypted)).toBe(plain);
  });
});
