/** The kinds of tests that share their processes, and with them what those have loaded: one project of vitest.config.ts. */
export const TOGETHER = ['unit', 'property', 'contract', 'migrations', 'integration'];

/** All kinds of tests, each a folder of test/. */
export const kinds = [...TOGETHER, 'simulation', 'e2e'];
