import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Actor } from '../support/clients/actor';
import { openHouse, type House } from '../support/desktop/house';
import { Workshop } from '../support/host/workshops';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { longBoard, type LongBoard } from '../support/desktop/long-board';

describe('on paper', () => {
  let house: House;
  let browser: Browser;
  let world: LongBoard;
  let anna: Actor;
  let page: Page;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Berg', company: 'Brenner Wärme' });
    const { owner } = house;
    ({ browser } = house);
    world = await longBoard(owner, 200);
    // In the dark, and narrow: paper is neither.
    const context = await browser.newContext({
      locale: 'de-DE',
      colorScheme: 'dark',
      viewport: { width: 800, height: 600 },
    });
    page = await context.newPage();
    anna = new Actor(page);
    await page.goto(await world.newLink());
    await anna.openBoard(world.title);
    await page.locator('a[data-plan]').first().waitFor();
  });
  beforeEach(() => keepEvidence(() => ({ page })));
  afterAll(async () => {
    await house?.close();
  });

  /** Prints; what stands on the sheet, and how many pages it takes. */
  async function print(name: string) {
    await page.evaluate(() => {
      window.addEventListener(
        'beforeprint',
        () => {
          const sheet = document.querySelector('[data-print-sheet]');
          Object.assign(window, {
            printed: {
              rows: sheet?.querySelectorAll('tr, li').length ?? 0,
              text: sheet?.textContent?.replaceAll('\u00AD', '') ?? '',
              sheets: document.querySelectorAll('[data-print-sheet]').length,
            },
          });
        },
        { once: true },
      );
    });
    const pdf = await page.pdf({ format: 'A4', path: path.join(house.data, `${name}.pdf`) });
    const printed = await page.evaluate(() => Reflect.get(window, 'printed') as Printed);
    await page.locator('[data-print-sheet]').waitFor({ state: 'detached' });
    return { ...printed, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0 };
  }
  interface Printed {
    readonly rows: number;
    readonly text: string;
    readonly sheets: number;
  }

  test.each(['columns', 'list'] as const)(
    '[UI-53] the board as %s prints every plan on as many pages as it takes, with board, company and date',
    async (view) => {
      await anna.goTo(view);
      await page.locator('[data-plan]').first().waitFor();
      const { rows, text, sheets, pages } = await print(view);
      expect(sheets).toBe(1);
      // Each plan, the names of the columns, the sum.
      expect(rows).toBe(202);
      expect(text).toContain(world.title);
      expect(text).toContain('Brenner Wärme');
      expect(text).toContain(String(new Date().getFullYear()));
      expect(text).toContain('Fördermittelberatung, Einfamilienhausbesitzer');
      // Whose turn it is, by name: anybody may read it.
      expect(text).toContain('Anna Berg: einreichen');
      expect(text).not.toContain('Sie: einreichen');
      expect(pages).toBeGreaterThan(8);
    },
  );

  /** The page as its sheet is laid out, which nobody sees before it is printed. */
  async function onSheet<T>(look: (sheet: Element) => T): Promise<T> {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 610, height: 900 });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const seen = await page.locator('[data-print-sheet]').evaluate(look);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.setViewportSize({ width: 800, height: 600 });
    await page.emulateMedia({ media: null });
    return seen;
  }

  test('[UI-62] of a printed list the titles have the most room, however long the days are written', async () => {
    await anna.goTo('list');
    await page.locator('[data-plan]').first().waitFor();
    const widths = await onSheet((sheet) =>
      [...sheet.querySelectorAll('th')].map((cell) => cell.getBoundingClientRect().width),
    );
    const [title = 0, ...others] = widths;
    expect(others).toHaveLength(5);
    expect(title).toBeGreaterThan(Math.max(...others));
  });

  test('[UI-62] in a printed record every value stands beside its name', async () => {
    await anna.goTo('record');
    await page.locator('[data-sentence]').first().waitFor();
    const apart = await onSheet((sheet) =>
      [...sheet.querySelectorAll('dl > div')].map((pair) => {
        const [name, value] = ['dt', 'dd'].map(
          (part) => pair.querySelector(part)?.getBoundingClientRect().top,
        );
        return Math.abs((name ?? 0) - (value ?? 99));
      }),
    );
    expect(apart.length).toBeGreaterThan(20);
    expect(Math.max(...apart)).toBeLessThan(3);
  });

  test('[UI-53] what a search leaves out is not printed, and the sheet says so', async () => {
    await anna.goTo('list');
    await page.locator('[data-search] input').fill('Energieeffizienz');
    await page.getByText('34 von 200 Plänen').first().waitFor();
    const { rows, text } = await print('search');
    expect(rows).toBe(36);
    expect(text).toContain('34 von 200 Plänen');
    await page.locator('[data-search] input').fill('');
  });

  test('[PICTURE-5] the calendar printed as a list says whose it is, as of when, and where the record ends', async () => {
    const { body } = await house.owner.ask<{ entries: { seq: number; hash: string }[] }>(
      'GET',
      `/api/boards/${world.board}/record`,
    );
    const { seq, hash } = body.entries.at(-1) ?? { seq: 0, hash: '' };
    await page.setViewportSize({ width: 1440, height: 900 });
    await anna.goTo('calendar');
    await page.getByRole('radio', { name: anna.words.calendar('view.list') }).click({ force: true });
    await page.getByRole('table').waitFor();
    const { text } = await print('calendar');
    for (const said of [
      world.title,
      'Brenner Wärme',
      'Stand der Vereinbarungen',
      `Nr. ${seq}, ${hash.slice(0, 12)}`,
    ])
      expect(text).toContain(said);
    await page.setViewportSize({ width: 800, height: 600 });
  });

  test('[UI-62] a printed calendar has room for all its columns, those of all boards too', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const place of [`#/board/${world.board}/calendar`, '#/calendar']) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, place);
      await page.getByRole('radio', { name: anna.words.calendar('view.list') }).click({ force: true });
      await page.getByRole('table').waitFor();
      const { columns, rows, beyond } = await onSheet((sheet) => {
        const { right } = sheet.getBoundingClientRect();
        const cells = [...sheet.querySelectorAll('th, td')];
        return {
          columns: sheet.querySelectorAll('thead th').length,
          rows: sheet.querySelectorAll('tbody tr').length,
          beyond: cells
            .filter(
              (cell) =>
                cell.getBoundingClientRect().right > right + 0.5 || cell.scrollWidth > cell.clientWidth,
            )
            .map((cell) => cell.textContent),
        };
      });
      expect(columns).toBe(place === '#/calendar' ? 7 : 6);
      expect(rows).toBeGreaterThan(100);
      expect(beyond).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/board/${world.board}`);
  });

  test('[UI-53] the record prints every entry with what was submitted', async () => {
    await anna.goTo('record');
    await page.locator('[data-sentence]').first().waitFor();
    const { text, sheets, pages } = await print('record');
    expect(sheets).toBe(1);
    expect(text).toContain('Nr. 1');
    expect(text).toContain('Fachzeitschriftenanzeige');
    expect(pages).toBeGreaterThan(2);
  });

  test('[SESSUI-21] minutes of many notes take few sheets', async () => {
    const workshop = await Workshop.plan(house.owner, world.board, { title: 'Frühjahrsrunde' });
    await workshop.command(house.owner, 'start');
    const rounds = `/api/boards/${world.board}/rounds`;
    const asked = { kind: 'notes', authors: 'hidden', title: 'Was hält ab?', session: workshop.id };
    const { body: round } = await house.owner.ask('POST', rounds, asked);
    const texts = Array.from({ length: 18 }, (_, at) => `${at}: Fördermittelberatung für Einfamilienhäuser`);
    const other = await house.owner.invite({ name: 'Jonas Keller', department: 'sales' });
    for (const by of [house.owner, other])
      await by.ask('POST', `${rounds}/${String(round['id'])}/entries`, { texts });
    await house.owner.ask('POST', `${rounds}/${String(round['id'])}/close`, {});
    await workshop.closeAsItIs(house.owner);
    await anna.goTo('workshop');
    await page.getByText('17: Förder').first().waitFor();
    const { text, pages } = await print('minutes');
    expect(text.match(/Fördermittelberatung für Einfamilienhäuser/g)).toHaveLength(36);
    expect(pages).toBeLessThanOrEqual(2);
  });
});
