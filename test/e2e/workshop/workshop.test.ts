import { devices, type Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlan } from '../../../shared/doc/commands';
import type { Department } from '../../../shared/domain/people';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { type TestMember } from '../../support/clients/clients';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { overflowOf, seriousFaults } from '../../support/desktop/page-checks';
import { secretOf } from '../../support/host/host';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const BOARD = 'Wärmepumpe 2027';
const PLAN = 'Messe ISH';

/** Maren leads, Jonas takes part: a whole workshop, each in a browser. */
describe('a workshop, from its plan to its minutes', () => {
  let house: House;
  let host: House['host'];
  let owner: TestMember;
  let board: string;
  let browser: Browser;
  let maren: Actor;
  let jonas: Actor;
  let tom: Actor;

  prepare(async () => {
    house = await openHouse({ name: 'Inga Brenner', department: 'other' });
    ({ host, owner, browser } = house);
    board = await owner.createBoard(BOARD);
    await submitPlan();
    maren = await comes('Maren Vogt', 'marketing', { width: 1440, height: 900 });
    jonas = await comes('Jonas Keller', 'sales', { width: 1024, height: 700 });
  });
  beforeEach(() => keepEvidence(() => ({ maren: maren.page, jonas: jonas.page })));
  afterAll(async () => {
    await house?.close();
  });

  /** Something that waits for a decision. */
  async function submitPlan(): Promise<void> {
    const { doc, close } = await owner.openBoard(board);
    createPlan(doc, {
      id: 'messe',
      kind: 'campaign',
      ownerId: owner.id,
      fields: { title: PLAN, goal: '80 Gespräche', start: '2027-10-01', end: '2027-10-03' },
    });
    await vi.waitFor(async () => {
      const { body } = await owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
      expect(body.plans).toHaveLength(1);
    }, PATIENCE);
    close();
    const stated = await owner.state(board, 'messe', { kind: 'plan-submitted' });
    expect(stated.status).toBe(201);
  }

  async function comes(
    name: string,
    department: Department,
    viewport: { width: number; height: number },
  ): Promise<Actor> {
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', {
      role: 'member',
      department,
    });
    const page = await (await browser.newContext({ locale: 'de-DE', viewport })).newPage();
    const actor = new Actor(page);
    await page.goto(`${host.url}/#invite=${secretOf(body.link)}`);
    await page.getByLabel(actor.words.welcome('name'), { exact: true }).fill(name);
    await actor.press(actor.words.welcome('join.submit'));
    await page.getByRole('heading', { level: 1, name: actor.words.frame('boards') }).waitFor();
    await actor.openBoard(BOARD);
    await actor.goTo('workshop');
    return actor;
  }

  /** What react-aria says of a button at work stands in the page for some seconds more. */
  const quiet = ({ page }: Actor) =>
    poll(() => page.locator('[data-live-announcer] [role=img]').count()).toBe(0);

  /** What a screen reader says without being asked. */
  const said = ({ page }: Actor, words: string) =>
    page.getByRole('status').filter({ hasText: words }).waitFor();

  const heading = (actor: Actor, name: string) =>
    actor.page.getByRole('main').getByRole('heading', { level: 3, name, exact: true });

  const menu = async (actor: Actor, item: string) => {
    await actor.press(actor.words.workshop('room.more'));
    await actor.page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  async function handOver(from: Actor, to: string): Promise<void> {
    const { workshop: words } = from.words;
    await menu(from, words('room.handOver'));
    await from.check(to, from.dialog);
    await from.press(words('room.handOver'), from.dialog);
  }

  test('[SESSUI-1] [SESSUI-2] [SESSUI-3] is planned from a template and what the board proposes', async () => {
    const { workshop: words } = maren.words;
    await maren.press(words('plan.open'));
    await maren.dialog.getByLabel(words('plan.name')).fill('Frühjahrsrunde');
    await maren.dialog.getByRole('textbox', { name: words('plan.date') }).fill('1.3.2027');
    await maren.dialog.getByRole('textbox', { name: words('plan.time') }).fill('10 Uhr');
    await maren.dialog.getByRole('textbox', { name: words('plan.duration') }).fill('60');
    await maren.choose(words('plan.template'), words('template.launch.name'), maren.dialog);
    await maren.press(words('plan.submit'), maren.dialog);
    await maren.page.getByRole('heading', { level: 2, name: 'Frühjahrsrunde' }).waitFor();
    await maren.page.getByText('Montag, 1. März 2027, 10:00').waitFor();
    await maren.page.getByText(words('agenda.over', { count: 20 })).waitFor();

    // What is too much goes, what waits comes, and comes first.
    for (const key of ['audience', 'followUp', 'plan', 'next'] as const)
      await maren.press(words('agenda.remove', { title: words(`template.launch.items.${key}`) }));
    await maren.page.getByText(/wartet auf eine Entscheidung seit/).waitFor();
    await maren.press(words('proposals.takeNamed', { title: PLAN }));
    await maren.page.getByText(words('proposals.none')).waitFor();
    await maren.press(words('agenda.up', { title: PLAN }));
    await maren.page.getByText(words('agenda.moved', { title: PLAN, number: 1 })).waitFor();
    await maren.page.getByLabel(words('agenda.new')).fill('Ort des nächsten Treffens');
    await maren.press(words('agenda.add'));
    await maren.page.getByText(words('agenda.left', { count: 25 })).waitFor();
    await quiet(maren);
    expect(await seriousFaults(maren.page)).toEqual([]);

    await maren.press(words('invite.open'));
    const text = await maren.dialog.getByLabel(words('invite.text')).inputValue();
    expect(text).toContain('Wann: Montag, 1. März 2027, 10:00 (60 Minuten)');
    expect(text).toContain(`#/board/${board}/workshop`);
    expect(text).toContain(`1. ${PLAN} (15 Minuten)`);
    await maren.page.keyboard.press('Escape');

    // Who takes part sees it, and cannot begin it.
    await jonas.page.getByRole('heading', { level: 2, name: 'Frühjahrsrunde' }).waitFor();
    expect(await jonas.button(words('start')).count()).toBe(0);
  });

  test('[SESSUI-4] [SESSUI-5] [SESSUI-19] everybody follows, but for what somebody has in hand', async () => {
    const { workshop: words } = maren.words;
    await maren.press(words('start'));
    await maren.press(words('room.first'));
    await heading(jonas, PLAN).waitFor();
    await said(jonas, words('room.now', { title: PLAN }));
    // The plan lies beside the room at once, where there is room for both.
    await jonas.panel.waitFor();
    await maren.panel.waitFor();

    await jonas.page.getByLabel(words('remarks.label')).fill('Stand neben dem Eingang buchen');
    await maren.page.getByText('Stand neben dem Eingang buchen').first().waitFor();
    await maren.press(words('room.next'));
    await heading(maren, words('template.launch.items.goal')).waitFor();
    // Jonas writes: he stays, and is offered the way.
    await jonas.page.getByText(words('room.elsewhere')).waitFor();
    await heading(jonas, PLAN).waitFor();
    expect(
      await jonas.page.getByLabel(words('remarks.label')).evaluate((area) => area === document.activeElement),
    ).toBe(true);
    await jonas.press(words('goThere'));
    await heading(jonas, words('template.launch.items.goal')).waitFor();
    await jonas.panel.waitFor({ state: 'detached' });

    // Elsewhere on the board the way back is offered as well.
    await jonas.goTo('columns');
    await jonas.page.getByRole('link', { name: words('goThere') }).click();
    await heading(jonas, words('template.launch.items.goal')).waitFor();
  });

  test('[SESSUI-6] [SESSUI-7] [SESSUI-19] time runs the same for all, hands stand in order', async () => {
    const { workshop: words } = maren.words;
    await maren.press(words('timer.startMinutes', { count: 10 }));
    await jonas.page.getByRole('timer').waitFor();
    const seconds = async (actor: Actor) => {
      const [minutes = '0', rest = '0'] = (await actor.page.getByRole('timer').innerText()).split(':');
      return Number(minutes) * 60 + Number(rest);
    };
    const [mine, theirs] = await Promise.all([seconds(maren), seconds(jonas)]);
    expect(Math.abs(mine - theirs)).toBeLessThanOrEqual(1);
    await maren.press(words('timer.pause'));
    await jonas.page.getByText(words('timer.paused')).waitFor();
    await maren.press(words('timer.add'));
    await poll(() => seconds(jonas)).toBeGreaterThan(600);
    await maren.press(words('timer.resume'));

    await jonas.press(words('hands.raise'));
    await said(maren, words('hands.raisedBy', { name: 'Jonas Keller' }));
    await maren.press(words('hands.lowerOf', { name: 'Jonas Keller' }));
    await jonas.button(words('hands.raise')).waitFor();
    await jonas.press(words('hands.done'));
    await maren.page.getByText(words('hands.doneCount', { count: 1 })).waitFor();
    await quiet(jonas);
    expect(await seriousFaults(jonas.page)).toEqual([]);
  });

  test('[SESSUI-8] [SESSUI-9] what is to be done becomes a task', async () => {
    const { workshop: words } = maren.words;
    await jonas.page.getByLabel(words('remarks.label')).fill('Zwei Hallen.');
    await maren.page.getByText('Zwei Hallen.').waitFor();
    await maren.page.getByLabel(words('remarks.label')).press('End');
    await maren.page.getByLabel(words('remarks.label')).pressSequentially(' Und ein Zelt.');
    await poll(() => jonas.page.getByLabel(words('remarks.label')).inputValue()).toBe(
      'Zwei Hallen. Und ein Zelt.',
    );
    await maren.page.getByLabel(words('tasks.what')).fill('Halle anfragen');
    await maren.page.getByRole('textbox', { name: words('tasks.until') }).fill('5.3.2027');
    await maren.press(words('tasks.add'));
    await jonas.press(words('tasks.tickNamed', { text: 'Halle anfragen' }));
    await jonas.dialog.getByLabel(words('tasks.outcome')).fill('Halle 4 ist frei');
    await jonas.press(words('tasks.outcomeSubmit'), jonas.dialog);
    await maren.page.getByText('Halle 4 ist frei').waitFor();
  });

  test('[SESSUI-11] [SESSUI-22] the lead is handed over, and newcomers get a code', async () => {
    const { workshop: words } = maren.words;
    await menu(maren, words('room.newcomers'));
    await maren.dialog.getByRole('img', { name: words('newcomers.qr') }).waitFor();
    await maren.page.keyboard.press('Escape');
    await handOver(maren, 'Jonas Keller');
    await jonas.page.getByText(words('room.passedToYou')).waitFor();
    await jonas.press(words('room.park'));
    await maren.page
      .getByRole('navigation', { name: words('room.items') })
      .getByText(words('room.parked'))
      .waitFor();
    // A slip is taken back at once.
    await jonas.press(words('room.callUp'));
    await jonas.button(words('room.park')).waitFor();
    await jonas.press(words('room.park'));
    await jonas.button(words('room.callUp')).waitFor();
    await maren.press(words('room.take'));
    await maren.page.getByText(words('room.youLead'), { exact: true }).waitFor();
    expect(await maren.button(words('room.take')).count()).toBe(0);
  });

  test('[PHONE-4] [PHONE-5] a newcomer takes part on his phone', async () => {
    const { workshop: words } = maren.words;
    const item = words('template.launch.items.goal');
    await maren.press(words('room.more'));
    const shown = maren.page.waitForResponse((answer) => answer.url().endsWith('/invite'));
    await maren.page.getByRole('menuitem', { name: words('room.newcomers'), exact: true }).click();
    const { link } = (await (await shown).json()) as { link: string };
    await maren.page.keyboard.press('Escape');

    const phone = { ...devices['Pixel 5'], viewport: { width: 390, height: 844 }, locale: 'de-DE' };
    const context = await browser.newContext(phone);
    tom = new Actor(await context.newPage());
    const sockets = new Set<string>();
    tom.page.on('websocket', (socket) => void sockets.add(new URL(socket.url()).pathname));
    await tom.page.goto(link);
    await tom.page.getByText(tom.words.welcome('invitedAs.walkIn')).waitFor();
    await tom.page.getByLabel(tom.words.welcome('name'), { exact: true }).fill('Tom Ried');
    await tom.press(tom.words.welcome('join.submit'));
    await tom.page.getByRole('heading', { level: 2, name: item }).waitFor();
    await tom.press(words('hands.raise'));
    await maren.button(words('hands.lowerOf', { name: 'Tom Ried' })).waitFor();
    await quiet(tom);
    expect(await overflowOf(tom.page)).toBe(0);
    expect(await seriousFaults(tom.page)).toEqual([]);
    await handOver(maren, 'Jonas Keller');
    await tom.page.getByText(words('room.passedOn', { name: 'Jonas Keller' })).waitFor();
    await maren.press(words('room.take'));

    // Put away and taken out again: the same person in the same place.
    await tom.page.reload();
    await tom.button(words('hands.lower')).waitFor();
    // No board's document was opened for any of this.
    expect([...sockets]).toEqual(['/sync/workspace']);

    await context.route('**/api/**', (route) => route.abort());
    await tom.page.reload();
    await tom.page.getByText(new URL(host.url).host).waitFor();
    await context.unroute('**/api/**');
    await tom.button(words('hands.lower')).click();
    await maren.button(words('hands.lowerOf', { name: 'Tom Ried' })).waitFor({ state: 'detached' });

    await tom.page.getByRole('link', { name: tom.words.phone('whole') }).click();
    await heading(tom, item).waitFor();
    await tom.page.goBack();
    await tom.button(words('hands.raise')).waitFor();
  });

  test('[SESSUI-10] [PHONE-6] closes with exactly the minutes that were seen', async () => {
    const { workshop: words } = maren.words;
    await maren.press(words('room.end'));
    await maren.dialog.getByText('Zwei Hallen. Und ein Zelt.').waitFor();
    await jonas.page.getByLabel(words('remarks.label')).fill('Doch drei Hallen.');
    await jonas.saved();
    await maren.press(words('minutes.close'), maren.dialog);
    await maren.dialog.getByText(words('minutes.changed', { count: 1 })).waitFor();
    await maren.dialog.getByText('Doch drei Hallen.').waitFor();
    await maren.press(words('minutes.close'), maren.dialog);
    await tom.page.getByText(tom.words.frame('banner.workshop-overTitle')).waitFor();
    expect(await tom.button(words('hands.raise')).count()).toBe(0);

    for (const actor of [maren, jonas]) {
      const main = actor.page.getByRole('main');
      await main.getByText('Doch drei Hallen.').waitFor();
      await main.getByText('Stand neben dem Eingang buchen').waitFor();
      await main.getByText(/Halle anfragen · Maren Vogt · bis 05\.03\.2027/).waitFor();
      await main.getByText(words('minutes.notReached', { title: 'Ort des nächsten Treffens' })).waitFor();
    }
    await quiet(maren);
    expect(await seriousFaults(maren.page)).toEqual([]);
    await jonas.page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowOf(jonas.page)).toBe(0);

    // What was not reached is proposed for the next one.
    await maren.press(words('plan.open'));
    await maren.press(words('plan.submit'), maren.dialog);
    await maren.page.getByText(words('proposals.why.parked')).first().waitFor();
  });
});
