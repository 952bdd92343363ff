import { copyKeys, type Unsent } from '../../copy/unsent';
import type { LocalStore } from '../../device/local-store';
import type { OpenBoard } from '../open-board';
import type { BoardShelf } from './shelf';

export interface LeftUnsentOptions {
  readonly boards: BoardShelf<OpenBoard>;
  readonly store: LocalStore;
  /** Names this member on this host in the local store. */
  readonly name: string;
  readonly epoch: () => string;
}

/**
 * What this device's copies hold, of whichever run, that the host does not have: it goes there whether anybody looks at
 * these boards again or not. What is of another epoch is parked instead.
 */
export class LeftUnsent {
  readonly #o: LeftUnsentOptions;
  #sending: Promise<void> | null = null;

  constructor(options: LeftUnsentOptions) {
    this.#o = options;
  }

  /** Visits the boards that hold something, each until the host has it or will not take it. */
  send(): Promise<void> {
    this.#sending ??= this.#send().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #send(): Promise<void> {
    const { boards } = this.#o;
    const left = await this.#left();
    await Promise.all(left.map((board) => boards.visit(board, (open) => open.settled())));
  }

  async #left(): Promise<string[]> {
    const { store, name, epoch } = this.#o;
    const prefix = copyKeys(name).accounts;
    // A device that cannot be read says so elsewhere.
    const accounts = await store.list<Unsent>(prefix).catch(() => []);
    const left = new Set<string>();
    for (const [key, { pending }] of accounts) {
      const [board = '', of] = key.slice(prefix.length).split('/');
      if (pending > 0 && of === epoch()) left.add(board);
    }
    return [...left];
  }
}
