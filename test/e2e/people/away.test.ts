import { devices, type Browser, type Locator } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import { setField } from '../../../shared/doc/commands';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import type { TestMember } from '../../support/clients/clients';
import { enterBoard, openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { seriousFaults } from '../../support/desktop/page-checks';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';

const DAY_MS = 24 * 3600 * 1000;
const UNTIL = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium' }).format(Date.now() + 9 * DAY_MS);
const [ABSENT, DEPUTY] = ['Jonas Keller', 'Aylin Demir'];
const turn = wordsOf('de', 'turn');
const review = wordsOf('de', 'review');

describe('somebody decides for who is away', () => {
  let house: House;
  let browser: Browser;
  let anna: Actor;
  let jonas: Actor;
  let aylin: Actor;
  let owner: TestMember;
  let deputy: TestMember;
  let board: string;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    ({ owner, browser } = house);
    const absent = await owner.invite({ name: ABSENT, department: 'sales', approver: true });
    deputy = await owner.invite({ name: DEPUTY, department: 'sales' });
    board = await owner.createBoard('Wärmepumpe');
    await postPlan(owner, board, 'first', { title: 'Newsletter' });
    await postPlan(owner, board, 'second', { title: 'Messe' });
    await owner.state(board, 'first', { kind: 'plan-submitted' });
    anna = await enter(owner);
    jonas = await enter(absent);
    aylin = await enter(deputy);
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page, jonas: jonas.page, aylin: aylin.page })));
  afterAll(async () => {
    await house?.close();
  });

  const enter = (member: TestMember) => enterBoard(browser, member, 'Wärmepumpe');
  const toMembers = ({ page, words: { frame } }: Actor) =>
    page
      .getByRole('link', { name: frame('members') })
      .first()
      .click();

  test('[AWAY-3] [DEPUTY-1] an approver is offered it with his first decision, and names his deputy', async () => {
    const { decision, members } = jonas.words;
    await jonas.openCard('Newsletter');
    expect(await jonas.button(turn('offer.open')).count()).toBe(0);
    await jonas.press(decision('approve.request-changes'), jonas.status);
    await jonas.dialog.getByRole('textbox', { name: decision('approve.reason') }).fill('Bitte später');
    await jonas.press(decision('approve.press-request-changes'), jonas.dialog);
    await jonas.press(turn('offer.open'), jonas.status);
    await jonas.dialog.getByRole('textbox', { name: members('away.until') }).fill(UNTIL);
    await jonas.choose(members('away.deputy'), DEPUTY, jonas.dialog);
    expect(await jonas.dialog.locator('[data-sentence]').textContent()).toContain(
      `Ich, ${ABSENT}, benenne ${DEPUTY} vom`,
    );
    await jonas.press(members('away.sign'), jonas.dialog);
    await jonas.dialog.waitFor({ state: 'detached' });
    // Once, and never again.
    await jonas.closePlan();
    await jonas.openCard('Newsletter');
    await jonas.status.waitFor();
    expect(await jonas.button(turn('offer.open')).count()).toBe(0);
  });

  test('[AWAY-2] [DEPUTY-2] an owner says yes, and who submits sees who is away and who stands in', async () => {
    const { members, plan, decision } = anna.words;
    await toMembers(anna);
    const row = anna.page.getByRole('row').filter({ hasText: ABSENT });
    await row.getByText(members('away.willStandIn', { deputy: DEPUTY })).waitFor();
    await anna.press(members('away.allow'));
    await row.getByText(members('away.standsIn', { deputy: DEPUTY })).waitFor();
    await anna.page.getByRole('link', { name: 'Wärmepumpe' }).first().click();
    await anna.openCard('Messe');
    await anna.press(plan('step.submit'), anna.status);
    const away = decision('submit.awayDeputy', { name: ABSENT, date: UNTIL, deputy: DEPUTY });
    await anna.dialog.getByText(away).waitFor();
    await anna.press(decision('submit.press'), anna.dialog);
    await anna.readyMessage();
    await expect
      .poll(() => anna.status.getByText(`${DEPUTY} vertritt`).count(), { timeout: PATIENCE })
      .toBe(1);
  });

  test('[DEPUTY-3] the deputy approves for him, in a sentence that says so', async () => {
    await aylin.openCard('Messe');
    const sentence = await aylin.approve({ owner: DEPUTY, days: '3', share: '80', capacity: '40' });
    expect(sentence).toContain(`Ich, ${DEPUTY}, gebe „Messe“ genau so frei`);
    expect(sentence).toContain(aylin.words.decision('sentence.onBehalf', { name: ABSENT }));
    await aylin.sees('agreed');
  });

  test('[DEPUTY-3] [DEPUTY-6] the record says for whom, and every page finds it right', async () => {
    const { record, decision } = anna.words;
    await anna.sees('agreed');
    await anna.goTo('record');
    await anna.page
      .getByText(decision('history.onBehalf', { name: ABSENT }))
      .first()
      .waitFor();
    await anna.page.getByText(record('verified.title', { count: 5 })).waitFor();
    await anna.page.getByRole('radio', { name: record('whose.workspace') }).click();
    const who = { who: ABSENT, deputy: DEPUTY };
    for (const line of [
      record('workspace.delegated', { ...who, until: UNTIL }),
      record('workspace.deputy-allowed', { ...who, by: 'Anna Größl' }),
    ])
      await expect.poll(() => anna.page.getByText(line).count(), { timeout: PATIENCE }).toBe(1);
  });

  describe('and goes through everything that waits', () => {
    // Nobody looks at the others' windows any more.
    prepare(async () => {
      for (const { page } of [anna, jonas]) await page.context().close();
    });

    const press = (keys: string) => aylin.page.keyboard.press(keys);
    const plan = (at: number, total: number, title: string) =>
      aylin.page.getByRole('article', { name: review('panel', { at, total, title }), exact: true });
    const decisions = async (where: string) =>
      (await owner.record(where)).entries.flatMap(({ statement, by }) =>
        statement?.kind === 'decision' ? [{ ...statement, by }] : [],
      );

    /** Anna submits plans of hers, each due a day later than the one before. */
    async function submit(where: string, titles: readonly string[], month: string): Promise<void> {
      for (const [index, title] of titles.entries()) {
        await postPlan(owner, where, title, { title });
        const decideBy = `${month}-0${index + 1}`;
        await owner.state(where, title, { kind: 'plan-submitted', decideBy });
      }
    }

    /** A plan counts as read once it was there for a moment, with what is new in it; then it can be ticked. */
    const read = async (at: number, total: number, title: string) => {
      await plan(at, total, title).waitFor();
      const tick = { name: review('bulk.tickHere'), exact: true, disabled: false };
      await aylin.page.getByRole('checkbox', tick).waitFor({ state: 'attached' });
    };
    const hasFocus = (place: Locator) =>
      expect
        .poll(() => place.evaluate((element) => element === document.activeElement), { timeout: PATIENCE })
        .toBe(true);

    /** How many rings are drawn around what has the focus. */
    const rings = () =>
      aylin.page
        .locator(':focus-visible, [data-focus-visible]')
        .evaluateAll((all) => all.filter((each) => getComputedStyle(each).outlineStyle !== 'none').length);

    /** There, too, it is said of each plan for whom. */
    async function readsOnThePhone(): Promise<void> {
      const phone = await browser.newContext({ ...devices['Pixel 5'], locale: 'de-DE' });
      const page = await phone.newPage();
      const secret = await deputy.deviceLink();
      await page.goto(joinLink({ origin: deputy.url, kind: 'device', secret, cert: null }));
      const said = page.getByText(aylin.words.phone('onBehalfOf', { names: ABSENT }), { exact: true });
      await expect.poll(() => said.count(), { timeout: PATIENCE }).toBe(4);
      await phone.close();
    }

    test('[INBOX-17] [REVIEW-1] [REVIEW-2] [REVIEW-3] [REVIEW-4] [REVIEW-7] [INBOX-6] by keys alone, from board to board', async () => {
      const { inbox, decision, frame, comments } = aylin.words;
      const solar = await owner.createBoard('Solar');
      await submit(solar, ['Solartag', 'Solarfilm'], '2098-01');
      await submit(board, ['Hausmesse', 'Radio'], '2099-01');
      await aylin.page.evaluate(() => (location.hash = '#/inbox'));
      await aylin.page.getByText(review('all', { count: 4 })).waitFor();
      const forWhom = inbox('why.decisionFor', { name: 'Anna Größl', absent: ABSENT });
      expect(await aylin.page.getByText(forWhom).count()).toBe(4);
      await readsOnThePhone();
      const watched = await owner.openBoard(solar);
      const shown: unknown[] = [];
      watched.provider.awareness.on('change', () => {
        for (const { member, ...at } of watched.provider.awareness.getStates().values())
          if (member === deputy.id) shown.push(at);
      });
      await press('r');
      await plan(1, 4, 'Solartag').waitFor();
      await hasFocus(plan(1, 4, 'Solartag'));
      await press('j');
      await plan(2, 4, 'Solarfilm').waitFor();
      await press('j');
      await plan(3, 4, 'Hausmesse').waitFor();
      await press('k');
      await plan(2, 4, 'Solarfilm').waitFor();
      await press('k');
      await plan(1, 4, 'Solartag').waitFor();
      await press('Shift+?');
      await aylin.dialog.getByText(frame('help.reviewStep')).waitFor();
      await press('Escape');
      await aylin.dialog.waitFor({ state: 'detached' });
      expect(await seriousFaults(aylin.page)).toEqual([]);

      // What was promised last is offered, and marked once it is taken over; Enter signs.
      await press('a');
      const offered = aylin.dialog.getByRole('button', { name: `(${DEPUTY}, 3 Arbeitstage` });
      await hasFocus(offered);
      await press('Tab');
      expect(await rings()).toBe(1);
      await press('Shift+Tab');
      await hasFocus(offered);
      await press('Enter');
      await aylin.dialog.getByText(decision('approve.isLastTime')).waitFor();
      const signs = aylin.button(decision('approve.press'), aylin.dialog);
      await hasFocus(signs);
      await press('Enter');

      // It goes on by itself. What was typed and not signed is there again.
      await plan(2, 4, 'Solarfilm').waitFor();
      await press('c');
      const reason = aylin.dialog.getByRole('textbox', { name: decision('approve.reason') });
      await reason.waitFor();
      await aylin.page.keyboard.type('Bitte kürzer.');
      // The first one leaves the text.
      await press('Escape');
      await press('Escape');
      await aylin.dialog.waitFor({ state: 'detached' });
      await press('c');
      expect(await reason.inputValue()).toBe('Bitte kürzer.');
      await press('Control+Enter');

      await plan(3, 4, 'Hausmesse').waitFor();
      await press('n');
      const note = aylin.page.getByRole('textbox', { name: comments('label'), exact: true });
      await hasFocus(note);
      await aylin.page.keyboard.type('Wer baut auf?');
      await press('Control+Enter');
      await aylin.page.getByText('Wer baut auf?').first().waitFor();
      await press('Escape');
      await press('d');
      await reason.waitFor();
      await aylin.page.keyboard.type('Dieses Jahr nicht.');
      await press('Control+Enter');

      await plan(4, 4, 'Radio').waitFor();
      await press('a');
      await hasFocus(offered);
      await press('Enter');
      await hasFocus(signs);
      await press('Enter');
      await aylin.page.getByText(inbox('emptyTitle')).waitFor();
      const outcomes = await aylin.page
        .getByRole('region', { name: review('through') })
        .getByRole('listitem')
        .allTextContents();
      expect(outcomes.map((line) => line.split(' · ').at(-1))).toEqual([
        review('said.approve'),
        review('said.request-changes'),
        review('said.decline'),
        review('said.approve'),
      ]);
      expect(await decisions(solar)).toMatchObject([
        { plan: 'Solartag', verdict: 'approve', promise: { days: 3 } },
        { plan: 'Solarfilm', verdict: 'request-changes', note: 'Bitte kürzer.' },
      ]);
      // Nobody is told what somebody reads.
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((at) => Object.keys(at as object).includes('plan'))).toEqual([]);
      watched.close();
      const absent = (await decisions(board)).find(({ plan: id }) => id === 'first')?.by;
      for (const { onBehalfOf } of await decisions(solar)) expect(onBehalfOf).toBe(absent);
    });

    test('[REVIEW-8] [REVIEW-9] [REVIEW-10] [AWAY-3] [UI-57] together what was read: one that was changed meanwhile is refused alone', async () => {
      const { inbox } = aylin.words;
      // At the end of what she decided an approver is offered it; whoever only stands in is not.
      const offer = aylin.button(turn('offer.open'));
      expect(await offer.count()).toBe(0);
      await owner.ask('PATCH', `/api/members/${deputy.id}`, { approver: true });
      await offer.waitFor();
      await submit(board, ['Plakat', 'Film', 'Katalog'], '2097-01');
      // They come up by themselves where nothing was left to do.
      const titles = ['Plakat', 'Film', 'Katalog'];
      for (const [index, title] of titles.entries()) {
        await read(index + 5, 7, title);
        await press('x');
        if (index < 2) await press('j');
      }
      await press('b');
      await aylin.dialog.getByText(review('bulk.onePromise', { count: 3 })).waitFor();
      const { doc, close } = await owner.openBoard(board);
      setField(doc, 'Film', 'goal', 'Etwas anderes');
      await expect
        .poll(async () => (await owner.plan(board, 'Film')).material['goal'], { timeout: PATIENCE })
        .toBe('Etwas anderes');
      close();
      await press('Enter');
      const sentences = aylin.dialog.locator('[data-sentence]');
      await expect
        .poll(() => sentences.allTextContents())
        .toSatisfy((all: string[]) => all.length === 3 && all.every((each) => each.includes('80')));
      const signs = aylin.button(review('bulk.press', { count: 3 }), aylin.dialog);
      await hasFocus(signs);
      await press('Enter');
      await aylin.dialog.getByText(review('bulk.result', { count: 2, others: 1 })).waitFor();
      // Nothing in it takes the focus, and in a low window it is higher than its room.
      await aylin.page.setViewportSize({ width: 1280, height: 420 });
      const body = aylin.dialog.getByRole('group', { name: aylin.words.common('dialogBody') });
      await body.waitFor();
      await body.focus();
      await press('End');
      await expect.poll(() => body.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
      expect(await seriousFaults(aylin.page)).toEqual([]);
      await aylin.button(review('bulk.done'), aylin.dialog).focus();
      await aylin.page.setViewportSize({ width: 1280, height: 800 });
      expect(await aylin.dialog.getByRole('listitem').allTextContents()).toMatchObject([
        expect.stringContaining(review('said.approve')),
        expect.stringContaining(`${review('bulk.refused')} ${review('why.changed', { name: '' })}`),
        expect.stringContaining(review('said.approve')),
      ]);
      await press('Enter');
      await aylin.page.getByText(inbox('emptyTitle')).waitFor();
      expect(await offer.count()).toBe(0);
      const made = (await decisions(board)).filter(({ plan: id }) => titles.includes(id));
      expect(made.map(({ plan: id, verdict }) => `${id} ${verdict}`)).toEqual([
        'Plakat approve',
        'Katalog approve',
      ]);
    });
  });
});
