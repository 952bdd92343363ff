import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../support/clients/actor';
import { launchChromium } from '../../support/desktop/chromium';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { overflowOf } from '../../support/desktop/page-checks';
import {
  BOARD,
  createWorkspace,
  joinInBrowser,
  joinWithApp,
  type AtApp,
} from '../../support/desktop/two-apps';

const PLAN = {
  title: 'Heat pump days',
  goal: '300 consultations',
  audience: 'Owners of old houses',
  message: 'Warmth that pays',
  start: '1 Mar 2027',
  end: '30 Apr 2027',
  budgetMinor: '24500.50',
  expectedEnquiries: '300',
};
const PHONE = { width: 390, height: 844 };

describe('the app in English, and others in a browser', () => {
  let owner: AtApp;
  let anne: Actor;
  let browser: Browser;
  const opened: Page[] = [];

  prepare(async () => {
    browser = await launchChromium();
    owner = await createWorkspace(
      { name: 'Anne Miller', department: 'marketing', company: 'Heat & Co' },
      { language: 'en' },
    );
    anne = owner.actor;
    await anne.createBoard(BOARD);
  });
  beforeEach(async () => {
    keepEvidence(() => ({ anne: anne.page, browser: opened.at(-1) }));
    await anne.backToBoard();
  });
  afterAll(async () => {
    await browser?.close();
    await owner?.running.close();
  });

  /** Another person's browser, who has nothing of the others. */
  async function newPage(viewport = { width: 1280, height: 800 }): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en-GB', viewport })).newPage();
    opened.push(page);
    return page;
  }

  test('a guest reads everything and can write nowhere', async () => {
    const link = await anne.invite({ role: 'guest', network: true });
    const page = await newPage();
    const tokens: string[] = [];
    page.on('request', (request) => tokens.push(request.headers()['authorization'] ?? ''));
    const gwen = await joinInBrowser(page, link, { name: 'Gwen', department: 'other' }, 'en');
    await gwen.openBoard(BOARD);
    await anne.createPlan(PLAN);
    await anne.saved();

    await gwen.openCard(PLAN.title);
    await gwen.document.getByText(PLAN.goal).waitFor();
    await gwen.panel.getByText(gwen.words.plan('readOnly')).waitFor();
    const writable = page.locator(
      'main input:not([readonly]):not([disabled]):not([type=search]), aside input:not([readonly]):not([disabled]), ' +
        'aside textarea:not([readonly]):not([disabled]), [contenteditable=true]',
    );
    expect(
      await writable.evaluateAll((all) => all.filter((each) => !each.closest('[data-search]')).length),
    ).toBe(0);
    expect(await gwen.button(gwen.words.board('newPlan')).count()).toBe(0);

    // Past the screen, with the guest's own token, the host refuses as well.
    const token = tokens.findLast(Boolean) ?? '';
    const { boardId, planId } = idsOf(page);
    const statuses = await page.evaluate(
      async ([authorization, path]) => {
        const post = (route: string, body: object) =>
          fetch(route, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: authorization ?? '' },
            body: JSON.stringify(body),
          }).then((answer) => answer.status);
        return [await post('/api/boards', { title: 'Mine' }), await post(`${path}/submit`, {})];
      },
      [token, `/api/boards/${boardId}/plans/${planId}`],
    );
    expect(statuses[0]).toBe(403);
    expect([400, 403]).toContain(statuses[1]);
    // Shown present, though.
    await anne.page
      .getByRole('button', { name: anne.words.frame('here', { count: 1, names: 'Gwen' }) })
      .waitFor();
  });

  test('[INVITE-5] sales approves in a browser without encryption, copies what is to be copied, and both sides read that it is agreed', async () => {
    const link = await anne.invite({ department: 'sales', approver: true, network: true });
    const bill = await joinInBrowser(await newPage(), link, { name: 'Bill', department: 'sales' }, 'en');
    const title = 'Spring offer';
    await anne.createPlan({ ...PLAN, title });
    await anne.saved();
    // The link leads where others reach the host, now that it is open to the network.
    expect(await anne.submit()).toMatch(/http:\/\/(?!localhost|127\.|\[::1\])\S+\/#\/board\//);
    await bill.page.getByRole('link', { name: bill.words.frame('inboxCount', { count: 1 }) }).click();
    await bill.page.getByRole('main').getByRole('link', { name: title }).click();
    await bill.approve({ owner: 'Bill', days: '2', share: '40', capacity: '30' });
    await bill.sees('agreed');
    await anne.sees('agreed');
    expect(await anne.history()).toHaveLength(2);

    // Such a page has no clipboard of its own to write to.
    expect(await bill.page.evaluate(() => isSecureContext)).toBe(false);
    await bill.goTo('record');
    await bill.press(bill.words.record('verified.copy'));
    await bill.backToBoard();
    const search = bill.page.getByRole('searchbox').first();
    await search.focus();
    await bill.page.keyboard.press('ControlOrMeta+V');
    expect(await search.inputValue()).toMatch(/^[0-9a-f]{64}$/);
  });

  test('[INBOX-9] [INBOX-11] [INBOX-12] an inbox leads to the very comment and is worked by keys; the plan says what is new', async () => {
    const link = await anne.invite({ department: 'sales', approver: true, network: true });
    const page = await newPage();
    const finn = await joinInBrowser(page, link, { name: 'Finn', department: 'sales' }, 'en');
    const { inbox, frame } = finn.words;
    const title = 'Autumn offer';
    await anne.createPlan({ ...PLAN, title });
    await anne.saved();
    await finn.openBoard(BOARD);
    await finn.openCard(title);
    const kept = () =>
      page.waitForResponse((answer) => answer.url().endsWith('/look') && answer.status() === 204);
    const looked = kept();
    const { comments } = finn.words;
    await finn.panel.getByRole('textbox', { name: comments('label'), exact: true }).fill('How many calls?');
    await finn.press(comments('send'), finn.panel);
    await looked;
    await finn.closePlan();

    // She answers, and writes otherwise what he has seen.
    const thread = anne.panel.getByRole('article', { name: comments('thread', { name: 'Finn' }) });
    await anne.press(comments('reply'), thread);
    await thread.getByRole('textbox', { name: comments('replyLabel') }).fill('About forty.');
    await anne.press(comments('reply'), thread);
    await anne.fill({ goal: '400 consultations' });
    await anne.saved();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    const row = page.getByRole('main').getByRole('link', { name: title });
    await row.getByText(inbox('why.answer', { name: 'Anne Miller' })).waitFor();
    await row.getByText('About forty.').waitFor();

    // By keys alone, from wherever the focus is: put off, brought back, opened.
    const reachRow = async () => {
      await row.waitFor();
      await page.keyboard.press('j');
      await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
    };
    await reachRow();
    await page.keyboard.press('l');
    await row.waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: inbox('filters.later') }).click();
    await reachRow();
    await page.keyboard.press('l');
    await page.getByText(inbox('emptyFiltered')).waitFor();
    await page.getByRole('radio', { name: inbox('filters.open') }).click();
    await reachRow();
    const read = kept();
    await page.keyboard.press('Enter');
    const news = page.getByRole('region', { name: /^Since you last looked/ });
    await news.getByText('400 consultations').first().waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain('About forty.');
    await read;
    // It was before his eyes, so it is done.
    await page
      .getByRole('navigation')
      .getByRole('link', { name: frame('inbox') })
      .locator('visible=true')
      .first()
      .click();
    await page.getByText(inbox('emptyTitle')).waitFor();
  });

  test('on a phone everything is there and nothing sticks out', async () => {
    const link = await anne.invite({ department: 'sales', network: true });
    const page = await newPage(PHONE);
    const cleo = await joinInBrowser(page, link, { name: 'Cleo', department: 'sales' }, 'en');
    expect(await overflowOf(page)).toBe(0);
    await cleo.openBoard(BOARD);
    await cleo.createPlan({ title: 'Calls in May' });
    await cleo.saved();
    expect(await overflowOf(page)).toBe(0);
    await cleo.closePlan();
    expect(await overflowOf(page)).toBe(0);
    for (const place of ['inbox', 'calendar', 'record', 'members'] as const) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: cleo.words.frame(`short.${place}`) })
        .locator('visible=true')
        .first()
        .click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([place, await overflowOf(page)]).toEqual([place, 0]);
    }
  });

  test('[TLS-26] where decisions need an encrypted connection, a browser on plain http is told what to do instead, an app goes on', async () => {
    const { words, page } = anne;
    const board = 'Encrypted only';
    const toBoards = () => page.evaluate(() => (location.hash = '#/boards'));
    await toBoards();
    await anne.createBoard(board);
    await toBoards();
    await anne.press(words.board('boards.actions', { title: board }));
    await page.getByRole('menuitem', { name: words.board('boards.policy') }).click();
    await anne.dialog.getByText(words.board('policy.encrypted')).click();
    await anne.press(words.board('policy.save'), anne.dialog);
    const summary = words.board('boards.policySummary', {
      approvals: 1,
      days: 14,
      promise: 'true',
      encrypted: 'true',
    });
    await page.getByTitle(summary).waitFor();

    await anne.openBoard(board);
    const link = await anne.invite({ department: 'marketing', network: true });
    const cara = await joinInBrowser(await newPage(), link, { name: 'Cara', department: 'marketing' }, 'en');
    await cara.page.getByText(words.frame('banner.insecureTitle')).waitFor();
    await cara.openBoard(board);
    await cara.createPlan(PLAN);
    await cara.saved();
    await cara.press(words.plan('step.submit'), cara.status);
    await cara.dialog.getByText(words.decision('needsTls')).waitFor();
    await cara.dialog.getByText(words.decision('needsTls')).scrollIntoViewIfNeeded();
    expect(await cara.button(words.decision('submit.press'), cara.dialog).isDisabled()).toBe(true);

    const second = await anne.invite({ department: 'marketing', network: true });
    const dora = await joinWithApp(second, { name: 'Dora', department: 'marketing' }, { language: 'en' });
    expect(new URL(dora.actor.page.url()).searchParams.get('host')).toMatch(/^https:/);
    await dora.actor.openBoard(board);
    await dora.actor.openCard(PLAN.title);
    await dora.actor.submit();
    await dora.actor.sees('in-review');
    await dora.running.close();
  });
});

function idsOf(page: Page): { boardId: string; planId: string } {
  const [, , boardId = '', , planId = ''] = new URL(page.url()).hash.split('/');
  return { boardId, planId };
}
