import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Folders that may not be opened, and file systems that flush none: there is nothing to be done about them. */
const CANNOT_FLUSH: readonly unknown[] = ['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP', 'EISDIR'];

/**
 * Makes a folder, and those it lies in, for nobody else on this machine. A folder survives a loss of power only once
 * the folder it lies in was flushed, and with it everything in it.
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  const lacking: string[] = [];
  for (let each = folder; !existsSync(each) && each !== dirname(each); each = dirname(each))
    lacking.unshift(each);
  // One by one: Node tries for ever where a file system says that the folder above is not there (/proc).
  for (const each of lacking.length > 0 ? lacking : [folder]) {
    makeOne(each);
    flushFolder(dirname(each));
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // It was there, or somebody else has made it since.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Brings the names in a folder to the disk: of what was made, renamed or removed in it. */
export function flushFolder(path: string): void {
  // Windows opens no folder; its renames are on the disk without that.
  if (process.platform === 'win32') return;
  try {
    flush(path, 'r');
  } catch (error) {
    if (!CANNOT_FLUSH.includes((error as NodeJS.ErrnoException).code)) throw error;
  }
}

/** Brings what was written to a file to the disk. */
export function flushFile(path: string): void {
  // Windows flushes only what may be written.
  flush(path, 'r+');
}

function flush(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
