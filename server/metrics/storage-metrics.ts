import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Gauge, type Registry } from 'prom-client';
import { COPIES } from '../storage/schema';

/** What the directory of a workspace weighs, and which copies of it there are. */
export function observeStorage(data: string, registers: Registry[]): void {
  new Gauge({
    name: 'handschlag_storage_bytes',
    help: 'The workspace on the disk, without copies.',
    registers,
    async collect() {
      this.set(sum(await filesIn(data)));
    },
  });
  new Gauge({
    name: 'handschlag_storage_free_bytes',
    help: 'Room left on the disk of the workspace.',
    registers,
    async collect() {
      const disk = await statfs(data).catch(() => null);
      if (disk) this.set(disk.bavail * disk.bsize);
    },
  });
  new Gauge({
    name: 'handschlag_copies',
    help: 'Copies of the workspace beside it.',
    registers,
    async collect() {
      this.set((await filesIn(join(data, COPIES))).length);
    },
  });
  new Gauge({
    name: 'handschlag_newest_copy_timestamp_seconds',
    help: 'When the newest of these copies was made, in seconds since 1970; 0: there is none.',
    registers,
    async collect() {
      const times = (await filesIn(join(data, COPIES))).map(({ mtimeMs }) => mtimeMs / 1000);
      this.set(Math.max(0, ...times));
    },
  });
}

async function filesIn(directory: string) {
  const names = await readdir(directory).catch(() => []);
  const files = await Promise.all(names.map((name) => stat(join(directory, name)).catch(() => null)));
  return files.flatMap((file) => (file?.isFile() ? [file] : []));
}

function sum(files: readonly { readonly size: number }[]): number {
  return files.reduce((total, { size }) => total + size, 0);
}
