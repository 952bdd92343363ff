import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { startHost } from '../../server/start';
import { joinLink } from '../../shared/api/links';
import { addAgendaItem, readAgenda, removeAgendaItem, setAgendaField } from '../../shared/doc/agenda';
import { createPlan, setField } from '../../shared/doc/commands';
import { Actor, PATIENCE } from '../support/clients/actor';
import { type OpenBoard, type TestMember } from '../support/clients/clients';
import { openHouse, type House } from '../support/desktop/house';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { paste } from '../support/desktop/typing';
import { Workshop } from '../support/host/workshops';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('one undo', () => {
  let house: House;
  let host: House['host'];
  let port: number;
  let owner: TestMember;
  let board: string;
  let browser: Browser;
  let page: Page;
  let jonas: Actor;
  let colleague: OpenBoard;
  let plans = 0;
  let plan: string;
  let session: string | null = null;

  prepare(async () => {
    house = await openHouse({ name: 'Jana Vogt' });
    ({ host, owner, browser } = house);
    port = Number(new URL(host.url).port);
    jonas = await enter('Jonas Keller', 'de');
    page = jonas.page;
  });
  // A board for each, as nothing of an earlier one is to be undone.
  beforeEach(async () => {
    keepEvidence(() => ({ page }));
    colleague?.close();
    session = null;
    plan = `plan-${plans++}`;
    board = await owner.createBoard(`Wärmepumpe ${plan}`);
    colleague = await owner.openBoard(board);
    createPlan(colleague.doc, {
      id: plan,
      kind: 'campaign',
      ownerId: owner.id,
      fields: { title: 'Frühjahr' },
    });
  });
  afterAll(async () => {
    colleague?.close();
    await house?.close();
  });

  const enter = async (name: string, language: 'de' | 'en'): Promise<Actor> => {
    const member = await owner.invite({ name, department: 'marketing', role: 'owner' });
    const locale = language === 'de' ? 'de-DE' : 'en-GB';
    const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
    const actor = new Actor(await context.newPage(), language);
    const secret = await member.deviceLink();
    await actor.page.goto(joinLink({ origin: host.url, kind: 'device', secret, cert: null }));
    await actor.page.getByRole('heading', { level: 1, name: actor.words.frame('boards') }).waitFor();
    return actor;
  };
  const openForm = async (of = page) => {
    await of.goto(`${host.url}/#/board/${board}/plan/${plan}`);
    await of.locator(`[data-place="${plan}/goal"]`).waitFor();
  };
  const materialOf = async () => (await owner.plan(board, plan)).material ?? {};
  /** A burst of keys, however long the machine takes for it: the page's clock stands still until the test opens it anew. */
  const type = async (text: string) => {
    await page.clock.setFixedTime(Date.now());
    await page.keyboard.type(text);
  };
  const undo = () => page.keyboard.press('Control+Z');
  const redo = () => page.keyboard.press('Control+Shift+Z');
  const isSaid = async (what: string, way: 'undo' | 'redo' = 'undo') => {
    const said = jonas.words.frame(`undone.${way}`, { what, title: 'Frühjahr' });
    await page
      .getByText(said.replace(/[\u2068\u2069]/g, ''), { exact: false })
      .or(page.getByText(said))
      .first()
      .waitFor();
  };
  const focusIsIn = (field: string) =>
    poll(() =>
      page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')),
    ).toBe(field);
  const brief = () => jonas.brief.innerText();

  test('[CLIENT-71] [UI-60] a burst in one field is one step; the next step is said, and shown where it is', async () => {
    await openForm();
    await jonas.field('goal').click();
    await type('Mehr Anfragen');
    await jonas.field('title').click();
    await page.keyboard.press('End');
    await type('saktion');
    await undo();
    await poll(() => jonas.field('title').inputValue()).toBe('Frühjahr');
    expect(await jonas.field('goal').inputValue()).toBe('Mehr Anfragen');
    await isSaid(jonas.words.common('field.title'));
    await undo();
    await poll(() => jonas.field('goal').inputValue()).toBe('');
    await isSaid(jonas.words.common('field.goal'));
    await focusIsIn('goal');
    await redo();
    await page.keyboard.press('Control+Y');
    await poll(() => jonas.field('title').inputValue()).toBe('Frühjahrsaktion');
    expect(await jonas.field('goal').inputValue()).toBe('Mehr Anfragen');
    await focusIsIn('title');
  });

  test('[CLIENT-73] whoever wrote something else after undoing gets the former text offered, and nothing speaks of others', async () => {
    await openForm();
    await jonas.field('goal').click();
    await type('Hundert Anfragen');
    await undo();
    await poll(() => jonas.field('goal').inputValue()).toBe('');
    await type('Zwanzig Termine');
    await redo();
    const { kept, common, frame } = jonas.words;
    const versions = page.getByRole('region', {
      name: kept('versions.label', { field: common('field.goal') }),
    });
    await poll(() => versions.innerText()).toContain('Hundert Anfragen');
    expect(await jonas.field('goal').inputValue()).toBe('Zwanzig Termine');
    await page.getByText(frame('banner.overwrittenTitle', { count: 1 })).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/gleichzeitig|anderswo|zugleich/);
    await jonas.press(kept('versions.takeMine'), versions);
    await poll(() => jonas.field('goal').inputValue()).toBe('Hundert Anfragen');
    await poll(() => versions.count()).toBe(0);
  });

  test('[CLIENT-71] after Tab, Ctrl+Z takes back the step and not letters', async () => {
    await openForm();
    await jonas.field('goal').click();
    await type('Heizen mit Luft');
    await undo();
    await poll(() => jonas.field('goal').inputValue()).toBe('');
    await page.keyboard.press('Tab');
    await undo();
    await jonas.saved();
    expect(await jonas.field('goal').inputValue()).toBe('');
    expect(await jonas.field('title').inputValue()).toBe('Frühjahr');
    await redo();
    await poll(() => jonas.field('goal').inputValue()).toBe('Heizen mit Luft');
  });

  test('[CLIENT-73] [CLIENT-71] in the brief redo gives back what was pasted, however often one undid', async () => {
    await openForm();
    await jonas.brief.click();
    await page.keyboard.type('Wir heizen anders.');
    await paste(page, { text: ' Und zwar bald.' });
    await poll(brief).toBe('Wir heizen anders. Und zwar bald.');
    await undo();
    await poll(brief).toBe('Wir heizen anders.');
    for (let i = 0; i < 3; i++) await undo();
    await poll(async () => (await brief()).trim()).toBe('');
    await jonas.brief.click();
    await page.keyboard.press('ArrowLeft');
    for (let i = 0; i < 3; i++) await redo();
    await poll(brief).toBe('Wir heizen anders. Und zwar bald.');
    expect(await materialOf()).toMatchObject({
      brief: [{ type: 'paragraph', children: [{ text: 'Wir heizen anders. Und zwar bald.' }] }],
    });
  });

  test('[CLIENT-71] a comment has steps of its own, and the board none of them', async () => {
    await openForm();
    await jonas.field('goal').click();
    await page.keyboard.type('Ziel');
    const comment = jonas.panel.locator('textarea').last();
    await comment.click();
    await page.keyboard.type('Warum erst im Mai');
    await undo();
    await poll(() => comment.inputValue()).toBe('');
    await undo();
    expect(await jonas.field('goal').inputValue()).toBe('Ziel');
    await redo();
    await poll(() => comment.inputValue()).toBe('Warum erst im Mai');
  });

  test('[CLIENT-71] a comment that was taken back comes back from the box into which that led', async () => {
    await openForm();
    const box = jonas.panel.locator('textarea').last();
    const said = jonas.panel.getByText('Warum erst im Mai', { exact: true });
    await box.click();
    await page.keyboard.type('Warum erst im Mai');
    await page.keyboard.press('Control+Enter');
    await said.waitFor();
    await jonas.field('title').click();
    await undo();
    await poll(() => said.count()).toBe(0);
    await poll(() => box.evaluate((field) => field === document.activeElement)).toBe(true);
    await redo();
    await said.waitFor();
  });

  test('[CLIENT-71] in the list what is typed in a cell is taken back at once, and comes back', async () => {
    await page.goto(`${host.url}/#/board/${board}/list`);
    await page.locator(`[role=gridcell][data-plan="${plan}"]`).focus();
    await page.keyboard.press('F2');
    await page.locator('[role=gridcell] input:focus').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type('sputz');
    await undo();
    await poll(() => page.locator('[role=gridcell] input:focus').inputValue()).toBe('Frühjahr');
    await redo();
    await poll(() => page.locator('[role=gridcell] input:focus').inputValue()).toBe('Frühjahrsputz');
    await page.keyboard.press('Enter');
    await poll(async () => (await materialOf())['title']).toBe('Frühjahrsputz');
  });

  test('[PLANUI-3] while a colleague types in the same field the caret stays, and nothing is written for it', async () => {
    setField(colleague.doc, plan, 'goal', 'Mehr Anfragen aus Bayern');
    await openForm();
    await poll(() => jonas.field('goal').inputValue()).toBe('Mehr Anfragen aus Bayern');
    await jonas.field('goal').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowRight');
    const caret = () =>
      jonas
        .field('goal')
        .evaluate((area) => (area instanceof HTMLTextAreaElement ? area.selectionStart : null));
    const before = await caret();
    setField(colleague.doc, plan, 'goal', 'Mehr Anfragen aus Bayern und Tirol');
    await poll(() => jonas.field('goal').inputValue()).toBe('Mehr Anfragen aus Bayern und Tirol');
    expect(await caret()).toBe(before);
    await page.keyboard.type('neue ');
    await poll(async () => (await materialOf())['goal']).toMatch(/^Mehr ?neue ?/);
    expect(await jonas.field('goal').inputValue()).toContain('Bayern und Tirol');
  });

  const openAgenda = async (id: string) => {
    session ??= (await Workshop.plan(owner, board)).id;
    addAgendaItem(colleague.doc, { id, session, kind: 'topic', title: 'Preise', minutes: 10 });
    await page.goto(`${host.url}/#/board/${board}/workshop`);
    await page.locator(`[data-place="agenda/${id}/title"] textarea`).waitFor();
  };

  test('[PLANUI-35] what a colleague wrote later is not said to be of the same time, and it is said which field it is', async () => {
    await openAgenda('later');
    const minutes = page.locator('[data-place="agenda/later/minutes"] input');
    await minutes.fill('25');
    await page.keyboard.press('Tab');
    await jonas.saved();
    await poll(() => readAgenda(colleague.doc).find(({ id }) => id === 'later')?.minutes).toBe(25);
    setAgendaField(colleague.doc, 'later', 'minutes', 40);
    await poll(() => minutes.inputValue()).toBe('40');
    await undo();
    const { kept } = jonas.words;
    const field = kept('line.minutes');
    const versions = page.getByRole('region', { name: kept('versions.label', { field }) });
    await versions.getByText(field, { exact: true }).waitFor();
    await versions.getByText(kept('versions.leadSince', { name: 'Jana Vogt' })).waitFor();
    // What stands there by now is the other one, whoever wrote it.
    setAgendaField(colleague.doc, 'later', 'minutes', 45);
    await poll(() => versions.innerText()).toContain('45');
    await jonas.press(kept('versions.takeOther'), versions);
    await poll(() => versions.count()).toBe(0);
    expect(await minutes.inputValue()).toBe('45');
  });

  test('[UI-80] who types in a line that a colleague removes makes no plan and presses nothing by it', async () => {
    await openAgenda('removed');
    await openAgenda('stays');
    const standing = () => readAgenda(colleague.doc).filter(({ session: of }) => of === session);
    const line = page.locator('[data-place="agenda/removed/title"] textarea');
    await line.click();
    await page.keyboard.type('Und ');
    await jonas.saved();
    await poll(() => readAgenda(colleague.doc).find(({ id }) => id === 'removed')?.title).toContain('Und');
    removeAgendaItem(colleague.doc, 'removed');
    await line.waitFor({ state: 'detached' });
    const before = await page.evaluate(() => location.hash);
    await poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    const others = standing();
    await page.keyboard.type('n  n  nun ');
    await jonas.saved();
    expect(await page.evaluate(() => location.hash)).toBe(before);
    expect(standing()).toEqual(others);
    await page.getByRole('main').click({ position: { x: 4, y: 4 } });
    await page.keyboard.press('n');
    await poll(() => page.evaluate(() => location.hash)).not.toBe(before);
  });

  test('[CLIENT-72] [PLANUI-35] of two who wrote in a field without each other both versions are there to choose', async () => {
    setField(colleague.doc, plan, 'goal', 'Mehr Anfragen aus Bayern');
    const maren = await enter('Maren Thal', 'en');
    const other = maren.page;
    await openForm();
    await openForm(other);
    await poll(() => maren.field('goal').inputValue()).toBe('Mehr Anfragen aus Bayern');
    await host.close();
    await jonas.field('goal').fill('Weniger Anfragen aus Bayern');
    await maren.field('goal').fill('Viel mehr Anfragen aus Bayern');
    for (const each of [page, other]) await each.locator('[data-saved=offline]').waitFor();
    host = await startHost({ data: house.data, port, rendererDir: fromRoot('out', 'renderer') });
    for (const each of [jonas, maren]) await each.saved();
    const versions = ({ page: of, words }: Actor) =>
      of.getByRole('region', {
        name: words.kept('versions.label', { field: words.common('field.goal') }),
      });
    await poll(async () => (await versions(jonas).count()) + (await versions(maren).count())).toBe(1);
    const [loser, winner] = (await versions(jonas).count()) === 1 ? [jonas, maren] : [maren, jonas];
    const lost = loser === jonas ? 'Weniger Anfragen aus Bayern' : 'Viel mehr Anfragen aus Bayern';
    await poll(() => versions(loser).innerText()).toContain(lost);
    await loser.press(loser.words.kept('versions.takeMine'), versions(loser));
    await poll(() => winner.field('goal').inputValue()).toBe(lost);
    await poll(() => versions(loser).count()).toBe(0);
    await other.context().close();
  });
});
