import type { Frame, Period } from '../../../../shared/domain/days/periods';
import type { Row, Sql } from '../../sql';
import type { Table } from '../../table';

interface Part {
  /** Set, or set anew under an ID that is there. */
  readonly periods?: readonly Period[];
  /** The ID of one that is taken away. */
  readonly endPeriod?: string;
  /** Set, or taken away where there is no amount. */
  readonly frame?: Omit<Frame, 'amountMinor'> & { readonly amountMinor: number | null };
}

/** Days that matter as departments set them, and what owners allow to be spent in a quarter. */
export const periods = {
  rows: { periods: 'content', frames: 'content' },
  steps: {
    4: `CREATE TABLE periods (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  regions TEXT NOT NULL, set_by TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE frames (first TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (first, currency)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** In the order of their days. */
    async periods(): Promise<Period[]> {
      return sql.all('SELECT * FROM periods ORDER BY first, last, id').map(periodOf);
    },
    async period(id: string): Promise<Period | null> {
      const row = sql.one('SELECT * FROM periods WHERE id = ?', id);
      return row ? periodOf(row) : null;
    },
    async frames(): Promise<Frame[]> {
      return sql.all('SELECT * FROM frames ORDER BY first, currency').map((row) => ({
        from: String(row['first']),
        currency: String(row['currency']),
        amountMinor: Number(row['amount']),
      }));
    },
  }),
  takes: ['periods', 'endPeriod', 'frame'],
  write(sql: Sql, batch: Part) {
    if (batch.endPeriod !== undefined) sql.run('DELETE FROM periods WHERE id = ?', batch.endPeriod);
    for (const { id, kind, title, from, to, regions, by, at } of batch.periods ?? [])
      sql.run(
        'INSERT OR REPLACE INTO periods (id, kind, title, first, last, regions, set_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        id,
        kind,
        title,
        from,
        to,
        JSON.stringify(regions),
        by,
        at,
      );
    if (!batch.frame) return;
    const { from, currency, amountMinor } = batch.frame;
    if (amountMinor === null) sql.run('DELETE FROM frames WHERE first = ? AND currency = ?', from, currency);
    else
      sql.run(
        'INSERT OR REPLACE INTO frames (first, currency, amount) VALUES (?, ?, ?)',
        from,
        currency,
        amountMinor,
      );
  },
} as const satisfies Table;

function periodOf(row: Row): Period {
  return {
    id: String(row['id']),
    kind: row['kind'] as Period['kind'],
    title: String(row['title']),
    from: String(row['first']),
    to: String(row['last']),
    regions: JSON.parse(String(row['regions'])) as string[],
    by: String(row['set_by']),
    at: String(row['at']),
  };
}
