import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MESSAGES } from '../../renderer/i18n/messages';
import { launchApp, type RunningApp } from '../support/desktop/electron-app';
import { startHostProcess, type HostProcess } from '../support/host/host';

const { failure } = MESSAGES.de.problems;

async function says(page: Page, words: string): Promise<boolean> {
  await page.getByText(words).waitFor();
  return page.getByText(words).isVisible();
}

describe('a workspace on this computer that does not open', () => {
  let running: RunningApp;
  let data: string;
  beforeAll(async () => {
    running = await launchApp();
    const page = await running.welcome();
    const asked = page.evaluate(
      `desktop.createWorkspace({ name: 'Änne', department: 'marketing', company: 'Wärme AG' })`,
    );
    asked.catch(() => undefined);
    await running.window((url) => url.searchParams.has('host'));
    const folder = path.join(running.userData, 'workspaces');
    data = path.join(folder, readdirSync(folder)[0] ?? '');
  });
  afterAll(() => running.close());

  /** Quits, has something happen to the data, and starts anew, which opens the workspace that was used last. */
  async function openedAfter(change: () => void | Promise<void>): Promise<Page> {
    await running.close({ keep: true });
    await change();
    running = await launchApp({ userData: running.userData });
    return running.welcome();
  }

  test('[ELECTRON-14] [STORAGE-20] says that another Handschlag has it', async () => {
    let other: HostProcess | undefined;
    const welcome = await openedAfter(async () => {
      // The host of before ended in order, and says so where somebody can look.
      expect(readFileSync(path.join(data, 'host.log'), 'utf8')).toContain('"event":"stopped"');
      other = await startHostProcess({ data });
    });
    expect(await says(welcome, failure['host-in-use'].title)).toBe(true);
    await other?.stop();
    await welcome
      .getByRole('button', { name: /Wärme AG/ })
      .first()
      .click();
    await running.window((url) => url.searchParams.has('host'));
  });

  test('[ELECTRON-14] [STORAGE-11] says that a newer version wrote it', async () => {
    const setVersion = (version: number) => {
      const db = new Database(path.join(data, 'handschlag.db'));
      const before = db.prepare('PRAGMA user_version').get() as { user_version: number };
      db.exec(`PRAGMA user_version = ${version}`);
      db.close();
      return before.user_version;
    };
    let version = 0;
    const welcome = await openedAfter(() => {
      version = setVersion(99);
    });
    expect(await says(welcome, failure['host-newer-data'].title)).toBe(true);
    expect(setVersion(version)).toBe(99);
  });

  test('[ELECTRON-14] says that its file is damaged', async () => {
    const welcome = await openedAfter(() => {
      for (const rest of ['-wal', '-shm']) rmSync(path.join(data, `handschlag.db${rest}`), { force: true });
      writeFileSync(path.join(data, 'handschlag.db'), 'no database at all '.repeat(1000));
    });
    expect(await says(welcome, failure['host-damaged'].title)).toBe(true);
  });
});
