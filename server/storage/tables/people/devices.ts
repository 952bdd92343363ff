import type { Row, Sql } from '../../sql';
import type { Table } from '../../table';

export interface StoredDevice {
  readonly id: string;
  readonly member: string;
  readonly publicKey: string;
  readonly tokenHash: string;
  readonly active: boolean;
  /** A recovery key has no token that anybody knows; it vouches once. */
  readonly kind: 'device' | 'recovery';
}

/** The devices of members, with their keys. */
export const devices = {
  rows: { devices: 'people' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS devices (id TEXT PRIMARY KEY, member TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL UNIQUE, active INTEGER NOT NULL);`,
    // Devices that only vouch.
    2: `ALTER TABLE devices ADD COLUMN kind TEXT NOT NULL DEFAULT 'device';`,
  },
  reads: (sql: Sql) => {
    const one = (column: 'id' | 'token_hash' | 'public_key', value: string) => {
      const row = sql.one(`SELECT * FROM devices WHERE ${column} = ?`, value);
      return row ? deviceOf(row) : null;
    };
    return {
      /** Removed ones too, in the order of their coming. */
      async devices(): Promise<StoredDevice[]> {
        return sql.all('SELECT * FROM devices ORDER BY rowid').map(deviceOf);
      },
      async device(id: string): Promise<StoredDevice | null> {
        return one('id', id);
      },
      async deviceByToken(tokenHash: string): Promise<StoredDevice | null> {
        return one('token_hash', tokenHash);
      },
      async deviceByKey(publicKey: string): Promise<StoredDevice | null> {
        return one('public_key', publicKey);
      },
    };
  },
  takes: ['devices'],
  write(sql: Sql, batch: { readonly devices?: readonly StoredDevice[] }) {
    for (const d of batch.devices ?? [])
      sql.run(
        `INSERT INTO devices (id, member, public_key, token_hash, active, kind) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, active = excluded.active`,
        d.id,
        d.member,
        d.publicKey,
        d.tokenHash,
        Number(d.active),
        d.kind,
      );
  },
} as const satisfies Table;

function deviceOf(row: Row): StoredDevice {
  return {
    id: String(row['id']),
    member: String(row['member']),
    publicKey: String(row['public_key']),
    tokenHash: String(row['token_hash']),
    active: row['active'] === 1,
    kind: row['kind'] as StoredDevice['kind'],
  };
}
