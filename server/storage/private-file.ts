import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';

/**
 * Makes a file nobody else's on this machine before anything is written to it, whatever its directory lets in.
 * SQLite gives the files it puts beside a database the same rights.
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const each of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(each)) chmodSync(each, 0o600);
}
