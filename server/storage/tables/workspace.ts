import type { Sql } from '../sql';
import type { Table } from '../table';

/** What a workspace is born with. */
export interface WorkspaceFacts {
  /** Changes with every restore; documents of another epoch do not fit. */
  readonly epoch: string;
  readonly company: string;
  /** Seed of the host's own Ed25519 key, base64url. */
  readonly hostSeed: string;
}

/** The workspace itself, in the one row there may be. */
export const workspace = {
  rows: { workspace: 'now' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS workspace (one INTEGER PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, company TEXT NOT NULL,
  host_seed TEXT NOT NULL);`,
  },
  reads: (sql: Sql) => ({
    async workspace(): Promise<WorkspaceFacts | null> {
      const row = sql.one('SELECT * FROM workspace');
      if (!row) return null;
      return {
        epoch: String(row['epoch']),
        company: String(row['company']),
        hostSeed: String(row['host_seed']),
      };
    },
  }),
  takes: ['workspace'],
  write(sql: Sql, { workspace: facts }: { readonly workspace?: WorkspaceFacts }) {
    if (facts)
      sql.run(
        'INSERT OR REPLACE INTO workspace (one, epoch, company, host_seed) VALUES (1, ?, ?, ?)',
        facts.epoch,
        facts.company,
        facts.hostSeed,
      );
  },
} as const satisfies Table;
