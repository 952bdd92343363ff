import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Folders that may not be opened, and file systems that flush none: there is nothing to be done about them. */
const CANNOT_FLUSH: readonly unknown[] = ['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP', 'EISDIR'];

/**
 * Makes a folder, and those it lies in, for nobody else on this machine. A folder survives a loss of power only once
 * the folder it lies in was flushed, and with it everything in it.
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 }) ?? folder;
  for (let made = folder; ; made = dirname(made)) {
    flushFolder(dirname(made));
    if (made === first || made === dirname(made)) return;
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
