import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** A project for each folder of test/; what starts processes gets more time. */
function project(name: string, testTimeout: number, setupFiles: string[] = []) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      testTimeout,
      hookTimeout: testTimeout,
      maxWorkers: 2,
      setupFiles,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', 20_000),
      project('property', 5 * minute, ['test/support/fixed-seed.ts']),
      project('contract', minute),
      project('migrations', minute),
      project('integration', 2 * minute),
      project('simulation', 10 * minute),
      project('e2e', 5 * minute, ['test/support/desktop/own-screen.ts']),
    ],
  },
});
