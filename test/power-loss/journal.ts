/** What a host did to its disk, in order, as `disk.c` wrote it down. */
export type DiskCall = { readonly end: number } & (
  | {
      readonly what: 'create' | 'remove' | 'make-folder' | 'sync-folder';
      readonly path: string;
      readonly inode: bigint;
    }
  | { readonly what: 'rename'; readonly path: string; readonly to: string }
  | { readonly what: 'write'; readonly inode: bigint; readonly offset: number; readonly bytes: Buffer }
  | { readonly what: 'resize'; readonly inode: bigint; readonly size: number }
  | { readonly what: 'sync'; readonly inode: bigint; readonly failed: boolean }
  | { readonly what: 'send' }
  | { readonly what: 'map'; readonly inode: bigint }
);

const HEADER = 40;
const MAGIC = 0x4b534944;
const NAMES = [
  '',
  'create',
  'write',
  'resize',
  'sync',
  'sync-folder',
  'rename',
  'remove',
  'make-folder',
  'send',
  'map',
] as const;

/** Reads a journal; a last record that is not whole, because the host was killed, is left out. */
export function* readJournal(journal: Buffer): Generator<DiskCall> {
  let at = 0;
  while (at + HEADER <= journal.length) {
    if (journal.readUInt32LE(at) !== MAGIC) throw new Error(`no record at ${at}`);
    const what = NAMES[journal.readUInt32LE(at + 4)];
    const failed = journal.readUInt32LE(at + 8) !== 0;
    const pathEnd = at + HEADER + journal.readUInt16LE(at + 12);
    const toEnd = pathEnd + journal.readUInt16LE(at + 14);
    const inode = journal.readBigUInt64LE(at + 16);
    const offset = Number(journal.readBigUInt64LE(at + 24));
    const length = Number(journal.readBigUInt64LE(at + 32));
    const end = toEnd + (what === 'write' ? length : 0);
    if (end > journal.length) return;
    const path = journal.toString('utf8', at + HEADER, pathEnd);
    const to = journal.toString('utf8', pathEnd, toEnd);
    at = end;
    if (what === 'write') yield { what, inode, offset, bytes: journal.subarray(toEnd, end), end };
    else if (what === 'resize') yield { what, inode, size: length, end };
    else if (what === 'sync') yield { what, inode, failed, end };
    else if (what === 'rename') yield { what, path, to, end };
    else if (what === 'send') yield { what, end };
    else if (what === 'map') yield { what, inode, end };
    else if (what) yield { what, path, inode, end };
  }
}
