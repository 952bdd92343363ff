import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createPlan } from '../../../shared/doc/commands';
import { Actor } from '../../support/clients/actor';
import type { OpenBoard } from '../../support/clients/clients';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../../support/desktop/house';

const TITLE = 'Wärmepumpe 2027';

describe('a member who follows an invitation in the browser he works in', () => {
  let house: House;
  let device: OpenBoard;
  let board: string;
  let page: Page;

  prepare(async () => {
    house = await openHouse();
    board = await house.owner.createBoard(TITLE);
    device = await house.owner.openBoard(board);
    createPlan(device.doc, {
      id: 'plan',
      kind: 'campaign',
      ownerId: house.owner.id,
      fields: { title: 'Frühjahr' },
    });
    ({ page } = await enterBoard(house.browser, house.owner, TITLE));
  });
  beforeEach(() => keepEvidence(() => ({ page })));
  afterAll(async () => {
    device?.close();
    await house?.close();
  });

  test('[UI-22] goes on as whom he is, to where it leads, and does not become a second person', async () => {
    const { body } = await house.owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    const other = new Actor(await page.context().newPage());
    page = other.page;
    await page.goto(`${body.link}&board=${board}&plan=plan`);
    await other.press(other.words.welcome('alreadyHere'));
    await other.status.waitFor();
    expect(page.url()).toContain('/plan/plan');
    const { members } = (await house.owner.ask<{ members: unknown[] }>('GET', '/api/members')).body;
    expect(members).toHaveLength(1);
  });

  test('[UI-22] whom nobody knows is not asked', async () => {
    const { body } = await house.owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    const stranger = new Actor(await (await house.browser.newContext({ locale: 'de-DE' })).newPage());
    page = stranger.page;
    await page.goto(body.link);
    await stranger.button(stranger.words.welcome('otherWays')).waitFor();
    expect(await stranger.button(stranger.words.welcome('alreadyHere')).count()).toBe(0);
  });
});
