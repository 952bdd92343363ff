import { WORKSPACE, type RecordEntry } from '../record';
import { hashFault, linkFault, NOTHING_SEEN, type FaultKind, type Head, type RecordFault } from './chain';
import type { Judgement, Ledger } from './signatures';
import { BoardLedger } from './board-ledger';
import type { Roster } from './roster';
import type { SignatureToCheck, VerifySignature } from './signatures';
import { WorkspaceLedger } from './workspace-ledger';

/** Entries whose signatures are checked at once; between two such lots others get their turn. */
const LOT = 250;

export interface CheckOptions {
  /** Told after each lot how many of the entries are checked. */
  readonly progress?: (done: number) => void;
  /** Gives way between two lots. */
  readonly pause?: () => Promise<void>;
}

/**
 * Reads one record and believes nothing: chain, signatures, and whether the host might append what it did. It goes on
 * where it stopped, so that only new entries are checked. After a fault it stays where that is.
 */
export class RecordVerifier {
  readonly #board: string;
  readonly #ledger: Ledger;
  #head: Head = NOTHING_SEEN;
  #fault: RecordFault | null = null;

  private constructor(board: string, ledger: Ledger) {
    this.#board = board;
    this.#ledger = ledger;
  }

  /** For the workspace's own record; fills `roster` on the way. */
  static ofWorkspace(roster: Roster): RecordVerifier {
    return new RecordVerifier(WORKSPACE, new WorkspaceLedger(roster));
  }

  /** For a board's record. The roster has to have been filled as far as its entries go. */
  static ofBoard(board: string, roster: () => Roster): RecordVerifier {
    return new RecordVerifier(board, new BoardLedger(roster));
  }

  get head(): Head {
    return this.#head;
  }

  /** Takes up entries that were checked in an earlier run: everything again but hashes and signatures. */
  adopt(entries: readonly RecordEntry[]): RecordFault | null {
    for (const entry of entries) {
      if (this.#fault) break;
      this.#step(entry, []);
    }
    return this.#fault;
  }

  /** Checks the entries that follow the head. @returns the first fault */
  async check(
    entries: readonly RecordEntry[],
    verify: VerifySignature,
    { progress, pause }: CheckOptions = {},
  ): Promise<RecordFault | null> {
    for (let at = 0; at < entries.length && !this.#fault; at += LOT) {
      if (at > 0) await pause?.();
      const lot = entries.slice(at, at + LOT);
      await this.#checkLot(lot, verify);
      progress?.(at + lot.length);
    }
    return this.#fault;
  }

  async #checkLot(lot: readonly RecordEntry[], verify: VerifySignature): Promise<void> {
    const signatures: SignatureToCheck[] = [];
    for (const entry of lot) {
      if (this.#fault) break;
      const fault = hashFault(entry);
      if (fault && !linkFault(this.#head, entry)) this.#stop(entry.seq, { fault });
      else this.#step(entry, signatures);
    }
    const held = await Promise.all(
      signatures.map(async ({ publicKey, text, sig }) => verify(publicKey, text, sig)),
    );
    // What is signed wrongly comes before what was judged of it, and before what follows.
    const wrong = signatures.find((_signature, index) => held[index] !== true);
    if (wrong && wrong.seq <= (this.#fault?.seq ?? Infinity))
      this.#fault = { seq: wrong.seq, fault: 'wrong-signature' };
  }

  #step(entry: RecordEntry, signatures: SignatureToCheck[]): void {
    const link = linkFault(this.#head, entry) ?? (entry.board === this.#board ? null : 'wrong-place');
    const judgement = link ? { fault: link } : this.#judge(entry);
    signatures.push(...(judgement.signatures ?? []));
    if (judgement.fault) this.#stop(entry.seq, { ...judgement, fault: judgement.fault });
    else this.#head = { seq: entry.seq, hash: entry.hash };
  }

  /** No entry, however broken, stops the check. */
  #judge(entry: RecordEntry): Judgement {
    try {
      return this.#ledger.judge(entry);
    } catch {
      return { fault: 'wrong-signature' };
    }
  }

  #stop(seq: number, { fault, reason }: { fault: FaultKind; reason?: Judgement['reason'] }): void {
    this.#fault ??= { seq, fault, ...(reason ? { reason } : {}) };
  }
}
