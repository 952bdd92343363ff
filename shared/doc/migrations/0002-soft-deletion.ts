/**
 * Plans can be gone without being removed, comments have a turn and mentions a place, and there are clusters and tasks.
 * Every one of these keys is absent until somebody writes it, and comments without a turn keep the order of their times,
 * so the version alone is new: no plan and no comment is written to, and each stays its writers' own.
 */
export const SOFT_DELETION = { version: 2, run: (): void => undefined };
