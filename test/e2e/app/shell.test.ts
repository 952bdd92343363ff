import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MESSAGES } from '../../support/words';
import { FILE_SLICE } from '../../../shared/ipc/contract';
import { launchApp, type RunningApp } from '../../support/desktop/electron-app';
import { startHostProcess, type HostProcess } from '../../support/host/host';

const { failure } = MESSAGES.de.problems;

const reach = (page: Page, url: string) =>
  page.evaluate(
    (target) =>
      fetch(target).then(
        (answer) => answer.status,
        () => 0,
      ),
    url,
  );

const hostPids = (app: ElectronApplication) =>
  app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('Handschlag host'))
      .map(({ pid }) => pid),
  );

async function createWorkspace(running: RunningApp): Promise<Page> {
  const page = await running.welcome();
  // Its window makes way for the workspace's, so the answer may never come.
  const asked = page.evaluate(
    `desktop.createWorkspace({ name: 'Änne', department: 'marketing', company: 'Wärme AG' })`,
  );
  asked.catch(() => undefined);
  return running.window((url) => url.searchParams.has('host'));
}

/** Saves so many bytes from the page, slice by slice. */
const save = (page: Page, name: string, size: number) =>
  page.evaluate<string>(
    `desktop.saveFile({ suggestedName: ${JSON.stringify(name)} }).then(async ({ file }) => {
      const slice = ${FILE_SLICE};
      for (let at = 0; at < ${size}; at += slice)
        await desktop.writeFile({ file, bytes: new Uint8Array(Math.min(slice, ${size} - at)).fill(7) });
      await desktop.endFile({ file, keep: true });
      return 'saved';
    })`,
  );

async function says(page: Page, words: string): Promise<boolean> {
  await page.getByText(words).waitFor();
  return page.getByText(words).isVisible();
}

/** Opens the workspace from the list, as a person does. */
const open = (welcome: Page) =>
  welcome
    .getByRole('button', { name: /Wärme AG/ })
    .first()
    .click();

let running: RunningApp;
afterAll(async () => {
  await running?.close();
  rmSync(running?.userData ?? '', { recursive: true, force: true });
});

describe('the shell around the pages', () => {
  let page: Page;
  let host: string;
  beforeAll(async () => {
    running = await launchApp();
    page = await createWorkspace(running);
    host = new URL(page.url()).searchParams.get('host') ?? '';
  });

  test('[CLIENT-45] what a member keeps is not cleared away when the disk fills up', async () => {
    await expect.poll(() => page.evaluate(() => navigator.storage.persisted())).toBe(true);
  });

  test('[ELECTRON-9] a saved file stays in the folder, whatever its name says', async () => {
    expect(await save(page, '../../ü.csv', 1)).toBe('saved');
    expect(readdirSync(running.saved)).toEqual(['ü.csv']);
  });

  test('[ELECTRON-9] a file larger than one call is there whole, or not at all', async () => {
    const size = 100 * 1024 * 1024 + 1;
    expect(await save(page, 'Firma.handschlag', size)).toBe('saved');
    const whole = createHash('sha256').update(Buffer.alloc(size, 7)).digest('hex');
    const file = path.join(running.saved, 'Firma.handschlag');
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(whole);
    // Another one in its place is given up half-way: what was there stays, and nothing lies beside it.
    const begin = `desktop.saveFile({ suggestedName: 'Firma.handschlag' })`;
    await page.evaluate(
      `${begin}.then(async ({ file }) => {
        await desktop.writeFile({ file, bytes: new Uint8Array(1000) });
        await desktop.endFile({ file, keep: false });
      })`,
    );
    expect(statSync(file).size).toBe(size);
    expect(readdirSync(running.saved).toSorted()).toEqual(['Firma.handschlag', 'ü.csv']);
  });

  test('a killed host is back at the same address', async () => {
    const [before] = await hostPids(running.app);
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => hostPids(running.app)).not.toContain(before);
    await expect.poll(() => reach(page, `${host}/healthz`)).toBe(200);
  });

  test('a killed app takes its host along, and finds its workspace again', async () => {
    const [pid] = await hostPids(running.app);
    await running.kill();
    await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
    running = await launchApp({ userData: running.userData });
    const welcome = await running.startWindow();
    expect(await welcome.evaluate(() => window.desktop?.workspaces())).toMatchObject([{ kind: 'embedded' }]);
  });

  test('[ELECTRON-19] a pasted link to a plan leads there where one is in, and says so where one is not', async () => {
    const welcome = await running.startWindow();
    const { link, join } = MESSAGES.de.welcome;
    const paste = async (text: string) => {
      await welcome.getByLabel(link, { exact: true }).fill(text);
      await welcome.getByRole('button', { name: join.submit, exact: true }).click();
    };
    await welcome.getByRole('button', { name: join.title }).click();
    await paste('http://192.0.2.1:4000/#/board/b/plan/p');
    expect(await says(welcome, failure['link-not-in'].title)).toBe(true);
    const there = await running.window((url) => url.searchParams.has('host'));
    await paste(`${host}/#/board/b/plan/p`);
    await expect.poll(() => new URL(there.url()).hash).toBe('#/board/b/plan/p');
  });
});

describe('a workspace on this computer that does not open', () => {
  let data: string;
  let other: HostProcess | undefined;
  beforeAll(() => {
    const folder = path.join(running.userData, 'workspaces');
    data = path.join(folder, readdirSync(folder)[0] ?? '');
  });

  /** Quits, has something happen to the data, and starts anew, which opens the workspace that was used last. */
  async function openedAfter(change: () => void | Promise<void>): Promise<Page> {
    await running.close({ keep: true });
    await change();
    running = await launchApp({ userData: running.userData });
    return running.welcome();
  }

  test('[ELECTRON-14] [STORAGE-20] says that another Handschlag has it', async () => {
    const welcome = await openedAfter(async () => {
      // The host of before ended in order, and says so where somebody can look.
      expect(readFileSync(path.join(data, 'host.log'), 'utf8')).toContain('"event":"stopped"');
      other = await startHostProcess({ data });
    });
    expect(await says(welcome, failure['host-in-use'].title)).toBe(true);
    await other?.stop();
  });

  test('[ELECTRON-14] [STORAGE-11] says that a newer version wrote it, and opens it once none did', async () => {
    const setVersion = (version: number) => {
      const db = new Database(path.join(data, 'handschlag.db'));
      const before = db.prepare('PRAGMA user_version').get() as { user_version: number };
      db.exec(`PRAGMA user_version = ${version}`);
      db.close();
      return before.user_version;
    };
    const version = setVersion(99);
    const welcome = await running.welcome();
    await open(welcome);
    expect(await says(welcome, failure['host-newer-data'].title)).toBe(true);
    expect(setVersion(version)).toBe(99);
    await open(welcome);
    await running.window((url) => url.searchParams.has('host'));
  });

  test('[ELECTRON-14] says that its file is damaged', async () => {
    const welcome = await openedAfter(() => {
      for (const rest of ['-wal', '-shm']) rmSync(path.join(data, `handschlag.db${rest}`), { force: true });
      writeFileSync(path.join(data, 'handschlag.db'), 'no database at all '.repeat(1000));
    });
    expect(await says(welcome, failure['host-damaged'].title)).toBe(true);
  });
});
