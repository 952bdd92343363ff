import { devices, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { startHost } from '../../../server/start';
import { joinLink } from '../../../shared/api/links';
import { addAgendaItem } from '../../../shared/doc/agenda';
import { type TestMember } from '../../support/clients/clients';
import { PATIENCE } from '../../support/clients/actor';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { resize, seriousFaults, wrongInSight } from '../../support/desktop/page-checks';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';
import { Workshop } from '../../support/host/workshops';

/** What rooms have. */
const PROJECTORS = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
] as const;
const WINDOWS = {
  de: { locale: 'de-DE', colorScheme: 'light', viewport: PROJECTORS[0] },
  en: { locale: 'en-GB', colorScheme: 'dark', viewport: PROJECTORS[0] },
} as const;
const ADDRESS = '192.168.178.20:4711';

describe('a stage at 1920 × 1080', () => {
  let house: House;
  let host: House['host'];
  let browser: Browser;
  let owner: TestMember;
  let ben: TestMember;
  let approver: TestMember;
  let page: Page;
  /** The owner's windows that are open already. */
  const owners = new Map<string, Page>();

  prepare(async () => {
    house = await openHouse();
    ({ host, owner, browser } = house);
    ben = await owner.invite({ name: 'Benedikt Achterberg', department: 'sales' });
    approver = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
  });
  beforeEach(() => keepEvidence(() => ({ page })));
  afterAll(async () => {
    await house?.close();
  });

  /** The owner in a window of that language, at the stage of a board. */
  async function ownerAtStage(language: 'de' | 'en', board: string): Promise<Page> {
    const present = owners.get(language);
    const context = await (present ? present.context() : browser.newContext(WINDOWS[language]));
    page = present ?? (await context.newPage());
    owners.set(language, page);
    if (!present) {
      page.setDefaultTimeout(PATIENCE);
      await reachedAt(page, host.url, ADDRESS);
      await page.goto(await linkOf(owner));
      await page.getByRole('main').getByRole('link').first().waitFor();
    }
    await page.evaluate((to) => {
      location.hash = to;
    }, `#/board/${board}/stage`);
    return page;
  }

  test.each([
    { language: 'de', theme: 'light' },
    { language: 'en', theme: 'dark' },
  ] as const)(
    '[STAGE-1][STAGE-2][STAGE-3][STAGE-5][STAGE-6][STAGE-7] a workshop from before it to an agreement, in $language, $theme',
    async ({ language }) => {
      const words = wordsOf(language, 'stage');
      const board = await owner.createBoard(`Wärmepumpe 2027 ${language}`);
      const plan = `plan-${language}`;
      await postPlan(owner, board, plan, {
        title: 'Frühjahrsaktion Wärmepumpenförderung',
        goal: 'Anfragen aus dem Bestand gewinnen, ehe die Förderung endet',
        start: '2027-03-01',
        end: '2027-04-30',
        budgetMinor: 1_250_000,
        currency: 'EUR',
      });
      const at = '2027-01-12T14:00:00+01:00';
      const workshop = await Workshop.plan(owner, board, { title: 'Quartalsplanung Frühjahr', at });
      const { doc, close } = await owner.openBoard(board);
      const about = { session: workshop.id, kind: 'plan', ref: plan, minutes: 15 };
      addAgendaItem(doc, { ...about, id: 'one', title: 'Frühjahrsaktion' });

      await ownerAtStage(language, board);

      const faults: string[] = [];
      const look = async (what: string) => {
        faults.push(...(await wrongInSight(page, `stage/${what}-${language}`, [faintOrSmall])));
      };
      const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
      await heading('Quartalsplanung Frühjahr');
      expect(await page.title()).toMatch(new RegExp(`^${words('name')} · `));
      await page.getByRole('listitem').filter({ hasText: 'Frühjahrsaktion' }).waitFor();
      await look('before');

      await workshop.command(owner, 'start');
      await workshop.command(owner, 'item', { item: 'one' });
      await workshop.command(owner, 'timer', { do: 'start', ms: 600_000 });
      await workshop.command(ben, 'hand', { up: true });
      await workshop.command(approver, 'ready', { on: true });
      await heading('Frühjahrsaktion');
      await page.getByText(ADDRESS).waitFor();
      await page.getByText('Benedikt Achterberg').waitFor();
      await page.getByText(words('done', { count: 1 })).waitFor();
      const timer = page.getByRole('timer');
      const before = await timer.textContent();
      await expect.poll(() => timer.textContent(), { timeout: PATIENCE }).not.toBe(before);
      await look('plan');
      faults.push(...(await seriousFaults(page)));
      await workshop.command(owner, 'timer', { do: 'pause' });
      await timer.getByText(words('timerState.paused')).waitFor();
      // The largest of three sizes, and no larger.
      for (let press = 0; press < 4; press++) await page.keyboard.press('+');
      expect(await page.getByRole('main').getAttribute('data-size')).toBe('3');
      await look('plan-large');
      await page.keyboard.press('-');
      await page.keyboard.press('-');

      const submitted = await owner.state(board, plan, {
        kind: 'plan-submitted',
        returnPromise: [{ what: 'presentation', text: '', dueOn: '2027-02-15' }],
      });
      expect(submitted.status).toBe(201);
      const promise = { ownerId: ben.id, days: 3, callShare: 0.8, capacityPerWeek: 40 };
      const decided = await approver.state(board, plan, { kind: 'decision', verdict: 'approve', promise });
      expect(decided.status).toBe(201);
      await page.getByRole('region', { name: words('agreed') }).waitFor();
      await look('handshake');
      expect(faults).toEqual([]);
      // What came after it stands there, also for a stage that was not there for either.
      const asked = { kind: 'notes', authors: 'hidden', session: workshop.id };
      await owner.ask('POST', `/api/boards/${board}/rounds`, asked);
      const newest = page.getByText(words('running')).or(page.getByRole('region', { name: words('agreed') }));
      await page.getByText(words('running')).waitFor();
      await page.reload();
      await newest.waitFor();
      expect(await newest.textContent()).toContain(words('running'));
      close();
    },
  );

  test('[STAGE-4][STAGE-7][STAGE-9] a round runs and ends without names, and no other stage than the facilitator’s asks for a link', async () => {
    const words = wordsOf('de', 'stage');
    const board = await owner.createBoard('Runden');
    const workshop = await Workshop.plan(owner, board);
    await workshop.command(owner, 'start');
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1920, height: 1080 } });
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    // As on a page that came unencrypted.
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'wakeLock'));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(await linkOf(ben));
    await page.getByRole('main').getByRole('link', { name: 'Runden' }).waitFor();
    await page.evaluate((to) => {
      location.hash = to;
    }, `#/board/${board}/stage`);
    await page.getByRole('heading', { level: 1, name: words('noItem') }).waitFor();
    await page.getByText(words('sleep')).waitFor();
    await page.getByRole('button', { name: words('read') }).click();
    expect(await page.getByText(words('sleep')).count()).toBe(0);
    const opened = await owner.ask<{ id: string }>('POST', `/api/boards/${board}/rounds`, {
      kind: 'notes',
      title: 'Was fehlt?',
      session: workshop.id,
      authors: 'shown',
    });
    const path = `/api/boards/${board}/rounds/${opened.body.id}`;
    await page.getByText(words('running')).waitFor();
    const texts = ['Mehr Termine vor Ort', 'Ein Blatt mit Antworten auf Einwände', 'Frühere Absprache'];
    await approver.ask('POST', `${path}/entries`, { texts });
    expect(await page.getByText(texts[0] ?? '').count()).toBe(0);
    await owner.ask('POST', `${path}/close`);
    for (const text of texts) await page.getByText(text).waitFor();
    expect(await page.getByText('Jonas Keller').count()).toBe(0);
    expect(await wrongInSight(page, 'stage/round-de', [faintOrSmall])).toEqual([]);
    expect(asked.filter((each) => each.endsWith('/invite'))).toEqual([]);
    await context.close();
  });

  test.each([
    { language: 'de', width: 1920, height: 1080 },
    { language: 'en', width: 1280, height: 720 },
  ] as const)(
    '[STAGE-10] [STAGE-11] nothing covers or cuts code and address at any size, $width × $height, in $language',
    async ({ language, width, height }) => {
      const words = wordsOf(language, 'stage');
      const long = 'Produktworkshop zur Niedertemperaturheizkörperaustauschförderung, zweiter Teil. ';
      const board = await owner.createBoard(`${long}${width}`);
      const workshop = await Workshop.plan(owner, board, { title: long.repeat(2).trim() });
      const { doc, close } = await owner.openBoard(board);
      addAgendaItem(doc, {
        id: `long-${width}`,
        session: workshop.id,
        kind: 'topic',
        title: long.repeat(2),
        minutes: 5,
      });
      await workshop.command(owner, 'start');
      await workshop.command(owner, 'item', { item: `long-${width}` });
      await workshop.command(owner, 'timer', { do: 'start', ms: 6_000_000 });
      await workshop.command(owner, 'timer', { do: 'pause' });
      for (const by of [ben, approver, owner]) await workshop.command(by, 'hand', { up: true });
      const locale = language === 'de' ? 'de-DE' : 'en-GB';
      const context = await browser.newContext({ locale, viewport: { width, height } });
      page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      // The longest note.
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'wakeLock'));
      await reachedAt(page, host.url, ADDRESS);
      await page.goto(await linkOf(owner));
      await page.getByRole('main').getByRole('link', { name: long }).first().waitFor();
      await page.evaluate((to) => {
        location.hash = to;
      }, `#/board/${board}/stage`);
      await page.getByText(words('sleep')).waitFor();
      await page.getByText(ADDRESS).waitFor();
      for (const size of ['1', '2', '3']) {
        expect(await page.getByRole('main').getAttribute('data-size')).toBe(size);
        for (const shown of [page.getByRole('img', { name: words('qr') }), page.getByText(ADDRESS)])
          expect([size, await wholeInSight(shown)]).toEqual([size, 'whole']);
        // Nobody types a number right whose end stands in the next line.
        expect(await linesOf(page.getByText(ADDRESS))).toBeLessThanOrEqual(2);
        await page.keyboard.press('+');
      }

      // Each note has its beginning on one sheet, whatever stands above and below.
      const path = `/api/boards/${board}/rounds`;
      const asked = { kind: 'notes', title: long.repeat(2), session: workshop.id, authors: 'hidden' };
      const { id } = (await owner.ask<{ id: string }>('POST', path, asked)).body;
      const notes = [ben, approver, owner].map((by) => `${by.id} ${long.repeat(8)}`);
      for (const [at, by] of [ben, approver, owner].entries())
        await by.ask('POST', `${path}/${id}/entries`, { texts: [notes[at]] });
      await owner.ask('POST', `${path}/${id}/close`);
      await page.getByTitle(ben.id).waitFor();
      const sheets = page.locator('[data-sheets]');
      for (const size of ['3', '2', '1']) {
        expect(await page.getByRole('main').getAttribute('data-size')).toBe(size);
        const count = Number(await sheets.getAttribute('data-sheets'));
        expect([size, count]).toEqual([size, Math.min(count, notes.length)]);
        const [place, ...heights] = await Promise.all(
          [sheets, ...notes.map((note) => page.getByTitle(note.trim()))].map((each) =>
            each.evaluate((element) => element.getBoundingClientRect().height),
          ),
        );
        for (const height of heights) expect(height).toBeLessThanOrEqual(place ?? 0);
        expect(await wrongInSight(page, `stage/notes-${width}-${size}`)).toEqual([]);
        await page.keyboard.press('-');
      }
      close();
      await context.close();
    },
  );

  test('[STAGE-11] [STAGE-12] [SESSUI-7] nobody scrolls: later hands are counted, and what is too much turns sheet by sheet', async () => {
    const words = wordsOf('de', 'stage');
    const board = await owner.createBoard('Viele');
    const workshop = await Workshop.plan(owner, board);
    await workshop.command(owner, 'start');
    const hands = [ben, approver, owner];
    for (let at = 1; at <= 6; at++)
      hands.push(await owner.invite({ name: `Annegret Hohenstein ${at}`, department: 'sales' }));
    for (const by of hands) await workshop.command(by, 'hand', { up: true });
    await ownerAtStage('de', board);
    await page.getByText(ADDRESS).waitFor();
    const path = `/api/boards/${board}/rounds`;
    const asked = { kind: 'notes', title: 'Was fehlt?', session: workshop.id, authors: 'shown' };
    const { id } = (await owner.ask<{ id: string }>('POST', path, asked)).body;
    await page.getByText(words('running')).waitFor();
    const notes = hands.flatMap((_, by) => [0, 1, 2].map((at) => `Frühere Absprache mit uns (${by}-${at})`));
    for (const [at, by] of hands.entries())
      await by.ask('POST', `${path}/${id}/entries`, { texts: notes.slice(3 * at, 3 * at + 3) });
    await owner.ask('POST', `${path}/${id}/close`);
    await page.getByText(notes[0] ?? '').waitFor();
    const faults: string[] = [];
    for (const size of PROJECTORS) {
      await resize(page, size);
      for (const large of ['1', '2', '3']) {
        expect(await page.getByRole('main').getAttribute('data-size')).toBe(large);
        const what = `stage/many-${size.width}-${large}`;
        faults.push(...(await wrongInSight(page, what, size.width === 1920 ? [faintOrSmall] : [])));
        for (const at of await scrollable(page)) faults.push(`${what}: ${at} scrolls`);
        const first = page
          .getByRole('list', { name: words('hands') })
          .getByRole('listitem')
          .first();
        for (const shown of [first, page.getByRole('img', { name: words('qr') }), page.getByText(ADDRESS)])
          expect([what, await wholeInSight(shown)]).toEqual([what, 'whole']);
        await page.getByText(/^\+\d weitere$/).waitFor();
        await page.keyboard.press('+');
      }
      await page.keyboard.press('-');
      await page.keyboard.press('-');
    }
    expect(faults).toEqual([]);

    await resize(page, { width: 1920, height: 1080 });
    const sheet = (number: number) => page.getByText(new RegExp(`^Blatt ${number} von \\d+$`));
    const inSight = async () => {
      const all = page.getByText(/^Frühere Absprache mit uns \(\d+-\d+\)$/);
      const [texts, seen] = [await all.allInnerTexts(), await allInSight(all)];
      return texts.filter((_, at) => seen[at] === 'whole');
    };
    // By themselves, until somebody turns them.
    await page.getByText(/^Blatt [2-9] von \d+$/).waitFor();
    while ((await sheet(1).count()) === 0) await page.keyboard.press('PageUp');
    const seen = await inSight();
    const count = Number(/\d+$/.exec(await sheet(1).innerText())?.[0]);
    for (let number = 2; number <= count; number++) {
      await page.keyboard.press('PageDown');
      await sheet(number).waitFor();
      seen.push(...(await inSight()));
    }
    // Each once, in the order they have.
    expect(seen).toHaveLength(notes.length);
    expect(new Set(seen)).toEqual(new Set(notes));
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    await sheet(count - 1).waitFor();

    const phone = await browser.newContext({
      ...devices['Pixel 5'],
      viewport: { width: 390, height: 844 },
      locale: 'de-DE',
    });
    const seat = await phone.newPage();
    seat.setDefaultTimeout(PATIENCE);
    await seat.goto(await linkOf(ben));
    await seat.getByRole('link', { name: wordsOf('de', 'phone')('whole') }).waitFor();
    await seat.evaluate((to) => {
      location.hash = to;
    }, `#/board/${board}/workshop`);
    const room = wordsOf('de', 'workshop');
    const raised = seat.getByRole('list', { name: room('hands.label') }).getByRole('listitem');
    const more = seat.getByRole('button', { name: room('hands.more', { count: hands.length - 2 }) });
    await more.waitFor();
    expect(await raised.count()).toBe(2);
    faults.push(...(await wrongInSight(seat, 'phone/hands')));
    await more.tap();
    await seat.getByRole('button', { name: room('hands.fewer', { count: 2 }) }).waitFor();
    expect(await raised.count()).toBe(hands.length);
    faults.push(...(await wrongInSight(seat, 'phone/hands-all')));
    // The whole app has room for more.
    await seat.getByRole('link', { name: wordsOf('de', 'phone')('whole') }).tap();
    await seat.getByRole('button', { name: room('hands.more', { count: hands.length - 7 }) }).waitFor();
    expect(faults).toEqual([]);
    await phone.close();

    await workshop.command(owner, 'handOver', { to: ben.id });
    await page.getByText(words('leads', { name: 'Benedikt Achterberg' })).waitFor();
  });

  // The last one: it is another host's after that.
  test('[STAGE-13] [SESSION-8] says that its host is away, and goes on by itself, with the time standing', async () => {
    const words = wordsOf('en', 'stage');
    const board = await owner.createBoard('Ausfall');
    const workshop = await Workshop.plan(owner, board);
    await workshop.command(owner, 'start');
    await workshop.command(owner, 'timer', { do: 'start', ms: 6_000_000 });
    await ownerAtStage('en', board);
    // What is asked of a host that is away goes its own way.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await resize(page, { width: 1280, height: 720 });
    await page.getByRole('timer').waitFor();
    await host.close();
    const away = page.getByText(words('away'));
    await away.waitFor();
    // Whole at the largest size too.
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await away.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeLessThan(
      2,
    );
    const standing = await secondsLeft(page);
    const rendererDir = fromRoot('out', 'renderer');
    const back = await startHost({ data: house.data, port: Number(new URL(host.url).port), rendererDir });
    await page.getByRole('timer').getByText(words('timerState.paused')).waitFor();
    await page.getByText('Produktworkshop').waitFor();
    expect(await secondsLeft(page)).toBeLessThanOrEqual(standing);
    expect(await page.getByText(words('away')).count()).toBe(0);
    await back.close();
  });
});

