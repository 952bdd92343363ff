import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies the data of a host of this process that was closed. What SQLite keeps beside its file is empty then; it goes
 * whenever the driver lets go of the file, which may be in the middle of a copy.
 */
export async function copyAtRest(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).filter((name) => !/-(?:shm|wal)$/.test(name));
  await Promise.all(names.map((name) => cp(join(from, name), join(to, name), { recursive: true })));
}
