import type { Sql } from '../../sql';
import type { Table } from '../../table';

/** What calendar files showed of a plan last that stands in no entry of the record. */
export interface Shown {
  readonly words: string;
  /** What was added to the entry's number, as it has changed without one. */
  readonly revision: number;
}

interface Part {
  readonly shown?: readonly (Shown & { readonly board: string; readonly plan: string })[];
}

/**
 * What the calendar files of agreed plans showed: by which entry, and beside the record, so that the next file can say that it changed.
 * A restore leaves it: programs that imported a file know nothing of restores.
 */
export const shown = {
  rows: { shown: 'now' },
  steps: {
    3: `CREATE TABLE shown (board TEXT NOT NULL, plan TEXT NOT NULL, words TEXT NOT NULL, revision INTEGER NOT NULL,
  PRIMARY KEY (board, plan)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** By `BOARD/PLAN`. */
    async shown(): Promise<ReadonlyMap<string, Shown>> {
      const rows = sql.all('SELECT board, plan, words, revision FROM shown');
      return new Map(
        rows.map(({ board, plan, words, revision }) => [
          `${String(board)}/${String(plan)}`,
          { words: String(words), revision: Number(revision) },
        ]),
      );
    },
  }),
  takes: ['shown'],
  write(sql: Sql, batch: Part) {
    for (const { board, plan, words, revision } of batch.shown ?? [])
      sql.run(
        `INSERT INTO shown (board, plan, words, revision) VALUES (?, ?, ?, ?)
         ON CONFLICT (board, plan) DO UPDATE SET words = excluded.words, revision = max(revision, excluded.revision)`,
        board,
        plan,
        words,
        revision,
      );
  },
} as const satisfies Table;
