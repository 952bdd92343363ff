import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** A project for each folder of test/; what starts processes gets time and little company. */
function project(name: string, options: { testTimeout: number; files: number; setupFiles?: string[] }) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      testTimeout: options.testTimeout,
      hookTimeout: options.testTimeout,
      fileParallelism: options.files > 1,
      maxWorkers: options.files,
      setupFiles: options.setupFiles ?? [],
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', { testTimeout: 20_000, files: 2 }),
      project('property', {
        testTimeout: 5 * minute,
        files: 2,
        setupFiles: ['test/support/fixed-seed.ts'],
      }),
      project('contract', { testTimeout: minute, files: 2 }),
      project('migrations', { testTimeout: minute, files: 2 }),
      project('integration', { testTimeout: 2 * minute, files: 2 }),
      project('simulation', { testTimeout: 10 * minute, files: 2 }),
      project('e2e', { testTimeout: 5 * minute, files: 1 }),
    ],
  },
});
