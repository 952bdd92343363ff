import type { Sql } from '../../sql';
import type { Table } from '../../table';

interface Part {
  /** When devices were last heard of, in milliseconds since 1970. */
  readonly seen?: readonly { readonly device: string; readonly at: number }[];
}

/** When each device was last heard of. */
export const seen = {
  rows: { seen: 'now' },
  steps: { 2: 'CREATE TABLE seen (device TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;' },
  reads: (sql: Sql) => ({
    /** When each device was last heard of, as far as it is known. */
    async seen(): Promise<ReadonlyMap<string, number>> {
      const rows = sql.all('SELECT device, at FROM seen');
      return new Map(rows.map(({ device, at }) => [String(device), Number(at)]));
    },
  }),
  takes: ['seen'],
  write(sql: Sql, batch: Part) {
    for (const { device, at } of batch.seen ?? [])
      sql.run(
        `INSERT INTO seen (device, at) VALUES (?, ?)
         ON CONFLICT (device) DO UPDATE SET at = max(at, excluded.at)`,
        device,
        at,
      );
  },
} as const satisfies Table;
