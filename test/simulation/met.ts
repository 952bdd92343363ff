/** What came up in all that was played in this process. What never came up was not proved. */
export const met = new Set<string>();

/** What comes up in either half of the seeds that `npm test` plays. */
export const EXPECTED: readonly string[] = [
  'a plan that reads agreed',
  'a round that was closed',
  'a workshop that was closed',
  'a request that came twice: POST',
  'a disk that fails with SQLITE_FULL',
  'a disk that fails with SQLITE_IOERR_FSYNC',
  'power that fails between commits',
  'power that fails: a commit not begun',
  'power that fails: a commit done',
  'power that fails: sectors of the log missing',
  'power that fails: the log cut off',
  'power that fails: the log cut off in a spoilt sector',
];
