import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Language } from '../../renderer/i18n/messages';
import { Actor, PATIENCE } from '../support/clients/actor';
import { type TestMember } from '../support/clients/clients';
import { openHouse, type House } from '../support/desktop/house';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { resize, wrongInSight } from '../support/desktop/page-checks';
import { wordsOf } from '../support/desktop/words';
import { longBoard, longDays, longMeeting, LONG_PERIOD, type LongBoard } from '../support/desktop/long-board';

/**
 * From a phone to a large screen; a laptop's at 200 % leaves a page half of its pixels. The first is that of a window in
 * which somebody goes about, as each other one is drawn anew.
 */
const SIZES = [
  { name: '1024', width: 1024, height: 700 },
  { name: '1280', width: 1280, height: 800 },
  { name: '1440', width: 1440, height: 900 },
  { name: '720', width: 720, height: 900 },
  { name: '200-percent', width: 720, height: 450 },
  { name: '390', width: 390, height: 844 },
] as const;
const [ABOUT] = SIZES;
/** Of a dialog, which has a width of its own unless the window is narrower, and of everything in English, whose words are shorter. */
const FEW_SIZES = SIZES.filter(({ name }) => ['390', '1024', '200-percent'].includes(name));
/** Enough to fill every column; each costs layout at every width. */
const PLANS = 28;
interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}
const IN_GERMAN: Look = { language: 'de', theme: 'light' };
/** One after the other, as what a window shows that nobody looks at costs as much. */
const LOOKS = [{ language: 'en', theme: 'dark' }, IN_GERMAN] satisfies readonly Look[];

