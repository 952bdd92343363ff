import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { onTestFailed, type RunnerTestCase } from 'vitest';
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

async function photograph({ name }: Readonly<RunnerTestCase>, windows: Windows): Promise<void> {
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
