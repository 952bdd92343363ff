import type { Locator } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Language } from '../../renderer/i18n/messages';
import { readPlan } from '../../shared/doc/board-doc';
import { createPlan } from '../../shared/doc/commands';
import { type Actor, PATIENCE } from '../support/clients/actor';
import type { OpenBoard } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterPlan, openHouse, type House } from '../support/desktop/house';
import { wordsOf } from '../support/desktop/words';

const TITLE = 'Wärmepumpe 2027';
const BEFORE = {
  start: '2027-03-01',
  end: '2027-05-31',
  budgetMinor: 1_250_000,
  currency: 'EUR',
  expectedEnquiries: 120,
} as const;

let house: House;
let board: string;
let device: OpenBoard;

prepare(async () => {
  house = await openHouse();
  board = await house.owner.createBoard(TITLE);
  device = await house.owner.openBoard(board);
  createPlan(device.doc, { id: 'plan', kind: 'campaign', ownerId: house.owner.id, fields: BEFORE });
});
afterAll(async () => {
  device?.close();
  await house?.close();
});

describe.each<Language>(['de', 'en'])('Escape takes back what was typed (%s)', (language) => {
  let maren: Actor;

  prepare(async () => {
    const place = { board, plan: 'plan' };
    maren = await enterPlan(house.browser, house.owner, place, { locale: language });
  });
  beforeEach(() => keepEvidence(() => ({ maren: maren.page })));
  afterAll(() => maren?.page.context().close());

  const go = (hash: string) =>
    maren.page.evaluate((to) => {
      location.hash = to;
    }, hash);
  const press = (key: string) => maren.page.keyboard.press(key);
  const type = async (field: Locator, text: string) => {
    await field.focus();
    await press('Control+A');
    await maren.page.keyboard.type(text);
  };
  const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

  test.each(['start', 'end', 'budgetMinor', 'expectedEnquiries'] as const)(
    '[UI-42] in the form of a plan, though each key counted at once: %s',
    async (name) => {
      await go(`#/board/${board}/plan/plan`);
      const field = maren.field(name);
      const text = await field.inputValue();
      const stored = () => readPlan(device.doc, 'plan')?.[name];
      await type(field, '4');
      await poll(stored).not.toBe(BEFORE[name]);
      await press('Escape');
      expect(await field.inputValue()).toBe(text);
      await poll(stored).toBe(BEFORE[name]);
      expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
      await press('Escape');
      expect(await field.evaluate((input) => input === document.activeElement)).toBe(false);
      expect(maren.page.url()).toContain('/plan/plan');
      expect(await field.inputValue()).toBe(text);
    },
  );

  test('[UI-42] in a line of a dialog; a second one closes it, a click beside does not', async () => {
    await go('#/boards');
    const { board: words } = maren.words;
    await maren.press(words('boards.create'));
    const name = maren.dialog.getByLabel(words('boards.name'));
    await type(name, 'Solar');
    await maren.page.mouse.click(4, 400);
    expect(await name.inputValue()).toBe('Solar');
    await type(name, 'Wärme');
    await press('Escape');
    expect(await name.inputValue()).toBe('Solar');
    await name.fill('');
    await name.blur();
    await type(name, 'Wärme');
    await press('Escape');
    expect(await name.inputValue()).toBe('');
    await press('Escape');
    await maren.dialog.waitFor({ state: 'detached' });
    await maren.press(words('boards.create'));
    await name.waitFor();
    await maren.page.mouse.click(4, 400);
    await maren.dialog.waitFor({ state: 'detached' });
  });

  test('[UI-42] a text of several lines in a dialog is left first, with what was typed', async () => {
    const rounds = wordsOf(language, 'rounds');
    await go(`#/board/${board}/rounds`);
    await maren.press(rounds('open'));
    await maren.check(rounds('about.votes'), maren.dialog);
    const text = maren.dialog.locator('textarea').first();
    await type(text, 'Messe');
    await press('Escape');
    expect(await text.inputValue()).toBe('Messe');
    await press('Escape');
    await maren.dialog.waitFor({ state: 'detached' });
  });
});