describe(`a board of ${PLANS} plans with long German words`, () => {
  let house: House;
  let browser: Browser;
  let owner: TestMember;
  let world: LongBoard;
  let page: Page;
  let owners: Visitor | undefined;

  prepare(async () => {
    house = await openHouse({
      name: 'Dr. Annegret Wolkenstein-Brandenburger',
      company: 'Wärmepumpen und Heizungstechnik Oberschwaben',
    });
    ({ owner, browser } = house);
    world = await longBoard(owner, PLANS);
  });
  beforeEach(() => keepEvidence(() => ({ page })));
  afterAll(async () => {
    await house?.close();
  });

  describe.each(LOOKS)('in $language, $theme', ({ language, theme }) => {
    test('[UI-50] no text is cut without its whole being told, at any width', async () => {
      const { anna, look, go, faults } = await ownerIn({ language, theme });
      const board = `#/board/${world.board}`;
      await look('boards');
      await go(board, page.locator('a[data-plan]'));
      await look('columns');
      await go(`${board}/list`, page.getByRole('grid').locator('[data-plan]'));
      await look('list');
      await go(`${board}/calendar`, page.locator('[data-bar]'));
      await look('calendar');
      await go(`${board}/record`, page.locator('[data-sentence]'));
      await look('record');
      await go(`${board}/plan/${world.plan}`, anna.status);
      await look('plan');
      await go('#/inbox', page.getByRole('main', { name: anna.words.frame('inbox') }));
      await look('inbox');
      await go('#/members', page.getByText(anna.words.members('explain')));
      await look('members');
      expect(faults).toEqual([]);
    });

    test('[UI-50] nor where people meet: workshop, rounds, stage, calendars to go', async () => {
      const { anna, look, go, over, chosen, faults } = await ownerIn({ language, theme });
      const { words } = anna;
      const { workshop } = words;
      const rounds = wordsOf(language, 'rounds');
      const meeting = await longMeeting(owner, world.board);
      const board = `#/board/${world.board}`;

      await resize(page, ABOUT);
      await go(`${board}/calendar`, page.locator('[data-bar]'));
      await anna.press(words.calendar('export.button'));
      await page.getByText(words.calendar('export.subscribeHint')).waitFor();
      await look('export');
      await resize(page, ABOUT);
      await page.getByRole('button', { name: words.calendar('export.subscribe') }).click();
      await anna.dialog.waitFor();
      await look('feeds');
      await page.keyboard.press('Escape');

      await go(`${board}/workshop`, page.getByRole('heading', { level: 2, name: meeting.title }));
      await look('workshop-before');
      await over('workshop-plan', () => anna.press(workshop('plan.edit')));
      await over('workshop-invitation', () => anna.press(workshop('invite.open')));
      await over('workshop-template', () => anna.press(workshop('ownTemplate.open')));
      await go(`${board}/stage`, page.getByRole('heading', { level: 1, name: meeting.title }));
      await look('stage-before');
      await meeting.start();
      await resize(page, ABOUT);
      await go(`${board}/workshop`, page.getByRole('timer'));
      await anna.status.waitFor();
      await look('workshop-room');
      for (const item of ['room.newcomers', 'seats.open', 'room.handOver'] as const)
        await over(`workshop-${item}`, chosen(workshop('room.more'), workshop(item)));
      await go(`${board}/stage`, page.getByRole('timer'));
      await look('stage-item');

      await go(`${board}/rounds`, page.getByText(rounds('lead')));
      await look('rounds');
      await resize(page, ABOUT);
      await anna.press(rounds('open'));
      await anna.dialog.waitFor();
      await look('rounds-new');
      await page.keyboard.press('Escape');
      await go(`${board}/stage`, page.getByText(meeting.question).first());
      await look('stage-round');
      await meeting.end();
      await go(
        `${board}/workshop`,
        page
          .getByRole('heading', { level: 2, name: meeting.title })
          .or(page.getByRole('link', { name: meeting.title })),
      );
      await look('workshop-after');
      expect(faults).toEqual([]);
    });

    test('[UI-50] nor in what opens over a page', async () => {
      const { anna, look, go, over, chosen, faults } = await ownerIn({ language, theme });
      const { board, calendar, frame, invite, members, plan } = anna.words;
      const days = wordsOf(language, 'days');
      const at = `#/board/${world.board}`;
      await longDays(owner);
      const settings = (item: string) => chosen(frame('settings.label'), item);
      const ofPlan = (item: string) => chosen(plan('actions'), item);
      const ofBoard = (item: string) => chosen(board('boards.actions', { title: world.title }), item);

      await go('#/boards', page.getByRole('main').getByRole('link', { name: world.title }));
      await over('days', settings(days('open')), () => anna.dialog.getByText(LONG_PERIOD).first().waitFor());
      await over('period', settings(days('open')), () => anna.press(days('add'), anna.dialog));
      await over('backups', settings(frame('settings.backups')));
      await over('help', settings(frame('settings.help')));
      await over('policy', ofBoard(board('boards.policy')));
      await over('new-board', () => anna.press(board('boards.create')));
      await go('#/members', page.getByText(members('explain')));
      await over('away', () => anna.press(members('away.set')));
      await over('recovery', () => anna.press(members('recovery.make')));
      await over('invite', () => anna.press(members('invite')));
      await over(
        'link',
        () => anna.press(members('invite')),
        async () => {
          await anna.press(invite('create'), anna.dialog);
          await anna.dialog.getByRole('textbox', { name: invite('link.label'), exact: true }).waitFor();
        },
      );
      await go('#/calendar', page.locator('[data-bar]'));
      await look('all-calendars');
      await go(`${at}/calendar`, page.locator('[data-bar]'));
      await over('picture', async () => {
        await anna.press(calendar('export.button'));
        await page.getByRole('button', { name: calendar('export.picture') }).click();
      });
      await go(`${at}/plan/${world.plan}`, anna.status);
      await over('again-year', ofPlan(days('again.open')));
      await over('again-series', ofPlan(days('again.open')), () =>
        anna.check(days('again.series'), anna.dialog),
      );
      await over('withdraw', ofPlan(plan('withdraw')));
      await over('delete', ofPlan(plan('deleteAsking')));
      await go(`${at}/plan/plan-9`, anna.status);
      await over('submit', () => anna.press(plan('step.submit'), anna.status));
      expect(faults).toEqual([]);
    });

    test('[UI-50] [UI-51] nor where somebody goes through what waits for him', async () => {
      const { anna, look, faults, close } = await inBrowser(world.approverLink, { language, theme });
      const review = wordsOf(language, 'review');
      const { decision } = anna.words;
      await page.evaluate(() => (location.hash = '#/inbox'));
      await page.getByRole('main').getByRole('listitem').first().waitFor();
      await look('inbox-approver');
      await resize(page, ABOUT);
      await page.evaluate(() => (location.hash = '#/review'));
      const tick = page.getByRole('checkbox', {
        name: review('bulk.tickHere'),
        exact: true,
        disabled: false,
      });
      for (const key of ['x', 'j', 'x']) {
        await tick.waitFor({ state: 'attached' });
        await page.keyboard.press(key);
      }
      await look('review');
      await resize(page, ABOUT);
      const queued = page
        .getByRole('navigation', { name: review('queue') })
        .getByRole('listitem')
        .filter({ hasText: 'Energieeffizienzberatungsgutscheine 7' });
      expect(await queued.textContent()).toContain('bera\u00ADtungs');
      await page.keyboard.press('b');
      await anna.dialog.waitFor();
      await look('bulk');
      await resize(page, ABOUT);
      await anna.promise({ owner: 'Maximilian-Alexander Oberhuber', days: '3', share: '80', capacity: '2' });
      await look('bulk-promised');
      await resize(page, ABOUT);
      // The first one takes back what was typed last.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await anna.dialog.waitFor({ state: 'detached' });
      await page.keyboard.press('a');
      await anna.dialog.getByText(decision('approve.press')).waitFor();
      await look('approve');
      await close();
      expect(faults).toEqual([]);
    });
  });

  /** The owner at a browser of that language, where he was last. */
  async function ownerIn(look: Look): Promise<Visitor> {
    if (owners?.anna.language !== look.language) {
      await owners?.close();
      owners = await inBrowser(world.newLink, look);
    }
    ({ page } = owners.anna);
    owners.faults.length = 0;
    return owners;
  }

  type Visitor = Awaited<ReturnType<typeof inBrowser>>;

  /** Somebody at a browser, who looks at each screen at every width. */
  async function inBrowser(link: () => Promise<string>, { language, theme }: Look) {
    const context = await browser.newContext({
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      colorScheme: theme,
      viewport: ABOUT,
    });
    page = await context.newPage();
    const faults: string[] = [];
    const look = async (what: string, sizes = language === 'de' ? SIZES : FEW_SIZES) => {
      const isWide = page.viewportSize()?.width === ABOUT.width;
      for (const { name, ...size } of isWide ? sizes : sizes.toReversed()) {
        await resize(page, size);
        faults.push(...(await wrongInSight(page, `widths/${what}-${language}-${theme}-${name}`)));
      }
    };
    const go = async (hash: string, sign: Locator) => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await sign.first().waitFor();
    };
    const anna = new Actor(page, language);
    // A message of the app's is an `alertdialog` too, and goes by itself or not at all.
    const opened = page.locator('[role=dialog], [role=alertdialog]:not([role=region] *)');
    /** Looks at the dialog that is opened at a place. */
    const over = async (what: string, press: () => Promise<unknown>, more?: () => Promise<unknown>) => {
      await page.setViewportSize(ABOUT);
      await press();
      await opened.first().waitFor();
      await more?.();
      await look(what, FEW_SIZES);
      await resize(page, ABOUT);
      // A form over a dialog closes first.
      const stillOpen = async () => {
        await page.keyboard.press('Escape');
        return opened.count();
      };
      await expect.poll(stillOpen, { timeout: PATIENCE }).toBe(0);
    };
    const chosen = (menu: string, item: string) => async () => {
      await anna.press(menu);
      await page.getByRole('menuitem', { name: item }).click();
    };
    await page.goto(await link());
    await page.getByRole('main').getByRole('link', { name: world.title }).waitFor();
    return { anna, look, go, over, chosen, faults, close: () => context.close() };
  }

  test('[UI-78] pages that are read from top to bottom begin at one place and are of one width', async () => {
    const { anna, go } = await ownerIn(IN_GERMAN);
    await resize(page, { width: 1440, height: 900 });
    const board = `#/board/${world.board}`;
    /** Where what is as wide as a page may be stands. */
    const place = () =>
      page.evaluate(() => {
        const width = getComputedStyle(document.documentElement).getPropertyValue('--page').trim();
        const column = [...document.querySelectorAll('main *')].find(
          (element) => getComputedStyle(element).maxWidth === width,
        );
        const { left, right } = column?.getBoundingClientRect() ?? { left: 0, right: 0 };
        return [left, right];
      });
    const places: Record<string, unknown> = {};
    for (const [name, hash, sign] of [
      ['boards', '#/boards', page.getByRole('main').getByRole('link', { name: world.title })],
      ['inbox', '#/inbox', page.getByRole('main', { name: anna.words.frame('inbox') })],
      ['members', '#/members', page.getByText(anna.words.members('explain'))],
      ['record', `${board}/record`, page.locator('[data-sentence]')],
      ['rounds', `${board}/rounds`, page.getByText(wordsOf('de', 'rounds')('open'))],
    ] as const) {
      await go(hash, sign);
      places[name] = await place();
    }
    const one = places['boards'];
    expect(one).not.toEqual([0, 0]);
    expect(places).toEqual({ boards: one, inbox: one, members: one, record: one, rounds: one });
  });

  describe('its cards', () => {
    let anna: Actor;

    prepare(async () => {
      const visitor = await ownerIn(IN_GERMAN);
      ({ anna } = visitor);
      await page.setViewportSize({ width: 1280, height: 800 });
      await visitor.go(`#/board/${world.board}`, page.locator('a[data-plan]'));
    });
    const card = (plan: string) => page.locator(`a[data-plan="${plan}"]`);
    /** Whether a card can be seen whole: in the window, in its column, not behind the panel. */
    const isInSight = (plan: string) =>
      card(plan).evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const board = element.closest('main')?.getBoundingClientRect();
        const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return board !== undefined && left >= board.left && right <= board.right && element.contains(seen);
      });

    test('[UI-48] show tags and colour by name, as the rows of the list do', async () => {
      const marked = page.locator('a[data-plan="plan-4"]');
      await marked.getByText('Einfamilienhausbesitzer', { exact: true }).waitFor();
      await marked.getByRole('img', { name: anna.words.plan('colors.blue') }).waitFor();
      await page.setViewportSize({ width: 1440, height: 800 });
      await anna.goTo('list');
      const row = page.getByRole('row').filter({ has: page.locator('[data-plan="plan-4"]') });
      await row.getByRole('img', { name: anna.words.plan('colors.blue') }).waitFor();
      expect(await row.getByTitle(/^Fördermittelberatung, Einfamilienhausbesitzer/).count()).toBe(1);
      await page.setViewportSize({ width: 1280, height: 800 });
      await anna.goTo('columns');
    });

    test('[UI-47] [UI-48] say where a search found them; a new one takes the search away', async () => {
      const search = page.locator('[data-search] input');
      await search.fill('innendienstleitung');
      const where = anna.words.board('found.comment', { name: 'Dr. Annegret Wolkenstein-Brandenburger' });
      const found = card('plan-3').getByTitle(
        `${where}: Bitte mit der Vertriebsinnendienstleitung abstimmen.`,
      );
      await found.waitFor();
      // The words are in sight, however long the place is called.
      expect(await found.getByText('Bitte mit der Vertriebs').isVisible()).toBe(true);
      // A row of the list says it on a line of its own.
      await anna.goTo('list');
      const words = page
        .getByRole('row')
        .filter({ has: page.locator('[data-plan="plan-3"]') })
        .locator('[aria-hidden=true]')
        .getByText('Bitte mit der Vertriebsinnendienstleitung abstimmen.');
      await words.waitFor();
      const isWhole = (element: HTMLElement | SVGElement) =>
        element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1;
      expect(await words.locator('xpath=ancestor::*[@aria-hidden]').evaluate(isWhole)).toBe(true);
      await anna.goTo('columns');
      await page.keyboard.press('Escape');
      await search.fill('innendienstleitung');
      await anna.press(anna.words.board('newPlan'));
      await anna.field('title').waitFor();
      const [, plan = ''] = page.url().split('/plan/');
      await anna.closePlan();
      expect(await search.inputValue()).toBe('');
      await expect.poll(() => isInSight(plan), { timeout: PATIENCE }).toBe(true);
    });

    test('[UI-49] stay in sight beside the plan that is open, also when they move to another column', async () => {
      await page.evaluate((board) => {
        location.hash = `#/board/${board}/plan/plan-9`;
      }, world.board);
      await anna.status.waitFor();
      await expect.poll(() => isInSight('plan-9'), { timeout: PATIENCE }).toBe(true);
      await world.submit('plan-9');
      await anna.sees('in-review');
      await expect.poll(() => isInSight('plan-9'), { timeout: PATIENCE }).toBe(true);
      // The last column is a head that says in one line what is in it.
      const closed = page.getByRole('button', { name: /^Abgeschlossen 0$/ });
      expect((await closed.boundingBox())?.height).toBeLessThan(60);
    });

    test('[UI-55] stand below a word about the key once something is signed with it, not before', async () => {
      const notice = page.getByText(anna.words.frame('banner.keyBrowserTitle'));
      await page.evaluate((board) => {
        location.hash = `#/board/${board}/plan/plan-11`;
      }, world.board);
      await anna.status.waitFor();
      expect(await notice.count()).toBe(0);
      await anna.submit();
      await notice.waitFor();
      await page.evaluate(() => {
        location.hash = '#/members';
      });
      await page.getByText(anna.words.members('devices.browser')).waitFor();
      expect(await notice.count()).toBe(0);
    });
  });
});
