import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../server/storage/sqlite';
import { briefFromText } from '../../shared/doc/brief-writer';
import { createPlan } from '../../shared/doc/commands';
import { Actor, PATIENCE } from '../support/clients/actor';
import { joinAs, type TestMember } from '../support/clients/clients';
import { launchChromium } from '../support/desktop/chromium';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterPlan } from '../support/desktop/house';
import { overflowOf, seriousFaults } from '../support/desktop/page-checks';
import { BOARD } from '../support/desktop/two-apps';
import { postPlan } from '../support/host/company';
import { startHostProcess, type HostProcess } from '../support/host/host';
import { mountSmallDisk } from '../support/host/small-disk';

const ANNE = { name: 'Anne Miller', department: 'marketing', company: 'Heat & Co' } as const;
const TITLE = 'Heat pump days';
const WINDOW = { locale: 'en-GB', viewport: { width: 1024, height: 700 } };
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const disk = mountSmallDisk(32);

describe('what is saved, and what is not, in a browser', () => {
  let browser: Browser;
  let folder: string;
  let data: string;
  let host: HostProcess;
  let owner: TestMember;
  let board: string;
  /** The host's first owner, at her window, with a plan open. */
  let anne: Actor;

  prepare(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'handschlag-saved-'));
    data = join(disk?.path ?? folder, 'live');
    host = await startHostProcess({ data });
    owner = await joinAs(host.url, { secret: host.ownerSecret ?? '', ...ANNE });
    board = await owner.createBoard(BOARD);
    await postPlan(owner, board, 'plan', { title: TITLE, goal: '300 consultations' });
    anne = await enterPlan(browser, owner, { board, plan: 'plan' }, WINDOW);
    // All of it is loaded before the host goes.
    await anne.brief.waitFor();
  });
  beforeEach(() => keepEvidence(() => ({ page: anne.page })));
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    disk?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const inviteAt = ({ page, words }: Actor) =>
    page.getByRole('button', { name: words.frame('invite'), exact: true }).boundingBox();
  const stateOf = (page: Page, state: string) => page.locator(`[data-saved=${state}]`);
  /** The same host again, once it was stopped. */
  const startAgain = async () => {
    host = await startHostProcess({ data, port: Number(new URL(host.url).port) });
  };

  test('[CLIENT-3] [CLIENT-26] [UI-70] the page crashes with unsent changes: they can be read, are all there, and arrive', async () => {
    const { page } = anne;
    const at = await inviteAt(anne);
    await host.stop();
    await stateOf(page, 'offline').waitFor();
    await anne.fill({ goal: '500 consultations', audience: 'Owners of old houses' });
    await poll(() => stateOf(page, 'offline').textContent()).toMatch(/[1-9]/);
    expect(await inviteAt(anne)).toEqual(at);
    await stateOf(page, 'offline').click();
    await anne.dialog.getByText('Owners of old houses').waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    const address = page.url();
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await startAgain();
    anne = new Actor(await page.context().newPage(), 'en');
    await anne.page.goto(address);
    await anne.saved();
    await poll(() => anne.field('goal').inputValue()).toBe('500 consultations');
    expect(await anne.field('audience').inputValue()).toBe('Owners of old houses');
    await page.close();
  });

  test('[CLIENT-23] a browser that keeps nothing says so from the start, and lets people work', async () => {
    const context = await browser.newContext(WINDOW);
    await context.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
    });
    const page = await context.newPage();
    const bill = new Actor(page, 'en');
    const invite = { role: 'member', department: 'marketing' };
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', invite);
    await page.goto(`${body.link}&board=${board}&plan=plan`);
    const warning = page.getByRole('alert').getByText(bill.words.frame('banner.unkeptTitle'));
    await warning.waitFor();
    await page.getByLabel(bill.words.welcome('name'), { exact: true }).fill('Bill');
    await bill.press(bill.words.welcome('join.submit'));
    await bill.saved();
    await warning.waitFor();
    // All of the plan is loaded before the host goes.
    await bill.brief.waitFor();
    await host.stop();
    await stateOf(page, 'offline').waitFor();
    await bill.fill({ goal: 'Only in this window' });
    await poll(() => stateOf(page, 'offline').textContent()).toBe(
      bill.words.frame('saved.offlineUnkept', { count: 1 }),
    );
    await startAgain();
    await bill.saved();
    // The person is known, though the browser has no store.
    await page.reload();
    await bill.saved();
    await poll(() => bill.field('goal').inputValue()).toBe('Only in this window');
    await context.close();
  });

  test.skipIf(disk === null)(
    '[CLIENT-24] a host on a full disk: said, kept here, and saved once there is room',
    async () => {
      const { page } = anne;
      const colleague = await owner.openBoard(board);
      disk?.fill();
      // The log has some room left in itself, 4 MiB at most; long texts use it up.
      let texts = 0;
      const writeLong = () =>
        createPlan(colleague.doc, {
          id: `long-${++texts}`,
          kind: 'campaign',
          ownerId: owner.id,
          brief: briefFromText(`${texts} `.repeat(150_000)),
        });
      for (let text = 0; text < 10; text += 1) writeLong();
      await poll(async () => {
        writeLong();
        await anne.fill({ goal: `Written on a full disk: ${texts}` });
        return stateOf(page, 'host-full').count();
      }).toBe(1);
      await page.getByText(anne.words.frame('banner.fullTitle')).waitFor();
      await stateOf(page, 'host-full').click();
      await anne.dialog.getByText('Written on a full disk').first().waitFor();
      await anne.press(anne.words.common('close'), anne.dialog.locator('footer'));
      disk?.free();
      await anne.saved();
      await page.getByText(anne.words.frame('banner.fullTitle')).waitFor({ state: 'detached' });
      colleague.close();
    },
  );

  test('[CLIENT-25] a restore: the board goes on, and what was rolled back is offered', async () => {
    const { page } = anne;
    const backup = join(folder, 'backup');
    await anne.fill({ goal: '300 consultations' });
    await anne.saved();
    await host.stop();
    await cp(data, backup, { recursive: true });
    await startAgain();
    await anne.saved();
    await anne.fill({ goal: '500 consultations' });
    await anne.saved();
    await host.stop();
    await rm(data, { recursive: true });
    await cp(backup, data, { recursive: true });
    const storage = openSqlite(data);
    const facts = await storage.workspace();
    if (facts) await storage.write({ workspace: { ...facts, epoch: 'after' } });
    await storage.close();
    await startAgain();

    await anne.saved();
    await poll(() => anne.field('goal').inputValue()).toBe('300 consultations');
    await anne.press(anne.words.frame('banner.parkedLook'));
    const kept = page.getByRole('region', { name: TITLE });
    await kept.getByText('500 consultations').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowOf(page)).toBe(0);
    await anne.press(anne.words.kept('insert'), kept);
    await poll(() => anne.field('goal').inputValue()).toBe('500 consultations');
    await page.goBack();
    await anne.press(anne.words.kept('discard'));
    await anne.press(anne.words.kept('discard'), anne.dialog);
    await page.getByText(anne.words.kept('emptyTitle')).waitFor();
  });
});
