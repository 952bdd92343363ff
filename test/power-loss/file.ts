import type { Random } from '../support/random';

/** What a disk writes at once. */
const SECTOR = 512;

/** A change of a file that no flush has brought to the disk yet. */
type Pending = { readonly bytes: Buffer; readonly offset: number } | { readonly size: number };

/** How a power failure treats what was not flushed. */
export type Manner = 'nothing' | 'everything' | 'sectors' | 'torn' | 'files';
export const MANNERS: readonly Manner[] = ['nothing', 'everything', 'sectors', 'torn', 'files'];

/** A file as programs see it, and as the disk has it. */
export class DiskFile {
  #seen = new Bytes();
  #kept = new Bytes();
  #pending: Pending[] = [];

  get seen(): Buffer {
    return this.#seen.copy();
  }

  write(offset: number, bytes: Buffer): void {
    this.#seen.write(offset, bytes);
    this.#pending.push({ offset, bytes });
  }

  resize(size: number): void {
    this.#seen.resize(size);
    this.#pending.push({ size });
  }

  flush(): void {
    for (const change of this.#pending) apply(this.#kept, change);
    this.#pending = [];
  }

  /**
   * A flush that failed: what it should have written may be on the disk or not, and no later flush writes it, as
   * Linux takes pages for clean after an error.
   */
  flushFailed(random: Random): void {
    for (const change of this.#pending) applySome(this.#kept, change, random);
    this.#pending = [];
  }

  /** What is found after the power came back. */
  afterPowerLoss(manner: Manner, random: Random): Buffer {
    const found = new Bytes(this.#kept);
    if (manner === 'everything' || (manner === 'files' && random.chance(0.5)))
      for (const change of this.#pending) apply(found, change);
    else if (manner === 'sectors') for (const change of this.#pending) applySome(found, change, random);
    else if (manner === 'torn') {
      const whole = random.below(this.#pending.length + 1);
      for (const change of this.#pending.slice(0, whole)) apply(found, change);
      const torn = this.#pending[whole];
      if (torn && 'bytes' in torn)
        apply(found, {
          ...torn,
          bytes: torn.bytes.subarray(0, SECTOR * random.below(torn.bytes.length / SECTOR)),
        });
    }
    return found.copy();
  }
}

function apply(file: Bytes, change: Pending): void {
  if ('size' in change) file.resize(change.size);
  else file.write(change.offset, change.bytes);
}

/** Each sector comes to the disk by itself, and so does a new length. */
function applySome(file: Bytes, change: Pending, random: Random): void {
  if ('size' in change) {
    if (random.chance(0.5)) file.resize(change.size);
    return;
  }
  const { offset, bytes } = change;
  for (let at = 0; at < bytes.length;) {
    const next = Math.min(bytes.length, at + SECTOR - ((offset + at) % SECTOR));
    if (random.chance(0.5)) file.write(offset + at, bytes.subarray(at, next));
    at = next;
  }
}

/** Bytes that grow. */
class Bytes {
  #bytes: Buffer;
  #size: number;

  constructor(from?: Bytes) {
    this.#bytes = from ? from.copy() : Buffer.alloc(0);
    this.#size = this.#bytes.length;
  }

  write(offset: number, bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#reserve(offset + bytes.length);
    bytes.copy(this.#bytes, offset);
    this.#size = Math.max(this.#size, offset + bytes.length);
  }

  resize(size: number): void {
    this.#reserve(size);
    if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
  }

  copy(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#size));
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(size, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}
