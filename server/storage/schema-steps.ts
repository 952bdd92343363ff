/**
 * The tables, in numbered steps; the database says in `PRAGMA user_version` which it has taken. A step that was
 * published is never changed: what comes next is a step of its own, with a stored database from before it in
 * test/fixtures/databases. Names lie in `members` only, so that a person can be erased without touching a record.
 */
export interface SchemaStep {
  /** The version that a database has afterwards: 1, 2, 3 … */
  readonly version: number;
  readonly sql: string;
}

export const SCHEMA_STEPS: readonly SchemaStep[] = [
  {
    version: 1,
    // Databases from before there were versions have these tables already, or the first of them.
    sql: `
CREATE TABLE IF NOT EXISTS workspace (one INTEGER PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, company TEXT NOT NULL,
  host_seed TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS members (id TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL, role TEXT NOT NULL,
  approver INTEGER NOT NULL, active INTEGER NOT NULL, boards TEXT);
CREATE TABLE IF NOT EXISTS devices (id TEXT PRIMARY KEY, member TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL UNIQUE, active INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS boards (id TEXT PRIMARY KEY, title TEXT NOT NULL, policy TEXT NOT NULL, archived INTEGER NOT NULL,
  created_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS invites (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, role TEXT NOT NULL, department TEXT,
  approver INTEGER NOT NULL, boards TEXT, member TEXT, made_by TEXT, uses_left INTEGER NOT NULL, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS vouched (hash TEXT PRIMARY KEY, device TEXT NOT NULL, nonce TEXT NOT NULL, signed TEXT NOT NULL,
  UNIQUE (device, nonce));
CREATE TABLE IF NOT EXISTS joins (device TEXT PRIMARY KEY, invite TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (board TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, entry TEXT NOT NULL,
  PRIMARY KEY (board, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS updates (seq INTEGER PRIMARY KEY AUTOINCREMENT, board TEXT NOT NULL, v2 INTEGER NOT NULL,
  bytes BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS updates_of_board ON updates (board, seq);
CREATE TABLE IF NOT EXISTS owners (board TEXT NOT NULL, client INTEGER NOT NULL, member TEXT NOT NULL,
  PRIMARY KEY (board, client)) WITHOUT ROWID;
`,
  },
  {
    version: 2,
    // Devices that only vouch, when devices were heard of, and names for invites that are no secret.
    sql: `
ALTER TABLE devices ADD COLUMN kind TEXT NOT NULL DEFAULT 'device';
CREATE TABLE seen (device TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE invites ADD COLUMN id TEXT;
ALTER TABLE invites ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
UPDATE invites SET id = lower(hex(randomblob(12)));
CREATE UNIQUE INDEX invites_by_id ON invites (id);
`,
  },
];
