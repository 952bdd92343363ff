import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createPlan, setField, together } from '../../shared/doc/commands';
import { Actor, PATIENCE } from '../support/clients/actor';
import type { OpenBoard, TestMember } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { openHouse, type House } from '../support/desktop/house';
import { longBoard, type LongBoard } from '../support/desktop/long-board';
import { resize } from '../support/desktop/page-checks';
import { pictureAt, takePicture } from '../support/desktop/pictures';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const WIDE = { width: 1440, height: 900 };

describe('a board with long German words, at every width', () => {
  let house: House;
  let owner: TestMember;
  let world: LongBoard;
  let device: OpenBoard;
  let anna: Actor;

  prepare(async () => {
    house = await openHouse({
      name: 'Dr. Annegret Wolkenstein-Brandenburger',
      company: 'Wärmepumpen und Heizungstechnik Oberschwaben',
    });
    ({ owner } = house);
    world = await longBoard(owner, 40);
    device = await owner.openBoard(world.board);
    const context = await house.browser.newContext({ locale: 'de-DE', viewport: WIDE });
    anna = new Actor(await context.newPage());
    await anna.page.goto(await world.newLink());
    await anna.page.getByRole('main').getByRole('link', { name: world.title }).waitFor();
  });
  beforeEach(async () => {
    keepEvidence(() => ({ anna: anna.page }));
    await resize(anna.page, WIDE);
    await anna.toBoards();
  });
  afterAll(async () => {
    device?.close();
    await house?.close();
  });

  const go = async (hash: string, sign: string) => {
    await anna.page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await anna.page.locator(sign).first().waitFor();
  };
  const board = () => `#/board/${world.board}`;
  const search = () => anna.page.locator('[data-search] input');

  test('the board, and a plan beside it, from a large screen to a phone', async () => {
    await go(board(), 'a[data-plan]');
    await takePicture(anna.page, 'board-1440');
    await resize(anna.page, { width: 390, height: 844 });
    await takePicture(anna.page, 'board-390');
    for (const [width, height] of [
      [1280, 800],
      [720, 900],
    ] as const) {
      await resize(anna.page, { width, height });
      await go(board(), 'a[data-plan]');
      await takePicture(anna.page, `board-${width}`);
      await go(`${board()}/plan/${world.plan}`, '[data-panel]');
      await takePicture(anna.page, `plan-${width}`);
    }
  });

  test('the card of a new plan is in sight once that is closed', async () => {
    await go(board(), 'a[data-plan]');
    await anna.createPlan({ title: 'Eben angelegt' });
    await anna.saved();
    await takePicture(anna.page, 'new-plan-open');
    await anna.closePlan();
    await takePicture(anna.page, 'new-plan-closed');
  });

  test('the list: tags, colours, the sum without what was withdrawn', async () => {
    const withdrawn = { id: 'withdrawn', kind: 'campaign', ownerId: owner.id } as const;
    createPlan(device.doc, {
      ...withdrawn,
      fields: {
        title: 'Zurückgezogen',
        start: '2027-03-01',
        end: '2027-03-31',
        budgetMinor: 5_000_000,
        currency: 'EUR',
      },
    });
    await poll(
      async () => (await owner.ask('GET', `/api/boards/${world.board}/plans/withdrawn`)).status,
    ).toBe(200);
    for (const kind of ['plan-submitted', 'withdrawn'] as const)
      expect((await owner.state(world.board, 'withdrawn', { kind })).status).toBe(201);
    await go(`${board()}/list`, '[role=grid] [data-plan]');
    await anna.page.getByText(/ohne einen zurückgezogenen Plan/).waitFor();
    await takePicture(anna.page, 'list');
  });

  test('a search finds tags and comments, whatever way a word is written, and says where', async () => {
    together(device.doc, () => {
      for (const [at, title] of ['Messe Hauptstraße', 'MESSE HAUPTSTRASSE', 'Münchner Ku\u0308che'].entries())
        createPlan(device.doc, {
          id: `street-${at}`,
          kind: 'campaign',
          ownerId: owner.id,
          fields: { title },
        });
      setField(device.doc, 'street-2', 'goal', 'Istanbul, İstanbul und Wärme\u00ADpumpe');
    });
    await go(board(), 'a[data-plan]');
    await search().fill('innendienstleitung');
    await anna.page.getByText('Bitte mit der Vertriebs').first().waitFor();
    await takePicture(anna.page, 'found-in-comments');
    await search().fill('hauptstrasse');
    await poll(() => anna.page.locator('a[data-plan]').count()).toBe(2);
    await takePicture(anna.page, 'found-however-written');
    await search().fill('kuche istanbul');
    await takePicture(anna.page, 'found-composed');
    await search().fill('');
  });

  test('a long text is whole when the window gets narrower', async () => {
    setField(
      device.doc,
      'plan-9',
      'goal',
      'Wir wollen, dass mehr Menschen als bisher bei der Vertriebsinnendienstleitung anfragen und kaufen. '.repeat(
        5,
      ),
    );
    await go(`${board()}/plan/plan-9`, '[data-panel]');
    const goal = anna.page.getByRole('textbox', { name: anna.words.common('field.goal'), exact: true });
    await poll(() => goal.inputValue()).toContain('Menschen');
    await takePicture(anna.page, 'long-text-1440', goal);
    for (const [width, height] of [
      [1024, 700],
      [390, 844],
    ] as const) {
      await resize(anna.page, { width, height });
      await takePicture(anna.page, `long-text-${width}`, goal);
    }
  });

  test('boards, members and the calendar have one width, and boards say what is going on', async () => {
    await go('#/boards', 'main a');
    await takePicture(anna.page, 'boards');
    await go('#/members', 'table');
    await takePicture(anna.page, 'members');
    await go(`${board()}/calendar`, '[data-bar]');
    await takePicture(anna.page, 'calendar');
    await go(`${board()}/record`, '[data-sentence]');
    await takePicture(anna.page, 'record');
  });

  test('on paper', async () => {
    for (const [view, sign] of [
      ['list', '[role=grid] [data-plan]'],
      ['record', '[data-sentence]'],
      [`plan/${world.plan}`, '[data-panel]'],
    ] as const) {
      await go(`${board()}/${view}`, sign);
      const pdf = await anna.page.pdf({ format: 'A4', path: pictureAt(`paper-${view.split('/')[0]}.pdf`) });
      expect(pdf.toString('latin1')).toMatch(/\/Type\s*\/Page\b/);
      await anna.page.locator('[data-print-sheet]').waitFor({ state: 'detached' });
    }
  });
});
