import type { RecordEntry } from '../../shared/domain/record';
import type { Storage } from '../storage/storage';

/**
 * What is made of the record of each board, without opening any. A record is read when somebody first asks, and again once it
 * has another head: whoever appends to it, or restores it, need tell nobody here.
 */
export class Derived<Made> {
  readonly #storage: Pick<Storage, 'entries' | 'recordHead'>;
  readonly #make: (entries: readonly RecordEntry[], board: string) => Promise<Made>;
  readonly #known = new Map<string, { readonly head: string; readonly made: Promise<Made> }>();

  constructor(
    storage: Pick<Storage, 'entries' | 'recordHead'>,
    make: (entries: readonly RecordEntry[], board: string) => Promise<Made>,
  ) {
    this.#storage = storage;
    this.#make = make;
  }

  async of(board: string): Promise<Made> {
    const { hash: head } = await this.#storage.recordHead(board);
    const known = this.#known.get(board);
    if (known?.head === head) return known.made;
    const made = this.#storage.entries(board, 0).then((entries) => this.#make(entries, board));
    this.#known.set(board, { head, made });
    // What could not be read is read again by the next who asks.
    made.catch(() => {
      if (this.#known.get(board)?.made === made) this.#known.delete(board);
    });
    return made;
  }

  /** Something beside the record that it is made of has changed: of one board, or of any. */
  forget(board?: string): void {
    if (board === undefined) this.#known.clear();
    else this.#known.delete(board);
  }
}
