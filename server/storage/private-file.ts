import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFolder } from './durable';

/**
 * Makes a file nobody else's on this machine before anything is written to it, whatever its directory lets in.
 * SQLite gives the files it puts beside a database the same rights.
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const each of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(each)) chmodSync(each, 0o600);
}

/** Writes a file that has its name only once all of it is on the disk; of one that fails nothing stays. */
export async function writeWhole(path: string, write: (half: string) => Promise<void>): Promise<void> {
  const half = `${path}.half`;
  await rm(half, { force: true });
  makePrivate(half);
  try {
    await write(half);
    await flush(half);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  flushFolder(dirname(path));
}

/** Without blocking: it takes as long as the disk does. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
