import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Random } from '../support/random';
import { DiskFile, type Manner } from './file';
import type { DiskCall } from './journal';

type Node = DiskFile | 'folder';
/** One change of names, which comes to the disk whole or not at all. */
interface Naming {
  readonly folders: readonly string[];
  readonly apply: (names: Map<string, Node>) => void;
}

/**
 * The disk below one folder, as programs see it and as it would be found after a loss of power: what was flushed, and
 * of the rest whatever the disk happened to have written. A name is on the disk once its folder was flushed, and no
 * earlier: some file systems promise more, POSIX does not.
 */
export class Disk {
  readonly #seen = new Map<string, Node>();
  readonly #kept = new Map<string, Node>();
  readonly #files = new Map<bigint, DiskFile>();
  #unflushed: Naming[] = [];
  readonly #root: string;
  readonly #random: Random;
  /** Files written through memory: nobody noted what was written to them. */
  readonly mapped = new Set<string>();

  /** @param root the folder, which is there from the beginning */
  constructor(root: string, random: Random) {
    this.#root = root;
    this.#random = random;
  }

  do(call: DiskCall): void {
    switch (call.what) {
      case 'create': {
        const file = new DiskFile();
        this.#files.set(call.inode, file);
        return this.#name([call.path], (names) => void names.set(call.path, file));
      }
      case 'make-folder':
        return this.#name([call.path], (names) => void names.set(call.path, 'folder'));
      case 'remove':
        return this.#name([call.path], (names) => void names.delete(call.path));
      case 'rename':
        return this.#rename(call.path, call.to);
      case 'write':
        return this.#files.get(call.inode)?.write(call.offset, call.bytes);
      case 'resize':
        return this.#files.get(call.inode)?.resize(call.size);
      case 'sync':
        if (call.failed) this.#files.get(call.inode)?.flushFailed(this.#random);
        else this.#files.get(call.inode)?.flush();
        return;
      case 'sync-folder':
        return this.#flushFolder(call.path);
      case 'map':
        return this.#noteMapped(call.inode);
      case 'send':
    }
  }

  /** Files by path, as programs see them. */
  seen(): Map<string, Buffer> {
    return contents(this.#seen, (file) => file.seen);
  }

  /** Files and folders (null) by path, as found after a loss of power at this moment. */
  afterPowerLoss(manner: Manner, random: Random): Map<string, Buffer | null> {
    const names = new Map(this.#kept);
    const many = manner === 'torn' ? random.below(this.#unflushed.length + 1) : this.#unflushed.length;
    for (const { apply } of this.#unflushed.slice(0, many))
      if (manner === 'everything' || manner === 'torn' || (manner !== 'nothing' && random.chance(0.5)))
        apply(names);
    const found = new Map<string, Buffer | null>();
    for (const [path, node] of [...names].sort(([one], [other]) => one.length - other.length)) {
      // Nobody finds what lies in a folder that is not there.
      if (dirname(path) !== this.#root && !found.has(dirname(path))) continue;
      found.set(path, node === 'folder' ? null : node.afterPowerLoss(manner, random));
    }
    return found;
  }

  #name(paths: readonly string[], apply: Naming['apply']): void {
    apply(this.#seen);
    this.#unflushed.push({ folders: paths.map((path) => dirname(path)), apply });
  }

  #rename(path: string, to: string): void {
    const node = this.#seen.get(path);
    if (!node) return;
    this.#name([path, to], (names) => {
      names.delete(path);
      names.set(to, node);
    });
  }

  #flushFolder(path: string): void {
    for (const { folders, apply } of this.#unflushed) if (folders.includes(path)) apply(this.#kept);
    this.#unflushed = this.#unflushed.filter(({ folders }) => !folders.includes(path));
  }

  #noteMapped(inode: bigint): void {
    const file = this.#files.get(inode);
    for (const [path, node] of this.#seen) if (node === file) this.mapped.add(path);
  }
}

function contents(names: ReadonlyMap<string, Node>, of: (file: DiskFile) => Buffer): Map<string, Buffer> {
  return new Map([...names].flatMap(([path, node]) => (node === 'folder' ? [] : [[path, of(node)]])));
}

/** Writes what was found below `from` into another folder. */
export async function layOut(
  found: ReadonlyMap<string, Buffer | null>,
  from: string,
  to: string,
): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const [path, bytes] of found) {
    const place = join(to, relative(from, path));
    if (bytes === null) await mkdir(place, { recursive: true });
    else await writeFile(place, bytes, { mode: 0o600 });
  }
}
