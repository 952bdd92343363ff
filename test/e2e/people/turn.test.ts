import type { Browser, Page } from 'playwright-core';
import type * as Y from 'yjs';
import { XmlElement, XmlText } from 'yjs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { briefOf, planMap } from '../../../shared/doc/board-doc';
import { addComment, addThread, setField, together } from '../../../shared/doc/commands';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import type { TestMember } from '../../support/clients/clients';
import { enterBoard, openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';

const turn = wordsOf('de', 'turn');
const APPROVER = 'Jonas Keller';

describe('whose turn it is', () => {
  let house: House;
  let browser: Browser;
  let owner: TestMember;
  let approver: TestMember;
  let board: string;
  let anna: Actor;
  let elsewhere: Actor;
  let jonas: Actor;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    ({ owner, browser } = house);
    approver = await owner.invite({ name: APPROVER, department: 'sales', approver: true });
    board = await owner.createBoard('Wärmepumpe');
    await postPlan(owner, board, 'fair', { title: 'Messe' });
    await owner.state(board, 'fair', { kind: 'plan-submitted' });
    anna = await enter(owner);
    elsewhere = await enter(owner);
    jonas = await enter(approver);
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page, elsewhere: elsewhere.page, jonas: jonas.page })));
  afterAll(async () => {
    await house?.close();
  });

  const enter = (member: TestMember) => enterBoard(browser, member, 'Wärmepumpe');

  test('[TURN-4] a card says once for whom it waits, and to whoever that is: you', async () => {
    const mine = jonas.page.locator('a[data-plan=fair]');
    const said = async () => (await mine.textContent()) ?? '';
    await expect.poll(said, { timeout: PATIENCE }).toContain(turn('decideYou'));
    expect((await said()).split('Wartet')).toHaveLength(2);
    expect(await said()).not.toContain(APPROVER);
    const theirs = anna.page.locator('a[data-plan=fair]');
    await theirs.getByText(turn('decide', { names: APPROVER, department: 'sales' })).waitFor();
    await jonas.openCard('Messe');
    await jonas.status.waitFor();
    const block = (await jonas.status.textContent()) ?? '';
    expect(block.split('Wartet')).toHaveLength(2);
    expect(block).not.toContain(APPROVER);
  });

  test('[REMIND-4] who has reminded cannot again on that day, on any of his devices, and is told why', async () => {
    const buttonOf = (actor: Actor) => actor.button(turn('remind'), actor.status);
    for (const actor of [anna, elsewhere]) {
      await actor.openCard('Messe');
      await buttonOf(actor).waitFor();
      expect(await buttonOf(actor).isEnabled()).toBe(true);
    }
    await buttonOf(anna).focus();
    await anna.page.keyboard.press('Enter');
    for (const actor of [anna, elsewhere]) {
      await actor.status.getByText(turn('remindedToday')).waitFor();
      expect(await buttonOf(actor).isDisabled()).toBe(true);
      const why = await buttonOf(actor).getAttribute('aria-describedby');
      expect(await actor.page.locator(`[id="${why}"]`).textContent()).toBe(turn('remindedToday'));
    }
    expect(await hasFocusInPlan(anna)).toBe(true);
    await elsewhere.page.reload();
    await elsewhere.status.getByText(turn('remindedToday')).waitFor();
    expect(await buttonOf(elsewhere).isDisabled()).toBe(true);
    await elsewhere.page.close();
    // What is submitted anew is another one.
    await owner.state(board, 'fair', { kind: 'plan-submitted' });
    await expect.poll(() => buttonOf(anna).isEnabled(), { timeout: PATIENCE }).toBe(true);
  });

  test('[PLANUI-4] [PLANUI-20] a new version is declined in the knowledge that what was agreed before still holds', async () => {
    const { decision, problems } = jonas.words;
    await postPlan(owner, board, 'radio', { title: 'Radio' });
    await owner.state(board, 'radio', { kind: 'plan-submitted' });
    await jonas.backToBoard();
    await jonas.openCard('Radio');
    const begin = async () => {
      await jonas.press(decision('approve.decline'), jonas.status);
      await jonas.dialog.getByRole('textbox', { name: decision('approve.reason') }).fill('Zu teuer');
    };
    await begin();
    expect(await jonas.dialog.getByText(decision('approve.stays')).count()).toBe(0);
    await jonas.press(decision('approve.back'), jonas.dialog);
    await jonas.press(jonas.words.common('cancel'), jonas.dialog);
    const promise = { ownerId: approver.id, days: 3, callShare: 0.8, capacityPerWeek: 40 };
    await approver.state(board, 'radio', { kind: 'decision', verdict: 'approve', promise });
    await jonas.sees('agreed');
    const { doc, close } = await owner.openBoard(board);
    setField(doc, 'radio', 'goal', 'Noch mehr Termine');
    await jonas.sees('changed-since-agreed', 1);
    close();
    await owner.state(board, 'radio', { kind: 'plan-submitted' });
    await jonas.sees('in-review');
    await begin();
    await jonas.dialog.getByText(decision('approve.stays')).waitFor();
    await jonas.press(decision('approve.press-decline'), jonas.dialog);
    await jonas.status.getByText(decision('history.decline-new', { name: APPROVER })).waitFor();
    // Whoever submitted it is not told of a right that would not help her.
    await anna.backToBoard();
    await anna.openCard('Messe');
    await anna.status.getByText(problems('refusal.wrong-department')).waitFor();
  });

  test('[TURN-5] a card and a row say whose objection is open, to whoever has it that it is his, until it ends', async () => {
    await owner.state(board, 'fair', { kind: 'plan-submitted' });
    const note = 'Bitte mit Rabatt';
    await approver.state(board, 'fair', { kind: 'decision', verdict: 'request-changes', note });
    const others = turn('objection', { count: 1, many: 'few', names: APPROVER });
    const said = [
      [anna, others],
      [jonas, turn('yourObjection')],
    ] as const;
    for (const [actor, words] of said) {
      await actor.backToBoard();
      const card = actor.page.locator('a[data-plan=fair]');
      await card.getByText(words).waitFor();
      expect((await card.textContent())?.split(words)).toHaveLength(2);
      await actor.goTo('list');
      const row = actor.page.getByRole('row').filter({ has: actor.page.locator('[data-plan=fair]') });
      await row.locator('[aria-hidden=true]').getByText(words).waitFor();
      await actor.goTo('columns');
    }
    // Declined, nobody has a turn; the objection stands there all the same.
    await owner.state(board, 'fair', { kind: 'plan-submitted' });
    const card = anna.page.locator('a[data-plan=fair]');
    await card.getByText(others).waitFor({ state: 'detached' });
    await approver.state(board, 'fair', { kind: 'decision', verdict: 'decline', note });
    await card.getByText(others).waitFor();
    await owner.state(board, 'fair', { kind: 'plan-submitted' });
    await card.getByText(others).waitFor({ state: 'detached' });
  });

  test('[INBOX-19] a brief that two write in while nobody looks: what the other wrote is marked, not what one wrote oneself on another device', async () => {
    await postPlan(owner, board, 'film', { title: 'Film' });
    const looked = jonas.page.waitForResponse(
      (answer) => answer.url().endsWith('/look') && answer.request().method() === 'POST',
    );
    await jonas.openCard('Film');
    await looked;
    await jonas.closePlan();
    const [his, hers] = [await approver.openBoard(board), await owner.openBoard(board)];
    const has = (doc: Y.Doc, words: string) =>
      expect.poll(() => JSON.stringify(planMap(doc, 'film')), { timeout: PATIENCE }).toContain(words);
    write(his.doc, 'Von Jonas.');
    await has(hers.doc, 'Von Jonas.');
    write(hers.doc, 'Von Anna.');
    await has(his.doc, 'Von Anna.');
    await jonas.openCard('Film');
    const news = jonas.page.getByRole('region', { name: /^Seit Ihrem letzten Blick/ });
    await news.getByText('Von Jonas.').first().waitFor();
    const marked = async () => (await news.locator('ins').allTextContents()).join('').trim();
    await expect.poll(marked, { timeout: PATIENCE }).toBe('Von Anna.');
    his.close();
    hers.close();
  });

  function write(doc: Y.Doc, words: string): void {
    const paragraph = new XmlElement('paragraph');
    paragraph.insert(0, [new XmlText(words)]);
    briefOf(doc, 'film')?.push([paragraph]);
  }

  test('[PLANUI-10] who can be mentioned is offered in sight, also at the lower edge of the window', async () => {
    const { page, panel, words } = anna;
    await anna.openCard('Messe');
    await page.setViewportSize({ width: 1280, height: 420 });
    const box = panel.getByRole('textbox', { name: words.comments('label'), exact: true });
    await box.evaluate((field) => field.scrollIntoView({ block: 'end' }));
    await box.pressSequentially('@Jonas');
    const option = page.getByRole('option', { name: APPROVER });
    await option.waitFor();
    const place = await option.boundingBox();
    expect(place && [place.y >= 0, place.y + place.height <= 420]).toEqual([true, true]);
    await page.keyboard.press('Escape');
    await box.fill('');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('[INBOX-10] a number of three digits leaves the sign of the collapsed rail to be seen', async () => {
    const { doc, close } = await owner.openBoard(board);
    const at = '2026-11-20T09:00:00.000Z';
    together(doc, () => {
      addThread(doc, { id: 'talk', plan: 'fair' }, { id: 'c-0', text: 'Hallo', at, mentions: [] });
      for (let n = 1; n <= 120; n++)
        addComment(doc, 'talk', {
          id: `c-${n}`,
          text: `@${APPROVER} ${n}`,
          at,
          mentions: [{ memberId: approver.id, place: { from: 0, length: APPROVER.length + 1 } }],
        });
    });
    const { page, words } = jonas;
    await jonas.toBoards();
    await jonas.press(words.frame('collapse'));
    const link = page.getByRole('navigation').getByRole('link', { name: words.frame('inbox') });
    await link.getByText('99+', { exact: true }).waitFor();
    // The whole number is still told to whoever listens.
    await link.getByText(words.frame('inboxCount', { count: 121 })).waitFor({ state: 'attached' });
    expect(await overlap(page)).toBe(0);
    close();
  });

  const hasFocusInPlan = (actor: Actor) =>
    actor.panel.evaluate((element) => element.contains(document.activeElement));

  /** How much of the middle of a sign its number covers, in pixels. */
  function overlap(page: Page): Promise<number> {
    return page.evaluate(() => {
      const count = [...document.querySelectorAll('nav [aria-hidden]')].find(
        (element) => element.textContent === '99+',
      );
      const sign = count?.closest('a')?.querySelector('svg');
      if (!count || !sign) return -1;
      const one = count.getBoundingClientRect();
      const other = sign.getBoundingClientRect();
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return Math.max(0, across) * Math.max(0, down);
    });
  }
});
