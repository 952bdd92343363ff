import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFailed, type RunnerTestCase } from 'vitest';
import { fromRoot } from '../../../scripts/lib/paths.mjs';

type Windows = Readonly<Record<string, Page | undefined>>;

/** When the test fails, keeps what the windows show at its end, in `artifacts/failures`; for windows that stay open. */
export function keepEvidence(windows: () => Windows): void {
  onTestFailed(({ task }) => photograph(task, windows()));
}

/** The same for windows that are closed after each test: to be called before they are. */
export async function evidenceOf(task: Readonly<RunnerTestCase>, windows: Windows): Promise<void> {
  if (task.result?.state === 'fail') await photograph(task, windows);
}

/** Every window that somebody sits at. */
const seen: Page[] = [];

/** A window that evidence is kept of when what comes before the tests fails. */
export function watch(page: Page): void {
  if (!seen.includes(page)) seen.push(page);
}

/** A `beforeAll` that leaves evidence: when it fails no test of the file runs, and nothing else would say what was on screen. */
export function prepare(work: () => Promise<void>): void {
  beforeAll(async () => {
    try {
      await work();
    } catch (error) {
      const numbered = seen.map((page, index) => [`before-${index + 1}`, page]);
      await photograph(
        { name: path.basename(expect.getState().testPath ?? '') },
        Object.fromEntries(numbered),
      );
      throw error;
    }
  });
}

async function photograph({ name }: { readonly name: string }, windows: Windows): Promise<void> {
  const folder = fromRoot('artifacts', 'failures');
  mkdirSync(folder, { recursive: true });
  const test = name.replace(/[^\p{L}\d]+/gu, '-').slice(0, 60);
  for (const [window, page] of Object.entries(windows)) {
    if (page && !page.isClosed())
      await page
        .screenshot({ path: `${folder}/${test}-${window}.png`, timeout: 5000 })
        .catch(() => undefined);
  }
}
