import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { fromRoot } from '../../../scripts/lib/paths.mjs';

const AXE = readFileSync(fromRoot('node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** By how many pixels the document is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Serious and critical faults that axe finds, each as rule and place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Not as a script of the page: its security policy takes none.
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
