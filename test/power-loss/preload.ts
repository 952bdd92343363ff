import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCE = join(import.meta.dirname, 'disk.c');

let library: Promise<string> | null = null;

/** Why there can be no library that watches a host's disk here; null when there can. */
export const cannotWatch: string | null = await compiled().then(
  () => null,
  (error: unknown) => (process.platform === 'linux' ? `no C compiler: ${String(error)}` : 'needs Linux'),
);

function compiled(): Promise<string> {
  library ??= (async () => {
    if (process.platform !== 'linux') throw new Error('needs Linux');
    const to = join(await mkdtemp(join(tmpdir(), 'handschlag-disk-')), 'disk.so');
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-O2', '-o', to, SOURCE, '-ldl', '-lpthread']);
    return to;
  })();
  return library;
}

/** What can be wrong with a disk, as `disk.c` numbers it. */
const FAULTS = ['none', 'full', 'full-everywhere', 'bad-write', 'bad-sync', 'short-write'] as const;
export type DiskFault = (typeof FAULTS)[number];

/** A folder whose every change a host's process notes in a journal beside it. */
export interface Watched {
  /** The folder. */
  readonly root: string;
  readonly journal: string;
  /** For the host's process. */
  readonly env: Readonly<Record<string, string>>;
  /** Lets calls of that process fail from now on: `after` so many of the kind, `times` in a row. */
  set(fault: DiskFault, after?: number, times?: number): void;
  /** How many calls have failed since. */
  struck(): number;
}

/** @param folder a new one, in which the watched one is made */
export async function watch(folder: string, root: string): Promise<Watched> {
  const journal = join(folder, 'journal');
  const faults = join(folder, 'faults');
  await writeFile(journal, '');
  await writeFile(faults, Buffer.alloc(16));
  return {
    root,
    journal,
    env: {
      LD_PRELOAD: await compiled(),
      HANDSCHLAG_DISK_ROOT: root,
      HANDSCHLAG_DISK_JOURNAL: journal,
      HANDSCHLAG_DISK_FAULTS: faults,
      // Files are written by calls that the library sees.
      UV_USE_IO_URING: '0',
    },
    set: (fault, after = 0, times = 2 ** 32 - 1) => {
      const file = openSync(faults, 'r+');
      writeSync(file, Buffer.from(Uint32Array.of(FAULTS.indexOf(fault), after, times, 0).buffer));
      closeSync(file);
    },
    struck: () => readFileSync(faults).readUInt32LE(12),
  };
}
