import Database from 'libsql';
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lengthenFile, makeFolder, makePrivate } from '../../node/files';
import { LIMITS } from '../../shared/sync/protocol';
import { copyDatabase } from './copying';
import { diskTrouble } from './guarded';
import { replaceContent } from './replacing';
import { COPIES, upgrade } from './schema';
import { inTransaction, Sql } from './sql';
import type { Archive, Storage } from './storage';
import { readsOf, Writing } from './tables';
import { compactUpdates } from './tables/board/documents';

/** The file of a workspace in its data directory. */
export const DATABASE = 'handschlag.db';
/** SQLite moves its log into the database after 1,000 pages of 4 KiB. */
const LOG_BYTES = 4 * 1024 * 1024;
/**
 * Milliseconds that a writer waits for another one: the command line notes in a workspace that people work in what a file
 * showed. The driver's own is none at all.
 */
const WAITS = 5_000;
/** With less than this there is no room: the largest message there can be has to fit in. */
const LEAST_ROOM = LIMITS.message;

/**
 * Opens (or makes) the workspace in a directory, and brings its tables up to this version. Refuses a directory that
 * another host has open, or that a later version wrote; then nothing in it is changed.
 * WAL with `synchronous=FULL`: a transaction that has returned is on the disk.
 * @param logBytes how long its log is from the start
 */
export function openSqlite(directory: string, logBytes = LOG_BYTES): Storage & Archive {
  makeFolder(directory);
  const unlock = lockDirectory(directory);
  try {
    const db = openDatabase(directory, logBytes);
    return storageOf(db, directory, () => {
      emptyLog(db);
      db.close();
      unlock();
    });
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Opens the file of a workspace of this version as it is: a backup after all checks, or one that a host has open, whose
 * log stays the host's business.
 */
export function openFile(file: string): Storage {
  const db = new Database(file, { timeout: WAITS });
  return storageOf(db, dirname(file), () => void db.close());
}

/**
 * Keeps a second host out of a data directory. The lock is an open SQLite transaction, so the operating
 * system lets go of it however this process ends; a file with a number in it would survive a crash.
 * @returns lets go of the directory
 */
function lockDirectory(directory: string): () => void {
  const file = join(directory, 'host.lock');
  makePrivate(file);
  const db = new Database(file, { timeout: 0 });
  try {
    // Nothing of it has to reach the disk, which may be full.
    db.exec('PRAGMA journal_mode=MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
    const words = `Another host is running on ${directory}. Stop it first, or name another directory with --data.`;
    throw Object.assign(new Error(words), { code: 'in-use' });
  }
  return () => {
    db.close();
  };
}

function openDatabase(directory: string, logBytes: number): Database.Database {
  const file = join(directory, DATABASE);
  makePrivate(file);
  const db = new Database(file, { timeout: WAITS });
  try {
    upgrade(db, join(directory, COPIES));
    db.pragma('journal_mode=WAL');
    db.exec('PRAGMA synchronous=FULL');
    growLog(db, `${file}-wal`, logBytes);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Gives the write-ahead log its full length: while a file grows, each fsync writes its new length too, and a commit takes
 * twice as long. SQLite reads its log as far as the frames are its own, which zeros never are; and inside a transaction
 * nobody else writes to it. A disk without room for that can still be read.
 */
function growLog(db: Database.Database, log: string, bytes: number): void {
  try {
    inTransaction(db, () => lengthenFile(log, bytes));
  } catch (error) {
    if (!diskTrouble(error)) throw error;
  }
}

/**
 * Moves what lies in the write-ahead log into the database, which then is complete by itself: people copy it alone. The
 * driver does not do that as it closes. Should it fail (a full disk, a reader), the log stays, and nothing is lost.
 */
function emptyLog(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    return;
  }
}

function noRoom(directory: string): Error {
  return Object.assign(new Error(`no room on the disk of ${directory}`), { code: 'ENOSPC' });
}

/** The workspace in an open database. */
function storageOf(db: Database.Database, directory: string, close: () => void): Storage & Archive {
  const sql = new Sql(db);
  const file = join(directory, DATABASE);
  const writing = new Writing(sql);
  return {
    ...readsOf(sql),
    directory,
    write: writing.write,

    async compact(board, version, snapshot) {
      sql.transaction(() => compactUpdates(sql, board, version, snapshot));
    },

    async probe() {
      const { bavail, bsize } = await statfs(directory);
      if (bavail * bsize < LEAST_ROOM) throw noRoom(directory);
      db.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
      sql.run('INSERT INTO filler VALUES (?)', 'probe');
      sql.run('DELETE FROM filler');
    },

    copyTo: (to, at) => copyDatabase(file, to, at),

    async replaceBy(replacement) {
      replaceContent(sql, replacement);
      writing.changes += 1;
    },

    changes: () => writing.changes,

    size: () =>
      [file, `${file}-wal`].reduce((sum, each) => sum + (existsSync(each) ? statSync(each).size : 0), 0),

    async close() {
      close();
    },
  };
}
