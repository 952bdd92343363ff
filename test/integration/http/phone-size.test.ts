import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../../scripts/lib/paths.mjs';

/** What a phone may fetch until its page is of use. */
const MOST = 300_000;
const PAGES = fromRoot('out', 'renderer');

/** Bytes on the wire: as the build compressed the file, where that made it smaller. */
async function sizeOf(file: string): Promise<number> {
  const compressed = await stat(`${file}.gz`).catch(() => null);
  return (compressed ?? (await stat(file))).size;
}

/** A page's file, and all that it loads by itself: styles and scripts, and what these import before they run. */
async function loadedBy(page: string): Promise<Set<string>> {
  const html = await readFile(page, 'utf8');
  const files = new Set([page]);
  const walk = async (file: string): Promise<void> => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.js')) return;
    const code = await readFile(file, 'utf8');
    for (const [, name = ''] of code.matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g))
      await walk(join(dirname(file), name));
  };
  for (const [, name = ''] of html.matchAll(/\b(?:src|href)="(\.[^"]+)"/g))
    await walk(join(dirname(page), name));
  return files;
}

/** The words of a page's language come behind it: the longer of the two. */
async function longestWords(): Promise<number> {
  const assets = join(PAGES, 'assets');
  const words = (await readdir(assets)).filter((name) => /^(?:de|en)-[\w-]+\.js$/.test(name));
  expect(words.length).toBeGreaterThanOrEqual(2);
  return Math.max(...(await Promise.all(words.map((name) => sizeOf(join(assets, name))))));
}

describe('what the built pages weigh', () => {
  it('[PHONE-1] lets a phone in for 300 KB at most', async () => {
    const files = await loadedBy(join(PAGES, 'phone.html'));
    const sizes = await Promise.all(
      [...files].map(async (file) => [basename(file), await sizeOf(file)] as const),
    );
    const bytes = sizes.reduce((sum, [, size]) => sum + size, await longestWords());
    expect(sizes.length).toBeGreaterThan(3);
    expect(bytes).toBeLessThanOrEqual(MOST);
  });

  it('[PHONE-1] has the host hand out every larger text file compressed', async () => {
    for (const name of await readdir(PAGES, { recursive: true })) {
      const file = join(PAGES, name);
      if (!/\.(?:html|js|css)$/.test(name) || (await stat(file)).size < 4096) continue;
      expect([name, await sizeOf(file)]).not.toEqual([name, (await stat(file)).size]);
    }
  });
});
