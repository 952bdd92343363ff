import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { createPlan, together } from '../../shared/doc/commands';
import type { TestMember } from '../support/clients/clients';
import { PATIENCE } from '../support/clients/actor';
import { enterBoard, openHouse, type House } from '../support/desktop/house';
import { keepEvidence, prepare } from '../support/desktop/evidence';

const YEAR = new Date().getFullYear() + 1;
/** Twelve stand in a row, one a month: that makes a hundred rows. */
const PLANS = 1_200;
const ROW = 12;
/** More rows than a window of 800 pixels shows, with the ten on either side of them. */
const MOST_ROWS = 60;
/** Bars up to which all of them may be drawn at once. */
const FEW = 300;
const MOST_NODES = 1_800;
const within = { timeout: PATIENCE };

let house: House;
let page: Page;
beforeEach(() => keepEvidence(() => ({ page })));
afterAll(async () => {
  await house?.close();
});

prepare(async () => {
  house = await openHouse();
  const { owner, browser } = house;
  const board = await owner.createBoard('Wärmepumpe');
  await fill(owner, board);
  ({ page } = await enterBoard(browser, owner, 'Wärmepumpe'));
  await page.evaluate((to) => {
    location.hash = to;
  }, `#/board/${board}/calendar`);
});

async function fill(owner: TestMember, board: string): Promise<void> {
  const { doc, close } = await owner.openBoard(board);
  together(doc, () => {
    for (let n = 0; n < PLANS; n++) {
      const month = String((n % ROW) + 1).padStart(2, '0');
      const fields = { title: `Plan ${n}`, start: `${YEAR}-${month}-01`, end: `${YEAR}-${month}-28` };
      createPlan(doc, { id: `plan-${n}`, kind: 'campaign', ownerId: owner.id, fields });
    }
  });
  await vi.waitFor(
    async () => {
      const { body } = await owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
      expect(body.plans).toHaveLength(PLANS);
    },
    { timeout: PATIENCE },
  );
  close();
}

/** What of the timeline is in the page: of how many bars, and of the whole page how much. */
function drawn(): Promise<{ bars: number; nodes: number; isFull: boolean; isOver: boolean }> {
  return page.evaluate(() => {
    const bars = [...document.querySelectorAll('[data-bar]')];
    const bottom = Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect().bottom));
    return {
      bars: bars.length,
      nodes: document.querySelectorAll('*').length,
      isFull: bottom > window.innerHeight,
      // Whoever looks for more than there is finds the page at its end.
      isOver: bars.some((bar) => bar.textContent?.startsWith('Plan 1199 ')),
    };
  });
}

/** What lies around what is in sight follows with the frames: resolves once no more comes. */
async function rested(): Promise<void> {
  await page.evaluate(async () => {
    const count = () => document.querySelectorAll('[data-bar]').length;
    for (let [same, last] = [0, -1]; same < 30;) {
      same = count() === last ? same + 1 : 0;
      last = count();
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
}

/** There are many, but never all. */
async function expectWindow(): Promise<void> {
  await rested();
  const { bars, nodes } = await drawn();
  expect(bars).toBeGreaterThan(FEW);
  expect(bars).toBeLessThanOrEqual(MOST_ROWS * ROW);
  expect(nodes).toBeLessThan(MOST_NODES);
}

test('[CAL-20] of more than a thousand bars of a year those in sight are in the page, wherever one scrolls to, and the one with the focus', async () => {
  await page.getByText(`${PLANS.toLocaleString('de')} Pläne`).waitFor();
  await expect.poll(async () => (await drawn()).isFull, within).toBe(true);
  await expectWindow();

  const first = page.locator('[data-bar]').first();
  const plan = await first.getAttribute('data-plan');
  await first.focus();
  const lane = page.locator('[data-rows]');
  await lane.evaluate((rows) => {
    const frame = rows.closest('section')?.parentElement?.parentElement?.parentElement;
    if (!frame) throw new Error('nothing to scroll');
    frame.scrollTop = frame.scrollHeight;
  });
  await expect.poll(async () => (await drawn()).isOver, within).toBe(true);
  await expectWindow();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-plan'))).toBe(plan);
  expect(await page.locator('[data-bar][data-plan="plan-24"]').count()).toBe(0);
});
