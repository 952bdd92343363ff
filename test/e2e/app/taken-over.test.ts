import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureElectron, rootFlags } from '../../../scripts/setup/electron-runtime.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { ROUTES } from '../../../shared/api/routes';
import { ATTACKS, EVIL_ARGUMENTS, PATHS, type Targets } from '../../support/desktop/electron-attacks';
import type { RunningApp } from '../../support/desktop/electron-app';
import { askAs, threePeople, type Somebody } from '../../support/desktop/electron-people';
import { listen, tryIn, watchMain, type Eavesdropper } from '../../support/desktop/electron-siege';

let running: RunningApp;
let foreign: Eavesdropper;
let host: string;
let owner: Somebody;
let guest: Somebody;
let member: Somebody;
let doneByMain: () => Promise<readonly string[]>;
let targets: Targets;

/** An address without its fragment, which is the page's own. */
const atHome = (url: string) => url.split('#')[0];

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.relative(folder, path.join(file.parentPath, file.name)))
    // Chromium begins its own with a capital letter; a host at work has journals that come and go.
    .filter((file) => !/^[A-Z]|\.db/.test(file));

beforeAll(async () => {
  foreign = await listen();
  ({ running, host, owner, guest, member } = await threePeople());
  doneByMain = await watchMain(running);
  targets = {
    foreign: `http://${foreign.place}`,
    place: foreign.place,
    udp: foreign.udp,
    userData: running.userData,
    otherProfile: owner.profile,
    otherWorkspace: owner.profile,
    home: guest.page.url(),
    host,
  };
});
afterAll(async () => {
  await running?.close();
  await foreign?.close();
});

describe('a page that was taken over', () => {
  test('is heard where it may be heard, and by whoever listens: the test can see', async () => {
    const healthy = { what: 'its own host', code: `return (await fetch(at.host + '/healthz')).ok;` };
    expect(await tryIn(guest.page, healthy, targets)).toBe('got true');
    await fetch(targets.foreign);
    expect(foreign.heard()).toContain('GET / HTTP/1.1');
  });

  const classes = Object.entries(ATTACKS);
  test.each(classes)('[ELECTRON-1] gets nothing by %s', async (_name, attacks) => {
    const { page } = guest;
    const home = page.url();
    const before = { windows: running.app.windows().length, files: filesBelow(running.userData) };
    for (const each of attacks) {
      const got = await tryIn(page, each, targets);
      await expect.poll(() => atHome(page.url()), { message: each.what }).toBe(atHome(home));
      await page.waitForFunction('window.desktop');
      expect({
        what: each.what,
        got,
        windows: running.app.windows().length,
        main: await doneByMain(),
        heard: foreign.heard(),
      }).toEqual({
        what: each.what,
        got: null,
        windows: before.windows,
        main: [],
        heard: [],
      });
    }
    expect(filesBelow(running.userData).filter((file) => !before.files.includes(file))).toEqual([]);
    expect(readdirSync(running.saved)).toEqual([]);
  });

  test('[ELECTRON-5] that gives itself another address is still the one its window is for', async () => {
    const { page } = guest;
    const home = page.url();
    const other = home
      .replace(guest.profile, owner.profile)
      .replace(encodeURIComponent(host), encodeURIComponent(targets.foreign));
    await page.evaluate((url) => history.replaceState({}, '', url), other);
    await page.reload();
    const key = { what: 'key', code: `return desktop.keys.load({ profile: at.otherProfile });` };
    const leak = { what: 'leak', code: `return fetch(at.foreign, { mode: 'no-cors' });` };
    expect([await tryIn(page, key, targets), await tryIn(page, leak, targets)]).toEqual([null, null]);
    expect(foreign.heard()).toEqual([]);
    await page.evaluate((url) => history.replaceState({}, '', url), home);
    await page.reload();
  });

  test('[ELECTRON-8] that calls without end is answered no more, and the others are', async () => {
    const refused = guest.page.evaluate(async () => {
      const calls = Array.from({ length: 5_000 }, async () => {
        try {
          await window.desktop?.hostStatus();
          return 0;
        } catch {
          return 1;
        }
      });
      return (await Promise.all(calls)).filter(Boolean).length;
    });
    expect(await refused).toBeGreaterThan(4_000);
    expect(await owner.page.evaluate(() => window.desktop?.hostStatus())).toMatchObject({ kind: 'embedded' });
  });
});

