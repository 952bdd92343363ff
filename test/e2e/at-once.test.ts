import type { Locator } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addAgendaItem } from '../../shared/doc/agenda';
import { createPlan } from '../../shared/doc/commands';
import { type Actor, PATIENCE } from '../support/clients/actor';
import type { OpenBoard, TestMember } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../support/desktop/house';
import { Workshop } from '../support/host/workshops';

const TITLE = 'Wärmepumpe 2027';
const BEFORE = 'Anfang. Ende.';
const MAREN = ' Sie sagt etwas.';
const SVEN = 'Er etwas anderes. ';

/** However fast the one types: the keys of two people meet anywhere, so each writes a whole sentence. */
describe('two people who write in one text at once', () => {
  let house: House;
  let board: string;
  let device: OpenBoard;
  let maren: Actor;
  let sven: Actor;

  prepare(async () => {
    house = await openHouse();
    board = await house.owner.createBoard(TITLE);
    const sales = await house.owner.invite({ name: 'Sven Keller', department: 'sales' });
    device = await house.owner.openBoard(board);
    createPlan(device.doc, {
      id: 'plan',
      kind: 'campaign',
      ownerId: house.owner.id,
      fields: { title: BEFORE, goal: BEFORE },
    });
    const enter = (member: TestMember) => enterBoard(house.browser, member, TITLE);
    [maren, sven] = await Promise.all([enter(house.owner), enter(sales)]);
  });
  beforeEach(() => keepEvidence(() => ({ maren: maren.page, sven: sven.page })));
  afterAll(async () => {
    device?.close();
    await house?.close();
  });

  const go = (place: string) =>
    Promise.all(
      [maren, sven].map(({ page }) =>
        page.evaluate((to) => {
          location.hash = to;
        }, `#/board/${board}${place}`),
      ),
    );
  /** She at the end, he at the beginning. */
  const writeAtOnce = async (fieldOf: (actor: Actor) => Locator) => {
    await fieldOf(maren).focus();
    await maren.page.keyboard.press('Control+End');
    await fieldOf(sven).focus();
    await sven.page.keyboard.press('Control+Home');
    const write = async ({ page }: Actor, text: string) => {
      for (const sign of text) await page.keyboard.type(sign);
    };
    await Promise.all([write(maren, MAREN), write(sven, SVEN)]);
    return async () => [await fieldOf(maren).inputValue(), await fieldOf(sven).inputValue()];
  };
  // What both changed at the same moment stands beside the field, to choose; in one's own field one's own text is whole.
  const OWN_WHOLE = [
    expect.stringMatching(new RegExp(`${MAREN}$`)),
    expect.stringMatching(new RegExp(`^${SVEN}`)),
  ];
  const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

  test.each(['goal', 'title'] as const)(
    '[PLANUI-3] the caret of each stays where it is, in the %s of a plan',
    async (field) => {
      await go('/plan/plan');
      await poll(await writeAtOnce((actor) => actor.field(field))).toEqual(OWN_WHOLE);
    },
  );

  test('[SESSUI-9] [PLANUI-3] in an item of an agenda, and in remarks, of which not a letter goes', async () => {
    const workshop = await Workshop.plan(house.owner, board);
    addAgendaItem(device.doc, {
      id: 'item',
      session: workshop.id,
      kind: 'topic',
      title: BEFORE,
      minutes: 10,
    });
    await go('/workshop');
    const label = (actor: Actor) => actor.words.workshop('agenda.itemTitle', { number: 1 });
    const title = (actor: Actor) => actor.page.getByRole('textbox', { name: label(actor), exact: true });
    await poll(await writeAtOnce(title)).toEqual(OWN_WHOLE);

    await workshop.command(house.owner, 'start');
    await workshop.command(house.owner, 'item', { item: 'item' });
    const remarks = (actor: Actor) =>
      actor.page.getByRole('textbox', { name: actor.words.workshop('remarks.label') });
    await remarks(maren).fill(BEFORE);
    await poll(() => remarks(sven).inputValue()).toBe(BEFORE);
    const both = SVEN + BEFORE + MAREN;
    await poll(await writeAtOnce(remarks)).toEqual([both, both]);
  });

  test('[UI-76] who is there stands side by side, no initial behind another one', async () => {
    const others = [];
    for (const name of ['Willi Wagner', 'Olga Oderbruch', 'Quentin Quast']) {
      const member = await house.owner.invite({ name, department: 'sales' });
      const open = await member.openBoard(board);
      open.provider.awareness.setLocalState({ user: { id: member.id, name } });
      others.push(open);
    }
    await go('');
    const here = maren.page.getByRole('button', { name: 'Quentin Quast' });
    const faces = here.locator('[aria-hidden=true]').filter({ hasText: /^\p{Lu}{2}$/u });
    await poll(() => faces.count()).toBe(4);
    const boxes = await faces.evaluateAll((all) =>
      all.map((face) => face.getBoundingClientRect()).map(({ left, right }) => [left, right] as const),
    );
    const covered = boxes.filter(([left], at) => left < (boxes[at - 1]?.[1] ?? 0));
    expect(covered).toEqual([]);
    for (const each of others) each.close();
  });
});
