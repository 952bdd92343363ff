import type { JsonObject } from '../../shared/domain/json';
import type { EntryDraft, EntryKind, RecordEntry, SignedStatement } from '../../shared/domain/record';
import { hashOfEntry, hostSigningText } from '../../shared/domain/record';
import { NOTHING_SEEN, type Head } from '../../shared/domain/verify/chain';
import type { Signer } from '../base/crypto';
import type { Batch, Storage, Written } from '../storage/storage';
import { instantOf, type Clock } from '../base/ports';

/** What the host itself has to say in a record. */
export interface HostEntry {
  readonly kind: EntryKind;
  readonly body: JsonObject;
}

export interface KeeperPorts {
  readonly storage: Storage;
  readonly signer: Signer;
  readonly clock: Clock;
  /** Called with entries once they are durable. */
  readonly onAppend: (board: string, entries: readonly RecordEntry[]) => void;
}

/**
 * Keeps one record: makes entries, links and signs them, and appends them by compare-and-set on the head, so
 * that two hosts on one storage cannot fork it.
 */
export class RecordKeeper {
  readonly board: string;
  /** The plans that it is about. */
  readonly plans = new Set<string>();
  readonly #ports: KeeperPorts;
  #entries: RecordEntry[] = [];

  private constructor(board: string, ports: KeeperPorts) {
    this.board = board;
    this.#ports = ports;
  }

  static async open(board: string, ports: KeeperPorts): Promise<RecordKeeper> {
    const keeper = new RecordKeeper(board, ports);
    await keeper.refresh();
    return keeper;
  }

  get entries(): readonly RecordEntry[] {
    return this.#entries;
  }

  get head(): Head {
    const last = this.#entries[this.#entries.length - 1];
    return last ? { seq: last.seq, hash: last.hash } : NOTHING_SEEN;
  }

  /** Where in the record a hash stands; 0 for the hash before the first entry, null for none of this record. */
  seqOf(hash: string): number | null {
    if (hash === NOTHING_SEEN.hash) return 0;
    return this.#entries.findLast((entry) => entry.hash === hash)?.seq ?? null;
  }

  /** The entry that this device made with this nonce. */
  entryOf(device: string, nonce: string): RecordEntry | null {
    return this.#entries.find((entry) => entry.device === device && entry.statement?.nonce === nonce) ?? null;
  }

  /** Fetches what others appended to the storage. */
  async refresh(): Promise<void> {
    const more = await this.#ports.storage.entries(this.board, this.head.seq);
    this.#keep(more);
  }

  /** Reads everything anew, after the storage was given another content. */
  async reload(): Promise<void> {
    const entries = await this.#ports.storage.entries(this.board, 0);
    this.#entries = [];
    this.plans.clear();
    this.#keep(entries);
  }

  /** Entries of the host's own, linked to the present head, for a write that the caller makes. */
  prepare(drafts: readonly HostEntry[]): RecordEntry[] {
    let head = this.head;
    return drafts.map(({ kind, body }) => {
      const entry = linkEntry(this.#ports.signer, head, {
        at: instantOf(this.#ports.clock),
        kind,
        board: this.board,
        by: 'host',
        device: 'host',
        body,
      });
      head = { seq: entry.seq, hash: entry.hash };
      return entry;
    });
  }

  /** Appends entries of the host's own together with the rest of a batch, all or nothing. */
  async appendByHost(
    drafts: readonly HostEntry[],
    alongside: Batch = {},
  ): Promise<Exclude<Written, 'head-moved'>> {
    for (;;) {
      const written = await this.#append(this.prepare(drafts), alongside);
      if (written !== 'head-moved') return written;
      await this.refresh();
    }
  }

  /** Appends a person's statement after `after`; null when somebody else was faster. */
  async appendStatement(
    after: Head,
    by: string,
    { statement, device, sig }: SignedStatement,
    body: JsonObject,
    at = instantOf(this.#ports.clock),
  ): Promise<RecordEntry | null> {
    const { kind, plan } = statement;
    const entry = linkEntry(this.#ports.signer, after, {
      at,
      kind,
      board: this.board,
      plan,
      by,
      device,
      statement,
      sig,
      body,
    });
    return (await this.#append([entry])) === 'written' ? entry : null;
  }

  async #append(entries: readonly RecordEntry[], alongside: Batch = {}): Promise<Written> {
    const first = entries[0];
    const after = first ? { seq: first.seq - 1, hash: first.prev } : this.head;
    const append = [...(alongside.append ?? []), { board: this.board, after, entries }];
    const written = await this.#ports.storage.write({ ...alongside, append });
    if (written !== 'written') return written;
    // While the write was under way somebody may have fetched these very entries.
    this.#keep(entries);
    this.#ports.onAppend(this.board, entries);
    return written;
  }

  /** Takes what follows the head; one by one, because each entry moves the head that the next one must follow. */
  #keep(entries: readonly RecordEntry[]): void {
    for (const entry of entries) {
      if (entry.seq !== this.head.seq + 1) continue;
      this.#entries.push(entry);
      if (entry.plan !== undefined) this.plans.add(entry.plan);
    }
  }
}

/** The entry that a draft becomes behind a head; the host signs what it says itself. */
export function linkEntry(signer: Signer, head: Head, draft: EntryDraft): RecordEntry {
  const placed = { ...draft, seq: head.seq + 1, prev: head.hash };
  const signed = draft.by === 'host' ? { ...placed, sig: signer.sign(hostSigningText(placed)) } : placed;
  return { ...signed, hash: hashOfEntry(signed) };
}
