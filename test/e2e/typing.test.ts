import type { Browser, Page } from 'playwright-core';
import * as Y from 'yjs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addComment,
  addThread,
  createPlan,
  setField,
  setSet,
  together,
  type ScalarField,
  type SetField,
} from '../../shared/doc/commands';
import { joinLink } from '../../shared/api/links';
import { briefOf, readPlan } from '../../shared/doc/board-doc';
import type { Json } from '../../shared/domain/json';
import { DEFAULT_POLICY } from '../../shared/domain/record';
import { PATIENCE } from '../support/clients/actor';
import { type OpenBoard, type TestMember } from '../support/clients/clients';
import { prepare } from '../support/desktop/evidence';
import { openHouse, type House } from '../support/desktop/house';
import { wordsOf as sayingIn } from '../support/desktop/words';
import { outline, PASTED } from '../support/desktop/pasted';
import { compose, paste } from '../support/desktop/typing';

const WORD_CELLS = '<table><tr><td>Print</td><td>12</td></tr></table>';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('what people type and paste', () => {
  let house: House;
  let host: House['host'];
  let owner: TestMember;
  let board: string;
  let browser: Browser;
  let page: Page;
  let colleague: OpenBoard;
  let jonas: string;
  let plans = 0;
  let plan: string;
  const shared = new Map<string, string>();

  prepare(async () => {
    house = await openHouse();
    ({ host, owner, browser } = house);
    board = await owner.createBoard('Wärmepumpe 2027');
    colleague = await owner.openBoard(board);
    const member = await owner.invite({ name: 'Jonas Keller', department: 'marketing', role: 'owner' });
    jonas = member.id;
    page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1440, height: 900 } });
    const secret = await member.deviceLink();
    await page.goto(joinLink({ origin: host.url, kind: 'device', secret, cert: null }));
    await page.getByRole('link', { name: 'Wärmepumpe 2027' }).first().waitFor();
  });
  beforeEach(() => {
    plan = `plan-${plans++}`;
    createPlan(colleague.doc, { id: plan, kind: 'campaign', ownerId: owner.id, fields: BEFORE });
  });
  afterAll(async () => {
    colleague?.close();
    await house?.close();
  });

  const materialOf = async () => (await owner.plan(board, plan)).material ?? {};
  const openForm = async () => {
    await page.goto(`${host.url}/#/board/${board}/plan/${plan}`);
    await fieldOf('Ziel').waitFor();
  };
  /** The form that was opened under this name first: each test is about another part of it. */
  const openSharedForm = (name: string) => {
    shared.set(name, (plan = shared.get(name) ?? plan));
    return openForm();
  };
  const fieldOf = (name: string) =>
    page.getByRole('complementary').getByRole('textbox', { name, exact: true });
  const tagsOf = (name: string) =>
    page.getByRole('complementary').getByRole('combobox', { name, exact: true });
  const openCell = async (steps: number) => {
    await page.goto(`${host.url}/#/board/${board}/list`);
    await page.locator(`[data-plan="${plan}"]`).focus();
    for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.locator('[role=gridcell] input:focus').waitFor();
  };
  const focusIsIn = () => page.evaluate(() => document.activeElement?.localName);

  test('[UI-42] Escape takes back the word that was to become a tag', async () => {
    await openForm();
    await tagsOf('Kanäle').focus();
    await page.keyboard.type('Zei');
    await page.keyboard.press('Escape');
    expect(await tagsOf('Kanäle').inputValue()).toBe('');
    expect(await focusIsIn()).toBe('input');
    await page.keyboard.press('Tab');
    await tagsOf('Kanäle').focus();
    await page.keyboard.type('Messe');
    await page.keyboard.press('Enter');
    await poll(async () => (await materialOf())['channels']).toEqual(['Messe']);
  });

  test('[UI-42] Escape takes back a date that counted already after a pause', async () => {
    await openCell(3);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1.4.2027');
    await poll(async () => (await materialOf())['start']).toBe('2027-04-01');
    await page.keyboard.press('Escape');
    await poll(async () => (await materialOf())['start']).toBe(BEFORE.start);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('01.03.2027');
  });

  test('[UI-41] keys of an input method make no tag and leave no field', async () => {
    await openForm();
    await tagsOf('Kanäle').focus();
    await compose(page, 'ねこ');
    await page.keyboard.press('Enter');
    await page.keyboard.press(',');
    await page.keyboard.press('Escape');
    expect(await focusIsIn()).toBe('input');
    expect(await page.getByRole('complementary').getByRole('row').count()).toBe(0);
    expect(page.url()).toContain(plan);
    await openCell(0);
    await page.keyboard.press('Control+A');
    await compose(page, 'ねこ');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await focusIsIn()).toBe('input');
    await page.goto(`${host.url}/#/board/${board}/list`);
    const search = page.getByRole('searchbox');
    await search.focus();
    await compose(page, 'ねこ');
    await page.keyboard.press('Escape');
    expect(await search.inputValue()).toBe('ねこ');
    await search.fill('');
  });

  test.each<[ScalarField, number, Json, string]>([
    ['title', 0, 'Neu', 'Neu'],
    ['start', 3, '2027-03-08', '08.03.2027'],
    ['end', 4, '2027-05-31', '31.05.2027'],
    ['budgetMinor', 5, 990_000, '9.900,00'],
    ['expectedEnquiries', 6, 1234, '1.234'],
  ])('[UI-43] a cell for %s that nobody touched writes nothing', async (field, steps, value, shown) => {
    await openCell(steps);
    setField(colleague.doc, plan, field, value);
    await poll(() => page.locator(':focus').inputValue()).toBe(shown);
    await page.keyboard.press('Enter');
    await poll(focusIsIn).toBe('div');
    expect(await page.locator(':focus').textContent()).toContain(shown);
    await savedAll();
    expect((await materialOf())[field]).toBe(value);
  });

  test.each<[ScalarField, string, Json, string]>([
    ['title', 'Titel', 'Neu', 'Neu'],
    ['goal', 'Ziel', 'Neues Ziel', 'Neues Ziel'],
    ['audience', 'Zielgruppe', 'Händler', 'Händler'],
    ['message', 'Botschaft', 'Leise', 'Leise'],
    ['start', 'Beginn', '2027-03-08', '08.03.2027'],
    ['end', 'Ende', '2027-05-31', '31.05.2027'],
    ['budgetMinor', 'Budget', 990_000, '9.900,00'],
    ['expectedEnquiries', 'Erwartete Anfragen', 1234, '1.234'],
  ])('[UI-43] a field for %s that nobody touched writes nothing', async (field, name, value, shown) => {
    await openSharedForm('fields');
    await fieldOf(name).focus();
    setField(colleague.doc, plan, field, value);
    await poll(() => fieldOf(name).inputValue()).toBe(shown);
    await page.keyboard.press('Tab');
    expect(await fieldOf(name).inputValue()).toBe(shown);
    await savedAll();
    expect((await materialOf())[field]).toBe(value);
  });

  test('[UI-43] the brief that nobody touched writes nothing', async () => {
    await openForm();
    await page.locator('.ProseMirror').click();
    const words = new Y.XmlElement('paragraph');
    words.insert(0, [new Y.XmlText('Von der Kollegin')]);
    briefOf(colleague.doc, plan)?.insert(0, [words]);
    await page.locator('.ProseMirror').getByText('Von der Kollegin').waitFor();
    await fieldOf('Ziel').focus();
    await savedAll();
    await poll(brief).toEqual(['Von der Kollegin']);
  });

  test.each<[SetField, string]>([
    ['channels', 'Kanäle'],
    ['regions', 'Regionen'],
    ['tags', 'Schlagwörter'],
  ])('[UI-43] what a colleague adds to %s stays beside the word one is typing', async (field, name) => {
    await openSharedForm('tags');
    const tag = (word: string) => page.getByRole('grid', { name }).getByRole('row', { name: word });
    await tagsOf(name).focus();
    setSet(colleague.doc, plan, field, ['Von ihr']);
    await tag('Von ihr').waitFor();
    await page.keyboard.press('Tab');
    await tagsOf(name).focus();
    await page.keyboard.type('Mein');
    setSet(colleague.doc, plan, field, ['Von ihr', 'Noch eins']);
    await tag('Noch eins').waitFor();
    await page.keyboard.press('Enter');
    await savedAll();
    await poll(() => readPlan(colleague.doc, plan)?.[field]).toEqual(['Von ihr', 'Noch eins', 'Mein']);
  });

  test.each<[ScalarField, string, string]>([
    ['ownerId', 'Verantwortlich', 'Jonas Keller'],
    ['currency', 'Währung', 'CHF'],
    ['color', 'Farbe', 'Blau'],
  ])('[UI-43] a list for %s in which nobody chose writes nothing', async (field, name, shown) => {
    const value = field === 'ownerId' ? jonas : field === 'color' ? 'blue' : shown;
    await openSharedForm('lists');
    const list = page.getByRole('complementary').getByRole('button', { name: new RegExp(`${name}$`) });
    await list.click();
    await page.getByRole('listbox').waitFor();
    setField(colleague.doc, plan, field, value);
    await page.keyboard.press('Escape');
    await list.getByText(shown).waitFor();
    await page.keyboard.press('Tab');
    await savedAll();
    expect(readPlan(colleague.doc, plan)?.[field]).toBe(value);
  });

  test('[UI-43] a cell for the owner in which nobody chose writes nothing', async () => {
    await page.goto(`${host.url}/#/board/${board}/list`);
    await page.locator(`[data-place="${plan}/ownerId"]`).focus();
    await page.keyboard.press('F2');
    await page.getByRole('listbox').waitFor();
    setField(colleague.doc, plan, 'ownerId', jonas);
    await page.keyboard.press('Escape');
    await page.locator(`[data-place="${plan}/ownerId"]`).getByText('Jonas Keller').waitFor();
    await savedAll();
    expect(readPlan(colleague.doc, plan)?.['ownerId']).toBe(jonas);
  });

  test('[UI-43] [PLANUI-36] a version is submitted that was looked at, and no submission is taken back that was not', async () => {
    const [words, decision] = [sayingIn('de', 'plan'), sayingIn('de', 'decision')];
    for (const [field, value] of Object.entries({ goal: 'Anfragen', ownerId: jonas }))
      setField(colleague.doc, plan, field as ScalarField, value);
    await openForm();
    await page.getByRole('button', { name: decision('submit.press'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    const press = dialog.getByRole('button', { name: decision('submit.press'), exact: true });
    await press.waitFor();
    setField(colleague.doc, plan, 'budgetMinor', 9_900_000);
    await dialog.getByText(decision('submit.changed', { count: 1 })).waitFor();
    expect(await press.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: decision('submit.look') }).click();
    await press.click();
    await dialog.getByRole('button', { name: decision('message.done') }).click();

    await page.getByRole('button', { name: words('actions') }).click();
    await page.getByRole('menuitem', { name: words('recall') }).click();
    await page.getByRole('alertdialog').waitFor();
    setField(colleague.doc, plan, 'goal', 'Mehr Anfragen');
    await poll(async () => (await materialOf())['goal']).toBe('Mehr Anfragen');
    const { status } = await owner.state(board, plan, { kind: 'plan-submitted' });
    expect(status).toBe(201);
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: decision('confirm.recallPress') })
      .click();
    const refused = sayingIn('de', 'problems')('failure.wrong-state.title');
    await page.getByRole('alertdialog').getByText(refused).waitFor();
    expect((await owner.plan(board, plan)).status).toBe('in-review');
    await page.keyboard.press('Escape');
  });

  test('[UI-43] a board that is given another title keeps it through a dialog that was opened before', async () => {
    await openBoardMenu('Umbenennen');
    await owner.ask('PATCH', `/api/boards/${board}`, { title: 'Wärmepumpe K8' });
    await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const { body } = await owner.ask<{ boards: { title: string }[] }>('GET', '/api/boards');
    expect(body.boards.map(({ title }) => title)).toEqual(['Wärmepumpe K8']);
  });

  test('[UI-43] the rules dialog says what another owner changed and writes what was touched', async () => {
    await openBoardMenu('Regeln');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vorlauf in Tagen').fill('30');
    const policy = { ...DEFAULT_POLICY, approvals: 2, leadTimeDays: 21 };
    await owner.ask('PATCH', `/api/boards/${board}`, { policy });
    await dialog.getByText('Vorlauf in Tagen: bisher 14, jetzt 21.').waitFor();
    await dialog.getByLabel('Wochen von Workshop zu Workshop').fill('8');
    expect(await dialog.getByLabel('Vorlauf in Tagen').inputValue()).toBe('30');
    expect(await dialog.getByLabel('Nötige Freigaben').inputValue()).toBe('2');
    await dialog.getByRole('button', { name: 'Regeln speichern' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { body } = await owner.ask<{ boards: object[] }>('GET', '/api/boards');
    expect(body.boards[0]).toMatchObject({
      policy: { ...DEFAULT_POLICY, approvals: 2, leadTimeDays: 30 },
      settings: { pulse: true, rhythmWeeks: 8 },
    });
  });

  test('[UI-43] the rules dialog writes the settings that were touched', async () => {
    await openBoardMenu('Regeln');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Stimmungsnoten sind möglich/).click();
    await owner.ask('PATCH', `/api/boards/${board}`, { settings: { pulse: true, rhythmWeeks: 6 } });
    await poll(() => dialog.getByLabel('Wochen von Workshop zu Workshop').inputValue()).toBe('6');
    await dialog.getByRole('button', { name: 'Regeln speichern' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { body } = await owner.ask<{ boards: object[] }>('GET', '/api/boards');
    expect(body.boards[0]).toMatchObject({
      settings: { pulse: false, rhythmWeeks: 6 },
      policy: { leadTimeDays: 30 },
    });
  });

  test('[UI-46] [UI-33] a date says which day a typed week means, and has its calendar', async () => {
    await openForm();
    await fieldOf('Ende').fill('KW 36 2027');
    await page.getByText('Das ist der 12.09.2027.').waitFor();
    expect(await page.getByRole('button', { name: 'Ende im Kalender wählen' }).isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    await poll(async () => (await materialOf())['end']).toBe('2027-09-12');
    await openCell(4);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Sept 2027');
    await page.getByText('Das ist der 30.09.2027.').waitFor();
    expect(await page.getByRole('button', { name: /im Kalender wählen/ }).isVisible()).toBe(true);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('bald');
    await page.keyboard.press('Enter');
    await page.keyboard.press('F2');
    await poll(() => page.locator('input:focus').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Escape');
  });

  const openBrief = async () => {
    await openForm();
    await page.locator('.ProseMirror').click();
  };
  const brief = async () => outline((await materialOf())['brief'] as Json);

  test.each(Object.entries(PASTED))(
    '[UI-44] the brief keeps what is pasted from %s',
    async (_what, pasted) => {
      await openSharedForm('briefs');
      const written = briefOf(colleague.doc, plan);
      written?.delete(0, written.length);
      await poll(() => page.locator('.ProseMirror').innerText()).toMatch(/^\s*$/);
      await page.locator('.ProseMirror').focus();
      await paste(page, { html: pasted.html, text: 'x' });
      await poll(brief).toEqual(pasted.lines);
    },
  );

  test('[UI-44] a typed address becomes a link, text without format keeps its cells', async () => {
    await openBrief();
    await page.keyboard.type('Siehe www.brenner.example/k8, und ');
    await page.keyboard.insertText('info@brenner.exampl');
    await page.keyboard.type('e');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('(„www.brenner.example/k');
    await page.keyboard.type('8“), ');
    await page.keyboard.press('Enter');
    await paste(page, { text: 'Print\t12\t500\r\nRadio\t8\t300' });
    await poll(brief).toEqual([
      'Siehe www.brenner.example/k8 <https://www.brenner.example/k8>, und info@brenner.example <mailto:info@brenner.example>',
      '(„www.brenner.example/k8 <https://www.brenner.example/k8>“), ',
      'Print | 12 | 500',
      'Radio | 8 | 300',
    ]);
  });

  test('[UI-44] says that pictures are not taken, in every kind of field, and takes the text beside them', async () => {
    const told = page.getByRole('alert').filter({ hasText: sayingIn('de', 'common')('noPictures') });
    const isTold = async () => {
      await told.waitFor();
      await told.getByRole('button').click();
      await told.waitFor({ state: 'hidden' });
    };
    await openBrief();
    await paste(page, {
      html: '<p>Stand <img src="file:///skizze.png"> 4</p>',
      text: 'Stand 4',
      picture: true,
    });
    await isTold();
    await poll(brief).toEqual(['Stand 4']);
    for (const field of [page.locator('.ProseMirror'), fieldOf('Ziel'), tagsOf('Kanäle')]) {
      await field.focus();
      await paste(page, { picture: true });
      await isTold();
    }
    // Office programs put a picture of the text beside the text.
    await page.locator('.ProseMirror').click();
    await page.keyboard.press('Control+End');
    await paste(page, { html: WORD_CELLS, text: 'Print\t12', picture: true });
    await poll(brief).toEqual(['Stand 4Print | 12']);
    expect(await told.count()).toBe(0);
  });

  test('[UI-44] a pasted column is a tag a cell', async () => {
    await openForm();
    await tagsOf('Kanäle').focus();
    await paste(page, { text: 'Messe\r\nRadio\r\nPrint\tPlakat\r\n' });
    await poll(async () => (await materialOf())['channels']).toEqual(['Messe', 'Plakat', 'Print', 'Radio']);
  });

  test('[UI-44] figures of a sheet stay apart in fields that hold text or one figure', async () => {
    await openForm();
    for (const [name, text] of [
      ['Budget', '12\r\n500\r\n'],
      ['Erwartete Anfragen', '12\t500'],
      ['Beginn', '12\n500'],
      ['Ziel', 'Print\t12\t500\r\nRadio\t8\t300'],
    ] as const) {
      await fieldOf(name).focus();
      await page.keyboard.press('Control+A');
      await paste(page, { text });
      await page.keyboard.press('Tab');
    }
    await poll(async () => {
      const { budgetMinor, expectedEnquiries, start, goal } = await materialOf();
      return [budgetMinor, expectedEnquiries, start, goal];
    }).toEqual(['12 | 500', '12 | 500', '12 | 500', 'Print | 12 | 500\nRadio | 8 | 300']);
  });

  test('[UI-44] what does not fit into a field is refused with a word', async () => {
    await openForm();
    await fieldOf('Ziel').focus();
    const insert = async (length: number) => {
      await page.evaluate((text) => {
        const field = document.activeElement;
        const source = document.body.appendChild(document.createElement('textarea'));
        source.value = text;
        source.select();
        document.execCommand('copy');
        source.remove();
        if (field instanceof HTMLElement) field.focus();
      }, 'x'.repeat(length));
      await page.keyboard.press('Control+V');
    };
    await insert(10_001);
    await page.getByText('Das passt nicht in dieses Feld').waitFor();
    expect(await fieldOf('Ziel').inputValue()).toBe('');
    await insert(10_000);
    await poll(async () => (await fieldOf('Ziel').inputValue()).length).toBe(10_000);
  });

  test('[UI-45] a text is shown whole when the window gets narrower', async () => {
    setField(
      colleague.doc,
      plan,
      'goal',
      'Wir wollen, dass mehr Menschen als bisher anfragen und kaufen. '.repeat(6),
    );
    await openForm();
    // On a narrow screen the plan is no complement of the board, but all there is.
    const goal = page.getByRole('textbox', { name: 'Ziel', exact: true });
    const cut = () => goal.evaluate((area) => area.scrollHeight - area.clientHeight);
    for (const width of [1440, 1024, 720, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await poll(cut).toBe(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  /** Everything that the page had to say has arrived: what it says next comes after it. */
  const savedAll = async () => {
    await page.getByText('Gespeichert', { exact: true }).first().waitFor();
  };
  const openBoardMenu = async (item: string) => {
    await page.goto(`${host.url}/#/boards`);
    await page.getByRole('button', { name: /^Aktionen für/ }).click();
    await page.getByRole('menuitem', { name: new RegExp(item) }).click();
    // The menu that goes is a dialog too, for as long as it fades.
    await page.getByRole('dialog', { name: /^(?!Aktionen für)/ }).waitFor();
  };

  test('[PLANUI-33] of a thousand answers the last are shown, the earlier ones by a press', async () => {
    const comment = (index: number) => ({
      id: `comment-${index}`,
      text: `Antwort ${index}`,
      at: new Date(Date.UTC(2026, 10, 1, 8, 0, index)).toISOString(),
      mentions: [],
    });
    together(colleague.doc, () => {
      addThread(colleague.doc, { id: 'long', plan }, comment(0));
      for (let index = 1; index < 1000; index++) addComment(colleague.doc, 'long', comment(index));
    });
    await openForm();
    const talk = page.getByRole('region', { name: 'Diskussion' });
    await talk.getByText('Antwort 999').waitFor();
    expect(await talk.getByText(/^Antwort \d+$/).count()).toBe(31);
    await talk.getByRole('button', { name: /frühere/ }).click();
    await poll(() => talk.getByText(/^Antwort \d+$/).count()).toBe(61);
  });
});

const BEFORE = {
  title: 'Alt',
  start: '2027-03-01',
  end: '2027-04-30',
  budgetMinor: 1_250_000,
  currency: 'EUR',
} as const;
