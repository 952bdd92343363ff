import Database from 'libsql';
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as Y from 'yjs';
import type { RecordEntry } from '../../shared/domain/record';
import { LIMITS } from '../../shared/sync/protocol';
import { applyBatch, Refused } from './apply-batch';
import { diskTrouble } from './disk-trouble';
import { lockDirectory } from './lock';
import { makeFolder, makePrivate } from '../../node/files';
import { boardOf, deviceOf, inviteOf, memberOf, workspaceOf } from './rows';
import { COPIES, upgrade } from './schema';
import { Prepared } from './prepared';
import { copyDatabase } from './copying';
import { replaceContent } from './replacing';
import type { Archive, Batch, Replacement, Storage, StoredDocument, Written } from './storage';

/** The file of a workspace in its data directory. */
export const DATABASE = 'handschlag.db';
/** SQLite moves its log into the database after 1,000 pages of 4 KiB. */
const LOG_BYTES = 4 * 1024 * 1024;
/** With less than this there is no room: the largest message there can be has to fit in. */
const LEAST_ROOM = LIMITS.message;

/**
 * Opens (or makes) the workspace in a directory, and brings its tables up to this version. Refuses a directory that
 * another host has open, or that a later version wrote; then nothing in it is changed.
 * WAL with `synchronous=FULL`: a transaction that has returned is on the disk.
 */
export function openSqlite(directory: string): Storage & Archive {
  makeFolder(directory);
  const unlock = lockDirectory(directory);
  try {
    return new SqliteStorage(openDatabase(directory), directory, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Reads a database that is of this version and that nobody else has open: a backup after all checks. */
export function readSqlite(file: string): Storage {
  return new SqliteStorage(new Database(file), dirname(file), () => undefined);
}

function openDatabase(directory: string): Database.Database {
  const file = join(directory, DATABASE);
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
 * its new length too, and a commit takes twice as long. A disk without room for it can still be read.
 */
function growLog(db: Database.Database): void {
  try {
    db.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
    db.exec('DELETE FROM filler');
    db.exec(`INSERT INTO filler VALUES (zeroblob(${LOG_BYTES}))`);
    db.exec('DELETE FROM filler');
    db.pragma('wal_checkpoint(RESTART)');
  } catch (error) {
    if (!diskTrouble(error)) throw error;
  }
}

function noRoom(directory: string): Error {
  return Object.assign(new Error(`no room on the disk of ${directory}`), { code: 'ENOSPC' });
}

class SqliteStorage implements Storage, Archive {
  readonly #db: Database.Database;
  readonly directory: string;
  readonly #unlock: () => void;
  readonly #sql: Prepared;

  constructor(db: Database.Database, directory: string, unlock: () => void) {
    this.#db = db;
    this.#sql = new Prepared(db);
    this.directory = directory;
    this.#unlock = unlock;
  }

  async write(batch: Batch): Promise<Written> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      applyBatch(this.#sql, batch);
      this.#db.exec('COMMIT');
      return 'written';
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      if (error instanceof Refused) return error.why;
      throw error;
    }
  }

  async workspace() {
    const row = this.#sql.one('SELECT * FROM workspace');
    return row ? workspaceOf(row) : null;
  }
  async members() {
    return this.#sql.all('SELECT * FROM members ORDER BY rowid').map(memberOf);
  }
  async member(id: string) {
    const row = this.#sql.one('SELECT * FROM members WHERE id = ?', id);
    return row ? memberOf(row) : null;
  }
  async devices() {
    return this.#sql.all('SELECT * FROM devices ORDER BY rowid').map(deviceOf);
  }
  async device(id: string) {
    const row = this.#sql.one('SELECT * FROM devices WHERE id = ?', id);
    return row ? deviceOf(row) : null;
  }
  async deviceByToken(tokenHash: string) {
    const row = this.#sql.one('SELECT * FROM devices WHERE token_hash = ?', tokenHash);
    return row ? deviceOf(row) : null;
  }
  async deviceByKey(publicKey: string) {
    const row = this.#sql.one('SELECT * FROM devices WHERE public_key = ?', publicKey);
    return row ? deviceOf(row) : null;
  }
  async seen() {
    const rows = this.#sql.all('SELECT device, at FROM seen');
    return new Map(rows.map(({ device, at }) => [String(device), Number(at)]));
  }
  async invites() {
    return this.#sql
      .all('SELECT * FROM invites LEFT JOIN vouched USING (hash) ORDER BY invites.rowid')
      .map(inviteOf);
  }
  async invite(hash: string) {
    const row = this.#sql.one('SELECT * FROM invites LEFT JOIN vouched USING (hash) WHERE hash = ?', hash);
    return row ? inviteOf(row) : null;
  }
  async inviteOf(device: string) {
    const row = this.#sql.one('SELECT invite FROM joins WHERE device = ?', device);
    return typeof row?.['invite'] === 'string' ? row['invite'] : null;
  }
  async boards() {
    return this.#sql.all('SELECT * FROM boards ORDER BY rowid').map(boardOf);
  }
  async board(id: string) {
    const row = this.#sql.one('SELECT * FROM boards WHERE id = ?', id);
    return row ? boardOf(row) : null;
  }

  async entries(board: string, since: number): Promise<RecordEntry[]> {
    const rows = this.#sql.all(
      'SELECT entry FROM entries WHERE board = ? AND seq > ? ORDER BY seq',
      board,
      since,
    );
    return rows.map((row) => JSON.parse(String(row['entry'])) as RecordEntry);
  }

  async document(board: string): Promise<StoredDocument> {
    const rows = this.#sql.all('SELECT seq, v2, bytes FROM updates WHERE board = ? ORDER BY seq', board);
    const owners = this.#sql.all('SELECT client, member FROM owners WHERE board = ?', board);
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
      const replaced = this.#sql.run('DELETE FROM updates WHERE board = ? AND seq <= ?', board, version);
      // The snapshot takes the place of the last update it holds, so that later ones stay behind it. Should there be
      // nothing to replace any more, it is of a document that a restore has taken away.
      if (replaced > 0)
        this.#sql.run(
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

  async probe(): Promise<void> {
    const { bavail, bsize } = await statfs(this.directory);
    if (bavail * bsize < LEAST_ROOM) throw noRoom(this.directory);
    this.#db.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
    this.#sql.run('INSERT INTO filler VALUES (?)', 'probe');
    this.#sql.run('DELETE FROM filler');
  }

  copyTo(file: string, at: string): Promise<void> {
    return copyDatabase(join(this.directory, DATABASE), file, at);
  }

  async replaceBy(replacement: Replacement): Promise<void> {
    replaceContent(this.#db, this.#sql, replacement);
  }

  changes(): number {
    const updates = this.#sql.one("SELECT seq AS n FROM sqlite_sequence WHERE name = 'updates'");
    const entries = this.#sql.one('SELECT count(*) AS n FROM entries');
    return Number(updates?.['n'] ?? 0) + Number(entries?.['n']);
  }

  size(): number {
    const file = join(this.directory, DATABASE);
    return [file, `${file}-wal`].reduce((sum, each) => sum + (existsSync(each) ? statSync(each).size : 0), 0);
  }

  async close(): Promise<void> {
    this.#db.close();
    this.#unlock();
  }
}
