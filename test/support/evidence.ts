import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { fromRoot } from '../../scripts/lib/paths.mjs';

/** When the test fails, keeps what the windows show at that moment, in `artifacts/failures`. */
export function keepEvidence(windows: () => Readonly<Record<string, Page | undefined>>): void {
  onTestFailed(async ({ task }) => {
    const folder = fromRoot('artifacts', 'failures');
    mkdirSync(folder, { recursive: true });
    const test = task.name.replace(/[^\p{L}\d]+/gu, '-').slice(0, 60);
    for (const [name, page] of Object.entries(windows())) {
      if (page && !page.isClosed())
        await page
          .screenshot({ path: `${folder}/${test}-${name}.png`, timeout: 5000 })
          .catch(() => undefined);
    }
  });
}
