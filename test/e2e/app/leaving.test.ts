import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { PATIENCE } from '../../support/clients/actor';
import { launchChromium } from '../../support/desktop/chromium';
import { answerQuestions, launchApp } from '../../support/desktop/electron-app';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { arrive, BOARD, createWorkspace, joinInBrowser, type AtApp } from '../../support/desktop/two-apps';

const QUIT = 0;
const STAY = 1;

describe('leaving the app that hosts, and coming back', () => {
  let owner: AtApp;
  let browser: Browser;
  let bill: Page;

  prepare(async () => {
    browser = await launchChromium();
    owner = await createWorkspace({ name: 'Anne', department: 'marketing', company: 'Wärme AG' });
    await owner.actor.createBoard(BOARD);
    const link = await owner.actor.invite({ department: 'sales' });
    bill = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await joinInBrowser(bill, link, { name: 'Bill', department: 'sales' }, 'de');
    await bill.getByRole('main').getByRole('link', { name: BOARD }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await owner?.running.close();
  });

  let first: string;
  let second: string;
  const hostOf = (page: Page) => new URL(page.url()).searchParams.get('host') ?? '';
  const asked = () =>
    owner.running.app.evaluate(() => (globalThis as unknown as { asked: { message: string }[] }).asked);

  test('[ELECTRON-16] quitting asks first while somebody else is connected, by name, and does nothing when one stays', async () => {
    keepEvidence(() => ({ anne: owner.actor.page, bill }));
    const { app } = owner.running;
    await answerQuestions(app, STAY);
    await app.evaluate(({ app: main }) => setImmediate(() => main.quit()));
    await expect.poll(asked, { timeout: PATIENCE }).toHaveLength(1);
    // The last window closed by its own button ends the app, so it asks as well.
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(asked, { timeout: PATIENCE }).toHaveLength(2);
    const [first, second] = await asked();
    expect(first?.message).toBe('Eine Person ist verbunden: Bill.');
    expect(second).toEqual(first);
    expect(first).toMatchObject({ buttons: ['Beenden', 'Abbrechen'], defaultId: STAY, cancelId: STAY });
    expect(await owner.actor.page.getByRole('heading', { level: 1, name: BOARD }).isVisible()).toBe(true);
  });

  test('[ELECTRON-17] [ELECTRON-18] started again it hosts at the same address, without a click, where one was', async () => {
    keepEvidence(() => ({ anne: owner.actor.page, bill }));
    const { running, actor } = owner;
    await actor.createPlan({ title: 'Frühjahr' });
    await actor.saved();
    const place = new URL(actor.page.url()).hash;
    expect(place).toContain('/plan/');
    const size = { width: 1000, height: 700 };
    await running.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height);
    }, size);
    const shown = () => actor.page.evaluate(() => [window.innerWidth, window.innerHeight]);
    await expect.poll(shown, { timeout: PATIENCE }).toEqual([size.width, size.height]);
    await answerQuestions(running.app, QUIT);
    await running.close({ keep: true });
    await bill.getByText(actor.words.frame('banner.offlineTitle')).waitFor();

    const again = await launchApp({ userData: running.userData });
    owner = { running: again, actor: await arrive(again, 'de') };
    expect(new URL(owner.actor.page.url()).hash).toBe(place);
    await expect.poll(() => owner.actor.field('title').inputValue(), { timeout: PATIENCE }).toBe('Frühjahr');
    expect(await owner.actor.page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([
      size.width,
      size.height,
    ]);
    // Bill's page finds the host by itself, and could be loaded anew.
    await bill.getByText(actor.words.frame('banner.offlineTitle')).waitFor({ state: 'detached' });
    await bill.reload();
    await bill.getByRole('main').getByRole('link', { name: BOARD }).waitFor();
    // The others are a menu away.
    const start = await again.startWindow();
    await start
      .getByRole('button', { name: /Wärme AG/ })
      .first()
      .waitFor();
    await expect.poll(() => again.app.windows().length, { timeout: PATIENCE }).toBe(2);
  });

  test('[ELECTRON-16] the end of the system is not asked about, and the hosts settle what they have', async () => {
    first = hostOf(owner.actor.page);
    const { running } = owner;
    const start = await running.startWindow();
    const input = { name: 'Anne', department: 'marketing', company: 'Zweite GmbH' };
    // Its window makes way for the workspace's, so the answer may never come.
    start.evaluate(`desktop.createWorkspace(${JSON.stringify(input)})`).catch(() => undefined);
    const isSecond = (url: URL) => ![null, first].includes(url.searchParams.get('host'));
    const page = await running.window(isSecond);
    await page.getByRole('heading', { level: 1 }).waitFor();
    second = hostOf(page);

    await answerQuestions(running.app, STAY);
    const child = running.app.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    const folder = path.join(running.userData, 'workspaces');
    const last = readdirSync(folder).map((each) =>
      readFileSync(path.join(folder, each, 'host.log'), 'utf8')
        .trim()
        .split('\n')
        .at(-1),
    );
    const stopped = expect.stringContaining('"event":"stopped"');
    expect(last).toEqual([stopped, stopped]);
  });

  test('[ELECTRON-17] of several it opens the one that was used last, and hosts them all', async () => {
    const again = await launchApp({ userData: owner.running.userData });
    owner = { running: again, actor: await arrive(again, 'de') };
    expect(hostOf(owner.actor.page)).toBe(second);
    const answers = (host: string) =>
      fetch(`${host}/healthz`).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(() => answers(first), { timeout: PATIENCE }).toBe(200);
    expect(await answers(second)).toBe(200);
    await expect.poll(() => again.app.windows().length, { timeout: PATIENCE }).toBe(1);
  });
});
