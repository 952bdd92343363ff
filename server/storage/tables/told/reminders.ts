import type { Row, Sql } from '../../sql';
import type { Table } from '../../table';

/** A reminder that was given: of the submission with this hash, either a step of its deadline or by hand on a day. */
export interface GivenReminder {
  readonly submission: string;
  /** A step (`two-days-before` …) or the civil date of one by hand. */
  readonly what: string;
}

/**
 * Which reminders were given, so that none is given twice, whatever the clock does. What a restore takes back has
 * been read all the same.
 */
export const reminders = {
  rows: { reminders: 'now' },
  steps: {
    4: 'CREATE TABLE reminders (submission TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (submission, what)) WITHOUT ROWID;',
  },
  reads: (sql: Sql) => ({
    /** What was given about a submission. */
    async remindersOf(submission: string): Promise<ReadonlySet<string>> {
      const rows = sql.all('SELECT what FROM reminders WHERE submission = ?', submission);
      return new Set(rows.map((row: Row) => String(row['what'])));
    },
    /** Of which submissions such a reminder was given. */
    async submissionsReminded(what: string): Promise<ReadonlySet<string>> {
      const rows = sql.all('SELECT submission FROM reminders WHERE what = ?', what);
      return new Set(rows.map((row: Row) => String(row['submission'])));
    },
  }),
  takes: ['reminders'],
  write(sql: Sql, { reminders: given = [] }: { readonly reminders?: readonly GivenReminder[] }) {
    for (const { submission, what } of given)
      sql.run('INSERT OR IGNORE INTO reminders (submission, what) VALUES (?, ?)', submission, what);
  },
} as const satisfies Table;
