import * as Y from 'yjs';
import { ORIGIN } from '../../shared/doc/origins';
import type { LocalStore } from './local-store';

/** How many stored updates are worth merging into one when a board is opened. */
const MERGE_FROM = 64;

export interface OwnCopyOptions {
  readonly store: LocalStore;
  /** Names the copy: host, member, board and epoch. */
  readonly name: string;
  /** Names this run, so that several tabs keep their own counts. */
  readonly run: string;
  readonly doc: Y.Doc;
}

/**
 * This device's copy of a board: every update, own or received, written as it happens, so that the board opens
 * without the host and nothing typed is lost with the process. Beside it stands how many own changes the host had
 * not acknowledged.
 */
export class OwnCopy {
  readonly #store: LocalStore;
  readonly #log: string;
  readonly #countsOf: string;
  readonly #count: string;
  readonly #seen: string;
  readonly #doc: Y.Doc;
  /** Counts of earlier runs; what they counted is in this copy. */
  #earlier: string[] = [];
  #queue: Uint8Array[] = [];
  #pending = 0;
  #pendingStored = 0;
  #writing: Promise<void> | null = null;

  constructor({ store, name, run, doc }: OwnCopyOptions) {
    this.#store = store;
    this.#log = `copy/${name}`;
    this.#countsOf = `unsent/${name}/`;
    this.#count = this.#countsOf + run;
    this.#seen = `seen/${name}`;
    this.#doc = doc;
  }

  /** Fills the document. @returns how many own changes were left unacknowledged; null when there is no copy */
  async load(): Promise<number | null> {
    const counts = await this.#store.list<number>(this.#countsOf);
    const updates = await this.#store.readLog<Uint8Array>(this.#log);
    const seen = await this.#store.get<boolean>(this.#seen);
    this.#earlier = counts.map(([key]) => key);
    Y.transact(
      this.#doc,
      () => updates.forEach((update) => Y.applyUpdate(this.#doc, update)),
      ORIGIN.restored,
      false,
    );
    if (updates.length >= MERGE_FROM)
      await this.#store.rewriteLog<Uint8Array>(this.#log, (all) => [Y.mergeUpdates(all)]);
    return updates.length === 0 && !seen ? null : counts.reduce((sum, [, count]) => sum + count, 0);
  }

  /** Keeps an update; `pending` is the count of unacknowledged changes with it. */
  add(update: Uint8Array, pending: number): void {
    this.#queue.push(update);
    this.pending(pending);
  }

  /**
   * Replaces the copy in one step by one made of it, with something in it that the host has yet to acknowledge.
   * `make` is given everything the copy holds, of other tabs too.
   */
  async remake(make: (updates: readonly Uint8Array[]) => Uint8Array): Promise<void> {
    await this.flush();
    await this.#store.append(this.#log, [], { [this.#count]: Math.max(1, this.#pending) });
    await this.#store.rewriteLog<Uint8Array>(this.#log, (updates) => [make(updates)]);
  }

  /** From now on there is a copy, be it of an empty board. */
  seen(): void {
    this.#store.set(this.#seen, true).catch(() => undefined);
  }

  /** Keeps the count alone. At nothing left, earlier runs' counts are settled too. */
  pending(count: number): void {
    this.#pending = count;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
  }

  /** Resolves when everything added so far is written. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // One turn later, so that a burst of updates is one write.
    await Promise.resolve();
    while (this.#queue.length > 0 || this.#pending !== this.#pendingStored || this.#settlesEarlier()) {
      const [updates, pending] = [this.#queue, this.#pending];
      const settled = this.#settlesEarlier() ? this.#earlier : [];
      this.#queue = [];
      try {
        await this.#store.append(this.#log, updates, {
          ...Object.fromEntries(settled.map((key) => [key, undefined])),
          [this.#count]: pending === 0 ? undefined : pending,
        });
      } catch {
        // A full disk: what was not written stays first in line for the next change.
        this.#queue = [...updates, ...this.#queue];
        return;
      }
      this.#pendingStored = pending;
      if (settled.length > 0) this.#earlier = [];
    }
  }

  #settlesEarlier(): boolean {
    return this.#pending === 0 && this.#earlier.length > 0;
  }
}
