import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import type { Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Actor, PATIENCE } from '../support/clients/actor';
import { joinAs } from '../support/clients/clients';
import { launchChromium } from '../support/desktop/chromium';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterPlan } from '../support/desktop/house';
import { BOARD } from '../support/desktop/two-apps';
import { postPlan } from '../support/host/company';
import { startHostProcess, type HostProcess } from '../support/host/host';

const TITLE = 'Frühjahr';
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('a record that was agreed on', () => {
  let host: HostProcess;
  let browser: Browser;
  let anna: Actor;
  let ben: Actor;

  prepare(async () => {
    [host, browser] = await Promise.all([startHostProcess(), launchChromium()]);
    const person = { name: 'Anna', department: 'marketing', company: 'Lindner' } as const;
    const owner = await joinAs(host.url, { secret: host.ownerSecret ?? '', ...person });
    const board = await owner.createBoard(BOARD);
    const sales = await owner.invite({ name: 'Ben', department: 'sales', approver: true });
    await postPlan(owner, board, 'plan', { title: TITLE, budgetMinor: 2_450_000, currency: 'EUR' });
    await owner.state(board, 'plan', { kind: 'plan-submitted' });
    const promise = { ownerId: sales.id, days: 2, callShare: 0.4, capacityPerWeek: 30 };
    await sales.state(board, 'plan', { kind: 'decision', verdict: 'approve', promise });
    const place = { board, plan: 'plan' };
    [anna, ben] = await Promise.all([enterPlan(browser, owner, place), enterPlan(browser, sales, place)]);
    for (const actor of [anna, ben]) await actor.sees('agreed');
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page, ben: ben.page })));
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await rm(host?.data ?? '', { recursive: true, force: true });
  });

  test('[EXPORT-20] leaves as a page that checks itself in a browser, and shows what was changed in it', async () => {
    await anna.goTo('record');
    await anna.press(anna.words.record('export.button'));
    const coming = anna.page.waitForEvent('download');
    await anna.page.getByRole('menuitem', { name: anna.words.record('export.html') }).click();
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
    await anna.backToBoard();
    await host.stop();
    const db = new Database(path.join(host.data, 'handschlag.db'));
    const last = "(SELECT max(seq) FROM entries WHERE board <> 'workspace')";
    const { changes } = db.prepare(`DELETE FROM entries WHERE board <> 'workspace' AND seq = ${last}`).run();
    db.close();
    expect(changes).toBe(1);
    host = await startHostProcess({ data: host.data, port: Number(new URL(host.url).port) });

    for (const actor of [anna, ben]) {
      await actor.page.getByText(actor.words.frame('banner.faultTitle')).waitFor();
      await actor.openCard(TITLE);
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
    await ben.press(ben.words.frame('banner.faultLook'));
    const saving = ben.page.waitForEvent('download');
    await ben.press(ben.words.record('fault.save'));
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`${ben.words.record('fault.file')}.json`);
    expect(readFileSync(await saved.path(), 'utf8')).toContain('"approve"');
    await ben.press(ben.words.record('fault.again'));
    await ben.page.getByText(ben.words.record('fault.still')).waitFor();

    // It does not end with the window.
    const next = await ben.page.context().newPage();
    await ben.page.close();
    ben = new Actor(next);
    await next.goto(`${host.url}/#/boards`);
    await ben.openBoard(BOARD);
    const fault = next.getByText(ben.words.frame('banner.faultTitle'));
    await fault.waitFor();
    expect(await fault.isVisible()).toBe(true);
  });
});
