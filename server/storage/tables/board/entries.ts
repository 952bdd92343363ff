import { GENESIS, type RecordEntry } from '../../../../shared/domain/record';
import type { Head } from '../../../../shared/domain/verify/chain';
import type { Sql } from '../../sql';
import type { Table } from '../../table';

interface Part {
  /** Continues records; refused as a whole unless each record still ends at `after`. */
  readonly append?: readonly {
    readonly board: string;
    readonly after: Head;
    readonly entries: readonly RecordEntry[];
  }[];
}

/** The records: of each board, and of the workspace. */
export const entries = {
  rows: { entries: 'record' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS entries (board TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, entry TEXT NOT NULL,
  PRIMARY KEY (board, seq)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** Entries of a record with `seq` above `since`, in order. */
    async entries(board: string, since: number): Promise<RecordEntry[]> {
      const rows = sql.all(
        'SELECT entry FROM entries WHERE board = ? AND seq > ? ORDER BY seq',
        board,
        since,
      );
      return rows.map((row) => JSON.parse(String(row['entry'])) as RecordEntry);
    },
    /** Where a record ends. */
    async recordHead(board: string): Promise<Head> {
      return headOf(sql, board);
    },
  }),
  takes: ['append'],
  write(sql: Sql, batch: Part) {
    for (const { board, after, entries: added } of batch.append ?? []) {
      if (!endsAt(sql, board, after)) return 'head-moved';
      for (const entry of added)
        sql.run(
          'INSERT INTO entries (board, seq, hash, entry) VALUES (?, ?, ?, ?)',
          board,
          entry.seq,
          entry.hash,
          JSON.stringify(entry),
        );
    }
    return undefined;
  },
} as const satisfies Table;

function endsAt(sql: Sql, board: string, { seq, hash }: Head): boolean {
  const head = headOf(sql, board);
  return head.seq === seq && head.hash === hash;
}

function headOf(sql: Sql, board: string): Head {
  const head = sql.one('SELECT seq, hash FROM entries WHERE board = ? ORDER BY seq DESC LIMIT 1', board);
  return { seq: Number(head?.['seq'] ?? 0), hash: head ? String(head['hash']) : GENESIS };
}
