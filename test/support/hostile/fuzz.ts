import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HANGS_MS } from '../hangs';

/** How many hostile cases a test makes; `npm run soak` makes more. */
export const CASES = Number(process.env['HANDSCHLAG_FUZZ'] ?? 500);
/** Other cases for another seed, the same ones for the same. */
export const SEED = Number(process.env['HANDSCHLAG_FUZZ_SEED'] ?? 20270104);

/** Milliseconds of processor time that one hostile message or request may cost. Time on the wall depends on others. */
const DEAREST = 3_000;
/** Bytes by which the heap may have grown when all is over and the rubbish is gone. */
const HEAP_GROWTH = 200 * 1024 * 1024;

/** Minutes for all of them on a busy machine. */
export const PATIENCE = 5 * HANGS_MS + CASES * 60;

/** Runs a case. @returns what it answers @throws when it took more of the processor than a message may */
export async function affordable<T>(name: string, run: () => Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const spent = (user + system) / 1000;
  if (spent > DEAREST) throw new Error(`${name} took ${Math.round(spent)} ms of the processor`);
  return result;
}

/** Bytes of the heap that somebody still holds. */
function heapWithoutRubbish(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** What must not happen anywhere in the process while hostile input comes in. */
export class Watch {
  readonly #heap = heapWithoutRubbish();
  readonly #faults: string[] = [];
  readonly #note = (error: unknown) => this.#faults.push(String(error));

  constructor() {
    process.on('unhandledRejection', this.#note);
    process.on('uncaughtException', this.#note);
  }

  /** @returns what went wrong, in words */
  end(): string[] {
    process.off('unhandledRejection', this.#note);
    process.off('uncaughtException', this.#note);
    const growth = heapWithoutRubbish() - this.#heap;
    const grown = growth > HEAP_GROWTH ? [`the heap grew by ${Math.round(growth / 1024 / 1024)} MiB`] : [];
    return [...this.#faults, ...grown];
  }
}

/** Something done to bytes; `at` and `length` are parts of what there is, from 0 to 1. */
export interface ByteChange {
  readonly how: 'flip' | 'cut' | 'truncate' | 'twice' | 'insert' | 'overwrite';
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** Numbers as encodings write them, the last of them too long for any number. */
const HUGE = [
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  Array.from({ length: 12 }, () => 0xff),
  // Read as NaN and as Infinity.
  [...Array.from({ length: 149 }, () => 0x80), 0],
  [...Array.from({ length: 147 }, () => 0x80), 1],
];

const part = fc.double({ min: 0, max: 1, noNaN: true });

export const byteChange: fc.Arbitrary<ByteChange> = fc.record({
  how: fc.constantFrom('flip', 'flip', 'cut', 'truncate', 'twice', 'insert', 'overwrite'),
  at: part,
  length: part,
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 6 }),
    fc.constantFrom(...HUGE).map((numbers) => new Uint8Array(numbers)),
  ),
});

/** The bytes with one change after the other made to them. */
export function changed(bytes: Uint8Array, changes: readonly ByteChange[]): Uint8Array {
  return changes.reduce(changedOnce, bytes);
}

function changedOnce(from: Uint8Array, { how, at, length, bytes }: ByteChange): Uint8Array {
  const start = Math.floor(at * from.length);
  const end = Math.min(from.length, start + 1 + Math.floor(length * Math.min(64, from.length - start)));
  const [head, middle, tail] = [from.slice(0, start), from.slice(start, end), from.slice(end)];
  switch (how) {
    case 'flip':
      return joined(
        head,
        middle.map((byte, index) => (index === 0 ? byte ^ (1 << ((bytes[0] ?? 0) % 8)) : byte)),
        tail,
      );
    case 'cut':
      return joined(head, tail);
    case 'truncate':
      return head;
    case 'twice':
      return joined(head, middle, middle, tail);
    case 'insert':
      return joined(head, bytes, middle, tail);
    case 'overwrite':
      return joined(head, bytes, tail);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
