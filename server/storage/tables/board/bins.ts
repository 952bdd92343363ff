import type { Sql } from '../../sql';
import type { Table } from '../../table';

interface Part {
  readonly gone?: readonly {
    readonly board: string;
    readonly plan: string;
    /** When it was deleted, an instant, ISO 8601; null once it is back. */
    readonly at: string | null;
  }[];
}

/** When each plan in the bin of its board was deleted, by the host's clock. Who did it stands in the document. */
export const bins = {
  rows: { gone: 'content' },
  steps: {
    4: 'CREATE TABLE gone (board TEXT NOT NULL, plan TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (board, plan)) WITHOUT ROWID;',
  },
  reads: (sql: Sql) => ({
    /** By plan. */
    async gone(board: string): Promise<ReadonlyMap<string, string>> {
      const rows = sql.all('SELECT plan, at FROM gone WHERE board = ? ORDER BY at, plan', board);
      return new Map(rows.map(({ plan, at }) => [String(plan), String(at)]));
    },
  }),
  takes: ['gone'],
  write(sql: Sql, batch: Part) {
    for (const { board, plan, at } of batch.gone ?? [])
      if (at === null) sql.run('DELETE FROM gone WHERE board = ? AND plan = ?', board, plan);
      else sql.run('INSERT OR REPLACE INTO gone (board, plan, at) VALUES (?, ?, ?)', board, plan, at);
  },
} as const satisfies Table;
