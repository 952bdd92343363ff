import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { PATIENCE, type Actor } from '../support/clients/actor';
import { joinAs, type TestMember } from '../support/clients/clients';
import { launchChromium } from '../support/desktop/chromium';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterPlan } from '../support/desktop/house';
import { BOARD } from '../support/desktop/two-apps';
import { postPlan } from '../support/host/company';
import { runHostProcess, startHostProcess, type HostProcess } from '../support/host/host';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

async function openBackups({ page, words }: Actor): Promise<void> {
  await page.getByRole('button', { name: words.frame('settings.label') }).click();
  await page.getByRole('menuitem', { name: words.frame('settings.backups') }).click();
}

describe('[RESTORE-1] going back', () => {
  let folder: string;
  let data: string;
  let browser: Browser;
  let host: HostProcess;
  let owner: TestMember;
  let board: string;
  let anna: Actor;
  let ben: Actor;

  prepare(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handschlag-restored-'));
    data = join(folder, 'data');
    [host, browser] = await Promise.all([startHostProcess({ data }), launchChromium()]);
    const person = { name: 'Anna', department: 'marketing', company: 'Lindner' } as const;
    owner = await joinAs(host.url, { secret: host.ownerSecret ?? '', ...person });
    board = await owner.createBoard(BOARD);
    const sales = await owner.invite({ name: 'Ben', department: 'sales', approver: true });
    await postPlan(owner, board, 'plan', { title: 'Frühjahr', goal: 'Wie es war' });
    const enter = (member: TestMember) => enterPlan(browser, member, { board, plan: 'plan' });
    [anna, ben] = await Promise.all([enter(owner), enter(sales)]);
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page, ben: ben.page })));
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('[UI-31] [BACKUP-6] an owner saves a backup, things change, he restores it, and both go on with what was in it', async () => {
    await openBackups(anna);
    const saving = anna.page.waitForEvent('download');
    await anna.press(anna.words.backup('save'));
    const saved = await saving;
    await anna.page.getByText(anna.words.backup('saved')).waitFor();
    expect(saved.suggestedFilename()).toMatch(/\.handschlag$/);
    const file = join(folder, saved.suggestedFilename());
    await saved.saveAs(file);
    await anna.page.keyboard.press('Escape');
    await anna.dialog.waitFor({ state: 'detached' });

    await ben.field('goal').fill('Ganz anders');
    await ben.saved();
    await poll(() => anna.field('goal').inputValue()).toBe('Ganz anders');

    const choose = async () => {
      await openBackups(anna);
      await anna.page.locator('input[type=file]').setInputFiles(file);
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
    await ben.page.context().close();
    const backup = join(folder, 'backup');
    const before = await anna.field('goal').inputValue();
    expect((await runHostProcess(['backup', '--data', data, '--to', backup])).code).toBe(0);
    await anna.field('goal').fill('Ganz anders');
    await anna.saved();
    await host.stop();
    expect((await runHostProcess(['restore', '--data', data, '--from', backup])).code).toBe(0);
    host = await startHostProcess({ data, port: Number(new URL(host.url).port) });

    const { page, words } = anna;
    const unconfirmed = page.getByText(words.frame('banner.unconfirmedTitle'));
    await unconfirmed.first().waitFor({ timeout: PATIENCE });
    await poll(() => anna.field('goal').inputValue()).toBe(before);
    await page
      .getByRole('button', { name: words.frame('banner.faultLook') })
      .first()
      .click();
    const confirm = page.getByRole('button', { name: words.record('fault.confirm') });
    await confirm.click();
    await poll(() => confirm.count()).toBe(0);
    await poll(() => unconfirmed.count()).toBe(0);
    const { entries } = await owner.record(board);
    await page.getByText(words.record('verified.title', { count: entries.length })).waitFor();
  });
});
