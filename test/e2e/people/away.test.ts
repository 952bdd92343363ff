import type { Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { type TestMember } from '../../support/clients/clients';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';

const DAY_MS = 24 * 3600 * 1000;
const UNTIL = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium' }).format(Date.now() + 9 * DAY_MS);
const [ABSENT, DEPUTY] = ['Jonas Keller', 'Aylin Demir'];
const turn = wordsOf('de', 'turn');

describe('somebody decides for who is away', () => {
  let house: House;
  let browser: Browser;
  let anna: Actor;
  let jonas: Actor;
  let aylin: Actor;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    const { owner } = house;
    ({ browser } = house);
    const absent = await owner.invite({ name: ABSENT, department: 'sales', approver: true });
    const deputy = await owner.invite({ name: DEPUTY, department: 'sales' });
    const board = await owner.createBoard('Wärmepumpe');
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

  /** A browser of this member's, with the board open. */
  async function enter(member: TestMember): Promise<Actor> {
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
    const actor = new Actor(await context.newPage());
    await actor.page.goto(
      joinLink({ origin: member.url, kind: 'device', secret: await member.deviceLink(), cert: null }),
    );
    await actor.openBoard('Wärmepumpe');
    await actor.page.getByRole('link', { name: 'Newsletter' }).first().waitFor();
    return actor;
  }
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
});
