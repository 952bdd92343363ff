import type { Sql } from './sql';

/**
 * What a restore does with the rows of a table.
 * - `content` becomes what the backup has.
 * - `renumbered` as well, but its rows get new numbers, above all that there were.
 * - `record` as well, but for the workspace's own record should that go on.
 * - `people` stay as they are now, so that nobody who was removed comes back and nobody who joined since is locked out;
 *   those that only the backup knows (it is of a directory that was lost) are added.
 * - `now` stays as it is: an invite of the backup may have been used or revoked since.
 * - `private` stays as it is now as well, but is in no copy: what somebody has read, which owners who save one are not told.
 * - `uncopied` is in no copy at all, and gone after a restore: what is entered in a round that is open.
 */
export type OnRestore = 'content' | 'renumbered' | 'record' | 'people' | 'now' | 'private' | 'uncopied';

/**
 * A repository: everything about one table, or a few that only make sense together. It is one file below `tables/` and
 * one line in the list of tables.ts; the storage, the schema, backups and restores read that list.
 */
export interface Table {
  /** Its tables in the database, and what a restore does with the rows of each. */
  readonly rows: Readonly<Record<string, OnRestore>>;
  /**
   * What it adds to the numbered steps of the schema, by number. What was published is never changed: what comes next is
   * a step of a new number. One that changes what was there is tried on a stored database from before it, of
   * test/fixtures/databases.
   */
  readonly steps: Readonly<Record<number, string>>;
  /** What is read of it. The names are those of {@link Storage}, so no two tables have the same. */
  readonly reads: (sql: Sql) => object;
  /** Names of all that `write` takes of a batch: one that holds nothing of it does not come by here. */
  readonly takes: readonly string[];
  /**
   * Does its part of a batch inside the transaction that is open. What this takes of a batch is what a batch may hold.
   * @returns why nothing of the whole batch may be written, if so
   */
  readonly write: (sql: Sql, batch: never) => string | void;
}
