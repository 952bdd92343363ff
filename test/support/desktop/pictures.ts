import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { cutTexts, overflowOf, settled } from './page-checks';

/** Where `npm run pictures` leaves what it took. */
export function pictureAt(name: string): string {
  const folder = fromRoot('artifacts', 'pictures');
  mkdirSync(folder, { recursive: true });
  return `${folder}/${name}`;
}

/**
 * Takes a picture of what a window shows once nothing moves any more, with something of it in its middle; expects that no
 * text in it is cut.
 */
export async function takePicture(page: Page, name: string, middle?: Locator): Promise<void> {
  await middle?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await settled(page);
  await page.screenshot({ path: pictureAt(`${name}.png`) });
  expect([name, await overflowOf(page), ...(await cutTexts(page))]).toEqual([name, 0]);
}
