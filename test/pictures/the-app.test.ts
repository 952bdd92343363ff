import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { Actor, PATIENCE } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import { launchApp, type RunningApp } from '../support/desktop/electron-app';
import { takePicture } from '../support/desktop/pictures';
import { arrive, BOARD, createWorkspace, joinInBrowser } from '../support/desktop/two-apps';

const running = new Set<RunningApp>();

afterAll(async () => {
  for (const app of running) await app.close();
});

test('while the app that hosts is closed others go on; started again it hosts where one was', async () => {
  const { running: app, actor: anne } = await createWorkspace({
    name: 'Anne Lindner',
    department: 'marketing',
    company: 'Wärme AG',
  });
  running.add(app);
  await anne.createBoard(BOARD);
  const link = await anne.invite({ department: 'sales' });
  const browser = await launchChromium();
  const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  const bill = await joinInBrowser(page, link, { name: 'Bill Özdemir', department: 'sales' }, 'de');
  await anne.createPlan({ title: 'Frühjahr' });
  await anne.saved();
  await bill.openBoard(BOARD);
  await bill.openCard('Frühjahr');
  await app.close({ keep: true });
  running.delete(app);
  await page.getByText(bill.words.frame('banner.offlineTitle')).waitFor();
  await takePicture(page, 'the-host-has-quit');

  const again = await launchApp({ userData: app.userData });
  running.add(again);
  const back = await arrive(again, 'de');
  await expect.poll(() => back.field('title').inputValue(), { timeout: PATIENCE }).toBe('Frühjahr');
  await takePicture(back.page, 'hosting-again');
  await page.getByText(bill.words.frame('banner.offlineTitle')).waitFor({ state: 'detached' });
  await takePicture(page, 'connected-again');
});

test('the two windows of the example say whose they are', async () => {
  const app = await launchApp();
  running.add(app);
  const welcome = new Actor(await app.welcome());
  await takePicture(welcome.page, 'welcome');
  await welcome.page
    .getByRole('button', { name: welcome.words.welcome('example.title') })
    .click()
    .catch((error: unknown) => {
      // Its window gives way to the two others.
      if (!String(error).includes('closed')) throw error;
    });
  for (const department of ['marketing', 'sales'] as const) {
    const page: Page = await app.window(
      (url) => url.searchParams.get('profile')?.endsWith(department) ?? false,
    );
    await page
      .getByRole('banner')
      .getByTitle(welcome.words.common(`department.${department}`))
      .waitFor();
    await takePicture(page, `example-${department}`);
  }
});
