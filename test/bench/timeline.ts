import type { Page } from 'playwright-core';
import type * as Y from 'yjs';
import { setField } from '../../shared/doc/commands';
import type { AtEnd, Comparison, Pair } from './harness';
import { besideBare, drawn } from './pages';
import { longestTask } from './tasks';
import { agreeSome, fillPlans, startWorld } from './world';

/** So many plans went to review, and every other of them was agreed. */
const SUBMITTED = 60;
/** A paint waits for the next frame, which is up to 17 ms away whatever is painted: few rounds would tell of nothing else. */
const PAINTS = 21;
const LETTERS = 'Heizkosten halbieren';

type Measure = 'first paint' | 'all in sight' | 'scrolling' | 'zooming' | 'dragging' | 'a colleague typing';

/** What the calendar of a board of so many plans takes in Electron, beside a bare virtual list of the same rows. */
export function timelineDrawn(plans: number): Comparison[] {
  const name = `timeline of ${plans.toLocaleString('en')} plans`;
  return [
    comparison(plans, `${name}: first paint`, 'bare virtual list: first paint', 'first paint', PAINTS),
    comparison(
      plans,
      `${name}: all bars in sight and all controls painted`,
      'bare virtual list: first paint',
      'all in sight',
      7,
    ),
    comparison(
      plans,
      `${name}: longest task while scrolling`,
      'bare virtual list: scrolling',
      'scrolling',
      5,
    ),
    comparison(plans, `${name}: longest task while zooming`, 'bare virtual list: scrolling', 'zooming', 5),
    comparison(plans, `${name}: longest task while dragging`, 'bare virtual list: scrolling', 'dragging', 5),
    comparison(
      plans,
      `${name}: longest task, of processor, while a colleague types in a field that it does not show`,
      'the same letters with no plan on the screen',
      'a colleague typing',
      7,
    ),
  ];
}

function comparison(
  plans: number,
  name: string,
  reference: string,
  measure: Measure,
  rounds: number,
): Comparison {
  return {
    name,
    reference,
    unit: 'ms',
    rounds,
    prepare: async (atEnd) => pairOf(measure, await stageFor(plans, atEnd)),
  };
}

/** Two windows' pages on one board, and a colleague who writes on it. */
interface Stage {
  readonly ours: Page;
  readonly bare: Page;
  readonly plans: number;
  readonly board: string;
  readonly doc: Y.Doc;
}

async function stageFor(plans: number, atEnd: AtEnd): Promise<Stage> {
  const world = await startWorld(atEnd);
  const { doc, close } = await world.owner.openBoard(world.board);
  atEnd(close);
  fillPlans(doc, SUBMITTED);
  await agreeSome(world, SUBMITTED);
  fillPlans(doc, plans);
  const rows = Array.from({ length: plans }, (_, n) => ({
    id: `plan-${n}`,
    texts: [`Frühjahrsaktion Wärmepumpe ${n}`, 'Entwurf', '1.–28. Feb. 2027', '12.500 €'],
  }));
  const { ours, bare } = await besideBare(world, rows, atEnd);
  return { ours, bare, plans, board: world.board, doc };
}

