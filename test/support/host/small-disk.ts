import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(4096);
const BLOCKS_PER_MEBIBYTE = 256;

/** A real file system of a few MiB, which can be filled to its last block. */
export interface SmallDisk {
  readonly path: string;
  /** Takes so much of the room, all of it by default. */
  fill(mebibytes?: number): void;
  /** Gives back what `fill` took. */
  free(): void;
  remove(): void;
}

/** Mounts one; null, with the reason printed, where that is not allowed: it takes root on Linux. */
export function mountSmallDisk(mebibytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'handschlag-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'handschlag-test', path], {
      stdio: 'pipe',
    });
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    process.stderr.write(
      `no small disk could be mounted, so tests of a full one are skipped: ${String(error)}\n`,
    );
    return null;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: (mebibytes = Infinity) => fillUp(filler, mebibytes * BLOCKS_PER_MEBIBYTE),
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync('umount', ['--lazy', path], { stdio: 'pipe' });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function fillUp(file: string, blocks: number): void {
  const descriptor = openSync(file, 'a');
  try {
    for (let left = blocks; left > 0; left--) writeSync(descriptor, BLOCK);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(descriptor);
  }
}
