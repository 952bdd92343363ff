import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Actor, PATIENCE } from '../support/clients/actor';
import { launchChromium } from '../support/desktop/chromium';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { seriousFaults } from '../support/desktop/page-checks';
import { BOARD, createInBrowser, introduce, joinInBrowser } from '../support/desktop/two-apps';
import { startHostProcess, type HostProcess } from '../support/host/host';

const PLAN = {
  title: 'Wärmepumpentage',
  goal: '300 Beratungstermine',
  audience: 'Altbau',
  message: 'Wärme, die sich rechnet',
  start: '01.03.2027',
  end: '30.04.2027',
  budgetMinor: '24.500,50',
  expectedEnquiries: '300',
};
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('a plan in the panel, for its owner and for whoever decides about it', () => {
  let host: HostProcess;
  let browser: Browser;
  let anna: Actor;
  let ben: Actor;

  prepare(async () => {
    [host, browser] = await Promise.all([startHostProcess(), launchChromium()]);
    anna = await createInBrowser(
      await newPage(),
      `${host.url}/#invite=${host.ownerSecret ?? ''}`,
      { name: 'Anna', department: 'marketing', company: 'Lindner' },
      'de',
    );
    await anna.createBoard(BOARD);
    const link = await anna.invite({ department: 'sales', approver: true });
    ben = await joinInBrowser(await newPage(), link, { name: 'Ben', department: 'sales' }, 'de');
    await ben.openBoard(BOARD);
  });
  beforeEach(async () => {
    keepEvidence(() => ({ anna: anna.page, ben: ben.page }));
    await anna.backToBoard();
    await ben.backToBoard();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  /** Another person's browser. */
  async function newPage(): Promise<Page> {
    return (await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } })).newPage();
  }

  test('[PLANUI-24] [PLANUI-20] whoever decides reads a document, with what is new marked, and may go to the form', async () => {
    const { plan, decision, common } = ben.words;
    await anna.createPlan(PLAN);
    await anna.brief.click();
    await anna.page.keyboard.type('## Kern');
    await anna.saved();
    await anna.submit();

    await ben.openCard(PLAN.title);
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
    await anna.fill({ budgetMinor: '20.000', message: '' });
    await anna.submit({ again: true });
    await ben.sees('in-review');
    await poll(() => ben.document.locator('[data-new] del').allTextContents()).toEqual([
      PLAN.message,
      expect.stringContaining('24.500,50'),
    ]);
    await ben.document.getByText(plan('document.since.decided', { count: 2, version: '1' })).waitFor();

    await ben.edit();
    await ben.fill({ goal: 'Ziel des Vertriebs' });
    await poll(() => anna.field('goal').inputValue()).toBe('Ziel des Vertriebs');
    await ben.press(plan('read'), ben.panel);
    await ben.document.getByText('Ziel des Vertriebs').waitFor();
  });

  test('[PLANUI-6] old and new stand side by side whole, however long they are', async () => {
    await anna.createPlan({ ...PLAN, title: 'Lang', goal: 'Mehr Anfragen. '.repeat(60) });
    await anna.submit();
    await anna.fill({ goal: 'Viel mehr Anfragen als bisher. '.repeat(60) });
    const said = anna.status.locator('ins').first();
    await said.waitFor();
    expect(await said.evaluate(({ parentElement: p }) => p && p.scrollHeight - p.clientHeight)).toBe(0);
  });

  test('[PLANUI-2] [UI-8] whoever types is told of a fault once he is done, and asked about an amount in doubt', async () => {
    await anna.createPlan({ ...PLAN, title: 'Im Schreiben' });
    const end = anna.field('end');
    const isWrong = () => end.getAttribute('aria-invalid');
    // For others the day is what stands there so far.
    await ben.openCard('Im Schreiben');
    for (const typed of ['Sept 2027', 'bald']) {
      await end.fill(typed);
      await poll(() => ben.field('end').inputValue()).toBe(typed);
      expect(await isWrong()).toBe(null);
    }
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
    const title = 'Zu zweit geschrieben';
    await anna.createPlan({ ...PLAN, title });
    await anna.saved();
    await ben.openCard(title);
    await ben.field('audience').focus();
    await anna.submit();
    await ben.sees('in-review');
    expect(await ben.field('audience').evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('[PLANUI-26] a copy is a draft of whoever makes it, with everything but its record and discussion', async () => {
    const { plan, comments, common } = ben.words;
    const title = 'Vorlage';
    await anna.createPlan({ ...PLAN, title });
    await anna.addTags('tags', ['Altbau', 'Süd']);
    await anna.brief.click();
    await anna.page.keyboard.type('Was zu tun ist');
    await anna.panel.getByRole('textbox', { name: comments('label'), exact: true }).fill('Reicht das?');
    await anna.press(comments('send'), anna.panel);
    await anna.saved();
    await anna.submit();

    await ben.openCard(title);
    await ben.document.getByText('Was zu tun ist').waitFor();
    await ben.press(plan('actions'), ben.panel);
    await ben.page.getByRole('menuitem', { name: plan('duplicate') }).click();
    const copied = ben.field('title');
    await poll(() => copied.inputValue()).toBe(`${title} ${plan('copySuffix')}`);
    await poll(() => copied.evaluate((field) => field === document.activeElement)).toBe(true);
    await ben.sees('draft');
    expect(await ben.field('budgetMinor').inputValue()).toBe(PLAN.budgetMinor);
    await poll(() => ben.brief.textContent()).toBe('Was zu tun ist');
    for (const tag of ['Altbau', 'Süd']) await ben.panel.getByRole('row', { name: tag }).waitFor();
    await ben.panel.getByRole('button', { name: `Ben ${common('field.ownerId')}` }).waitFor();
    expect(await ben.panel.getByText('Reicht das?').count()).toBe(0);
    expect(await ben.history()).toEqual([]);
  });

  test('[AGAIN-5] the drafts of a series are submitted together, each by a sentence of its own', async () => {
    const { plan, days, decision } = anna.words;
    const title = 'Infoabend';
    await anna.createPlan({ ...PLAN, title, start: '05.02.2027', end: '06.02.2027' });
    await anna.saved();
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
    await anna.createPlan({ ...PLAN, title: 'Stumm' });
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
    await anna.createPlan({ title: 'Mit Währung', budgetMinor: '500' });
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
    await anna.createPlan({ title: 'Lange Wörter' });
    await anna.brief.click();
    await anna.page.keyboard.type(`${word} ja`);
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
    await anna.createPlan({ ...PLAN, title });
    await anna.brief.click();
    for (let line = 0; line < 12; line += 1) {
      await anna.page.keyboard.insertText(`Zeile ${line} des Briefings${', das lang ist'.repeat(66)}`);
      await anna.page.keyboard.press('Enter');
    }
    await anna.saved();
    await anna.submit();
    await ben.openCard(title);
    const signed = await ben.approve({ owner: 'Ben', days: '2', share: '40', capacity: '30' });
    await ben.sees('agreed');

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
    await anna.createPlan({ ...PLAN, audience: 'Nur hier', title: 'Mit der Tastatur' });
    for (const tags of ['channels', 'tags'] as const) await anna.addTags(tags, ['Eins', 'Zwei']);
    await anna.addTags('regions', ['Bayern', 'Hessen']);
    await anna.saved();
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
    await poll(() => box.evaluate((field) => field === document.activeElement)).toBe(true);
    await keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await budget.evaluate((field) => field === document.activeElement)).toBe(true);

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
    await anna.createPlan({ title });
    await anna.saved();
    const here = anna.page.url();
    const link = await anna.invite({ department: 'sales' });
    const cleo = new Actor(await newPage());
    await cleo.page.goto(link);
    await cleo.page.getByLabel(cleo.words.welcome('name'), { exact: true }).fill('Cleo');
    await cleo.press(cleo.words.welcome('join.submit'));
    await poll(() => cleo.field('title').inputValue()).toBe(title);
    expect(cleo.page.url()).toBe(here);
    await cleo.page.context().close();

    await anna.backToBoard();
    const bare = await anna.invite({ department: 'sales' });
    expect(bare).not.toContain('plan=');
    const dora = new Actor(await newPage());
    const { welcome } = dora.words;
    await dora.page.goto(here);
    // The tab is at the plan already: the link changes the address's fragment alone.
    await dora.page.evaluate((to) => location.assign(to), bare);
    await dora.page.getByLabel(welcome('name'), { exact: true }).fill('Dora');
    await dora.press(welcome('join.submit'));
    await poll(() => dora.field('title').inputValue()).toBe(title);
    await dora.page.context().close();

    const emil = new Actor(await newPage());
    await emil.page.goto(here);
    await emil.page.getByRole('button', { name: welcome('join.title') }).click();
    await emil.page
      .getByLabel(welcome('link'), { exact: true })
      .fill(await anna.invite({ department: 'sales' }));
    await introduce(emil, { name: 'Emil', department: 'sales' });
    await emil.press(welcome('join.submit'));
    await poll(() => emil.field('title').inputValue()).toBe(title);
  });
});
