import * as Y from 'yjs';
import { ORIGIN } from '../../../shared/doc/commands';
import { clocksOf, copyKeys, NOTHING_UNSENT, type Touch, type Unsent } from './unsent';
import type { LocalStore } from '../device/local-store';

/** How many stored updates are worth merging into one: when a board is opened, and while it is, as that takes a frame. */
const MERGE_FROM = 64;
const MERGE_MEANWHILE = 2000;
/** How long to wait before a device that could not write is tried again. */
const RETRY_MS = 2000;

export interface OwnCopyOptions {
  readonly store: LocalStore;
  /** Names the copy: host, member, board and epoch. */
  readonly name: string;
  /** Names this run, so that several tabs keep their own accounts. */
  readonly run: string;
  readonly doc: Y.Doc;
  /** More, or less, of what is unacknowledged is in the store now. */
  readonly onKept?: () => void;
}

/** What one run has not seen acknowledged, as it lies in the store. */
interface Account extends Unsent {
  /** Rises with every write, so that whoever takes it over can tell that nothing was added since he read it. */
  readonly version: number;
}

/**
 * This device's copy of a board: every update, own or received, written as it happens, so that the board opens
 * without the host and nothing typed is lost with the process. Beside it stands what of it the host had not
 * acknowledged, an account for each run: tabs share the copy, but each knows of its own changes only.
 */
export class OwnCopy {
  readonly #store: LocalStore;
  readonly #log: string;
  readonly #accounts: string;
  readonly #account: string;
  readonly #seen: string;
  readonly #doc: Y.Doc;
  readonly #onKept: () => void;
  /** Accounts of other runs as they stood when this copy was read; what they counted then is in it. */
  #earlier: readonly (readonly [key: string, version: number])[] = [];
  /** Updates that this run knows to lie in the log by themselves. */
  #inLog = 0;
  #queue: Uint8Array[] = [];
  #unsent = NOTHING_UNSENT;
  #unsentStored = NOTHING_UNSENT;
  #version = 0;
  #writing: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;

  constructor({ store, name, run, doc, onKept = () => undefined }: OwnCopyOptions) {
    const keys = copyKeys(name);
    this.#store = store;
    this.#log = keys.log;
    this.#accounts = keys.accounts;
    this.#account = keys.accounts + run;
    this.#seen = keys.seen;
    this.#doc = doc;
    this.#onKept = onKept;
  }

  /** How many of the unacknowledged changes are written: a crash takes the others. */
  get kept(): number {
    return this.#unsentStored.pending;
  }

  /** Fills the document. @returns what was left unacknowledged; null when there is no copy */
  async load(): Promise<Unsent | null> {
    // The accounts first: what is counted in them is in the log that is read after them.
    const accounts = await this.#store.list<Account>(this.#accounts);
    const updates = await this.#store.readLog<Uint8Array>(this.#log);
    const seen = await this.#store.get<boolean>(this.#seen);
    this.#earlier = accounts.flatMap(([key, { version }]) =>
      key === this.#account ? [] : [[key, version] as const],
    );
    this.#version = Math.max(0, ...accounts.map(([, { version }]) => version));
    Y.transact(
      this.#doc,
      () => updates.forEach((update) => Y.applyUpdate(this.#doc, update)),
      ORIGIN.restored,
      false,
    );
    this.#inLog = updates.length;
    if (this.#inLog >= MERGE_FROM) await this.#merge();
    if (updates.length === 0 && !seen) return null;
    const left = sumOf(accounts.map(([, account]) => account));
    if (left.pending > 0) this.unsent(left);
    return left;
  }

  /** Keeps an update, and what is unacknowledged with it. */
  add(update: Uint8Array, unsent: Unsent): void {
    this.#queue.push(update);
    this.unsent(unsent);
  }

  /**
   * Replaces the copy in one step by one made of it, with something in it that the host has yet to acknowledge.
   * `make` is given everything the copy holds, of other tabs too.
   */
  async remake(make: (updates: readonly Uint8Array[]) => Uint8Array): Promise<void> {
    await this.flush();
    const unsent = { ...this.#unsent, pending: Math.max(1, this.#unsent.pending) };
    await this.#store.append(this.#log, [], { [this.#account]: this.#accountOf(unsent) });
    await this.#store.rewriteLog<Uint8Array>(this.#log, (updates) => [make(updates)]);
  }

  /** From now on there is a copy, be it of an empty board. */
  seen(): void {
    this.#store.set(this.#seen, true).catch(() => undefined);
  }

  /** Keeps the account alone. */
  unsent(unsent: Unsent): void {
    this.#unsent = unsent;
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when everything added so far is written, or could not be. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** Writes what is left, and tries no more. */
  async close(): Promise<void> {
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.flush();
    if (this.#retry !== null) clearTimeout(this.#retry);
  }

  async #writeAll(): Promise<void> {
    // One turn later, so that a burst of updates is one write.
    await Promise.resolve();
    while (this.#queue.length > 0 || this.#unsent !== this.#unsentStored) {
      const [updates, unsent] = [this.#queue, this.#unsent];
      this.#queue = [];
      try {
        const account = unsent.pending === 0 ? undefined : this.#accountOf(unsent);
        await this.#store.append(this.#log, updates, { [this.#account]: account });
        this.#unsentStored = unsent;
        this.#onKept();
        await this.#takeOver();
        this.#inLog += updates.length;
        if (this.#inLog >= MERGE_MEANWHILE) await this.#merge();
      } catch {
        // What was not written stays first in line.
        if (this.#unsentStored !== unsent) this.#queue = [...updates, ...this.#queue];
        this.#retry = setTimeout(() => this.unsent(this.#unsent), RETRY_MS);
        break;
      }
    }
    // In the same breath as the last look, or what is added in between would wait for the next change.
    this.#writing = null;
  }

  /** What could not be merged stays as it is until as much has come again. */
  async #merge(): Promise<void> {
    this.#inLog = 0;
    await this.#store
      .rewriteLog<Uint8Array>(this.#log, (all) => [Y.mergeUpdates(all)])
      .catch(() => undefined);
  }

  /**
   * What earlier runs had left is counted on this run's account by now. A run that is still alive in another tab may
   * have written more since: that stays on its own.
   */
  async #takeOver(): Promise<void> {
    const earlier = this.#earlier;
    for (const [key, version] of earlier)
      await this.#store.removeIf<Account>(key, (account) => account.version === version);
    if (this.#earlier === earlier) this.#earlier = [];
  }

  #accountOf({ pending, touches, since = {} }: Unsent): Account {
    return { pending, touches: [...touches], since, version: ++this.#version };
  }
}

function sumOf(accounts: readonly Account[]): Unsent {
  const touches: Touch[] = accounts.flatMap((account) => account.touches);
  const since = clocksOf(accounts);
  return {
    pending: accounts.reduce((sum, { pending }) => sum + pending, 0),
    touches,
    ...(Object.keys(since).length > 0 ? { since } : {}),
  };
}
