import type { Row, Sql } from '../../sql';
import { textOrNull } from '../../sql';
import type { Table } from '../../table';

/** A calendar subscription of a member. Its secret lies here as a hash only. */
export interface StoredFeed {
  readonly id: string;
  readonly hash: string;
  readonly member: string;
  /** Null: every board that its member may read. */
  readonly board: string | null;
  /** What of the plans it shows, as JSON. */
  readonly filter: string;
  /** Instant, ISO 8601. */
  readonly createdAt: string;
}

interface Part {
  readonly feeds?: readonly StoredFeed[];
  /** Ends the subscription of this ID. */
  readonly endFeed?: string;
  /** Ends every subscription of this member. */
  readonly endFeedsOf?: string;
}

/** Calendar subscriptions. A restore leaves them as they are: one that was ended must not come back. */
export const feeds = {
  rows: { feeds: 'now' },
  steps: {
    3: `CREATE TABLE feeds (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, member TEXT NOT NULL, board TEXT, filter TEXT NOT NULL,
  created_at TEXT NOT NULL) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** A member's, in the order of their making. */
    async feedsOf(member: string): Promise<StoredFeed[]> {
      return sql.all('SELECT * FROM feeds WHERE member = ? ORDER BY created_at, id', member).map(feedOf);
    },
    async feed(hash: string): Promise<StoredFeed | null> {
      const row = sql.one('SELECT * FROM feeds WHERE hash = ?', hash);
      return row ? feedOf(row) : null;
    },
  }),
  takes: ['feeds', 'endFeed', 'endFeedsOf'],
  write(sql: Sql, batch: Part) {
    if (batch.endFeed !== undefined) sql.run('DELETE FROM feeds WHERE id = ?', batch.endFeed);
    if (batch.endFeedsOf !== undefined) sql.run('DELETE FROM feeds WHERE member = ?', batch.endFeedsOf);
    for (const { id, hash, member, board, filter, createdAt } of batch.feeds ?? [])
      sql.run(
        'INSERT INTO feeds (id, hash, member, board, filter, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        hash,
        member,
        board,
        filter,
        createdAt,
      );
  },
} as const satisfies Table;

function feedOf(row: Row): StoredFeed {
  return {
    id: String(row['id']),
    hash: String(row['hash']),
    member: String(row['member']),
    board: textOrNull(row['board']),
    filter: String(row['filter']),
    createdAt: String(row['created_at']),
  };
}
