import * as Y from 'yjs';
import type { Sql } from '../../sql';
import type { Table } from '../../table';

/** A board's document at rest. */
export interface StoredDocument {
  /** Updates, v1, to be applied in order. */
  readonly updates: readonly Uint8Array[];
  /** Names the last of them for {@link Storage.compact}. */
  readonly version: number;
  readonly owners: ReadonlyMap<number, string>;
}

interface Part {
  /** Updates of board documents, v1, in order. */
  readonly updates?: readonly { readonly board: string; readonly update: Uint8Array }[];
  /** Client IDs that belong to a member from now on; whose they are already stays. */
  readonly owners?: readonly { readonly board: string; readonly client: number; readonly member: string }[];
}

/** The documents of boards: what was written in them, and to whom each client ID belongs. */
export const documents = {
  // A snapshot that was being made of the former updates finds nothing to replace.
  rows: { updates: 'renumbered', owners: 'content' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS updates (seq INTEGER PRIMARY KEY AUTOINCREMENT, board TEXT NOT NULL, v2 INTEGER NOT NULL,
  bytes BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS updates_of_board ON updates (board, seq);
CREATE TABLE IF NOT EXISTS owners (board TEXT NOT NULL, client INTEGER NOT NULL, member TEXT NOT NULL,
  PRIMARY KEY (board, client)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    async document(board: string): Promise<StoredDocument> {
      const rows = sql.all('SELECT seq, v2, bytes FROM updates WHERE board = ? ORDER BY seq', board);
      const owners = sql.all('SELECT client, member FROM owners WHERE board = ?', board);
      return {
        updates: rows.map(({ v2, bytes }) => {
          const update = new Uint8Array(bytes as Buffer);
          return v2 === 1 ? Y.convertUpdateFormatV2ToV1(update) : update;
        }),
        version: Number(rows[rows.length - 1]?.['seq'] ?? 0),
        owners: new Map(owners.map(({ client, member }) => [Number(client), String(member)])),
      };
    },
    /** Another one after each change of a document, and the same as long as it says the same; 0 for none. */
    async documentVersion(board: string): Promise<number> {
      return Number(
        sql.one('SELECT max(seq) AS version FROM updates WHERE board = ?', board)?.['version'] ?? 0,
      );
    },
  }),
  takes: ['updates', 'owners'],
  write(sql: Sql, batch: Part) {
    for (const { board, update } of batch.updates ?? [])
      sql.run('INSERT INTO updates (board, v2, bytes) VALUES (?, 0, ?)', board, Buffer.from(update));
    for (const { board, client, member } of batch.owners ?? [])
      sql.run('INSERT OR IGNORE INTO owners (board, client, member) VALUES (?, ?, ?)', board, client, member);
  },
} as const satisfies Table;

/** Replaces updates up to `version` by a snapshot (v2), inside the transaction that is open. */
export function compactUpdates(sql: Sql, board: string, version: number, snapshot: Uint8Array): void {
  const replaced = sql.run('DELETE FROM updates WHERE board = ? AND seq <= ?', board, version);
  // The snapshot takes the place of the last update it holds, so that later ones stay behind it. Should there be
  // nothing to replace any more, it is of a document that a restore has taken away.
  if (replaced > 0)
    sql.run(
      'INSERT INTO updates (seq, board, v2, bytes) VALUES (?, ?, 1, ?)',
      version,
      board,
      Buffer.from(snapshot),
    );
}
