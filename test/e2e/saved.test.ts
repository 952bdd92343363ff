import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../server/storage/sqlite';
import { Actor, PATIENCE } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { startHostProcess, type HostProcess } from '../support/host/host';
import { overflowOf, seriousFaults } from '../support/desktop/page-checks';
import { mountSmallDisk } from '../support/host/small-disk';
import { BOARD, createInBrowser } from '../support/desktop/two-apps';

const ANNE = { name: 'Anne Miller', department: 'marketing', company: 'Heat & Co' } as const;
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const disk = mountSmallDisk(32);

describe('what is saved, and what is not, in a browser', () => {
  let browser: Browser;
  let host: HostProcess | undefined;
  const opened: Page[] = [];

  prepare(async () => {
    browser = await launchChromium();
  });
  beforeEach(() => keepEvidence(() => ({ page: opened.at(-1) })));
  afterEach(() => host?.close());
  afterAll(async () => {
    await browser?.close();
    disk?.remove();
  });

  async function newPage(script?: () => void): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1024, height: 700 } });
    if (script) await context.addInitScript(script);
    const page = await context.newPage();
    opened.push(page);
    return page;
  }

  /** The host's first owner, on a board with a plan. */
  async function ownerAtWork(page: Page, running: HostProcess): Promise<Actor> {
    const link = `${running.url}/#invite=${running.ownerSecret ?? ''}`;
    const anne = await createInBrowser(page, link, ANNE, 'en');
    await anne.createBoard(BOARD);
    await anne.createPlan({ title: 'Heat pump days', goal: '300 consultations' });
    await anne.saved();
    return anne;
  }

  const inviteAt = ({ page, words }: Actor) =>
    page.getByRole('button', { name: words.frame('invite'), exact: true }).boundingBox();
  const stateOf = (page: Page, state: string) => page.locator(`[data-saved=${state}]`);
  const again = (running: HostProcess) =>
    startHostProcess({ data: running.data, port: Number(new URL(running.url).port) });

  test('[CLIENT-3] [CLIENT-26] [UI-70] the page crashes with unsent changes: they can be read, are all there, and arrive', async () => {
    const data = await mkdtemp(join(tmpdir(), 'handschlag-saved-'));
    const first = (host = await startHostProcess({ data }));
    const page = await newPage();
    const anne = await ownerAtWork(page, first);
    const at = await inviteAt(anne);
    await first.stop();
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
    host = await again(first);
    const reopened = await page.context().newPage();
    await reopened.goto(address);
    const after = new Actor(reopened, 'en');
    await after.saved();
    await poll(() => after.field('goal').inputValue()).toBe('500 consultations');
    expect(await after.field('audience').inputValue()).toBe('Owners of old houses');
    await rm(data, { recursive: true, force: true });
  });

  test('[CLIENT-23] a browser that keeps nothing says so from the start, and lets people work', async () => {
    const running = (host = await startHostProcess());
    const page = await newPage(() => {
      indexedDB.open = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
    });
    await page.goto(`${running.url}/#invite=${running.ownerSecret ?? ''}`);
    const stranger = new Actor(page, 'en');
    const warning = page.getByRole('alert').getByText(stranger.words.frame('banner.unkeptTitle'));
    await warning.waitFor();
    const anne = await ownerAtWork(page, running);
    await warning.waitFor();
    await running.stop();
    await stateOf(page, 'offline').waitFor();
    await anne.fill({ goal: 'Only in this window' });
    await poll(() => stateOf(page, 'offline').textContent()).toBe(
      anne.words.frame('saved.offlineUnkept', { count: 1 }),
    );
    host = await again(running);
    await anne.saved();
    // The person is known, though the browser has no store.
    await page.reload();
    await anne.saved();
    await poll(() => anne.field('goal').inputValue()).toBe('Only in this window');
  });

  test.skipIf(disk === null)(
    '[CLIENT-24] a host on a full disk: said, kept here, and saved once there is room',
    async () => {
      const running = (host = await startHostProcess({ data: disk?.path ?? '' }));
      const page = await newPage();
      const anne = await ownerAtWork(page, running);
      disk?.fill();
      // The log has some room left in itself; a few long texts use it up.
      await expect
        .poll(async () => {
          // All of it another one, or only what differs would be written.
          await anne.brief.fill(`Written on a full disk: ${Math.random()}. `.repeat(4_000));
          return stateOf(page, 'host-full').count();
        })
        .toBe(1);
      await page.getByText(anne.words.frame('banner.fullTitle')).waitFor();
      await stateOf(page, 'host-full').click();
      await anne.dialog.getByText('Written on a full disk').first().waitFor();
      await anne.press(anne.words.common('close'), anne.dialog.locator('footer'));
      disk?.free();
      await anne.saved();
      await page.getByText(anne.words.frame('banner.fullTitle')).waitFor({ state: 'detached' });
    },
  );

  test('[CLIENT-25] a restore: the board goes on, and what was rolled back is offered', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'handschlag-back-'));
    const [data, backup] = [join(directory, 'live'), join(directory, 'backup')];
    const first = (host = await startHostProcess({ data }));
    const page = await newPage();
    const anne = await ownerAtWork(page, first);
    await first.stop();
    await cp(data, backup, { recursive: true });
    const second = (host = await again(first));
    await anne.saved();
    await anne.fill({ goal: '500 consultations' });
    await anne.saved();
    await second.stop();
    await rm(data, { recursive: true });
    await cp(backup, data, { recursive: true });
    const storage = openSqlite(data);
    const facts = await storage.workspace();
    if (facts) await storage.write({ workspace: { ...facts, epoch: 'after' } });
    await storage.close();
    host = await again(first);

    await anne.saved();
    await poll(() => anne.field('goal').inputValue()).toBe('300 consultations');
    await anne.press(anne.words.frame('banner.parkedLook'));
    const kept = page.getByRole('region', { name: 'Heat pump days' });
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
    await rm(directory, { recursive: true, force: true });
  });
});