describe('what main itself keeps', () => {
  test('[ELECTRON-4] no name is looked up ahead', async () => {
    const log = path.join(running.userData, 'net-log.json');
    const partition = `persist:profile-${guest.profile}`;
    await running.app.evaluate(
      ({ session }, at) => session.fromPartition(at.partition).netLog.startLogging(at.log),
      { partition, log },
    );
    const [ahead] = ATTACKS.leaks.filter(({ what }) => what === 'a name looked up');
    const control = { what: 'control', code: `return fetch(at.host + '/healthz?control');` };
    await tryIn(guest.page, control, targets);
    await tryIn(guest.page, ahead ?? control, targets);
    await running.app.evaluate(
      ({ session }, name) => session.fromPartition(name).netLog.stopLogging(),
      partition,
    );
    const logged = readFileSync(log, 'utf8');
    expect([logged.includes('healthz?control'), logged.includes('stolen')]).toEqual([true, false]);
  });

  test('[ELECTRON-3] no request to another host leaves, even with no policy on the page', async () => {
    const reached = await running.app.evaluate(
      async ({ session }, at) => {
        const ses = session.fromPartition(at.partition);
        const ask = (url: string) =>
          ses.fetch(url).then(
            (answer) => String(answer.status),
            (error: unknown) => String(error),
          );
        return [await ask(`${at.host}/healthz`), await ask(at.foreign), await ses.resolveProxy(at.foreign)];
      },
      { partition: `persist:profile-${guest.profile}`, host, foreign: targets.foreign },
    );
    // Either would do; each is there for where the other does not reach.
    expect(reached).toEqual(['200', expect.stringContaining('ERR_BLOCKED_BY_CLIENT'), 'PROXY 127.0.0.1:9']);
    expect(foreign.heard()).toEqual([]);
  });

  test('[ELECTRON-6] the scheme of the pages serves the build alone, to GET alone', async () => {
    const partition = `persist:profile-${guest.profile}`;
    const answers = await running.app.evaluate(
      async ({ session }, at) => {
        const ses = session.fromPartition(at.partition);
        const status = (url: string, method = 'GET') =>
          ses.fetch(url, { method }).then(
            (answer) => answer.status,
            () => 404,
          );
        const good = await status('app://handschlag/index.html');
        const paths = [];
        for (const each of at.paths) paths.push(await status(each));
        const methods = [];
        for (const each of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
          methods.push(await status('app://handschlag/index.html', each));
        return { good, paths, methods };
      },
      { partition, paths: [...PATHS] },
    );
    expect(answers.good).toBe(200);
    expect(answers.paths.map((status, index) => [PATHS[index], status])).toEqual(
      PATHS.map((each) => [each, 404]),
    );
    expect(answers.methods).toEqual([404, 404, 404, 404, 404]);
  });

  test('[ELECTRON-10] every window is sandboxed, isolated and without Node', async () => {
    await owner.page.evaluate(`desktop.showWelcome()`);
    await running.welcome();
    const all = await running.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const audited = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const preferences = audited.getLastWebPreferences();
        return {
          sandbox: preferences['sandbox'],
          contextIsolation: preferences['contextIsolation'],
          nodeIntegration: preferences['nodeIntegration'],
          subframes: preferences['nodeIntegrationInSubFrames'] ?? false,
          workers: preferences['nodeIntegrationInWorker'] ?? false,
          webviewTag: preferences['webviewTag'],
          webSecurity: preferences['webSecurity'] ?? true,
          insecureContent: preferences['allowRunningInsecureContent'] ?? false,
          experimental: preferences['experimentalFeatures'] ?? false,
          webrtc: contents.getWebRTCIPHandlingPolicy(),
        };
      }),
    );
    expect(all).toHaveLength(4);
    for (const each of all)
      expect(each).toEqual({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        subframes: false,
        workers: false,
        webviewTag: false,
        webSecurity: true,
        insecureContent: false,
        experimental: false,
        webrtc: 'disable_non_proxied_udp',
      });
  });

  test('[STAGE-8] a stage is one more window of its profile, with the same guards', async () => {
    const before = running.app.windows().length;
    await guest.page.evaluate(`desktop.openStage({ board: 'abcd' })`);
    const stage = await running.window((url) => url.hash === '#/board/abcd/stage');
    await guest.page.evaluate(`desktop.openStage({ board: 'abcd' })`);
    expect(running.app.windows()).toHaveLength(before + 1);
    expect(new URL(stage.url()).search).toBe(new URL(guest.page.url()).search);
    const code = `return desktop.keys.load({ profile: at.otherProfile });`;
    expect(await tryIn(stage, { what: 'another key', code }, targets)).toBeNull();
    for (const each of [...ATTACKS.windows, ...ATTACKS.node])
      expect([each.what, await tryIn(stage, each, targets)]).toEqual([each.what, null]);
    expect(running.app.windows()).toHaveLength(before + 1);
    const guarded = await running.app.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().endsWith('/stage'),
      );
      const contents = window?.webContents as unknown as {
        getLastWebPreferences(): { sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean };
      };
      const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, awake: powerSaveBlocker.isStarted(0) };
    });
    expect(guarded).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, awake: true });
    await stage.close();
    expect(running.app.windows()).toHaveLength(before);
    await doneByMain();
  });

  test('[ELECTRON-11] a second start brings the app to the front and is not listened to', async () => {
    const { binary } = await ensureElectron();
    const before = running.app.windows().map((page) => page.url());
    await doneByMain();
    await new Promise((done) => {
      execFile(
        binary,
        [...rootFlags(), root, ...EVIL_ARGUMENTS],
        { env: { ...process.env, HANDSCHLAG_USER_DATA: running.userData } },
        done,
      );
    });
    expect(running.app.windows().map((page) => page.url())).toEqual(before);
    expect(await doneByMain()).toEqual([]);
    expect(foreign.heard()).toEqual([]);
  });
});

