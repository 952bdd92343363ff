import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { startHost } from '../../server/start';
import type { Language } from '../../renderer/i18n/messages';
import { Actor, PATIENCE } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import { launchApp, type RunningApp } from '../support/desktop/electron-app';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { wordsOf } from '../support/desktop/words';
import { overflowOf, seriousFaults, wrongInSight } from '../support/desktop/page-checks';

interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/** Every language, every theme and every size once, the longer words in the narrower window; more widths are a test of their own. */
const LOOKS: readonly Look[] = [
  { language: 'de', theme: 'light', width: 1024, height: 700 },
  { language: 'en', theme: 'dark', width: 1440, height: 900 },
];

describe('the example workspace, as two people', () => {
  let running: RunningApp;
  let marketing: Page;
  let sales: Page;

  prepare(async () => {
    running = await launchApp();
    await running.welcome();
  });
  beforeEach(() =>
    keepEvidence(() =>
      Object.fromEntries(running.app.windows().map((each, index) => [`window${index}`, each])),
    ),
  );
  afterAll(() => running?.close());

  function windowOf(department: string): Promise<Page> {
    return running.window((url) => url.searchParams.get('profile')?.endsWith(department) ?? false);
  }

  /** Its window gives way to others. */
  const ignoreClosing = (error: unknown) => {
    if (!String(error).includes('closed')) throw error;
  };

  test('begins at the welcome screen, in every look', async () => {
    const page = await running.welcome();
    const faults: string[] = [];
    for (const look of LOOKS.toReversed()) {
      await dress(running, page, look);
      faults.push(...(await seriousFaults(page)));
      expect(await overflowOf(page)).toBe(0);
    }
    expect(faults).toEqual([]);
    const { words } = new Actor(page);
    await page
      .getByRole('button', { name: words.welcome('example.title') })
      .click()
      .catch(ignoreClosing);
    marketing = await windowOf('marketing');
    sales = await windowOf('sales');
    await Promise.all([marketing, sales].map((each) => each.getByRole('heading', { level: 1 }).waitFor()));
    await expect.poll(() => running.app.windows().length, { timeout: PATIENCE }).toBe(2);
  });

  test('[UI-56] the windows say whose they are, in their title and at the top', async () => {
    for (const [page, department] of [
      [marketing, 'marketing'],
      [sales, 'sales'],
    ] as const) {
      const { words } = await dress(running, page, LOOKS[0] as Look);
      const whose = page.getByRole('banner').getByTitle(words.common(`department.${department}`));
      await whose.waitFor();
      const said = (await whose.getAttribute('title')) ?? '';
      expect(said).toMatch(/^Sie sind hier \S+/);
      expect(await page.title()).toContain(said);
      // In words, wherever there is room for them: so wide is each window at first.
      await page.evaluate(() => (location.hash = '#/boards'));
      await dress(running, page, { ...(LOOKS[0] as Look), width: 800, height: 900 });
      const inWords = whose.getByText(said, { exact: true });
      expect((await inWords.boundingBox())?.width).toBeGreaterThan(80);
    }
  });

  test.each(LOOKS)('in $language, $theme, at $width × $height', async (look) => {
    const anna = await dress(running, marketing, look);
    const ben = await dress(running, sales, look);
    const faults: string[] = [];
    const { language, theme, width, height } = look;
    const examine = async (name: string, { page }: Actor) => {
      const picture = `screens/${name}-${language}-${theme}-${width}x${height}`;
      faults.push(...(await wrongInSight(page, picture, [seriousFaults])));
    };

    await go(anna, '#/boards');
    await examine('boards', anna);
    await anna.page.getByRole('main').getByRole('link').first().click();
    await anna.page.locator('[data-plan]').first().waitFor();
    await examine('columns', anna);
    await anna.goTo('list');
    await anna.page.getByRole('grid').or(anna.page.getByRole('table')).first().waitFor();
    await examine('list', anna);
    const list = anna.page.getByRole('grid', { name: anna.words.board('list.label') });
    const cut = await list.evaluate((grid) => grid.scrollWidth - (grid.parentElement?.clientWidth ?? 0));
    if (cut > 0) faults.push(`list: ${cut} px out of sight`);
    await anna.goTo('calendar');
    await anna.page.locator('[data-look]').first().waitFor();
    await examine('calendar', anna);
    await anna.goTo('record');
    await anna.page.getByText(anna.words.record('intro')).waitFor();
    await examine('record', anna);
    await anna.press(anna.words.record('audit.run'));
    await anna.page.getByText(anna.words.record('audit.sound')).waitFor();
    await anna.page.getByRole('radio', { name: anna.words.record('whose.workspace') }).click();
    await anna.page.getByText(anna.words.record('workspace.workspace-created')).waitFor();
    await examine('record-workspace', anna);
    await anna.goTo('columns');
    await anna.page
      .locator('[data-plan][data-state=agreed], [data-plan][data-state=changed-since-agreed]')
      .first()
      .click();
    await anna.status.waitFor();
    await anna.brief.waitFor();
    await examine('plan', anna);
    await anna.closePlan();
    await anna.page.locator('[data-plan][data-state=draft]').first().click();
    await anna.press(anna.words.plan('step.submit'), anna.status);
    await anna.dialog.waitFor();
    await examine('submit', anna);
    await anna.press(anna.words.common('cancel'), anna.dialog);
    await go(anna, '#/members');
    await anna.page.getByText(anna.words.members('explain')).waitFor();
    await examine('members', anna);

    await go(ben, '#/inbox');
    await ben.page.getByRole('main').getByRole('listitem').first().waitFor();
    await examine('inbox', ben);
    await ben.page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await ben.button(ben.words.decision('approve.approve'), ben.status).waitFor();
    await examine('document', ben);
    await ben.press(ben.words.decision('approve.approve'), ben.status);
    await ben.dialog.waitFor();
    await examine('approve', ben);
    await ben.press(ben.words.decision('approve.back'), ben.dialog);
    await ben.press(ben.words.common('cancel'), ben.dialog);
    expect(faults).toEqual([]);
  });

  test('a plan is made, closed and opened again with the keyboard alone', async () => {
    const anna = await dress(running, marketing, LOOKS[1] as Look);
    const { keyboard } = anna.page;
    await go(anna, '#/boards');
    const title = (await anna.page.getByRole('main').getByRole('link').first().textContent()) ?? '';
    await tabTo(anna, title);
    await keyboard.press('Enter');
    await anna.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await tabTo(anna, anna.words.board('newPlan'));
    await keyboard.press('Enter');
    await expect.poll(() => isFocused(anna.field('title')), { timeout: PATIENCE }).toBe(true);
    await keyboard.type('Nur mit der Tastatur');
    await anna.saved();
    // Out of the field, then out of the plan.
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await anna.panel.waitFor({ state: 'detached' });
    const card = anna.page.locator('[data-plan]', { hasText: 'Nur mit der Tastatur' });
    await expect.poll(() => isFocused(card), { timeout: PATIENCE }).toBe(true);
    await keyboard.press('Enter');
    await expect.poll(() => anna.field('title').inputValue()).toBe('Nur mit der Tastatur');
    await keyboard.press('Escape');
    await anna.panel.waitFor({ state: 'detached' });
  });

  // The last one: there is no example after that.
  test('is thrown away as easily as it was opened', async () => {
    const member = await dress(running, marketing, LOOKS[1] as Look);
    await go(member, '#/boards');
    await member.press(member.words.frame('example.discard'));
    await member.press(member.words.frame('example.discard'), member.dialog).catch(ignoreClosing);
    const again = new Actor(await running.welcome());
    await expect.poll(() => running.app.windows().length, { timeout: PATIENCE }).toBe(1);
    await expect
      .poll(() => again.page.evaluate(() => window.desktop?.workspaces()), { timeout: PATIENCE })
      .toEqual([]);
    await again.page.getByRole('heading', { level: 1, name: again.words.welcome('title') }).waitFor();
  });
});

