import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Where the frozen data lie. */
export const FROZEN = resolve(import.meta.dirname, '../../fixtures/frozen');
/** Databases are mostly empty pages: they are stored compressed, as `NAME.gz`. */
const PACKED = '.gz';
/** What a host makes anew at every start, and what belongs to one that runs. */
const PASSING = /host\.lock|-wal$|-shm$/;

/** A copy of a frozen file or folder, as it lay on somebody's disk: readable by its owner only. */
export function unpack(name: string, to: string): void {
  for (const file of filesIn(join(FROZEN, name))) {
    const bytes = readFileSync(join(FROZEN, name, file));
    const isPacked = file.endsWith(PACKED);
    const place = join(to, isPacked ? file.slice(0, -PACKED.length) : file);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(place, isPacked ? gunzipSync(bytes) : bytes);
    chmodSync(place, 0o600);
  }
}

/** Freezes a folder that nobody has open. */
export function pack(from: string, name: string): void {
  for (const file of filesIn(from).filter((each) => !PASSING.test(each))) {
    const bytes = readFileSync(join(from, file));
    const isPacked = file.endsWith('.db') || file.endsWith('.handschlag');
    const place = join(FROZEN, name, isPacked ? file + PACKED : file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, isPacked ? gzipSync(bytes, { level: 9 }) : bytes);
  }
}

export function readFrozen<T>(name: string): T {
  return JSON.parse(readFileSync(join(FROZEN, name), 'utf8')) as T;
}

export function writeFrozen(name: string, value: unknown): void {
  mkdirSync(FROZEN, { recursive: true });
  writeFileSync(join(FROZEN, name), `${JSON.stringify(value, null, 1)}\n`);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
