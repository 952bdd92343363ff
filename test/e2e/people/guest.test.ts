import type { Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addComment } from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import { ask, joinAs, type TestMember } from '../../support/clients/clients';
import { Desk } from '../../support/clients/desk';
import { launchChromium } from '../../support/desktop/chromium';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { enterPlan } from '../../support/desktop/house';
import { overflowOf } from '../../support/desktop/page-checks';
import {
  BOARD,
  createWorkspace,
  joinInBrowser,
  joinWithApp,
  type AtApp,
} from '../../support/desktop/two-apps';
import { secretOf } from '../../support/host/host';

const PLAN = {
  title: 'Heat pump days',
  goal: '300 consultations',
  audience: 'Owners of old houses',
  message: 'Warmth that pays',
  start: '2027-03-01',
  end: '2027-04-30',
  budgetMinor: 2_450_050,
  currency: 'EUR',
  expectedEnquiries: 300,
};
const PHONE = { width: 390, height: 844 };
const ENGLISH = { locale: 'en-GB' };

describe('the app in English, and others in a browser', () => {
  let owner: AtApp;
  let anne: Actor;
  let browser: Browser;
  /** What Anne's window shows to the host. */
  let token: string;
  let host: string;
  /** An invitation as she hands them out, once others reach the host. */
  let link: string;
  let board: string;
  /** Of marketing, without a window. */
  let mia: TestMember;
  let desk: Desk;
  let bill: Actor;
  let cara: Actor;

  prepare(async () => {
    browser = await launchChromium();
    owner = await createWorkspace(
      { name: 'Anne Miller', department: 'marketing', company: 'Heat & Co' },
      { language: 'en' },
    );
    anne = owner.actor;
    host = new URL(anne.page.url()).searchParams.get('host') ?? '';
    const asked = anne.page.waitForRequest((request) => 'authorization' in request.headers());
    await anne.createBoard(BOARD);
    token = ((await asked).headers()['authorization'] ?? '').replace('Bearer ', '');
    board = new URL(anne.page.url()).hash.split('/')[2] ?? '';
    link = await anne.invite({ department: 'sales', approver: true, network: true });
    bill = await joinInBrowser(await newPage(), link, { name: 'Bill', department: 'sales' }, 'en');
    const marketing = { name: 'Mia Hall', department: 'marketing' } as const;
    mia = await joinAs(host, { secret: secretOf(await invite(marketing)), ...marketing });
    desk = await Desk.open(mia, board);
  });
  beforeEach(async () => {
    keepEvidence(() => ({ anne: anne.page, bill: bill.page, cara: cara?.page }));
    await anne.backToBoard();
  });
  afterAll(async () => {
    desk?.close();
    await browser?.close();
    await owner?.running.close();
  });

  /** Another person's browser, who has nothing of the others. */
  const newPage = async (viewport = { width: 1280, height: 800 }) =>
    (await browser.newContext({ ...ENGLISH, viewport })).newPage();
  /** Such an invitation for somebody else, without the dialog. */
  async function invite(person: { role?: 'member' | 'guest'; department?: string }): Promise<string> {
    const { role = 'member', department } = person;
    const wanted = { role, ...(department === undefined ? {} : { department }) };
    const { body } = await ask<{ link: string }>(host, 'POST', '/api/invites', wanted, token);
    return link.replace(secretOf(link), secretOf(body.link));
  }

  test('a guest reads everything and can write nowhere', async () => {
    await desk.plan('read', { fields: PLAN });
    const secret = secretOf(await invite({ role: 'guest' }));
    const guest = await joinAs(host, { secret, name: 'Gwen', department: 'other' });
    const elsewhere = guest.at(new URL(link).origin);
    const gwen = await enterPlan(browser, elsewhere, { board, plan: 'read' }, ENGLISH);
    const { page } = gwen;
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
    expect((await elsewhere.ask('POST', '/api/boards', { title: 'Mine' })).status).toBe(403);
    const submitted = await elsewhere.ask('POST', `/api/boards/${board}/plans/read/submit`, {});
    expect([400, 403]).toContain(submitted.status);
    // Shown present, though.
    await anne.page
      .getByRole('button', { name: anne.words.frame('here', { count: 1, names: 'Gwen' }) })
      .waitFor();
    await page.context().close();
  });

  test('[INVITE-5] sales approves in a browser without encryption, copies what is to be copied, and both sides read that it is agreed', async () => {
    const title = 'Spring offer';
    await desk.plan('spring', { fields: { ...PLAN, title } });
    await anne.openCard(title);
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
    await search.fill('');
  });

  test('[INBOX-9] [INBOX-11] [INBOX-12] an inbox leads to the very comment and is worked by keys; the plan says what is new', async () => {
    const { page } = bill;
    const { inbox, frame, comments } = bill.words;
    const title = 'Autumn offer';
    await desk.plan('autumn', { fields: { ...PLAN, title } });
    await bill.toBoards();
    await bill.openBoard(BOARD);
    await bill.openCard(title);
    const kept = () =>
      page.waitForResponse((answer) => answer.url().endsWith('/look') && answer.status() === 204);
    const looked = kept();
    await bill.panel.getByRole('textbox', { name: comments('label'), exact: true }).fill('How many calls?');
    await bill.press(comments('send'), bill.panel);
    await looked;
    await bill.closePlan();

    // A colleague answers, and writes otherwise what he has seen.
    const threads = () => readThreads(desk.doc).filter(({ plan }) => plan === 'autumn');
    await expect.poll(() => threads().length, { timeout: PATIENCE }).toBe(1);
    const [thread] = threads();
    const at = new Date().toISOString();
    addComment(desk.doc, thread?.id ?? '', { id: 'answer', text: 'About forty.', at, mentions: [] });
    await desk.change('autumn', { goal: '400 consultations' });
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    const row = page.getByRole('main').getByRole('link', { name: title });
    await row.getByText(inbox('why.answer', { name: 'Mia Hall' })).waitFor();
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
    const page = await newPage(PHONE);
    const person = { name: 'Cara', department: 'marketing' } as const;
    cara = await joinInBrowser(page, await invite(person), person, 'en');
    expect(await overflowOf(page)).toBe(0);
    await cara.openBoard(BOARD);
    await cara.createPlan({ title: 'Calls in May' });
    await cara.saved();
    expect(await overflowOf(page)).toBe(0);
    await cara.closePlan();
    expect(await overflowOf(page)).toBe(0);
    for (const place of ['inbox', 'calendar', 'record', 'members'] as const) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: cara.words.frame(`short.${place}`) })
        .locator('visible=true')
        .first()
        .click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([place, await overflowOf(page)]).toEqual([place, 0]);
    }
  });

  test('[TLS-26] where decisions need an encrypted connection, a browser on plain http is told what to do instead, an app goes on', async () => {
    const { words, page } = anne;
    const title = 'Encrypted only';
    const toBoards = () => page.evaluate(() => (location.hash = '#/boards'));
    await toBoards();
    await anne.createBoard(title);
    await toBoards();
    await anne.press(words.board('boards.actions', { title }));
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

    await cara.page.setViewportSize({ width: 1280, height: 800 });
    await cara.toBoards();
    await cara.page.getByText(words.frame('banner.insecureTitle')).waitFor();
    await cara.openBoard(title);
    const { boards } = (await mia.ask<{ boards: { id: string; title: string }[] }>('GET', '/api/boards'))
      .body;
    const there = await Desk.open(mia, boards.find((each) => each.title === title)?.id ?? '');
    await there.plan('encrypted', { fields: PLAN });
    there.close();
    await cara.openCard(PLAN.title);
    await cara.press(words.plan('step.submit'), cara.status);
    await cara.dialog.getByText(words.decision('needsTls')).waitFor();
    await cara.dialog.getByText(words.decision('needsTls')).scrollIntoViewIfNeeded();
    expect(await cara.button(words.decision('submit.press'), cara.dialog).isDisabled()).toBe(true);

    const person = { name: 'Dora', department: 'marketing' } as const;
    const dora = await joinWithApp(await invite(person), person, { language: 'en' });
    expect(new URL(dora.actor.page.url()).searchParams.get('host')).toMatch(/^https:/);
    await dora.actor.openBoard(title);
    await dora.actor.openCard(PLAN.title);
    await dora.actor.submit();
    await dora.actor.sees('in-review');
    await dora.running.close();
  });
});
