import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import type { Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { PATIENCE, type Actor } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import { launchApp } from '../support/desktop/electron-app';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { startHostProcess, type HostProcess } from '../support/host/host';
import { arrive, BOARD, createInBrowser, joinWithApp, type AtApp } from '../support/desktop/two-apps';

const PLAN = { title: 'Frühjahr', start: '01.03.2027', end: '30.04.2027', budgetMinor: '24.500' };
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('a record that was agreed on', () => {
  let host: HostProcess;
  let browser: Browser;
  let sales: AtApp | undefined;
  let [anna, ben]: Actor[] = [];
  const here = (actor: Actor | undefined): Actor => {
    if (!actor) throw new Error('nobody is there');
    return actor;
  };

  prepare(async () => {
    browser = await launchChromium();
    host = await startHostProcess();
    const owner = `${host.url}/#invite=${host.ownerSecret ?? ''}`;
    const person = { name: 'Anna', department: 'marketing', company: 'Lindner' } as const;
    const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
    anna = await createInBrowser(page, owner, person, 'de');
    await anna.createBoard(BOARD);
    const link = await anna.invite({ department: 'sales', approver: true });
    sales = await joinWithApp(link, { name: 'Ben', department: 'sales' });
    ben = sales.actor;
    await ben.openBoard(BOARD);
    await anna.createPlan(PLAN);
    await anna.saved();
    await anna.submit();
    await ben.openCard(PLAN.title);
    await ben.approve({ owner: 'Ben', days: '2', share: '40', capacity: '30' });
    await anna.sees('agreed');
  });
  beforeEach(() => keepEvidence(() => ({ anna: here(anna).page, ben: here(ben).page })));
  afterAll(async () => {
    await browser?.close();
    await sales?.running.close();
    await host?.close();
    await rm(host?.data ?? '', { recursive: true, force: true });
  });

  test('[EXPORT-20] leaves as a page that checks itself in a browser, and shows what was changed in it', async () => {
    const owner = here(anna);
    await owner.goTo('record');
    await owner.press(owner.words.record('export.button'));
    const coming = owner.page.waitForEvent('download');
    await owner.page.getByRole('menuitem', { name: owner.words.record('export.html') }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.html$/);
    const file = path.join(host.data, download.suggestedFilename());
    await download.saveAs(file);
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(pathToFileURL(file).href);
    const result = page.locator('#result');
    await poll(() => result.getAttribute('data-state')).toBe('sound');
    const rows = page.locator('#entries tr');
    // The board was made, the plan submitted and approved.
    await poll(() => rows.count()).toBe(3);
    expect(await rows.first().textContent()).toContain('Anna');

    const [, record = ''] =
      /<script type="application\/json" id="record">(.*?)<\/script>/s.exec(readFileSync(file, 'utf8')) ?? [];
    const forged = record.replace('"approve"', '"decline"');
    await page.locator('#file').setInputFiles({
      name: 'record.json',
      mimeType: 'application/json',
      buffer: Buffer.from(forged),
    });
    await poll(() => result.getAttribute('data-state')).toBe('fault');
    expect([forged === record, faults]).toEqual([false, []]);
    await page.close();
  });

  test('[CLIENT-12] [UI-30] [PAGE-6] and is shortened on the host: everybody hears it, keeps the evidence, and decides nothing', async () => {
    const owner = here(anna);
    await owner.backToBoard();
    await host.stop();
    const db = new Database(path.join(host.data, 'handschlag.db'));
    const last = "(SELECT max(seq) FROM entries WHERE board <> 'workspace')";
    const { changes } = db.prepare(`DELETE FROM entries WHERE board <> 'workspace' AND seq = ${last}`).run();
    db.close();
    expect(changes).toBe(1);
    host = await startHostProcess({ data: host.data, port: Number(new URL(host.url).port) });

    for (const actor of [owner, here(ben)]) {
      await actor.page.getByText(actor.words.frame('banner.faultTitle')).waitFor();
      await actor.openCard(PLAN.title);
      await actor.status.getByText(actor.words.plan('status.fault')).waitFor();
      const { plan, decision } = actor.words;
      const answers = (['approve', 'request-changes', 'decline'] as const).map((each) =>
        decision(`approve.${each}`),
      );
      const steps = (['submit', 'submit-again', 'launch'] as const).map((each) => plan(`step.${each}`));
      for (const step of [...answers, ...steps])
        expect([step, await actor.button(step).count()]).toEqual([step, 0]);
    }

    // The one who approved has it still, and can show it.
    const approver = here(ben);
    await approver.press(approver.words.frame('banner.faultLook'));
    await approver.press(approver.words.record('fault.save'));
    const saved = sales?.running.saved ?? '';
    await poll(() => readdirSync(saved)).toEqual([`${approver.words.record('fault.file')}.json`]);
    const evidence = readFileSync(path.join(saved, readdirSync(saved)[0] ?? ''), 'utf8');
    expect(evidence).toContain('"approve"');
    await approver.press(approver.words.record('fault.again'));
    await approver.page.getByText(approver.words.record('fault.still')).waitFor();

    // It does not end with the window.
    const userData = sales?.running.userData ?? '';
    await sales?.running.close({ keep: true });
    const running = await launchApp({ userData });
    sales = { running, actor: await arrive(running, 'de') };
    ben = sales.actor;
    await ben.toBoards();
    await ben.openBoard(BOARD);
    await ben.page.getByText(ben.words.frame('banner.faultTitle')).waitFor();
    expect(await ben.page.getByText(ben.words.frame('banner.faultTitle')).isVisible()).toBe(true);
  });
});
