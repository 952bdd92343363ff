import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { deletePlan } from '../../../shared/doc/commands';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import type { TestMember } from '../../support/clients/clients';
import { enterBoard, openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';

const inbox = wordsOf('de', 'inbox');
const IDA = 'Ida Sonnenschein';

describe('an approver’s inbox', () => {
  let house: House;
  let owner: TestMember;
  let ida: TestMember;
  let board: string;
  let approver: TestMember;
  let jonas: Actor;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    ({ owner } = house);
    approver = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    ida = await owner.invite({ name: IDA, department: 'marketing' });
    board = await owner.createBoard('Wärmepumpe');
    for (const plan of ['Messe', 'Radio', 'Plakat']) {
      await postPlan(owner, board, plan, { title: plan });
      await owner.state(board, plan, { kind: 'plan-submitted' });
    }
    const promise = { ownerId: approver.id, days: 3, callShare: 0.8, capacityPerWeek: 40 };
    await approver.state(board, 'Plakat', { kind: 'decision', verdict: 'approve', promise });
    for (const plan of ['Messe', 'Radio'])
      await owner.ask('POST', `/api/boards/${board}/plans/${plan}/remind`, {});
    jonas = await enterBoard(house.browser, approver, 'Wärmepumpe');
    await jonas.page.evaluate(() => (location.hash = '#/inbox'));
  });
  beforeEach(() => keepEvidence(() => ({ jonas: jonas.page })));
  afterAll(async () => {
    await house?.close();
  });

  const press = (keys: string) => jonas.page.keyboard.press(keys);
  const lines = () => jonas.page.locator('[data-item]');
  /** Which line has the focus, from the top. */
  const focused = () =>
    lines().evaluateAll((all) => all.findIndex((line) => line === document.activeElement));
  const has = (at: number) => expect.poll(focused, { timeout: PATIENCE }).toBe(at);

  test('[INBOX-9] a line of several plans that is unfolded among the unread stays, with the focus, until it is folded', async () => {
    await jonas.page.getByRole('radio', { name: inbox('filters.new') }).click();
    const line = lines().filter({ hasText: 'erinnert Sie an 2 Entscheidungen' });
    await line.focus();
    await press('Enter');
    const plans = jonas.page.getByRole('list', { name: inbox('plansOf') }).getByRole('link');
    await expect.poll(() => plans.count(), { timeout: PATIENCE }).toBe(2);
    // It counts as read.
    await expect
      .poll(async () => JSON.stringify((await approver.ask('GET', '/api/inbox')).body), { timeout: PATIENCE })
      .toContain('"seen"');
    expect(await plans.count()).toBe(2);
    expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
    await press('Enter');
    await line.waitFor({ state: 'detached' });
    await has(1);
    await press('u');
    await expect.poll(() => lines().count(), { timeout: PATIENCE }).toBe(1);
    await has(0);
    await jonas.page.getByRole('radio', { name: inbox('filters.open') }).click();
    await jonas.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  });

  test('[INBOX-9] [REMIND-6] goes from line to line by J and K, and opens reminders of several plans to each of them', async () => {
    const line = lines().filter({ hasText: 'erinnert Sie an 2 Entscheidungen' });
    await line.waitFor();
    expect(await lines().count()).toBe(3);
    await press('j');
    await has(0);
    await press('j');
    await has(1);
    await press('j');
    await has(2);
    // At either end they stay.
    await press('j');
    expect(await focused()).toBe(2);
    await press('k');
    await press('k');
    await has(0);
    await press('k');
    expect(await focused()).toBe(0);
    await press('j');
    await press('j');
    await has(2);
    expect(await line.getAttribute('aria-expanded')).toBe('false');
    await press('Enter');
    await expect.poll(() => line.getAttribute('aria-expanded')).toBe('true');
    const plans = jonas.page.getByRole('list', { name: inbox('plansOf') }).getByRole('link');
    expect(await plans.allTextContents()).toEqual(expect.arrayContaining(['Messe', 'Radio']));
    await press('Tab');
    await press('Tab');
    await press('Tab');
    expect(await jonas.page.evaluate(() => document.activeElement?.textContent)).toMatch(/Messe|Radio/);
    // The whole line is done from there, too.
    await press('e');
    await line.waitFor({ state: 'detached' });
    expect(await lines().count()).toBe(2);
  });

  test('[INBOX-14] says who deleted a plan that he agreed to, leads to it in the bin, and lets go once it is back', async () => {
    const { doc, close } = await ida.openBoard(board);
    await expect.poll(() => doc.getMap('plans').size, { timeout: PATIENCE }).toBe(3);
    deletePlan(doc, 'Plakat');
    const item = lines().filter({ hasText: inbox('why.deleted', { name: IDA, count: 1 }) });
    await item.waitFor();
    await item.click();
    const { plan } = jonas.words;
    await jonas.status.getByText(plan('status.goneAgreed', { name: IDA })).waitFor();
    await jonas.status.getByRole('time').waitFor();
    await jonas.press(plan('restore'), jonas.status);
    await jonas.sees('agreed');
    await jonas.page.evaluate(() => (location.hash = '#/inbox'));
    await lines().first().waitFor();
    await item.waitFor({ state: 'detached' });
    close();
  });
});