/** What its timer shows. */
async function secondsLeft(page: Page): Promise<number> {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await page.getByRole('timer').innerText()) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** A host that only this machine reaches shows no code; others would reach this one there. */
async function reachedAt(page: Page, origin: string, address: string): Promise<void> {
  await page.route('**/sessions/*/invite', async (route) => {
    const answer = await route.fetch();
    // Whoever has just handed the lead over is refused one.
    if (!answer.ok()) return route.fulfill({ response: answer });
    const { link, ...rest } = (await answer.json()) as { link: string };
    const json = { ...rest, link: link.replace(new URL(origin).host, address) };
    await route.fulfill({ response: answer, json });
  });
}

/** Whether every part of something is in the window, and what lies there is it: else where it is not. */
async function wholeInSight(shown: Locator): Promise<string> {
  await shown.waitFor();
  return (await allInSight(shown)).join();
}

/** The same of all that a place names, each. */
function allInSight(shown: Locator): Promise<string[]> {
  return shown.evaluateAll((elements) => {
    const parts = 8;
    // Its corners are round.
    const inset = 8;
    const place = (element: Element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      for (let row = 0; row <= parts; row++)
        for (let column = 0; column <= parts; column++) {
          const x = left + inset + ((right - left - 2 * inset) * column) / parts;
          const y = top + inset + ((bottom - top - 2 * inset) * row) / parts;
          const there = document.elementFromPoint(x, y);
          if (!there || !(element === there || element.contains(there)))
            return `${there?.className ?? 'outside'} at ${Math.round(x)}, ${Math.round(y)}`;
        }
      return 'whole';
    };
    return elements.map(place);
  });
}

function linesOf(text: Locator): Promise<number> {
  return text.evaluate((element) =>
    Math.round(
      element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight),
    ),
  );
}

async function linkOf(member: TestMember): Promise<string> {
  return joinLink({ origin: member.url, kind: 'device', secret: await member.deviceLink(), cert: null });
}

/** What can be scrolled though nobody does. */
function scrollable(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflow))
      .filter(
        (element) =>
          element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1,
      )
      .map((element) => element.className),
  );
}

/** Texts below 48 px, or whose contrast to the page is below 7:1. */
function faintOrSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lightness = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? [])
        .map((each) => Number(each) / 255)
        .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const main = document.querySelector('main') ?? document.body;
    const ground = lightness(getComputedStyle(main).backgroundColor);
    const faults: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.textContent?.trim() || element.getClientRects().length === 0) continue;
      const { fontSize, color } = getComputedStyle(element);
      const ink = lightness(color);
      const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      if (Number.parseFloat(fontSize) < 48 || contrast < 7)
        faults.push(`${node.textContent}: ${fontSize}, ${contrast.toFixed(1)}:1`);
    }
    return faults;
  });
}
