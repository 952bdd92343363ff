import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
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

/**
 * Makes a file nobody else's on this machine before anything is written to it, whatever its folder lets in.
 * SQLite gives the files it puts beside a database the same rights.
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const each of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(each)) chmodSync(each, 0o600);
}

/**
 * Adds zeros to a file that is shorter than so many bytes; they are on the disk once this has returned.
 * @throws as the disk does; then the file is as long as it was
 */
export function lengthenFile(path: string, bytes: number): void {
  const file = openSync(path, TO_FLUSH);
  try {
    const { size } = fstatSync(file);
    try {
      for (let at = size; at < bytes;)
        at += writeSync(file, ZEROS, 0, Math.min(ZEROS.length, bytes - at), at);
      fsyncSync(file);
    } catch (error) {
      ftruncateSync(file, size);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}
const ZEROS = new Uint8Array(64 * 1024);

/**
 * Puts content in the place of a whole file, for nobody else on this machine. Whoever looks later, after whatever crash
 * or loss of power, finds the former content or this one; once this has returned, this one.
 * @throws as the disk does; then the former file is still there
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const half = halfOf(path);
  rmSync(half, { force: true });
  makePrivate(half);
  try {
    writeFileSync(half, content);
    moveIntoPlaceSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/**
 * As {@link replaceFile}, for a file that is too long to be held in memory.
 * @param fill writes it to the path it is given
 * @throws as `fill` and the disk do
 */
export async function replaceFileBy(path: string, fill: (half: string) => Promise<void>): Promise<void> {
  const half = halfOf(path);
  await rm(half, { force: true });
  makePrivate(half);
  try {
    await fill(half);
    await moveIntoPlace(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Where a file lies until it is whole. */
function halfOf(path: string): string {
  return `${path}.half`;
}

/**
 * Gives a file that is whole its name, in the same folder, so that it has it after a loss of power too. Its content is
 * flushed first: a name may reach the disk before what it names. The folder is flushed last: until then the name may
 * be lost. Does not block for the content: flushing a long file takes as long as the disk does.
 */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  const file = await open(from, TO_FLUSH);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(from, to);
  flushFolder(dirname(to));
}

/** As {@link moveIntoPlace}, for short files and where nothing else goes on yet. */
export function moveIntoPlaceSync(from: string, to: string): void {
  flush(from, TO_FLUSH);
  renameSync(from, to);
  flushFolder(dirname(to));
}

/** Windows flushes only what may be written. */
const TO_FLUSH = 'r+';

/**
 * Takes a short secret off the disk: its bytes are overwritten where they lie, then its name goes. What a disk keeps of
 * overwritten bytes is the disk's own affair. Once this has returned, the name is gone after a loss of power too.
 * @throws as the disk does; a file that is not there is gone already
 */
export function destroyFile(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  const file = openSync(path, TO_FLUSH);
  try {
    writeSync(file, Buffer.alloc(size), 0, size, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
  flushFolder(dirname(path));
}

/** Brings the names in a folder to the disk: of what was made, renamed or removed in it. */
function flushFolder(path: string): void {
  // Windows opens no folder; its renames are on the disk without that.
  if (process.platform === 'win32') return;
  try {
    flush(path, 'r');
  } catch (error) {
    if (!CANNOT_FLUSH.includes((error as NodeJS.ErrnoException).code)) throw error;
  }
}

function flush(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
