import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { TOGETHER } from './scripts/proofs/kinds.mjs';
import { HANGS_MS } from './test/support/hangs';
import { LongestFirst } from './test/support/longest-first';

interface Kind {
  /** The folders of test/ that are meant; only the one of its name otherwise. */
  readonly folders?: readonly string[];
  /** A process for each file; otherwise files that come after each other share one, and what it has loaded. */
  readonly isolate?: boolean;
  readonly setupFiles?: string[];
}

function project(name: string, { folders = [name], isolate = false, setupFiles = [] }: Kind = {}) {
  return {
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
      isolate,
      setupFiles: ['test/support/patience.ts', ...setupFiles],
      // A limit only ever means "hangs": it has to hold on a machine whose cores others use up.
      testTimeout: 5 * HANGS_MS,
      hookTimeout: 5 * HANGS_MS,
      expect: { poll: { timeout: HANGS_MS } },
    },
  };
}

/** Which of those that share their processes are asked for; all, unless it is said. */
const asked = process.env['HANDSCHLAG_KINDS']?.split(',') ?? TOGETHER;

export default defineConfig({
  test: {
    // Two more than there are cores: what drives windows mostly waits for them.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongestFirst },
    // What one project has transformed the others take from the disk, and the next run does too: it goes by content.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/handschlag-tests' },
    projects: [
      project('together', { folders: asked, setupFiles: ['test/support/fixed-seed.ts'] }),
      project('simulation', { isolate: true }),
      project('e2e', { setupFiles: ['test/support/desktop/own-screen.ts'] }),
      // Not a proof of its own, so not of `npm test`: `npm run pictures` takes them for people to look at.
      project('pictures', { setupFiles: ['test/support/desktop/own-screen.ts'] }),
    ],
  },
});
