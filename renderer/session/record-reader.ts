import { recordAnswer } from '../../shared/api/contract';
import { WORKSPACE, type RecordEntry } from '../../shared/domain/record';
import {
  NOTHING_SEEN,
  isFault,
  verifyChain,
  verifySignatures,
  type Head,
  type KeyRing,
  type RecordFault,
  type VerifySignature,
} from '../../shared/domain/verify';
import type { Api } from './api';
import type { LocalStore } from './local-store';
import type { Outcome } from './types';

export interface RecordReaderOptions {
  readonly api: Api;
  readonly store: LocalStore;
  /** Names the own copy: host and member. */
  readonly name: string;
  /** A board, or `workspace`. */
  readonly board: string;
  readonly verify: VerifySignature;
  /** The keys for these entries; the workspace's own record brings its keys along. */
  readonly keys: (entries: readonly RecordEntry[]) => KeyRing;
  /** Fetches keys that are not known yet. */
  readonly refreshKeys: () => Promise<void>;
  readonly changed: () => void;
}

/**
 * Reads one record and believes nothing: every new entry's chain and signature is checked, and what was seen once,
 * here or in an earlier run, must still be there.
 */
export class RecordReader {
  readonly #o: RecordReaderOptions;
  readonly #log: string;
  #entries: readonly RecordEntry[] = [];
  #fault: RecordFault | null = null;
  /** One piece of work after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: RecordReaderOptions) {
    this.#o = options;
    this.#log = `record/${options.name}/${options.board}`;
  }

  /** Verified entries, oldest first. */
  get entries(): readonly RecordEntry[] {
    return this.#entries;
  }

  get head(): Head {
    return this.#entries[this.#entries.length - 1] ?? NOTHING_SEEN;
  }

  get fault(): RecordFault | null {
    return this.#fault;
  }

  /** What earlier runs have seen and checked. */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      const stored = await this.#o.store.readLog<RecordEntry>(this.#log);
      const distinct = eachOnce(stored);
      if (distinct.length < stored.length)
        await this.#o.store.rewriteLog<RecordEntry>(this.#log, eachOnce).catch(() => undefined);
      const { chain, fault } = chainOf(distinct);
      this.#entries = chain;
      if (fault) this.#alarm(fault);
      else this.#o.changed();
    });
  }

  /** Asks the host for what is new. */
  refresh(): Promise<Outcome<void>> {
    return this.#inTurn(() => this.#fetch());
  }

  /** Entries that the host pushed or answered with; a hole before them is filled first. */
  take(entries: readonly RecordEntry[]): Promise<void> {
    return this.#inTurn(async () => {
      const first = entries[0];
      if (!first) return;
      if (first.seq > this.head.seq + 1) await this.#fetch();
      else await this.#accept(entries);
    });
  }

  async #fetch(): Promise<Outcome<void>> {
    const answer = await this.#ask(this.head.seq);
    if (!answer.ok) return answer;
    const { entries, head } = answer.value;
    if (entries.length > 0) await this.#accept(entries);
    else if (head !== this.head.hash) await this.#compareFromStart();
    return { ok: true, value: undefined };
  }

  async #ask(since: number) {
    const { api, board } = this.#o;
    const query = { since: String(since) };
    const answer = await (board === WORKSPACE
      ? api.call('workspaceRecord', recordAnswer, { query })
      : api.call('boardRecord', recordAnswer, { query, params: { board } }));
    if (!answer.ok) return answer;
    const entries = answer.value.entries as unknown as readonly RecordEntry[];
    return { ok: true, value: { entries, head: answer.value.head } } as const;
  }

  async #accept(received: readonly RecordEntry[]): Promise<void> {
    if (this.#fault) return;
    const seen = this.#entries;
    const { seq } = this.head;
    const other = received.find((entry) => entry.seq <= seq && seen[entry.seq - 1]?.hash !== entry.hash);
    if (other) return this.#alarm({ seq: other.seq, fault: 'rewritten' });
    const fresh = received.filter((entry) => entry.seq > seq);
    const fault = await this.#faultOf(fresh);
    if (fault) return this.#alarm(fault);
    if (fresh.length === 0) return;
    await this.#o.store.append(this.#log, fresh).catch(() => undefined);
    this.#entries = [...seen, ...fresh];
    this.#o.changed();
  }

  async #faultOf(fresh: readonly RecordEntry[]): Promise<RecordFault | null> {
    const { board, keys, verify, refreshKeys } = this.#o;
    const head = verifyChain(this.head, fresh);
    if (isFault(head)) {
      const follows = fresh[0]?.seq === head.seq && head.fault === 'broken-chain' && this.#entries.length > 0;
      return follows ? { seq: head.seq, fault: 'rewritten' } : head;
    }
    const foreign = fresh.find((entry) => entry.board !== board);
    if (foreign) return { seq: foreign.seq, fault: 'broken-chain' };
    const fault = await verifySignatures(fresh, keys(fresh), verify);
    if (fault?.fault !== 'unknown-device') return fault;
    // Enrolled since we last looked.
    await refreshKeys();
    return verifySignatures(fresh, keys(fresh), verify);
  }

  /** The host's record ends elsewhere than ours although it has nothing newer. */
  async #compareFromStart(): Promise<void> {
    const answer = await this.#ask(0);
    if (!answer.ok) return;
    const { entries } = answer.value;
    const differs = this.#entries.find(
      (entry, at) => entries[at] !== undefined && entries[at].hash !== entry.hash,
    );
    if (differs) this.#alarm({ seq: differs.seq, fault: 'rewritten' });
    else if (entries.length < this.#entries.length)
      this.#alarm({ seq: entries.length + 1, fault: 'shortened' });
    else await this.#accept(entries);
  }

  #alarm(fault: RecordFault): void {
    this.#fault = fault;
    this.#o.changed();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** Several tabs keep one log, and each writes down what it saw. What they saw alike is one entry. */
function eachOnce(entries: readonly RecordEntry[]): RecordEntry[] {
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
  return [...byHash.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * The chain in what was kept, up to the first hole, which the host fills again. Entries that contradict each other
 * mean that the host showed two tabs two records.
 */
function chainOf(distinct: readonly RecordEntry[]): { chain: RecordEntry[]; fault: RecordFault | null } {
  const chain: RecordEntry[] = [];
  for (const entry of distinct) {
    const head: Head = chain[chain.length - 1] ?? NOTHING_SEEN;
    if (entry.seq > head.seq + 1) break;
    if (entry.seq <= head.seq || entry.prev !== head.hash)
      return { chain, fault: { seq: entry.seq, fault: 'rewritten' } };
    chain.push(entry);
  }
  return { chain, fault: null };
}
