import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addThread } from '../../shared/doc/commands';
import { readPlan } from '../../shared/doc/board-doc';
import { briefFromText } from '../../shared/doc/brief-writer';
import { Actor, PATIENCE } from '../support/clients/actor';
import { Desk, type Drafted } from '../support/clients/desk';
import type { TestMember } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterPlan, openHouse, type House } from '../support/desktop/house';
import { seriousFaults } from '../support/desktop/page-checks';
import { BOARD, introduce } from '../support/desktop/two-apps';

const PLAN = {
  title: 'Wärmepumpentage',
  goal: '300 Beratungstermine',
  audience: 'Altbau',
  message: 'Wärme, die sich rechnet',
  start: '2027-03-01',
  end: '2027-04-30',
  budgetMinor: 2_450_050,
  currency: 'EUR',
  expectedEnquiries: 300,
};
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const hasFocus = (element: Element) => element === document.activeElement;

describe('a plan in the panel, for its owner and for whoever decides about it', () => {
  let house: House;
  let board: string;
  let approver: TestMember;
  /** Anna's, on another device than that of her window. */
  let desk: Desk;
  let anna: Actor;
  let ben: Actor;
  let plans = 0;

  prepare(async () => {
    house = await openHouse({ name: 'Anna', company: 'Lindner' });
    const { owner, browser } = house;
    approver = await owner.invite({ name: 'Ben', department: 'sales', approver: true });
    board = await owner.createBoard(BOARD);
    desk = await Desk.open(owner, board);
    const place = { board, plan: await made({ title: 'Die Erste' }) };
    [anna, ben] = await Promise.all([enterPlan(browser, owner, place), enterPlan(browser, approver, place)]);
  });
  beforeEach(async () => {
    keepEvidence(() => ({ anna: anna.page, ben: ben.page }));
    await anna.backToBoard();
    await ben.backToBoard();
  });
  afterAll(async () => {
    desk?.close();
    await house?.close();
  });

  /** A plan of Anna's. @returns its ID */
  async function made(fields: Drafted['fields'], more: Drafted = {}): Promise<string> {
    const id = `plan-${++plans}`;
    await desk.plan(id, { ...more, fields: { ...PLAN, ...fields } });
    return id;
  }

  test('[PLANUI-24] [PLANUI-20] whoever decides reads a document, with what is new marked, and may go to the form', async () => {
    const { plan, decision, common } = ben.words;
    const id = await made({});
    await anna.openPlan({ board, plan: id });
    await anna.brief.click();
    await anna.page.keyboard.type('## Kern');
    await anna.saved();
    await anna.backToBoard();
    await desk.submit(id);

    await ben.openPlan({ board, plan: id });
    await ben.document.getByRole('heading', { name: 'Kern' }).waitFor();
    await ben.document.getByText('24.500,50').waitFor();
    expect(await ben.panel.getByRole('textbox', { name: common('field.goal') }).count()).toBe(0);
    expect(await ben.document.locator('[data-new]').count()).toBe(0);
    expect(await seriousFaults(ben.page)).toEqual([]);

    // Each answer is a press away, and nothing is decided by it.
    for (const answer of ['approve', 'decline', 'request-changes'] as const) {
      await ben.press(decision(`approve.${answer}`), ben.status);
      await ben
        .button(decision(answer === 'approve' ? 'approve.press' : `approve.press-${answer}`), ben.dialog)
        .waitFor();
      if (answer === 'request-changes') break;
      await ben.press(decision('approve.back'), ben.dialog);
      await ben.press(common('cancel'), ben.dialog);
    }
    await ben.dialog.getByLabel(decision('approve.reason')).fill('Bitte mit weniger Budget.');
    await ben.press(decision('approve.press-request-changes'), ben.dialog);
    await ben.sees('changes-requested');

    // What was a document stays one, and shows what is new as it comes.
    await desk.change(id, { budgetMinor: 2_000_000, message: null });
    await desk.submit(id);
    await ben.sees('in-review');
    await poll(() => ben.document.locator('[data-new] del').allTextContents()).toEqual([
      PLAN.message,
      expect.stringContaining('24.500,50'),
    ]);
    await ben.document.getByText(plan('document.since.decided', { count: 2, version: '1' })).waitFor();

    await ben.edit();
    await ben.fill({ goal: 'Ziel des Vertriebs' });
    await poll(() => readPlan(desk.doc, id)?.['goal']).toBe('Ziel des Vertriebs');
    await ben.press(plan('read'), ben.panel);
    await ben.document.getByText('Ziel des Vertriebs').waitFor();
  });

  test('[PLANUI-6] old and new stand side by side whole, however long they are', async () => {
    const id = await made({ title: 'Lang', goal: 'Mehr Anfragen. '.repeat(60) });
    await desk.submit(id);
    await desk.change(id, { goal: 'Viel mehr Anfragen als bisher. '.repeat(60) });
    await anna.openPlan({ board, plan: id });
    const said = anna.status.locator('ins').first();
    await said.waitFor();
    expect(await said.evaluate(({ parentElement: p }) => p && p.scrollHeight - p.clientHeight)).toBe(0);
  });

  test('[PLANUI-2] [UI-8] whoever types is told of a fault once he is done, and asked about an amount in doubt', async () => {
    const id = await made({ title: 'Im Schreiben' });
    await anna.openPlan({ board, plan: id });
    const end = anna.field('end');
    const isWrong = () => end.getAttribute('aria-invalid');
    // For others the day is what stands there so far.
    await ben.openPlan({ board, plan: id });
    for (const typed of ['Sept 2027', 'bald']) {
      await end.fill(typed);
      await poll(() => ben.field('end').inputValue()).toBe(typed);
      expect(await isWrong()).toBe(null);
    }
    await ben.backToBoard();
    await end.blur();
    await poll(isWrong).toBe('true');
    await end.focus();
    expect(await isWrong()).toBe('true');
    await anna.fill({ budgetMinor: '48,500' });
    await anna.panel.getByText('Sind 48.500,00 € oder 48,50 € gemeint?').waitFor();
    await anna.fill({ budgetMinor: '1000 USD' });
    await anna.panel.getByText('Dieser Plan rechnet in EUR.').waitFor();
  });

  test('[PLANUI-24] a form in which somebody stands stays a form when the plan is submitted', async () => {
    const id = await made({ title: 'Zu zweit geschrieben' });
    await ben.openPlan({ board, plan: id });
    await ben.field('audience').focus();
    await desk.submit(id);
    await ben.sees('in-review');
    expect(await ben.field('audience').evaluate(hasFocus)).toBe(true);
  });

  test('[PLANUI-26] a copy is a draft of whoever makes it, with everything but its record and discussion', async () => {
    const { plan, common } = ben.words;
    const title = 'Vorlage';
    const id = await made(
      { title },
      { sets: { tags: ['Altbau', 'Süd'] }, brief: briefFromText('Was zu tun ist') },
    );
    const at = '2026-11-20T09:00:00.000Z';
    addThread(desk.doc, { id: 'asked', plan: id }, { id: 'asks', text: 'Reicht das?', at, mentions: [] });
    await desk.submit(id);

    await ben.openPlan({ board, plan: id });
    await ben.panel.getByText('Reicht das?').waitFor();
    await ben.document.getByText('Was zu tun ist').waitFor();
    await ben.press(plan('actions'), ben.panel);
    await ben.page.getByRole('menuitem', { name: plan('duplicate') }).click();
    const copied = ben.field('title');
    await poll(() => copied.inputValue()).toBe(`${title} ${plan('copySuffix')}`);
    await poll(() => copied.evaluate(hasFocus)).toBe(true);
    await ben.sees('draft');
    expect(await ben.field('budgetMinor').inputValue()).toBe('24.500,50');
    await poll(() => ben.brief.textContent()).toBe('Was zu tun ist');
    for (const tag of ['Altbau', 'Süd']) await ben.panel.getByRole('row', { name: tag }).waitFor();
    await ben.panel.getByRole('button', { name: `Ben ${common('field.ownerId')}` }).waitFor();
    expect(await ben.panel.getByText('Reicht das?').count()).toBe(0);
    expect(await ben.history()).toEqual([]);
  });

  test('[AGAIN-5] the drafts of a series are submitted together, each by a sentence of its own', async () => {
    const { plan, days, decision } = anna.words;
    const title = 'Infoabend';
    await anna.openPlan({ board, plan: await made({ title, start: '2027-02-05', end: '2027-02-06' }) });
    await anna.press(plan('actions'), anna.panel);
    await anna.page.getByRole('menuitem', { name: days('again.open') }).click();
    await anna.dialog.getByText(days('again.series'), { exact: true }).click();
    await anna.dialog.getByRole('textbox', { name: days('again.every') }).fill('10');
    await anna.dialog.getByRole('textbox', { name: days('again.until') }).fill('31.08.2027');
    await anna.press(days('again.make', { count: 2 }), anna.dialog);
    await anna.press(plan('step.submit'), anna.status);
    await anna.dialog.getByText(decision('series.take', { count: 2 })).click();
    // The plan's own sentence and one for each draft.
    await poll(() => anna.dialog.locator('[data-sentence]').count()).toBe(3);
    await anna.press(decision('series.press', { count: 3 }), anna.dialog);
    await anna.dialog.getByText(decision('series.result', { count: 2 })).waitFor();
    expect(await anna.readyMessage()).toContain('2 weitere Termine');
    await anna.sees('in-review');
    await ben.backToBoard();
    const waiting = ben.page.locator('a[data-plan]', { hasText: title });
    await poll(() => waiting.filter({ hasText: 'Wartet auf Sie' }).count()).toBe(3);
  });

  test('[UI-35] a comment that shows nothing is not sent, by keys either', async () => {
    const { comments } = anna.words;
    await anna.openPlan({ board, plan: await made({ title: 'Stumm' }) });
    const box = anna.panel.getByRole('textbox', { name: comments('label'), exact: true });
    await box.fill('\u200b\u3164');
    await box.press('Control+Enter');
    expect(await box.inputValue()).toBe('\u200b\u3164');
    await box.fill('Reicht das?');
    await box.press('Control+Enter');
    await anna.panel.getByRole('article').getByText('Reicht das?').waitFor();
    expect(await box.inputValue()).toBe('');
  });

  test('[UI-77] letters and arrows on a closed list choose nothing: a letter opens it, and Escape takes that back', async () => {
    await anna.openPlan({ board, plan: await made({ title: 'Mit Währung' }) });
    const label = anna.words.common('field.currency');
    const list = anna.panel
      .locator('[aria-haspopup=listbox]')
      .and(anna.panel.getByRole('button', { name: label }));
    const chosen = () => list.textContent();
    const pointed = () => anna.page.locator('[role=option]:focus').textContent();
    const before = await chosen();
    await list.focus();
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowRight']) await anna.page.keyboard.press(key);
    await anna.page.keyboard.type('us');
    await poll(pointed).toBe('USD');
    expect(await chosen()).toBe(before);
    await anna.page.keyboard.press('Escape');
    await anna.page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await chosen()).toBe(before);
    // The list gives the focus back with the next frame.
    await poll(() => list.evaluate((button) => button === document.activeElement)).toBe(true);
    await anna.page.keyboard.type('g');
    await poll(pointed).toBe('GBP');
    await anna.page.keyboard.press('Enter');
    await poll(chosen).toContain('GBP');
    await anna.page.getByRole('listbox').waitFor({ state: 'detached' });
    await anna.page.keyboard.press('Control+Z');
    await poll(chosen).toBe(before);
  });

  test('[UI-51] a long word of a brief is broken with a hyphen while it is written, which is no text and no step', async () => {
    const word = 'Wärmepumpenfinanzierungsberatungsgesellschaftsveranstaltungsreihe';
    await anna.page.setViewportSize({ width: 390, height: 800 });
    await anna.openPlan({ board, plan: await made({ title: 'Lange Wörter' }) });
    await anna.brief.click();
    await anna.page.keyboard.insertText(word.slice(0, -4));
    await anna.page.keyboard.type(`${word.slice(-4)} ja`);
    /** Behind which letters the lines of the word end, and whether a hyphen stands there. */
    const ends = () =>
      anna.brief.evaluate((brief, length) => {
        const letters: { readonly bottom: number; readonly isMarked: boolean }[] = [];
        const texts = document.createTreeWalker(brief, NodeFilter.SHOW_TEXT);
        while (texts.nextNode())
          for (let at = 0; at < (texts.currentNode.textContent ?? '').length; at++) {
            const range = document.createRange();
            range.setStart(texts.currentNode, at);
            range.setEnd(texts.currentNode, at + 1);
            const mark = texts.currentNode.parentElement;
            const isMarked = mark !== null && getComputedStyle(mark, '::after').content.includes('\u00AD');
            letters.push({ bottom: range.getBoundingClientRect().bottom, isMarked });
          }
        const inWord = letters.slice(0, length);
        return inWord.flatMap(({ bottom, isMarked }, at) =>
          bottom < (inWord[at + 1]?.bottom ?? bottom) ? [isMarked] : [],
        );
      }, word.length);
    await poll(async () => (await ends()).length).toBeGreaterThan(0);
    expect(await ends()).not.toContain(false);
    expect(await anna.brief.innerText()).toBe(`${word} ja`);
    await anna.page.keyboard.press('Control+Home');
    for (let step = 0; step < word.length + 1; step++) await anna.page.keyboard.press('ArrowRight');
    await anna.page.keyboard.type('nun ');
    expect(await anna.brief.innerText()).toBe(`${word} nun ja`);
    await anna.page.setViewportSize({ width: 1280, height: 800 });
  });

  test('[PLANUI-25] a plan is printed whole, on as many pages as it takes', async () => {
    const { decision } = ben.words;
    const title = 'Ein langes Briefing';
    const lines = Array.from(
      { length: 12 },
      (_, at) => `Zeile ${at} des Briefings${', das lang ist'.repeat(66)}`,
    );
    const id = await made({ title }, { brief: briefFromText(lines.join('\n')) });
    await desk.submit(id);
    const promise = { ownerId: approver.id, days: 2, callShare: 0.4, capacityPerWeek: 30 };
    await approver.state(board, id, { kind: 'decision', verdict: 'approve', promise });
    for (const actor of [anna, ben]) await actor.openPlan({ board, plan: id });
    await ben.sees('agreed');
    const signed = (await ben.panel.locator('[data-sentence]').first().textContent()) ?? '';
    expect(signed).toContain('Ben');

    const sheets = await Promise.all(
      [anna, ben].map(async ({ page }) => {
        await page.evaluate(() => {
          const keep = new MutationObserver(() => {
            const sheet = document.querySelector('[data-print-sheet]');
            if (sheet) Object.assign(window, { printed: sheet.textContent });
          });
          keep.observe(document.body, { childList: true });
        });
        const pages =
          (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
        // On the screen it leaves nothing behind.
        await page.locator('[data-print-sheet]').waitFor({ state: 'detached' });
        return {
          pages,
          text: await page.evaluate(() => String(Object.getOwnPropertyDescriptor(window, 'printed')?.value)),
        };
      }),
    );
    for (const { pages, text } of sheets) {
      expect(pages).toBeGreaterThan(3);
      for (const part of [title, PLAN.goal, 'Zeile 0 des', 'Zeile 11 des', signed, decision('history.title')])
        expect(text).toContain(part);
    }
  });

  test('[PLANUI-27] the Tab key stops at fields and actions; what belongs to a field has a key', async () => {
    const { comments, common } = anna.words;
    // Neither a warning nor a question about a region.
    const sets = { channels: ['Eins', 'Zwei'], tags: ['Eins', 'Zwei'], regions: ['Bayern', 'Hessen'] };
    const id = await made({ audience: 'Nur hier', title: 'Mit der Tastatur' }, { sets });
    await anna.openPlan({ board, plan: id });
    await anna.brief.waitFor();
    const { keyboard } = anna.page;
    await anna.panel
      .getByRole('article')
      .first()
      .evaluate((sheet) => (sheet as HTMLElement).focus());
    let stops = 0;
    for (;;) {
      await keyboard.press('Tab');
      const isInside = await anna.page.evaluate(
        () => document.activeElement?.closest('[data-panel] article') !== null,
      );
      if (!isInside) break;
      stops += 1;
      expect(stops).toBeLessThan(60);
    }
    // Header, title, step, three texts, two days, three sets of tags in which to write and to walk, amount, currency,
    // enquiries, owner, the brief and its buttons, colour, and the discussion.
    expect(stops).toBe(22);

    const budget = anna.field('budgetMinor');
    await budget.focus();
    await keyboard.press('Alt+c');
    const box = anna.panel.getByRole('textbox', {
      name: comments('labelField', { field: common('field.budgetMinor') }),
    });
    await poll(() => box.evaluate(hasFocus)).toBe(true);
    await keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await budget.evaluate(hasFocus)).toBe(true);

    const opened = anna.page.evaluate(
      () =>
        new Promise((resolve) => {
          HTMLInputElement.prototype.showPicker = function show() {
            resolve(this.value);
          };
        }),
    );
    await anna.field('end').focus();
    await keyboard.press('Alt+ArrowDown');
    expect(await opened).toBe('2027-04-30');
  });

  test('[INVITE-7] whoever joins by a link from a plan, or in a tab that a plan opened, lands on that plan', async () => {
    const title = 'Hierher';
    await anna.openPlan({ board, plan: await made({ title }) });
    const here = anna.page.url();
    const link = await anna.invite({ department: 'sales' });
    await anna.backToBoard();
    const bare = await anna.invite({ department: 'sales' });
    expect(bare).not.toContain('plan=');
    const { body } = await house.owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });

    const context = await house.browser.newContext({ locale: 'de-DE' });
    const stranger = new Actor(await context.newPage());
    const { page, words } = stranger;
    const name = page.getByLabel(words.welcome('name'), { exact: true });
    const arrives = async () => {
      await stranger.press(words.welcome('join.submit'));
      await poll(() => stranger.field('title').inputValue()).toBe(title);
      expect(page.url()).toBe(here);
    };
    await page.goto(link);
    await name.fill('Cleo');
    await arrives();

    await forget(page);
    await page.goto(here);
    // The tab is at the plan already: the link changes the address's fragment alone.
    await page.evaluate((to) => location.assign(to), bare);
    await name.fill('Dora');
    await arrives();

    await forget(page);
    await page.goto(here);
    await page.getByRole('button', { name: words.welcome('join.title') }).click();
    await page.getByLabel(words.welcome('link'), { exact: true }).fill(body.link);
    await introduce(stranger, { name: 'Emil', department: 'sales' });
    await arrives();
    await context.close();
  });

  /** Leaves a browser as somebody has it who was never here. */
  async function forget(page: Page): Promise<void> {
    await page.goto('about:blank');
    const devTools = await page.context().newCDPSession(page);
    const origin = house.host.url;
    await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
});
