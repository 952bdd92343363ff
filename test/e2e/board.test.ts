import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlan, setField, together } from '../../shared/doc/commands';
import { PATIENCE } from '../support/clients/actor';
import { prepare } from '../support/desktop/evidence';
import { openHouse, type House } from '../support/desktop/house';
import { type TestMember } from '../support/clients/clients';

const PLANS = 300;
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('a board in a browser', () => {
  let house: House;
  let host: House['host'];
  let owner: TestMember;
  let board: string;
  let browser: Browser;
  let page: Page;

  prepare(async () => {
    house = await openHouse();
    ({ host, owner, browser } = house);
    board = await owner.createBoard('Wärmepumpe 2027');
    await fill(owner, board);
    page = await (
      await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } })
    ).newPage();
  });
  beforeEach(async () => {
    if (page.url().includes('#/')) await goTo('');
  });
  afterAll(async () => {
    await house?.close();
  });

  const goTo = async (path: string) => {
    await page.goto(`${host.url}/#/board/${board}${path}`);
    await page.waitForSelector('[data-plan]');
  };
  const focusedPlan = () => page.evaluate(() => document.activeElement?.getAttribute('data-plan'));
  const focusedText = () => page.evaluate(() => document.activeElement?.textContent);
  const planOf = async (id: string) =>
    (await owner.ask<{ material: Record<string, unknown> }>('GET', `/api/boards/${board}/plans/${id}`)).body
      .material;

  test('[UI-22] [UI-35] an invitation shows what it offers, fixes the department and keeps what was typed', async () => {
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', {
      role: 'member',
      department: 'sales',
    });
    await page.goto(body.link);
    await page.getByRole('heading', { name: 'Sie sind zu Brenner eingeladen' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Vertrieb' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Marketing' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Beitreten' }).click();
    const missing = page.getByText('Bitte geben Sie Ihren Namen an.');
    await missing.waitFor();
    await page.getByLabel('Ihr Name').fill('Jonas Keller');
    await missing.waitFor({ state: 'detached' });
    // Fillers, a blank of Braille and a soft hyphen show nothing.
    await page.getByLabel('Ihr Name').fill('\u3164\u2800\u00AD');
    await missing.waitFor();

    await page.getByLabel('Ihr Name').fill('Jonas Keller');
    await page.route('**/api/join', (route) => route.abort());
    await page.getByRole('button', { name: 'Beitreten' }).click();
    await page.getByText('Keine Verbindung').waitFor();
    expect(await page.getByLabel('Ihr Name').inputValue()).toBe('Jonas Keller');
    await page.unroute('**/api/join');
    await page.getByRole('button', { name: 'Beitreten' }).click();
    await page.getByRole('link', { name: 'Wärmepumpe 2027' }).first().waitFor();
  });

  test('[UI-20] has only the cards in sight, and tells of all', async () => {
    await goTo('');
    expect(await page.locator('a[data-plan]').count()).toBeLessThan(40);
    expect(await page.locator('li[aria-setsize]').first().getAttribute('aria-setsize')).toBe(String(PLANS));
  });

  test('[UI-16] the arrow keys go from card to card and, with Alt, move one', async () => {
    await page.locator('[data-plan="plan-0"]').focus();
    await page.keyboard.press('ArrowDown');
    await poll(focusedPlan).toBe('plan-1');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByText(`Plan 1 nach unten geschoben, jetzt 3 von ${PLANS}`).waitFor();
    await poll(focusedPlan).toBe('plan-1');
    await page.keyboard.press('ArrowUp');
    await poll(focusedPlan).toBe('plan-2');
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown');
    await expect.poll(focusedPlan, { timeout: PATIENCE }).toBe('plan-31');
  });

  test('[UI-12] [UI-13] [UI-14] a plan opens beside its view; Escape leaves the field, then the plan', async () => {
    await goTo('/list');
    const cell = page.locator('[data-plan="plan-4"]');
    await cell.focus();
    await page.keyboard.press('Space');
    await poll(() => page.url()).toContain('/list/plan/plan-4');
    const goal = page.getByRole('complementary').getByRole('textbox', { name: 'Ziel', exact: true });
    await goal.fill('n/g b');
    expect(page.url()).toContain('/list/plan/plan-4');
    await page.keyboard.press('Escape');
    await poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-panel'))).toBe(true);
    await page.keyboard.press('Escape');
    await poll(() => page.url()).toMatch(/\/list$/);
    await poll(focusedPlan).toBe('plan-4');
    await page.goBack();
    await poll(() => page.url()).toContain('/list/plan/plan-4');
    await page.setViewportSize({ width: 800, height: 900 });
    await poll(() => page.getByRole('grid').isVisible()).toBe(false);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('[UI-9] [UI-19] a cell is changed where it stands and keeps what is no date', async () => {
    await goTo('/list');
    await page.locator('[data-plan="plan-5"]').focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('31.2.2027');
    await page.keyboard.press('Enter');
    await poll(focusedText).toBe('31.2.2027');
    expect(await page.locator(':focus').getAttribute('title')).toMatch(/^Dieses Datum gibt es nicht/);
    await poll(async () => (await planOf('plan-5'))['start']).toBe('31.2.2027');

    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1.4.2027');
    await page.keyboard.press('Escape');
    await poll(focusedText).toBe('31.2.2027');
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1.4.2027');
    await page.keyboard.press('Enter');
    await poll(focusedText).toBe('01.04.2027');
    await poll(async () => (await planOf('plan-5'))['start']).toBe('2027-04-01');
  });

  test('[INBOX-13] what a colleague changed since one looked is marked, counted, and shown alone', async () => {
    await goTo('/list');
    const first = page.locator('[role=row] a[href*="/plan/"]').first();
    const plan = /plan\/([^/?]+)/.exec((await first.getAttribute('href')) ?? '')?.[1] ?? '';
    const kept = page.waitForResponse(
      (answer) => answer.url().endsWith('/look') && answer.request().method() === 'POST',
    );
    await first.click();
    await kept;
    await page.keyboard.press('Escape');
    await page.locator('[data-panel]').waitFor({ state: 'detached' });
    const { doc, close } = await owner.openBoard(board);
    setField(doc, plan, 'goal', 'Etwas Neues');
    await page.getByRole('button', { name: '1 neu für Sie' }).click();
    await poll(() => page.locator('[role=row] a[href*="/plan/"]').count()).toBe(1);
    await page.getByRole('img', { name: 'Neu seit Ihrem letzten Blick' }).waitFor();
    await first.click();
    // Once it was looked at it is no news.
    await page.getByRole('img', { name: 'Neu seit Ihrem letzten Blick' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Neu seit Ihrem letzten Blick/ }).click();
    close();
  });

  test('[UI-4] [UI-21] a new plan is of the own department, opens at once and takes the primary button', async () => {
    await page.keyboard.press('n');
    await page.getByRole('complementary').getByText('Vertriebsaktion').first().waitFor();
    expect(await page.getByRole('complementary').getByRole('textbox', { name: 'Titel' }).count()).toBe(1);
    const primary = page.locator('button[class*="primary"]:visible');
    await poll(() => primary.count()).toBe(1);
    expect(await primary.textContent()).toContain('Zur Kenntnis geben');
    const planId = page.url().split('/plan/')[1] ?? '';
    await poll(async () => (await planOf(planId))?.['kind']).toBe('sales-activity');
  });

  test('[UI-1] [UI-5] language and appearance change at once and stay', async () => {
    await page.getByRole('button', { name: 'Einstellungen' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.reload();
    await page.getByRole('navigation', { name: 'Navigation' }).getByText('Inbox').waitFor();
    const look = () =>
      page.evaluate(() => [
        document.documentElement.lang,
        getComputedStyle(document.documentElement).colorScheme,
      ]);
    await expect.poll(look, { timeout: PATIENCE }).toEqual(['en', 'dark']);
  });
});

async function fill(member: TestMember, board: string): Promise<void> {
  const opened = await member.openBoard(board);
  together(opened.doc, () => {
    for (let n = 0; n < PLANS; n++)
      createPlan(opened.doc, {
        id: `plan-${n}`,
        kind: 'campaign',
        ownerId: member.id,
        fields: {
          title: `Plan ${n}`,
          start: '2027-03-01',
          end: '2027-04-30',
          budgetMinor: 1_250_000,
          currency: 'EUR',
        },
      });
  });
  await vi.waitFor(
    async () => {
      const { body } = await member.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
      expect(body.plans).toHaveLength(PLANS);
    },
    { timeout: PATIENCE },
  );
  opened.close();
}
