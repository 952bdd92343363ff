import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKUP_LIMIT } from '../../shared/api/backup';
import { ProblemError } from '../base/problem';
import { COPIES } from '../storage/schema';
import { diskTrouble } from '../storage/guarded';
import { makePrivate } from '../../node/files';
import { needRoom, noRoom } from './room-on-disk';

/** How often it is looked whether there is still room. */
const LOOK_EVERY = 64 * 1024 * 1024;
/** Files on their way in and out, below the data directory; whatever lies there at the start is left over. */
const PASSING = 'passing';

/** A file that lies on the disk for a while. */
export interface PassingFile {
  readonly path: string;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** Removes what an earlier host left behind. */
export async function clearPassing(directory: string): Promise<void> {
  await rm(join(directory, PASSING), { recursive: true, force: true });
  const copies = join(directory, COPIES);
  for (const name of await readdir(copies).catch(() => []))
    if (name.endsWith('.half')) await rm(join(copies, name), { force: true });
}

/** The path of a new file on its way, for nobody else on this machine; to be removed by the caller. */
export async function newPassing(directory: string): Promise<string> {
  const folder = join(directory, PASSING);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${randomUUID()}.db`);
}

/**
 * Writes what comes in to a file. Nothing of it stays if it fails.
 * @param size how long it says it will be, if it does
 * @throws ProblemError `too-large` or `disk-full`
 */
export async function receiveFile(
  directory: string,
  bytes: AsyncIterable<Uint8Array>,
  size: number | null,
): Promise<PassingFile> {
  if (size !== null && size > BACKUP_LIMIT) throw tooLarge();
  await needRoom(directory, size ?? 0);
  const path = await newPassing(directory);
  try {
    return { path, sha256: await write(directory, path, bytes) };
  } catch (error) {
    await rm(path, { force: true });
    throw diskTrouble(error) === 'full' ? noRoom() : error;
  }
}

async function write(directory: string, path: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  makePrivate(path);
  const file = await open(path, 'w');
  try {
    const hash = createHash('sha256');
    let [length, looked] = [0, 0];
    for await (const chunk of bytes) {
      length += chunk.length;
      if (length > BACKUP_LIMIT) throw tooLarge();
      if (length - looked > LOOK_EVERY) {
        await needRoom(directory, 0);
        looked = length;
      }
      hash.update(chunk);
      await file.write(chunk);
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/** SHA-256 (hex) of a file. */
export async function sha256OfFile(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    for await (const chunk of file.readableWebStream() as AsyncIterable<ArrayBuffer>)
      hash.update(new Uint8Array(chunk));
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

function tooLarge(): ProblemError {
  return new ProblemError('too-large', `backups have at most ${BACKUP_LIMIT} bytes`);
}
