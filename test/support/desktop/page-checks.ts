import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { expect } from 'vitest';
import { fromRoot } from '../../../scripts/lib/paths.mjs';

/**
 * What axe is asked. `region` is never more than moderate, and takes 40 % of the work; no rule that is asked wants the page's
 * style sheets fetched once more.
 */
const ASKED = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { region: { enabled: false } },
  preload: false,
};

const AXE = readFileSync(fromRoot('node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** By how many pixels the document is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Gives a page another size, and lets it draw what follows from it. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
  // What follows the window's size by script is drawn anew by the second frame.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/**
 * What is wrong with how a page looks at the size it has: wider than its window, text that is cut, and what other
 * searches find. A picture of it is kept only then, as it is dearer than the search.
 * @param picture its path below `artifacts`, without its kind
 */
export async function wrongInSight(
  page: Page,
  picture: string,
  searches: readonly ((page: Page) => Promise<string[]>)[] = [],
): Promise<string[]> {
  await settled(page);
  const beyond = await overflowOf(page);
  const found = [
    ...(beyond > 0 ? [`${beyond} px wider than the window`] : []),
    ...(await cutTexts(page)).map((text) => `cut: ${text}`),
  ];
  for (const search of searches) found.push(...(await search(page)));
  if (found.length > 0)
    await page.screenshot({ path: fromRoot('artifacts', `${picture}.png`), animations: 'disabled' });
  return found.map((fault) => `${picture}: ${fault}`);
}

/** Waits until what slides or fades in is there; what goes round for ever, as while something is fetched, goes on. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    // One that is taken away ends too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Serious and critical faults that axe finds, each as rule and place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Not as a script of the page: its security policy takes none.
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(AXE);
  // Without what the library says to screen readers for some seconds: it may name what is gone again by then.
  const results = await page.evaluate<AxeResults>(
    `axe.run({ exclude: ['[data-live-announcer]'] }, ${JSON.stringify(ASKED)})`,
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

/**
 * Texts of which a part cannot be seen and that nothing tells in full: cut by a box that does not scroll, or beyond the
 * window. A text with its whole in a `title` of its own or around it is no fault. While a dialog is open, in that one only.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TOLERANCE = 1.5;
    /** Texts share most of what is around them, and a style is dear to ask for. */
    const remembered = <T>(of: (element: Element) => T) => {
      const known = new Map<Element, T>();
      return (element: Element): T => {
        if (!known.has(element)) known.set(element, of(element));
        return known.get(element) as T;
      };
    };
    const isSpokenOnly = (element: Element) => {
      const { clipPath, width, height } = getComputedStyle(element);
      return clipPath === 'inset(50%)' || (width === '1px' && height === '1px');
    };
    const isWithinSpokenOnly: (element: Element) => boolean = remembered(
      (element) =>
        isSpokenOnly(element) ||
        (element.parentElement !== null && isWithinSpokenOnly(element.parentElement)),
    );
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const boxOf = remembered((element) => {
      const { overflow, overflowX, overflowY } = getComputedStyle(element);
      return {
        // What can be scrolled or turned to can be read.
        isTurned: /auto|scroll/.test(overflow) || element.matches('[data-sheets]'),
        cutsAcross: hides(overflowX),
        cutsDown: hides(overflowY),
        frame: element.getBoundingClientRect(),
      };
    });
    const isTold = (element: Element, text: string) => {
      // A bar of the calendar has a hint of its own.
      if (element.closest('[data-bar]')) return true;
      const told = element.closest('[title]')?.getAttribute('title') ?? '';
      return told !== '' && told.includes(text.replaceAll('\u00AD', ''));
    };
    /** By how much a box that does not scroll cuts a rectangle; 0 if it does not. */
    const cutBy = ({ cutsAcross, cutsDown, frame }: ReturnType<typeof boxOf>, rect: DOMRect) => {
      const across = cutsAcross ? Math.max(rect.right - frame.right, frame.left - rect.left) : 0;
      const down = cutsDown ? Math.max(rect.bottom - frame.bottom, frame.top - rect.top) : 0;
      return Math.max(across, down);
    };
    const isCut = (element: Element, rect: DOMRect) => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const box = boxOf(at);
        if (box.isTurned) return false;
        if (cutBy(box, rect) > TOLERANCE) return true;
      }
      return rect.right > innerWidth + TOLERANCE || rect.left < -TOLERANCE;
    };
    /** By how much a field is too narrow, or too low, for what stands in it while it is empty: no field scrolls for that. */
    const hintOf = (field: HTMLInputElement | HTMLTextAreaElement) => {
      if (field.placeholder === '') return 0;
      const { font, letterSpacing, paddingLeft, paddingRight, paddingTop, paddingBottom } =
        getComputedStyle(field);
      const sample = document.createElement('span');
      const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      const isLine = field.tagName === 'INPUT';
      Object.assign(sample.style, { font, letterSpacing, position: 'absolute', visibility: 'hidden' });
      sample.style.whiteSpace = isLine ? 'pre' : 'pre-wrap';
      if (!isLine) sample.style.width = `${room}px`;
      sample.textContent = field.placeholder;
      document.body.append(sample);
      const { width, height } = sample.getBoundingClientRect();
      sample.remove();
      if (isLine) return width - room;
      return height - (field.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom));
    };
    const faults = new Set<string>();
    // What lies behind a dialog is looked at without it.
    const dialogs = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].filter(
      (dialog) => !dialog.closest('[role=region]'),
    );
    const place = dialogs.at(-1) ?? document.body;
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (text === '' || !element || !element.checkVisibility({ checkVisibilityCSS: true })) continue;
      // The way past the navigation comes into sight with the focus.
      if (isTold(element, text) || element.matches('[class*=skip]')) continue;
      if (isWithinSpokenOnly(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if ([...range.getClientRects()].some((rect) => rect.width > 0 && isCut(element, rect)))
        faults.add(`${element.className || element.tagName}: ${text.slice(0, 60)}`);
    }
    for (const field of place.querySelectorAll<HTMLInputElement>('input, textarea')) {
      if (!field.checkVisibility({ checkVisibilityCSS: true }) || field.title || isSpokenOnly(field))
        continue;
      // The system's calendar behind a field for dates is never seen itself.
      if (field.ariaHidden === 'true') continue;
      const beyond =
        field.tagName === 'INPUT'
          ? field.scrollWidth - field.clientWidth
          : field.scrollHeight - field.clientHeight;
      if (beyond > TOLERANCE)
        faults.add(`field ${field.getAttribute('aria-label') ?? field.id}: ${field.value.slice(0, 60)}`);
      if (field.value === '' && hintOf(field) > TOLERANCE)
        faults.add(`hint: ${field.placeholder.slice(0, 60)}`);
    }
    return [...faults];
  });
}

/** Roles of what people press, choose and write in. */
const CONTROLS =
  'button|link|textbox|checkbox|radio|combobox|spinbutton|slider|switch|menuitem|option|searchbox';

/** Controls that the accessibility tree has without a name, and elements in the way of the Tab key without a role. */
export async function namelessOn(page: Page): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  const nameless = tree
    .split('\n')
    .filter((line) => new RegExp(`^\\s*- (${CONTROLS})( \\[[^\\]]*\\])*:?$`).test(line));
  const roleless = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[tabindex="0"]')]
      .filter((element) => element.matches('div, span, li, p') && !element.hasAttribute('role'))
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  return [...nameless, ...roleless];
}
