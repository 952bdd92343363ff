import type { Material } from '../../../../shared/domain/plan';
import type { Row, Sql } from '../../sql';
import type { Table } from '../../table';

/** What a member saw of a plan when it was last on his screen. */
export interface StoredLook {
  readonly member: string;
  readonly board: string;
  readonly plan: string;
  readonly digest: string;
  /** The last entry of the board's record that he had seen. */
  readonly seq: number;
  /** The comments that stood there. */
  readonly comments: readonly string[];
  /** Instant by the host's clock, ISO 8601. */
  readonly at: string;
}

interface Part {
  /** With the version that was looked at, so that it can be compared with any later one. */
  readonly looked?: readonly { readonly look: StoredLook; readonly material: Material }[];
  /** Members who are gone. */
  readonly lookedLeft?: readonly string[];
}

/**
 * What each member really saw of each plan, and the versions that somebody saw. Nobody is told what another has read: it
 * is in no copy either, as owners may save one.
 */
export const looked = {
  rows: { looked: 'private', versions: 'private' },
  steps: {
    4: `CREATE TABLE looked (member TEXT NOT NULL, board TEXT NOT NULL, plan TEXT NOT NULL, digest TEXT NOT NULL,
  seq INTEGER NOT NULL, comments TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (member, board, plan)) WITHOUT ROWID;
CREATE INDEX looked_at ON looked (digest);
CREATE TABLE versions (digest TEXT PRIMARY KEY, material TEXT NOT NULL) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** What this member saw last of a plan, and how it stood then. */
    async looked(
      member: string,
      board: string,
      plan: string,
    ): Promise<{ look: StoredLook; material: Material } | null> {
      const row = sql.one(
        `SELECT looked.*, material FROM looked JOIN versions USING (digest)
         WHERE member = ? AND board = ? AND plan = ?`,
        member,
        board,
        plan,
      );
      return row ? lookOf(row) : null;
    },
    /** What this member saw last of each plan of a board. */
    async looksOf(member: string, board: string): Promise<{ look: StoredLook; material: Material }[]> {
      return sql
        .all(
          `SELECT looked.*, material FROM looked JOIN versions USING (digest)
           WHERE member = ? AND board = ? ORDER BY plan`,
          member,
          board,
        )
        .map(lookOf);
    },
  }),
  takes: ['looked', 'lookedLeft'],
  write(sql: Sql, batch: Part) {
    for (const { look, material } of batch.looked ?? []) {
      const { member, board, plan, digest, seq, comments, at } = look;
      const before = sql.one(
        'SELECT digest FROM looked WHERE member = ? AND board = ? AND plan = ?',
        member,
        board,
        plan,
      );
      sql.run(
        'INSERT OR IGNORE INTO versions (digest, material) VALUES (?, ?)',
        digest,
        JSON.stringify(material),
      );
      sql.run(
        `INSERT OR REPLACE INTO looked (member, board, plan, digest, seq, comments, at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        member,
        board,
        plan,
        digest,
        seq,
        JSON.stringify(comments),
        at,
      );
      if (before) forgetUnused(sql, String(before['digest']));
    }
    for (const member of batch.lookedLeft ?? []) {
      const digests = sql.all('SELECT DISTINCT digest FROM looked WHERE member = ?', member);
      sql.run('DELETE FROM looked WHERE member = ?', member);
      for (const { digest } of digests) forgetUnused(sql, String(digest));
    }
  },
} as const satisfies Table;

function lookOf(row: Row): { look: StoredLook; material: Material } {
  const look: StoredLook = {
    member: String(row['member']),
    board: String(row['board']),
    plan: String(row['plan']),
    digest: String(row['digest']),
    seq: Number(row['seq']),
    comments: JSON.parse(String(row['comments'])) as string[],
    at: String(row['at']),
  };
  return { look, material: JSON.parse(String(row['material'])) as Material };
}

/** A version is kept as long as it is the last that somebody saw. */
function forgetUnused(sql: Sql, digest: string): void {
  sql.run(
    'DELETE FROM versions WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM looked WHERE looked.digest = versions.digest)',
    digest,
  );
}
