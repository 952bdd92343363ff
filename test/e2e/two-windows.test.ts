import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createPlan } from '../../shared/doc/commands';
import { Actor, PATIENCE } from '../support/clients/actor';
import type { OpenBoard } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../support/desktop/house';

const TITLE = 'Wärmepumpe 2027';
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('one person in two windows', () => {
  let house: House;
  let board: string;
  let device: OpenBoard;
  let one: Actor;
  let other: Actor;
  let plans = 0;

  prepare(async () => {
    house = await openHouse();
    board = await house.owner.createBoard(TITLE);
    device = await house.owner.openBoard(board);
    createPlan(device.doc, {
      id: 'plan',
      kind: 'campaign',
      ownerId: house.owner.id,
      fields: { title: 'Messe' },
    });
    one = await enterBoard(house.browser, house.owner, TITLE);
    other = new Actor(await one.page.context().newPage());
  });
  beforeEach(() => keepEvidence(() => ({ one: one.page, other: other.page })));
  afterAll(async () => {
    device?.close();
    await house?.close();
  });

  /** A plan of its own, open in both. */
  const openPlan = async () => {
    const id = `plan-${plans++}`;
    createPlan(device.doc, { id, kind: 'campaign', ownerId: house.owner.id, fields: { title: id } });
    for (const { page } of [one, other]) {
      await page.goto(`${house.host.url}/#/board/${board}/plan/${id}`);
      await page.locator(`[data-plan="${id}"]`).first().waitFor();
    }
    for (const each of [one, other]) await boxOf(each).waitFor();
  };
  const boxOf = ({ panel, words }: Actor) =>
    panel.getByRole('textbox', { name: words.comments('label'), exact: true });
  const reload = async (actor: Actor) => {
    await actor.page.reload();
    await boxOf(actor).waitFor();
  };
  const earlierOf = ({ page }: Actor) => page.getByRole('group', { name: one.words.kept('earlier.label') });

  test('[PLANUI-39] a comment that is being written stands in both, and goes from both when it is sent', async () => {
    await openPlan();
    await boxOf(one).pressSequentially('Reicht es?');
    await poll(() => boxOf(other).inputValue()).toBe('Reicht es?');
    await boxOf(other).press('End');
    await boxOf(other).pressSequentially(' Bis Mai.');
    await poll(() => boxOf(one).inputValue()).toBe('Reicht es? Bis Mai.');
    await other.press(other.words.comments('send'), other.panel);
    for (const each of [one, other]) {
      await each.panel.getByRole('article').getByText('Reicht es? Bis Mai.').waitFor();
      await poll(() => boxOf(each).inputValue()).toBe('');
    }
  });

  test('[PLANUI-39] what is written over in the other window is offered in both, also after a reload', async () => {
    await openPlan();
    await boxOf(one).fill('Reicht es?');
    await poll(() => boxOf(other).inputValue()).toBe('Reicht es?');
    await boxOf(other).fill('Zu teuer.');
    for (const each of [one, other]) {
      await reload(each);
      expect(await boxOf(each).inputValue()).toBe('Zu teuer.');
      await earlierOf(each).getByText('Reicht es?').waitFor();
    }
    await one.press(one.words.kept('earlier.take'), earlierOf(one));
    for (const each of [one, other]) {
      await poll(() => boxOf(each).inputValue()).toBe('Zu teuer.\nReicht es?');
      await earlierOf(each).waitFor({ state: 'detached' });
    }
  });

  test('[ROUNDUI-13] notes of a sealed round are handed in from both, and none is written over', async () => {
    const round = { kind: 'notes', title: 'Was fehlt?', authors: 'shown' };
    expect((await house.owner.ask('POST', `/api/boards/${board}/rounds`, round)).status).toBe(201);
    const label = one.words.rounds('notes.label');
    const noteOf = (page: Page) => page.getByRole('textbox', { name: label, exact: true });
    const handIn = async ({ page }: Actor, text: string) => {
      await noteOf(page).fill(text);
      await noteOf(page).press('Enter');
      await page.getByText(one.words.rounds('taken'), { exact: true }).waitFor();
      await poll(() => noteOf(page).inputValue()).toBe('');
    };
    for (const { page } of [one, other]) {
      await page.goto(`${house.host.url}/#/board/${board}/rounds`);
      await noteOf(page).waitFor();
    }
    await handIn(one, 'Zeit');
    await handIn(other, 'Geld');
    await one.page.reload();
    await poll(() =>
      one.page
        .getByRole('list', { name: one.words.rounds('notes.own') })
        .getByRole('listitem')
        .allTextContents(),
    ).toEqual(['Zeit', 'Geld']);
    await noteOf(one.page).fill('Platz');
    await poll(() => noteOf(other.page).inputValue()).toBe('Platz');
  });

  test('[UI-22] an invitation that is followed in the browser one works in leads on as whom one is, and makes no second person', async () => {
    const { body } = await house.owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    const third = new Actor(await one.page.context().newPage());
    const { page, words } = third;
    await page.goto(`${body.link}&board=${board}&plan=plan`);
    await third.press(words.welcome('alreadyHere'));
    await third.status.waitFor();
    expect(page.url()).toContain('/plan/plan');
    const { members } = (await house.owner.ask<{ members: unknown[] }>('GET', '/api/members')).body;
    expect(members).toHaveLength(1);
    await page.close();
  });

  test('[UI-22] whom nobody knows is not asked whether he is here already', async () => {
    const { body } = await house.owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    const context = await house.browser.newContext({ locale: 'de-DE' });
    const stranger = new Actor(await context.newPage());
    await stranger.page.goto(body.link);
    await stranger.button(stranger.words.welcome('otherWays')).waitFor();
    expect(await stranger.button(stranger.words.welcome('alreadyHere')).count()).toBe(0);
    await context.close();
  });
});
