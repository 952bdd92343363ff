import { describe, expect, test } from 'vitest';
import { fenceSession, mayRequest } from '../../../../electron/page/fence';
import { fileNameOf } from '../../../../electron/file-names';
import { admit, CallLimit } from '../../../../electron/ipc/call-gate';
import type { WindowKind } from '../../../../electron/page/origin';
import { parseJoinLink } from '../../../../electron/hosts/links';
import { fileFor, mayGrant } from '../../../../electron/page/page-policy';
import { fusesOf } from '../../../../scripts/after-pack.mjs';
import { contract, type Method } from '../../../../shared/ipc/contract';
import { desktopErrorCode } from '../../../../shared/ipc/errors';
import { EVIL_LINKS, HOSTILE_INPUTS, PATHS } from '../../../support/desktop/electron-attacks';

const page = 'app://handschlag/index.html?lang=de';
const ours = { url: page };
const methods = Object.keys(contract) as Method[];

function codeOf(call: () => unknown): string {
  try {
    call();
    return 'accepted';
  } catch (error) {
    return desktopErrorCode(error);
  }
}
const admitted = (
  method: Method,
  kind: WindowKind | undefined,
  raw: unknown,
  frame: { url: string } | null = ours,
) => codeOf(() => admit(method, { senderFrame: frame, sender: { mainFrame: ours } }, kind, raw));

const kindFor = (method: Method): WindowKind | undefined => {
  const { from } = contract[method];
  return from === 'any' ? 'profile' : from;
};

describe('[ELECTRON-7] a call of a page', () => {
  test.each(methods)('%s is refused with whatever is not its input', (method) => {
    // As the channel between two processes carries it.
    for (const raw of HOSTILE_INPUTS)
      expect(admitted(method, kindFor(method), structuredClone(raw))).toBe('bad-input');
  });

  test.each(methods)('%s is refused from any other window, and from none', (method) => {
    const { from } = contract[method];
    const others = (['welcome', 'profile'] as const).filter((kind) => from !== 'any' && from !== kind);
    for (const kind of others) expect(admitted(method, kind, undefined)).toBe('not-here');
    expect(admitted(method, undefined, undefined)).toBe('not-yours');
  });

  test.each([
    ['a frame in the page', { url: page }],
    ['a frame that is gone', null],
  ])('is refused from %s', (_who, frame) => {
    for (const method of methods)
      expect(admitted(method, kindFor(method), undefined, frame)).toBe('not-yours');
  });

  test.each(['about:blank', 'https://example.com/', 'file:///x', 'app://other/index.html', ''])(
    'is refused from %s',
    (url) => {
      const frame = { url };
      const call = () =>
        admit('hostStatus', { senderFrame: frame, sender: { mainFrame: frame } }, 'profile', undefined);
      expect(codeOf(call)).toBe('not-yours');
    },
  );

  test('is admitted where it belongs', () => {
    expect(admitted('openWorkspace', 'welcome', { id: 'abcd' })).toBe('accepted');
    expect(admitted('loadKey', 'profile', { profile: 'abcd' })).toBe('accepted');
  });

  test('what reaches beyond one profile belongs to the welcome window', () => {
    const beyond = methods.filter((method) => contract[method].from === 'welcome').toSorted();
    expect(beyond).toEqual([
      'createWorkspace',
      'forgetWorkspace',
      'joinWithLink',
      'moveWorkspace',
      'openBackup',
      'openPlanLink',
      'openWorkspace',
      'recoverAt',
      'startExample',
      'workspaces',
    ]);
  });
});

test('[ELECTRON-8] a window calls as often as a person can cause, each by itself', () => {
  const limit = new CallLimit();
  const [one, other] = [{}, {}];
  const taken = (who: object, times: number, at: number) =>
    Array.from({ length: times }, () => limit.take(who, at)).filter(Boolean).length;
  expect(taken(one, 1_000, 0)).toBe(100);
  expect(taken(other, 10, 0)).toBe(10);
  expect(taken(one, 1_000, 1_000)).toBe(20);
  expect(taken(one, 1_000, 3_600_000)).toBe(100);
  // A clock that goes back gives nothing away.
  expect(taken(one, 10, 0)).toBe(0);
});

