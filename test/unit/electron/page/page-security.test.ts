import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, fileFor, mayGrant } from '../../../../electron/page/page-policy';
import { isAppUrl, mayNavigate, pageUrl, placeOf } from '../../../../electron/page/origin';

const page = pageUrl({ language: 'de', workspace: { host: 'http://127.0.0.1:4000', profile: 'abcd' } });

test('[ELECTRON-18] a window comes back to a place of its page, and to nothing else that an address says', () => {
  expect(placeOf(`${page}#/board/b/list/plan/p`)).toBe('/board/b/list/plan/p');
  for (const other of [page, `${page}#invite=secret`, `${page}#/${'x'.repeat(500)}`, 'about:blank#/board/b'])
    expect(placeOf(other)).toBe(undefined);
});

describe('navigation', () => {
  test.each([page, `${page}#/board/1`])('%s stays on the page', (target) => {
    expect(mayNavigate(page, target)).toBe(true);
  });

  test.each([
    'https://example.com/',
    'http://127.0.0.1:4000/',
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)',
    'about:blank',
    'app://evil/index.html',
    'app://handschlag.evil/index.html',
    'app://user@handschlag/index.html',
    'app://handschlag/other.html',
    'app://handschlag/index.html',
    page.replace('4000', '4001'),
    page.replace('abcd', 'efgh'),
    `${page}&host=http://evil.example`,
    `blob:${page}`,
    'not a url',
  ])('%s is refused', (target) => {
    expect(mayNavigate(page, target)).toBe(false);
  });
});

describe('who counts as our page', () => {
  test.each([
    [page, true],
    ['app://handschlag.evil/', false],
    ['http://handschlag/', false],
    ['', false],
  ])('%s: %s', (url, ours) => expect(isAppUrl(url)).toBe(ours));

  test.each([
    ['clipboard-sanitized-write', page, true],
    ['clipboard-sanitized-write', 'https://example.com/', false],
    ['persistent-storage', page, true],
    ['persistent-storage', 'https://example.com/', false],
    ['clipboard-read', page, false],
    ['media', page, false],
    ['notifications', page, false],
    ['openExternal', page, false],
    ['fileSystem', page, false],
  ])('permission %s for %s: %s', (permission, url, granted) =>
    expect(mayGrant(permission, url)).toBe(granted),
  );
});

describe('the content security policy', () => {
  test('reaches nothing without a workspace', () => {
    expect(contentSecurityPolicy(undefined)).toContain("connect-src 'none'");
  });

  test('reaches its host by http and WebSocket, and no other', () => {
    expect(contentSecurityPolicy('https://firma.example:8443/path?x')).toContain(
      'connect-src https://firma.example:8443 wss://firma.example:8443;',
    );
  });

  test('[HTTP-42] names a host with a number of IPv6 so that browsers understand it', () => {
    expect(contentSecurityPolicy('http://[::1]:8443')).toContain('connect-src http://*:8443 ws://*:8443;');
  });

  test.each(["http://a; script-src 'unsafe-eval'", 'javascript:1', 'app://handschlag', ''])(
    'takes no directive from a host called %j',
    (host) => expect(contentSecurityPolicy(host)).toBe(contentSecurityPolicy(undefined)),
  );
});

describe('the files a page may load', () => {
  const folder = path.resolve('/srv/renderer');
  test('are those of the build', () => {
    expect(fileFor(folder, 'app://handschlag/assets/a.js?x#y')).toBe(path.join(folder, 'assets', 'a.js'));
  });

  test.each([
    'app://evil/index.html',
    'app://handschlag/../secret.js',
    'app://handschlag/%2e%2e/secret.js',
    'app://handschlag/..%2fsecret.js',
    'app://handschlag/..%5csecret.js',
    'app://handschlag/a%00.js',
    'app://handschlag/%E0%A4%A.js',
    'app://handschlag/',
    'app://handschlag/passwd',
  ])('and not %s', (url) => {
    const file = fileFor(folder, url);
    // The URL parser resolves plain dots itself: what is left must lie in the folder.
    expect(file === undefined || file.startsWith(folder + path.sep)).toBe(true);
  });
});
