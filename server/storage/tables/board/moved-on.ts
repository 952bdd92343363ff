import type { Sql } from '../../sql';
import type { Table } from '../../table';

/** A plan that did not stand on its board as it was submitted when that board was last in use. */
export interface MovedOn {
  readonly board: string;
  readonly plan: string;
  /** The entry that submitted it; null when it stands so again, or waits no more. */
  readonly seq: number | null;
}

/** What is known of boards without opening them. It belongs to their documents, so it comes back with them. */
export const movedOn = {
  rows: { moved_on: 'content' },
  steps: {
    3: `CREATE TABLE moved_on (board TEXT NOT NULL, plan TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (board, plan)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** The plans of a board that moved on, with the submission that they left behind. */
    async movedOn(board: string): Promise<ReadonlyMap<string, number>> {
      const rows = sql.all('SELECT plan, seq FROM moved_on WHERE board = ?', board);
      return new Map(rows.map(({ plan, seq }) => [String(plan), Number(seq)]));
    },
  }),
  takes: ['movedOn'],
  write(sql: Sql, batch: { readonly movedOn?: readonly MovedOn[] }) {
    for (const { board, plan, seq } of batch.movedOn ?? [])
      if (seq === null) sql.run('DELETE FROM moved_on WHERE board = ? AND plan = ?', board, plan);
      else sql.run('INSERT OR REPLACE INTO moved_on (board, plan, seq) VALUES (?, ?, ?)', board, plan, seq);
  },
} as const satisfies Table;
