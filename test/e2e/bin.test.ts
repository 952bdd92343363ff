import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createPlan, setField, setSet } from '../../shared/doc/commands';
import { type Actor, PATIENCE } from '../support/clients/actor';
import { enterPlan, openHouse, type House } from '../support/desktop/house';
import { prepare } from '../support/desktop/evidence';
import { type TestMember } from '../support/clients/clients';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const DRAFT = 'Händlertage';
const AGREED = 'Messe ISH';

/** Two colleagues in their browsers at one board, with a draft and an agreed plan on it. */
describe('[PLANUI-28] a plan that somebody deletes', () => {
  let house: House;
  let host: House['host'];
  let owner: TestMember;
  let board: string;
  let browser: Browser;
  let anna: Actor;
  let ben: Actor;

  prepare(async () => {
    house = await openHouse();
    ({ host, owner, browser } = house);
    board = await owner.createBoard('Wärmepumpe 2027');
    const jonas = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    await makePlans(owner);
    await agree(owner, jonas);
    const [hers, his] = await Promise.all([
      owner.invite({ name: 'Anna Größl', department: 'marketing' }),
      owner.invite({ name: 'Ben Özdemir', department: 'sales' }),
    ]);
    const wide = { viewport: { width: 1440, height: 900 } };
    const place = { board, plan: 'draft' };
    anna = await enterPlan(browser, hers, place, wide);
    ben = await enterPlan(browser, his, place, { ...wide, locale: 'en-GB' });
    for (const actor of [anna, ben]) await actor.closePlan();
  });
  afterAll(async () => {
    await house?.close();
  });

  async function makePlans(by: TestMember): Promise<void> {
    const { doc, close } = await by.openBoard(board);
    createPlan(doc, {
      id: 'draft',
      kind: 'campaign',
      ownerId: by.id,
      fields: { title: DRAFT, goal: 'Zwanzig Händler' },
    });
    setSet(doc, 'draft', 'tags', ['Herbst', 'Handel']);
    setField(doc, 'draft', 'color', 'green');
    const fields = { title: AGREED, goal: '80 Gespräche', start: '2027-10-01', end: '2027-10-03' };
    createPlan(doc, { id: 'agreed', kind: 'campaign', ownerId: by.id, fields });
    await vi.waitFor(async () => {
      const { body } = await by.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
      expect(body.plans).toHaveLength(2);
    }, PATIENCE);
    close();
  }

  async function agree(by: TestMember, approver: TestMember): Promise<void> {
    await by.state(board, 'agreed', { kind: 'plan-submitted' });
    const promise = { ownerId: approver.id, days: 2, callShare: 0.5, capacityPerWeek: 40 };
    const { status } = await approver.state(board, 'agreed', {
      kind: 'decision',
      verdict: 'approve',
      promise,
    });
    expect(status).toBe(201);
  }

  const menu = async (actor: Actor, item: string) => {
    await actor.press(actor.words.plan('actions'), actor.panel);
    await actor.page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  const documented = async (id: string) => {
    const { doc, close } = await owner.openBoard(board);
    const plan: unknown = doc.getMap('plans').get(id);
    close();
    const { gone: _gone, ...rest } = (plan as { toJSON: () => Record<string, unknown> }).toJSON();
    return rest;
  };

  test('[UI-79] as a draft is taken back whole, by the one who deleted it and by a colleague', async () => {
    const { plan, board: words } = anna.words;
    const before = await documented('draft');
    await anna.openCard(DRAFT);
    await menu(anna, plan('delete'));
    const toast = anna.page.getByRole('status').filter({ hasText: plan('deleted', { title: DRAFT }) });
    await toast.waitFor();
    // Over a dialog it stands where that has no buttons.
    await anna.press(words('bin.open', { count: 1 }));
    await anna.dialog.waitFor();
    const height = anna.page.viewportSize()?.height ?? 0;
    await poll(async () => ((await toast.boundingBox())?.y ?? height) < height / 4).toBe(true);
    await anna.page.keyboard.press('Escape');
    await anna.page.getByRole('button', { name: plan('restore'), exact: true }).click();
    await anna.page.getByRole('link', { name: DRAFT }).first().waitFor();
    await anna.saved();
    expect(await documented('draft')).toEqual(before);

    await anna.openCard(DRAFT);
    await menu(anna, plan('delete'));
    await anna.saved();
    await ben.press(ben.words.board('bin.open', { count: 1 }));
    await ben.dialog.getByText(ben.words.board('bin.by', { name: 'Anna Größl' })).waitFor();
    await ben.press(ben.words.board('bin.takeBack', { title: DRAFT }), ben.dialog);
    await ben.dialog.getByText(ben.words.board('bin.emptyTitle')).waitFor();
    await ben.page.keyboard.press('Escape');
    await anna.page.getByRole('link', { name: DRAFT }).first().waitFor();
    await ben.saved();
    expect(await documented('draft')).toEqual(before);
    expect(await anna.button(words('bin.open', { count: 1 })).count()).toBe(0);
  });

  test('asks first when it is agreed, and everybody on the board sees who it was', async () => {
    const { plan, common, board: words, decision, record } = anna.words;
    await ben.openCard(AGREED);
    await anna.openCard(AGREED);
    await menu(anna, plan('deleteAsking'));
    await anna.dialog.getByText(plan('deleteAsked.agreed')).waitFor();
    await anna.press(common('cancel'), anna.dialog);
    await menu(anna, plan('deleteAsking'));
    await anna.press(plan('delete'), anna.dialog);

    await ben.status.getByText(ben.words.plan('status.goneAgreed', { name: 'Anna Größl' })).waitFor();
    await ben.page.getByText(ben.words.board('bin.noticed', { name: 'Anna Größl', title: AGREED })).waitFor();
    expect((await ben.history())[0]).toContain(ben.words.decision('history.gone', { name: 'Anna Größl' }));
    await poll(() => ben.field('goal').count()).toBe(0);

    // By its link, in the record and in the calendar.
    await anna.page.goto(`${host.url}/#/board/${board}/plan/agreed`);
    await anna.status.getByText(plan('status.goneAgreed', { name: 'Anna Größl' })).waitFor();
    expect((await anna.history())[0]).toContain(decision('history.gone', { name: 'Anna Größl' }));
    await anna.backToBoard();
    await anna.goTo('record');
    await anna.page.getByText(record('deleted.title')).waitFor();
    await anna.press(words('bin.open', { count: 1 }));
    await anna.page.keyboard.press('Escape');

    await ben.press(ben.words.plan('restore'), ben.status);
    await ben.sees('agreed');
    await poll(async () => (await ben.history()).join()).not.toContain(
      ben.words.decision('history.gone', { name: 'Anna Größl' }),
    );
    await anna.goTo('columns');
    await anna.openCard(AGREED);
    await poll(async () => (await anna.history())[0]).toBe(
      decision('history.takenBack', { name: 'Ben Özdemir' }),
    );
  });
});
