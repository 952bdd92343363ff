import Database from 'libsql';
import { join } from 'node:path';
import { makePrivate } from '../../node/files';

/**
 * Keeps a second host out of a data directory. The lock is an open SQLite transaction, so the operating
 * system lets go of it however this process ends; a file with a number in it would survive a crash.
 * @returns lets go of the directory
 */
export function lockDirectory(directory: string): () => void {
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
