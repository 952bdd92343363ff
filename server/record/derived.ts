import type { RecordEntry } from '../../shared/domain/record';
import type { Storage } from '../storage/storage';

/** Another number whenever the record of a board has changed, or its bin. */
export type VersionOf = (board: string) => number;

/**
 * What is made of the record of each board, without opening any. A record is read when somebody first asks, and again once it
 * is another one: whoever appends to it, or restores it, need tell nobody here.
 */
export class Derived<Made> {
  readonly #storage: Pick<Storage, 'entries'>;
  readonly #versionOf: VersionOf;
  readonly #make: (entries: readonly RecordEntry[], board: string) => Promise<Made>;
  readonly #known = new Map<string, { readonly version: number; readonly made: Promise<Made> }>();

  constructor(
    storage: Pick<Storage, 'entries'>,
    versionOf: VersionOf,
    make: (entries: readonly RecordEntry[], board: string) => Promise<Made>,
  ) {
    this.#storage = storage;
    this.#versionOf = versionOf;
    this.#make = make;
  }

  of(board: string): Promise<Made> {
    const version = this.#versionOf(board);
    const known = this.#known.get(board);
    if (known?.version === version) return known.made;
    const made = this.#storage.entries(board, 0).then((entries) => this.#make(entries, board));
    this.#known.set(board, { version, made });
    // What could not be read is read again by the next who asks.
    made.catch(() => {
      if (this.#known.get(board)?.made === made) this.#known.delete(board);
    });
    return made;
  }
}
