import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { HANGS_MS } from './test/support/hangs';
import { LongestFirst } from './test/support/longest-first';

interface Kind {
  /** A process for each file; otherwise files that come after each other share one, and what it has loaded. */
  readonly isolate?: boolean;
  readonly setupFiles?: string[];
}

/** A project for each folder of test/. */
function project(name: string, { isolate = false, setupFiles = [] }: Kind = {}) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      isolate,
      setupFiles: ['test/support/patience.ts', ...setupFiles],
      // A limit only ever means "hangs": it has to hold on a machine whose cores others use up.
      testTimeout: 5 * HANGS_MS,
      hookTimeout: 5 * HANGS_MS,
      expect: { poll: { timeout: HANGS_MS } },
    },
  };
}

export default defineConfig({
  test: {
    // Two more than there are cores: what drives windows mostly waits for them.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongestFirst },
    // What one project has transformed the others take from the disk, and the next run does too: it goes by content.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/handschlag-tests' },
    projects: [
      project('unit'),
      project('property', { setupFiles: ['test/support/fixed-seed.ts'] }),
      project('contract'),
      project('migrations'),
      project('integration'),
      project('simulation', { isolate: true }),
      project('e2e', { setupFiles: ['test/support/desktop/own-screen.ts'] }),
      // Not a proof of its own, so not of `npm test`: `npm run pictures` takes them for people to look at.
      project('pictures', { setupFiles: ['test/support/desktop/own-screen.ts'] }),
    ],
  },
});
