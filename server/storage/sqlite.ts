import Database from 'libsql';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import type { RecordEntry, SignedDeviceLink } from '../../shared/domain/record';
import { GENESIS } from '../../shared/domain/record';
import { lockDirectory } from './lock';
import { makePrivate } from './private-file';
import { boardOf, deviceOf, inviteOf, memberOf, workspaceOf, type Row } from './rows';
import { COPIES, upgrade } from './schema';
import type { Batch, Storage, StoredDocument, Written } from './storage';

/** SQLite moves its log into the database after 1,000 pages of 4 KiB. */
const LOG_BYTES = 4 * 1024 * 1024;

/** Thrown inside a transaction to take all of it back. */
class Refused extends Error {
  constructor(readonly why: Exclude<Written, 'written'>) {
    super(why);
  }
}

/**
 * Opens (or makes) the workspace in a directory, and brings its tables up to this version. Refuses a directory that
 * another host has open, or that a later version wrote; then nothing in it is changed.
 * WAL with `synchronous=FULL`: a transaction that has returned is on the disk.
 */
export function openSqlite(directory: string): Storage {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = lockDirectory(directory);
  try {
    return new SqliteStorage(openDatabase(directory), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openDatabase(directory: string): Database.Database {
  const file = join(directory, 'handschlag.db');
  makePrivate(file);
  const db = new Database(file);
  try {
    upgrade(db, join(directory, COPIES));
    db.pragma('journal_mode=WAL');
    db.exec('PRAGMA synchronous=FULL');
    growLog(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Gives the write-ahead log its full length, after which it begins anew: while a file grows, each fsync writes
 * its new length too, and a commit takes twice as long.
 */
function growLog(db: Database.Database): void {
  db.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
  db.exec(`INSERT INTO filler VALUES (zeroblob(${LOG_BYTES}))`);
  db.exec('DROP TABLE filler');
  db.pragma('wal_checkpoint(RESTART)');
}

class SqliteStorage implements Storage {
  readonly #db: Database.Database;
  readonly #unlock: () => void;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();

  constructor(db: Database.Database, unlock: () => void) {
    this.#db = db;
    this.#unlock = unlock;
  }

  async write(batch: Batch): Promise<Written> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#apply(batch);
      this.#db.exec('COMMIT');
      return 'written';
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      if (error instanceof Refused) return error.why;
      throw error;
    }
  }

  async workspace() {
    const row = this.#one('SELECT * FROM workspace');
    return row ? workspaceOf(row) : null;
  }
  async members() {
    return this.#all('SELECT * FROM members ORDER BY rowid').map(memberOf);
  }
  async member(id: string) {
    const row = this.#one('SELECT * FROM members WHERE id = ?', id);
    return row ? memberOf(row) : null;
  }
  async device(id: string) {
    const row = this.#one('SELECT * FROM devices WHERE id = ?', id);
    return row ? deviceOf(row) : null;
  }
  async deviceByToken(tokenHash: string) {
    const row = this.#one('SELECT * FROM devices WHERE token_hash = ?', tokenHash);
    return row ? deviceOf(row) : null;
  }
  async deviceByKey(publicKey: string) {
    const row = this.#one('SELECT * FROM devices WHERE public_key = ?', publicKey);
    return row ? deviceOf(row) : null;
  }
  async invite(hash: string) {
    const row = this.#one('SELECT * FROM invites LEFT JOIN vouched USING (hash) WHERE hash = ?', hash);
    return row ? inviteOf(row) : null;
  }
  async inviteOf(device: string) {
    const row = this.#one('SELECT invite FROM joins WHERE device = ?', device);
    return typeof row?.['invite'] === 'string' ? row['invite'] : null;
  }
  async boards() {
    return this.#all('SELECT * FROM boards ORDER BY rowid').map(boardOf);
  }
  async board(id: string) {
    const row = this.#one('SELECT * FROM boards WHERE id = ?', id);
    return row ? boardOf(row) : null;
  }

  async entries(board: string, since: number): Promise<RecordEntry[]> {
    const rows = this.#all(
      'SELECT entry FROM entries WHERE board = ? AND seq > ? ORDER BY seq',
      board,
      since,
    );
    return rows.map((row) => JSON.parse(String(row['entry'])) as RecordEntry);
  }

  async document(board: string): Promise<StoredDocument> {
    const rows = this.#all('SELECT seq, v2, bytes FROM updates WHERE board = ? ORDER BY seq', board);
    const owners = this.#all('SELECT client, member FROM owners WHERE board = ?', board);
    return {
      updates: rows.map(({ v2, bytes }) => {
        const update = new Uint8Array(bytes as Buffer);
        return v2 === 1 ? Y.convertUpdateFormatV2ToV1(update) : update;
      }),
      version: Number(rows[rows.length - 1]?.['seq'] ?? 0),
      owners: new Map(owners.map(({ client, member }) => [Number(client), String(member)])),
    };
  }

  async compact(board: string, version: number, snapshot: Uint8Array): Promise<void> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#run('DELETE FROM updates WHERE board = ? AND seq <= ?', board, version);
      // The snapshot takes the place of the last update it holds, so that later ones stay behind it.
      this.#run(
        'INSERT INTO updates (seq, board, v2, bytes) VALUES (?, ?, 1, ?)',
        version,
        board,
        Buffer.from(snapshot),
      );
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#db.close();
    this.#unlock();
  }

  #apply(batch: Batch): void {
    if (batch.redeem !== undefined) {
      const used = this.#run(
        'UPDATE invites SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0',
        batch.redeem,
      );
      if (used === 0) throw new Refused('invite-spent');
      for (const { id } of batch.devices ?? [])
        this.#run('INSERT INTO joins (device, invite) VALUES (?, ?)', id, batch.redeem);
    }
    if (batch.spendInvitesOf !== undefined)
      this.#run(
        'UPDATE invites SET uses_left = 0 WHERE made_by IN (SELECT id FROM devices WHERE member = ?)',
        batch.spendInvitesOf,
      );
    if (batch.dropInvites) this.#run('DELETE FROM invites WHERE kind = ?', batch.dropInvites);
    for (const { board, after, entries } of batch.append ?? [])
      this.#append(board, after.seq, after.hash, entries);
    for (const { board, update } of batch.updates ?? [])
      this.#run('INSERT INTO updates (board, v2, bytes) VALUES (?, 0, ?)', board, Buffer.from(update));
    for (const { board, client, member } of batch.owners ?? [])
      this.#run(
        'INSERT OR IGNORE INTO owners (board, client, member) VALUES (?, ?, ?)',
        board,
        client,
        member,
      );
    this.#applyTables(batch);
  }

  #append(board: string, seq: number, hash: string, entries: readonly RecordEntry[]): void {
    const head = this.#one('SELECT seq, hash FROM entries WHERE board = ? ORDER BY seq DESC LIMIT 1', board);
    if (Number(head?.['seq'] ?? 0) !== seq || (head?.['hash'] ?? GENESIS) !== hash)
      throw new Refused('head-moved');
    for (const entry of entries)
      this.#run(
        'INSERT INTO entries (board, seq, hash, entry) VALUES (?, ?, ?, ?)',
        board,
        entry.seq,
        entry.hash,
        JSON.stringify(entry),
      );
  }

  #applyTables({ workspace, members, devices, boards, invites }: Batch): void {
    if (workspace)
      this.#run(
        'INSERT OR REPLACE INTO workspace (one, epoch, company, host_seed) VALUES (1, ?, ?, ?)',
        workspace.epoch,
        workspace.company,
        workspace.hostSeed,
      );
    for (const m of members ?? [])
      this.#run(
        `INSERT INTO members (id, name, department, role, approver, active, boards) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, department = excluded.department, role = excluded.role,
         approver = excluded.approver, active = excluded.active, boards = excluded.boards`,
        m.id,
        m.name,
        m.department,
        m.role,
        Number(m.approver),
        Number(m.active),
        listText(m.boards),
      );
    for (const d of devices ?? [])
      this.#run(
        `INSERT INTO devices (id, member, public_key, token_hash, active) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, active = excluded.active`,
        d.id,
        d.member,
        d.publicKey,
        d.tokenHash,
        Number(d.active),
      );
    for (const b of boards ?? [])
      this.#run(
        `INSERT INTO boards (id, title, policy, archived, created_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, policy = excluded.policy, archived = excluded.archived`,
        b.id,
        b.title,
        JSON.stringify(b.policy),
        Number(b.archived),
        b.createdAt,
      );
    for (const i of invites ?? []) {
      if (i.vouched) this.#vouch(i.hash, i.vouched);
      this.#run(
        `INSERT INTO invites (hash, kind, role, department, approver, boards, member, made_by, uses_left, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        i.hash,
        i.kind,
        i.role,
        i.department,
        Number(i.approver),
        listText(i.boards),
        i.member,
        i.by,
        i.usesLeft,
        i.expiresAt,
      );
    }
  }

  #vouch(hash: string, signed: SignedDeviceLink): void {
    const kept = this.#run(
      'INSERT OR IGNORE INTO vouched (hash, device, nonce, signed) VALUES (?, ?, ?, ?)',
      hash,
      signed.device,
      signed.statement.nonce,
      JSON.stringify(signed),
    );
    if (kept === 0) throw new Refused('replayed');
  }

  // libsql takes a lone object for named parameters and aborts the process on a lone Buffer: always pass a list.
  #run(sql: string, ...values: unknown[]): number {
    return this.#prepare(sql).run(values).changes;
  }
  #one(sql: string, ...values: unknown[]): Row | undefined {
    return this.#prepare(sql).get(values) as Row | undefined;
  }
  #all(sql: string, ...values: unknown[]): Row[] {
    return this.#prepare(sql).all(values) as Row[];
  }
  #prepare(sql: string): Database.Statement<unknown[]> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

function listText(list: readonly string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}
