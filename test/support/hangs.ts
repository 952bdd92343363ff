/**
 * Milliseconds after which nothing comes any more, on however slow a machine: no test measures time by it. Where faults
 * are planted it is shorter, as many of them show by something that never comes.
 */
export const HANGS_MS = Number(process.env['HANDSCHLAG_HANGS_MS'] ?? 120_000);
