import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { PATIENCE, type Actor } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import type { RunningApp } from '../support/desktop/electron-app';
import { evidenceOf, prepare } from '../support/desktop/evidence';
import { runHostProcess, startHostProcess, type HostProcess } from '../support/host/host';
import { BOARD, createInBrowser, joinInBrowser, joinWithApp } from '../support/desktop/two-apps';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

const running: RunningApp[] = [];
const hosts: HostProcess[] = [];
const folders: string[] = [];
const windows: Record<string, Actor['page']> = {};

afterEach(async ({ task }) => {
  await evidenceOf(task, windows);
  for (const app of running.splice(0)) {
    await app.close({ keep: true }).catch(() => undefined);
    rmSync(app.userData, { recursive: true, force: true });
  }
  for (const host of hosts.splice(0)) await host.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function openBackups({ page, words }: Actor): Promise<void> {
  await page.getByRole('button', { name: words.frame('settings.label') }).click();
  await page.getByRole('menuitem', { name: words.frame('settings.backups') }).click();
}

describe('[RESTORE-1] going back', () => {
  let browser: Browser;
  prepare(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  const newPage = () => browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });

  test('[UI-31] [BACKUP-6] an owner saves a backup, things change, he restores it, and both go on with what was in it', async () => {
    const host = await startHostProcess();
    hosts.push(host);
    const owner = `${host.url}/#invite=${host.ownerSecret ?? ''}`;
    const { running: appA, actor: anna } = await joinWithApp(owner, {
      name: 'Anna',
      department: 'marketing',
    });
    running.push(appA);
    windows['anna'] = anna.page;
    await anna.createBoard(BOARD);
    const link = await anna.invite({ department: 'sales', approver: true });
    const ben = await joinInBrowser(await newPage(), link, { name: 'Ben', department: 'sales' }, 'de');
    windows['ben'] = ben.page;
    await anna.createPlan({ title: 'Frühjahr', goal: 'Wie es war' });
    await anna.saved();

    await openBackups(anna);
    await anna.press(anna.words.backup('save'));
    await anna.page.getByText(anna.words.backup('saved')).waitFor();
    expect(readdirSync(appA.saved)).toEqual([expect.stringMatching(/\.handschlag$/)]);
    await anna.page.keyboard.press('Escape');
    await anna.dialog.waitFor({ state: 'detached' });

    await ben.openBoard(BOARD);
    await ben.openCard('Frühjahr');
    await ben.field('goal').fill('Ganz anders');
    await ben.saved();
    await poll(() => anna.field('goal').inputValue()).toBe('Ganz anders');

    const [file = ''] = readdirSync(appA.saved);
    const choose = async () => {
      await openBackups(anna);
      await anna.page.locator('input[type=file]').setInputFiles(join(appA.saved, file));
      await anna.page.getByText(anna.words.backup('goesChanges', { count: 1 })).waitFor();
    };
    await choose();
    // Back to the list, and out: dialogs have followed each other, and what opened the first one has the focus again.
    await anna.page.keyboard.press('Escape');
    await anna.page.getByRole('button', { name: anna.words.backup('save') }).waitFor();
    await anna.page.keyboard.press('Escape');
    await anna.dialog.waitFor({ state: 'detached' });
    const settings = anna.page.getByRole('button', { name: anna.words.frame('settings.label') });
    await poll(() => settings.evaluate((button) => button === document.activeElement)).toBe(true);

    await choose();
    await anna.press(anna.words.backup('do'));
    await anna.page.getByText(anna.words.backup('done')).waitFor();

    await poll(() => anna.field('goal').inputValue()).toBe('Wie es war');
    await poll(() => ben.field('goal').inputValue()).toBe('Wie es war');
    await ben.field('goal').fill('Und weiter');
    await ben.saved();
    await poll(() => anna.field('goal').inputValue()).toBe('Und weiter');
  });

  test('[UI-30] a restore made on the host stops decisions until it is confirmed on the record page', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handschlag-restored-'));
    folders.push(folder);
    const [data, file] = [join(folder, 'data'), join(folder, 'backup')];
    const host = await startHostProcess({ data });
    hosts.push(host);
    const anna = await createInBrowser(
      await newPage(),
      `${host.url}/#invite=${host.ownerSecret ?? ''}`,
      { name: 'Anna', department: 'marketing', company: 'Lindner' },
      'de',
    );
    windows['anna'] = anna.page;
    await anna.createBoard(BOARD);
    await anna.createPlan({ title: 'Frühjahr', goal: 'Wie es war' });
    await anna.saved();
    expect((await runHostProcess(['backup', '--data', data, '--to', file])).code).toBe(0);
    await anna.field('goal').fill('Ganz anders');
    await anna.saved();
    await host.stop();
    expect((await runHostProcess(['restore', '--data', data, '--from', file])).code).toBe(0);
    hosts.push(await startHostProcess({ data, port: Number(new URL(host.url).port) }));

    const { page, words } = anna;
    const unconfirmed = page.getByText(words.frame('banner.unconfirmedTitle'));
    await unconfirmed.first().waitFor({ timeout: PATIENCE });
    await poll(() => anna.field('goal').inputValue()).toBe('Wie es war');
    await page
      .getByRole('button', { name: words.frame('banner.faultLook') })
      .first()
      .click();
    const confirm = page.getByRole('button', { name: words.record('fault.confirm') });
    await confirm.click();
    await poll(() => confirm.count()).toBe(0);
    await poll(() => unconfirmed.count()).toBe(0);
    await page.getByText(words.record('verified.title', { count: 2 })).waitFor();
  });
});