test('[EXAMPLE-4] an example in a browser is thrown away from inside, and leads back', async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'handschlag-example-'));
  const host = await startHost({ data, port: 0, example: true, rendererDir: fromRoot('out', 'renderer') });
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    keepEvidence(() => ({ page }));
    await page.goto(host.url);
    const anna = new Actor(page);
    await page.getByRole('button', { name: anna.words.welcome('example.title') }).click();
    await anna.press(anna.words.frame('example.discard'));
    await anna.press(anna.words.frame('example.discard'), anna.dialog);
    await expect.poll(() => new URL(page.url()).origin, { timeout: PATIENCE }).toBe(host.url);
    await page.getByRole('heading', { level: 1, name: anna.words.welcome('title') }).waitFor();
  } finally {
    await browser.close();
    await host.close();
    rmSync(data, { recursive: true, force: true });
  }
});

/** Puts a window into a language, a theme and a size, by the menu that people use, as far as it is in another one. */
async function dress(running: RunningApp, page: Page, look: Look): Promise<Actor> {
  // Until the page is drawn its language is that of an empty page.
  const settings = (['de', 'en'] as const).map((language) =>
    page.getByRole('button', { name: wordsOf(language, 'frame')('settings.label'), exact: true }),
  );
  await settings.reduce((one, other) => one.or(other)).waitFor();
  const shown = await page.evaluate(() => {
    const { lang, dataset } = document.documentElement;
    return { language: lang, theme: dataset['theme'] ?? 'light' };
  });
  const before = new Actor(page, shown.language === 'en' ? 'en' : 'de');
  const window = await running.app.browserWindow(page);
  await window.evaluate((shell, { width, height }) => shell.setContentSize(width, height), look);
  await expect.poll(() => page.evaluate(() => innerWidth), { timeout: PATIENCE }).toBe(look.width);
  const { frame } = before.words;
  const items = [
    ...(shown.theme === look.theme ? [] : [frame(`settings.${look.theme}`)]),
    ...(shown.language === look.language
      ? []
      : [frame(look.language === 'de' ? 'settings.german' : 'settings.english')]),
  ];
  for (const item of items) {
    await before.press(frame('settings.label'));
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  }
  await expect
    .poll(() => page.evaluate(() => document.documentElement.lang), { timeout: PATIENCE })
    .toBe(look.language);
  return new Actor(page, look.language);
}

async function go({ page }: Actor, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

function isFocused(element: ReturnType<Page['locator']>): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement);
}

/** Presses Tab until something of that name has the focus. */
async function tabTo({ page }: Actor, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const focused = await page.evaluate(() => {
      const node = document.activeElement;
      return node && node !== document.body
        ? (node.getAttribute('aria-label') ?? node.textContent ?? '')
        : '';
    });
    if (focused.trim() === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}"`);
}
