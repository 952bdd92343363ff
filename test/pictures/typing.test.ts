import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { startHost } from '../../server/start';
import { createPlan, setField } from '../../shared/doc/commands';
import { PATIENCE, type Actor } from '../support/clients/actor';
import type { OpenBoard } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../support/desktop/house';
import { PASTED } from '../support/desktop/pasted';
import { takePicture } from '../support/desktop/pictures';
import { compose, paste } from '../support/desktop/typing';

const BOARD = 'Wärmepumpe 2027';
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('what becomes of what people type and paste', () => {
  let house: House;
  let host: House['host'];
  let board: string;
  let colleague: OpenBoard;
  let maren: Actor;
  let plans = 0;
  let plan: string;

  prepare(async () => {
    house = await openHouse();
    ({ host } = house);
    board = await house.owner.createBoard(BOARD);
    colleague = await house.owner.openBoard(board);
    makePlan();
    maren = await enterBoard(house.browser, house.owner, BOARD);
    await maren.page.setViewportSize({ width: 1440, height: 900 });
  });
  beforeEach(async () => {
    keepEvidence(() => ({ maren: maren.page }));
    makePlan();
    await openPlan(maren);
  });
  afterAll(async () => {
    colleague?.close();
    await house?.close();
  });

  function makePlan(): void {
    plan = `plan-${plans++}`;
    const fields = { title: 'Frühjahr', start: '2027-03-01', end: '2027-04-30', budgetMinor: 1_250_000 };
    createPlan(colleague.doc, {
      id: plan,
      kind: 'campaign',
      ownerId: house.owner.id,
      fields: { ...fields, currency: 'EUR' },
    });
  }
  const openPlan = async (actor: Actor) => {
    await actor.page.goto(`${house.owner.url}/#/board/${board}/plan/${plan}`);
    await actor.page.reload();
    await actor.field('goal').waitFor();
  };
  const tags = (field: 'channels' | 'tags') =>
    maren.panel.getByRole('combobox', { name: maren.words.common(`field.${field}`), exact: true });

  test('undo says what it took back, and shows the place', async () => {
    const { page } = maren;
    await page.clock.setFixedTime(Date.now());
    await maren.field('goal').click();
    await page.keyboard.type('Mehr Anfragen aus Bayern');
    await maren.field('title').click();
    await page.keyboard.press('End');
    await page.keyboard.type('saktion');
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+Z');
    await poll(() => maren.field('goal').inputValue()).toBe('');
    await takePicture(page, 'undone');
    await page.clock.setSystemTime(Date.now());
  });

  test('Escape takes back half a word that was to become a tag', async () => {
    await maren.addTags('channels', ['Messe']);
    await tags('channels').focus();
    await maren.page.keyboard.type('Zei');
    await maren.page.keyboard.press('Escape');
    await poll(() => tags('channels').inputValue()).toBe('');
    await takePicture(maren.page, 'half-a-tag', tags('channels'));
  });

  test.each([
    ['from-word', ['Word: a list in a list', 'Word: a table', 'Outlook: links and signs']],
    ['from-excel', ['Excel']],
  ] as const)('a brief that was pasted %s', async (name, clips) => {
    await maren.brief.click();
    for (const clip of clips) {
      await paste(maren.page, { html: PASTED[clip]?.html ?? '', text: 'x' });
      await maren.page.keyboard.press('Enter');
    }
    await maren.page.keyboard.type('Siehe www.brenner.example/k8 ');
    await tags('tags').focus();
    if (name === 'from-excel') await paste(maren.page, { text: 'Messe\r\nRadio\r\nPrint\r\n' });
    await maren.saved();
    await takePicture(maren.page, name, maren.brief);
  });

  test('amounts and days as people write them, and what is asked of the others', async () => {
    const { page } = maren;
    await maren.fill({ budgetMinor: '64 T€', start: 'KW 9 2027', expectedEnquiries: '12 | 500' });
    await maren.field('end').fill('Sept 2027');
    await takePicture(page, 'amount-and-week', maren.field('budgetMinor'));
    await maren.fill({ budgetMinor: '48,500', end: '31.12.9999' });
    await takePicture(page, 'amount-in-doubt', maren.field('budgetMinor'));
    await maren.fill({ budgetMinor: '1000 USD', end: '31.02.2027' });
    await takePicture(page, 'amount-of-another-currency', maren.field('budgetMinor'));
  });

  test('a cell that was opened and left writes nothing over a colleague', async () => {
    const { page } = maren;
    await page.goto(`${host.url}/#/board/${board}/list`);
    await page.locator(`[role=gridcell][data-plan="${plan}"]`).focus();
    await page.keyboard.press('F2');
    await page.locator('[role=gridcell] input:focus').waitFor();
    setField(colleague.doc, plan, 'title', 'Frühjahr, neu benannt von Maren');
    await poll(() => page.locator(':focus').inputValue()).toContain('neu benannt');
    await page.keyboard.press('Enter');
    await maren.saved();
    await takePicture(page, 'cell-left-alone');
  });

  test('the rules dialog tells what another owner changed meanwhile', async () => {
    const { page, words } = maren;
    await maren.toBoards();
    await maren.press(words.board('boards.actions', { title: BOARD }));
    await page.getByRole('menuitem', { name: words.board('boards.policy') }).click();
    await maren.dialog.getByLabel(words.board('policy.leadTime')).fill('30');
    const { body } = await house.owner.ask<{ boards: { policy: object }[] }>('GET', '/api/boards');
    const policy = { ...body.boards[0]?.policy, approvals: 2, leadTimeDays: 21 };
    await house.owner.ask('PATCH', `/api/boards/${board}`, { policy });
    await maren.dialog.getByText('bisher 14, jetzt 21').waitFor();
    await takePicture(page, 'rules-changed-meanwhile');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  test('keys of an input method make no tag', async () => {
    await tags('channels').focus();
    await compose(maren.page, 'Zeit´');
    await maren.page.keyboard.press('Enter');
    await maren.page.keyboard.press('Escape');
    await takePicture(maren.page, 'input-method', tags('channels'));
  });

  test('what two wrote in one field without each other stands beside it, to choose', async () => {
    setField(colleague.doc, plan, 'goal', 'Mehr Anfragen aus Bayern');
    const sven = await enterBoard(
      house.browser,
      await house.owner.invite({ name: 'Sven Keller', department: 'sales' }),
      BOARD,
    );
    await sven.page.setViewportSize({ width: 1440, height: 900 });
    await openPlan(sven);
    for (const each of [maren, sven])
      await poll(() => each.field('goal').inputValue()).toBe('Mehr Anfragen aus Bayern');
    const port = Number(new URL(host.url).port);
    await host.close();
    await maren.field('goal').fill('Weniger Anfragen aus Bayern');
    await sven.field('goal').fill('Viel mehr Anfragen aus Bayern');
    for (const { page } of [maren, sven]) await page.locator('[data-saved=offline]').waitFor();
    await takePicture(maren.page, 'written-without-the-host');
    host = await startHost({ data: house.data, port, rendererDir: fromRoot('out', 'renderer') });
    for (const each of [maren, sven]) await each.saved();
    const versions = ({ page, words }: Actor) =>
      page.getByRole('region', {
        name: words.kept('versions.label', { field: words.common('field.goal') }),
      });
    await poll(async () => (await versions(maren).count()) + (await versions(sven).count())).toBe(1);
    const loser = (await versions(maren).count()) === 1 ? maren : sven;
    await takePicture(loser.page, 'two-versions', versions(loser));
  });
});