describe('[ELECTRON-3] what a page may ask for', () => {
  const host = 'http://127.0.0.1:4000';
  test.each([
    [page, host],
    [page, undefined],
    ['blob:app://handschlag/1', undefined],
    ['data:text/plain,x', undefined],
    [`${host}/api/me`, host],
    ['ws://127.0.0.1:4000/sync/x', host],
    ['https://firma.example/x', 'https://firma.example'],
    ['wss://firma.example:443/sync/x', 'https://firma.example'],
    ['http://[fe80::1]:80/x', 'http://[fe80::1]'],
  ])('%s with the host %s', (url, own) => expect(mayRequest(url, own)).toBe(true));

  test.each([
    ['http://127.0.0.1:4001/', host],
    ['http://localhost:4000/', host],
    ['https://127.0.0.1:4000/', host],
    ['wss://127.0.0.1:4000/', host],
    ['http://127.0.0.1:4000.evil.example/', host],
    ['http://127.0.0.1:4000@evil.example/', host],
    ['ftp://127.0.0.1:4000/', host],
    ['file:///etc/passwd', host],
    ['app://other/index.html', host],
    ['chrome-extension://x/y', host],
    ['filesystem:app://handschlag/x', host],
    [`${host}/`, undefined],
    ['not a url', host],
  ])('%s not with the host %s', (url, own) => expect(mayRequest(url, own)).toBe(false));

  test.each([
    ['http://127.0.0.1:4000', 'DIRECT', ['fixed_servers', '<-loopback>;127.0.0.1:4000']],
    ['https://firma.example', 'DIRECT', ['fixed_servers', '<-loopback>;firma.example:443']],
    ['http://[fe80::1]', 'DIRECT', ['fixed_servers', '<-loopback>;[fe80::1]:80']],
    [undefined, 'DIRECT', ['fixed_servers', '<-loopback>']],
    ['https://firma.example', 'PROXY proxy.firma.example:3128', ['system', undefined]],
  ])('%s reached by %s: the way out is %j', async (own, route, expected) => {
    const set: { mode?: string; proxyBypassRules?: string }[] = [];
    const session = {
      webRequest: { onBeforeRequest: () => undefined },
      setProxy: (config: { mode?: string }) => Promise.resolve(void set.push(config)),
      resolveProxy: () => Promise.resolve(route),
    };
    await fenceSession(session as unknown as Parameters<typeof fenceSession>[0], own);
    expect([set.at(-1)?.mode, set.at(-1)?.proxyBypassRules]).toEqual(expected);
  });
});

describe('[ELECTRON-9] the name of a saved file', () => {
  test.each([
    ['Plan 2027.csv', 'Plan 2027.csv'],
    ['../../ü.CSV', 'ü.csv'],
    ['a\\b:c*d?.json', 'a-b-c-d-.json'],
    ['.versteckt.ics', 'versteckt.ics'],
    ['Niederschrift.md', 'Niederschrift.md'],
    ['CON.csv', '_CON.csv'],
    ['nul.txt', '_nul.txt'],
    ['com1.x.csv', '_com1.x.csv'],
    ['Console.csv', 'Console.csv'],
    ['x\u202Evsc.exe.csv', 'xvsc.exe.csv'],
    ['a\0\n\tb.csv', 'ab.csv'],
    [`${'ä'.repeat(190)}.csv`, `${'ä'.repeat(120)}.csv`],
  ])('%j becomes %j', (proposed, name) => expect(fileNameOf(proposed)).toBe(name));

  test.each([
    '',
    '.',
    '..',
    '/',
    'x',
    'x.exe',
    'x.desktop',
    'x.csv.lnk',
    '.csv',
    'x.csv/..',
    'x.js',
    'x.bat ',
    'x.',
  ])('%j is none', (proposed) => expect(fileNameOf(proposed)).toBeUndefined());
});

test.each(PATHS)('[ELECTRON-6] the scheme leads to no file outside the build by %.80s', (url) => {
  const folder = '/srv/out/renderer';
  const file = fileFor(folder, url);
  expect(file === undefined || file.startsWith(`${folder}/`)).toBe(true);
});

test.each(EVIL_LINKS)('[ELECTRON-11] no link: %.80s', (link) => {
  expect(codeOf(() => parseJoinLink(link))).toMatch(/^link-/);
});

test.each([
  'accessibility-events',
  'automatic-fullscreen',
  'background-sync',
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'payment-handler',
  'pointerLock',
  'sensors',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'window-management',
  '',
  '__proto__',
])('[ELECTRON-13] our own page is not granted %s', (permission) => {
  expect(mayGrant(permission, page)).toBe(false);
});

test('[ELECTRON-12] what is given to people cannot be inspected, runs no other code, and no Node', () => {
  const named = (inspectable: boolean) => Object.values(fusesOf({ inspectable, wire: 9 }));
  expect(named(false)).toEqual([false, false, false, true, true, false]);
  expect(named(true)).toEqual([false, false, true, true, true, false]);
  expect(Object.keys(fusesOf({ inspectable: false, wire: 7 }))).toHaveLength(5);
});