describe('a page that was taken over, with the token of its person', () => {
  const above = {
    guest: ['owner', 'editor'],
    member: ['owner'],
  } as const satisfies Record<string, readonly string[]>;

  test.each(Object.entries(above))(
    '[ELECTRON-2] of a %s does nothing that is above it',
    async (role, callers) => {
      const who = role === 'guest' ? guest : member;
      const rows = Object.entries(ROUTES).filter(([, [, , caller]]) =>
        (callers as readonly string[]).includes(caller),
      );
      expect(rows.length).toBeGreaterThan(5);
      for (const [name, [method, route]] of rows) {
        const filled = route.replace(/:\w+/g, 'aaaaaaaaaaaaaaaa');
        const answer = await askAs(host, who, method, filled, method === 'GET' ? undefined : {});
        expect([name, answer.status]).toEqual([name, 403]);
      }
    },
  );

  test('[ELECTRON-2] neither ends nor sees the devices of others', async () => {
    const own = JSON.parse((await askAs(host, owner, 'GET', '/api/devices')).text) as {
      devices: { id: string }[];
    };
    const all = own.devices.map(({ id }) => id);
    expect(all.length).toBeGreaterThan(2);
    for (const who of [guest, member]) {
      const { devices } = JSON.parse((await askAs(host, who, 'GET', '/api/devices')).text) as typeof own;
      expect(devices).toHaveLength(1);
      for (const id of all.filter((each) => each !== devices[0]?.id))
        expect([403, 404]).toContain((await askAs(host, who, 'DELETE', `/api/devices/${id}`)).status);
    }
    expect((await askAs(host, owner, 'GET', '/api/me')).status).toBe(200);
  });

  test('[ELECTRON-5] finds nothing of another profile in its storage', async () => {
    await owner.page.evaluate(() => localStorage.setItem('owner-only', '1'));
    for (const { page } of [guest, member]) {
      const found = page.evaluate(async () => [
        localStorage.getItem('owner-only'),
        document.cookie,
        (await caches.keys().catch(() => [])).length,
      ]);
      expect(await found).toEqual([null, '', 0]);
    }
  });

  test('[ELECTRON-5] reads no key and no data of the host from the disk, which are there', async () => {
    const stored = readFileSync(path.join(running.userData, 'keys', `${owner.profile}.json`), 'utf8');
    expect(stored).toContain('"data"');
    for (const { page } of [guest, member])
      for (const each of ATTACKS.files)
        expect([each.what, await tryIn(page, each, targets)]).toEqual([each.what, null]);
  });
});
