/** Milliseconds after which nothing comes any more, on however slow a machine: no test measures time by it. */
export const HANGS_MS = 120_000;