function pairOf(measure: Measure, { ours, bare, plans, board, doc }: Stage): Pair {
  const away = `#/board/${board}/rounds`;
  const calendar = `#/board/${board}/calendar`;
  const mark = '[data-bar]';
  const showBare = () => bare.evaluate(drawn, { mark, waits: true });
  const hideBare = () => bare.evaluate(drawn, { mark, waits: false });
  const show = (hash: string, whole = false) =>
    ours.evaluate(drawn, { hash, mark, waits: hash === calendar, whole });
  const leave = () => show(away);
  const scrolled = async (page: Page) => page.evaluate(longestWhileScrolling);
  let letter = 0;
  const typed = async (hash: string) => {
    await show(hash);
    await ours.evaluate(rested);
    const longest = await longestTask(ours, async () => {
      for (const each of LETTERS) {
        // A draft: of one that was submitted the calendar shows that it changed.
        const plan = SUBMITTED + (letter++ % (plans - SUBMITTED));
        setField(doc, `plan-${plan}`, 'message', `${each}${letter}`);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    });
    await leave();
    return longest;
  };
  const bareScrolled = async () => {
    await showBare();
    const longest = await scrolled(bare);
    await hideBare();
    return longest;
  };
  const ourOwn = (act: () => Promise<number>) => async () => {
    await leave();
    await show(calendar, true);
    await ours.evaluate(rested);
    return act();
  };
  switch (measure) {
    case 'first paint':
    case 'all in sight':
      return {
        reference: async () => {
          await hideBare();
          return showBare();
        },
        ours: async () => {
          await leave();
          return show(calendar, measure === 'all in sight');
        },
      };
    case 'scrolling':
      return { reference: bareScrolled, ours: ourOwn(() => scrolled(ours)) };
    case 'zooming':
      return { reference: bareScrolled, ours: ourOwn(() => zoomed(ours)) };
    case 'dragging':
      return { reference: bareScrolled, ours: ourOwn(() => dragged(ours)) };
    case 'a colleague typing':
      return { reference: () => typed(away), ours: () => typed(calendar) };
  }
}

async function zoomed(page: Page): Promise<number> {
  await page.evaluate(startWatching);
  for (const at of [1, 2, 3, 0]) await page.evaluate(pressZoom, at);
  return page.evaluate(stopWatching);
}

async function dragged(page: Page): Promise<number> {
  const box = await page.locator('[data-bar]').nth(3).boundingBox();
  if (!box) throw new Error('no bar to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(startWatching);
  for (let step = 1; step <= 20; step++) await page.mouse.move(x + step * 12, y);
  const longest = await page.evaluate(stopWatching);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return longest;
}

/* Everything below runs inside of a page. */

interface Watched extends Window {
  longest?: number;
  watching?: boolean;
}

/** When nothing was drawn for a while: what lies around and the signs of warnings are there, too. */
async function rested(): Promise<void> {
  await new Promise<void>((done) => {
    const seen = new MutationObserver(() => later());
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        seen.disconnect();
        done();
      }, 600);
    };
    seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    later();
  });
}

/** Notes the longest time for which nothing else had its turn. */
function startWatching(): void {
  const page = window as Watched;
  Object.assign(page, { longest: 0, watching: true });
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    page.longest = Math.max(page.longest ?? 0, now - last);
    last = now;
    if (page.watching) port2.postMessage(null);
  };
  port2.postMessage(null);
}

async function stopWatching(): Promise<number> {
  const page = window as Watched;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  page.watching = false;
  return page.longest ?? 0;
}

/** Scrolls two rows a frame, as a wheel does. */
async function longestWhileScrolling(): Promise<number> {
  const frame = [...document.querySelectorAll('main div, [data-scroll]')].find(
    (each) => each.scrollHeight > each.clientHeight + 400 && each.clientHeight > 200,
  );
  if (!frame) throw new Error('nothing to scroll');
  let [longest, last] = [0, performance.now()];
  const { port1, port2 } = new MessageChannel();
  let goesOn = true;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (goesOn) port2.postMessage(null);
  };
  port2.postMessage(null);
  for (let step = 0; step < 60; step++) {
    frame.scrollTop += 120;
    await new Promise((done) => requestAnimationFrame(done));
  }
  goesOn = false;
  return longest;
}

async function pressZoom(at: number): Promise<void> {
  const zooms = document.querySelectorAll<HTMLElement>('main header [role=radio]');
  const button = zooms[at];
  if (!button) throw new Error('no zoom to press');
  for (const name of ['pointerdown', 'pointerup', 'click'])
    button.dispatchEvent(
      new PointerEvent(name, {
        bubbles: true,
        cancelable: true,
        button: 0,
        pointerType: 'mouse',
        pointerId: 1,
      }),
    );
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
