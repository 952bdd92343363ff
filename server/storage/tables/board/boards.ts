import { DEFAULT_SETTINGS, type BoardSettings } from '../../../../shared/api/contract';
import type { Policy } from '../../../../shared/domain/record';
import type { Row, Sql } from '../../sql';
import type { Table } from '../../table';

export interface StoredBoard {
  readonly id: string;
  readonly title: string;
  readonly policy: Policy;
  readonly settings: BoardSettings;
  readonly archived: boolean;
  readonly createdAt: string;
}

/** What the host knows of each board; what people write on it are its documents. */
export const boards = {
  rows: { boards: 'content' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS boards (id TEXT PRIMARY KEY, title TEXT NOT NULL, policy TEXT NOT NULL, archived INTEGER NOT NULL,
  created_at TEXT NOT NULL);`,
    // What decides no agreement.
    4: 'ALTER TABLE boards ADD COLUMN settings TEXT;',
  },
  reads: (sql: Sql) => ({
    async boards(): Promise<StoredBoard[]> {
      return sql.all('SELECT * FROM boards ORDER BY rowid').map(boardOf);
    },
    /** Those that do not lie in the archive. */
    async boardsInUse(): Promise<ReadonlySet<string>> {
      return new Set(sql.all('SELECT id FROM boards WHERE archived = 0').map(({ id }) => String(id)));
    },
    async board(id: string): Promise<StoredBoard | null> {
      const row = sql.one('SELECT * FROM boards WHERE id = ?', id);
      return row ? boardOf(row) : null;
    },
  }),
  takes: ['boards'],
  write(sql: Sql, batch: { readonly boards?: readonly StoredBoard[] }) {
    for (const b of batch.boards ?? [])
      sql.run(
        `INSERT INTO boards (id, title, policy, archived, created_at, settings) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, policy = excluded.policy, archived = excluded.archived,
         settings = excluded.settings`,
        b.id,
        b.title,
        JSON.stringify(b.policy),
        Number(b.archived),
        b.createdAt,
        JSON.stringify(b.settings),
      );
  },
} as const satisfies Table;

function boardOf(row: Row): StoredBoard {
  return {
    id: String(row['id']),
    title: String(row['title']),
    policy: JSON.parse(String(row['policy'])) as StoredBoard['policy'],
    archived: row['archived'] === 1,
    createdAt: String(row['created_at']),
    settings: settingsOf(row['settings']),
  };
}

/** Boards from before there were settings have those of a new one. */
function settingsOf(value: unknown): BoardSettings {
  return typeof value === 'string' ? (JSON.parse(value) as BoardSettings) : DEFAULT_SETTINGS;
}
