import type { Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { BOARD, createWorkspace, joinInBrowser, joinWithApp, type AtApp } from '../support/desktop/two-apps';

const PLAN = { title: 'Vertraulich', start: '01.03.2027', end: '30.04.2027', budgetMinor: '24.500' };

describe('a board whose decisions need an encrypted connection', () => {
  let owner: AtApp;
  let anna: Actor;
  let browser: Browser;

  prepare(async () => {
    browser = await launchChromium();
    owner = await createWorkspace({ name: 'Anna', department: 'marketing', company: 'Lindner' });
    anna = owner.actor;
    await anna.createBoard(BOARD);
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page })));
  afterAll(async () => {
    await browser?.close();
    await owner?.running.close();
  });

  test('[TLS-26] a browser on plain http is told what to do instead, an app goes on', async () => {
    const { words, page } = anna;
    await page.evaluate(() => (location.hash = '#/boards'));
    await anna.press(words.board('boards.actions', { title: BOARD }));
    await page.getByRole('menuitem', { name: words.board('boards.policy') }).click();
    await anna.dialog.getByText(words.board('policy.encrypted')).click();
    await anna.press(words.board('policy.save'), anna.dialog);
    const summary = words.board('boards.policySummary', {
      approvals: 1,
      days: 14,
      promise: 'true',
      encrypted: 'true',
    });
    await page.getByText(summary).waitFor();

    await anna.openBoard(BOARD);
    const link = await anna.invite({ department: 'marketing', network: true });
    const guest = await browser.newContext({ locale: 'de-DE', viewport: { width: 1024, height: 700 } });
    const cara = await joinInBrowser(
      await guest.newPage(),
      link,
      { name: 'Cara', department: 'marketing' },
      'de',
    );
    await cara.page.getByText(words.frame('banner.insecureTitle')).waitFor();
    await cara.openBoard(BOARD);
    await cara.createPlan(PLAN);
    await cara.saved();
    await cara.press(words.plan('step.submit'), cara.status);
    await cara.dialog.getByText(words.decision('needsTls')).waitFor();
    await cara.dialog.getByText(words.decision('needsTls')).scrollIntoViewIfNeeded();
    expect(await cara.button(words.decision('submit.press'), cara.dialog).isDisabled()).toBe(true);

    const second = await anna.invite({ department: 'marketing', network: true });
    const dora = await joinWithApp(second, { name: 'Dora', department: 'marketing' });
    expect(new URL(dora.actor.page.url()).searchParams.get('host')).toMatch(/^https:/);
    await dora.actor.openBoard(BOARD);
    await dora.actor.openCard(PLAN.title);
    await dora.actor.submit();
    await dora.actor.sees('in-review');
    await dora.running.close();
  });
});
