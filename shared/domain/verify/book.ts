import { isJsonObject } from '../json';
import { WORKSPACE, type RecordEntry } from '../record';
import type { RecordFault } from './chain';
import { Roster } from './roster';
import type { VerifySignature } from './signatures';
import { RecordVerifier, type CheckOptions } from './verifier';

/** The records of one workspace as one reader has checked them: its own and those of its boards. */
export class RecordBook {
  readonly #verify: VerifySignature;
  readonly #verifiers = new Map<string, RecordVerifier>();
  #roster = new Roster();

  constructor(verify: VerifySignature) {
    this.#verify = verify;
  }

  /** Begins a record with entries that were checked in an earlier run; hashes and signatures are believed. */
  adopt(board: string, entries: readonly RecordEntry[]): RecordFault | null {
    return this.#begin(board).adopt(entries);
  }

  /** Checks a record from its beginning. */
  restart(
    board: string,
    entries: readonly RecordEntry[],
    options?: CheckOptions,
  ): Promise<RecordFault | null> {
    this.#begin(board);
    return this.check(board, entries, options);
  }

  /** Checks the entries that follow those checked before. @returns the first fault */
  async check(
    board: string,
    entries: readonly RecordEntry[],
    options?: CheckOptions,
  ): Promise<RecordFault | null> {
    const unknown = board === WORKSPACE ? undefined : entries.find((entry) => this.#isAhead(entry));
    // The verifier does not see them: once the workspace's record has been fetched they may be in order.
    if (unknown) return { seq: unknown.seq, fault: 'wrong-workspace' };
    const verifier = this.#verifiers.get(board) ?? this.#begin(board);
    return verifier.check(entries, this.#verify, options);
  }

  /** Whether an entry needs a moment of the workspace's record that has not been read here; the host's key is in its first. */
  #isAhead({ body }: RecordEntry): boolean {
    if (this.#roster.size === 0) return true;
    if (!isJsonObject(body)) return false;
    const { workspaceHead, workspace } = body;
    return [workspaceHead, workspace].some(
      (hash) => typeof hash === 'string' && this.#roster.seqOf(hash) === null,
    );
  }

  #begin(board: string): RecordVerifier {
    if (board === WORKSPACE) this.#roster = new Roster();
    const verifier =
      board === WORKSPACE
        ? RecordVerifier.ofWorkspace(this.#roster)
        : RecordVerifier.ofBoard(board, () => this.#roster);
    this.#verifiers.set(board, verifier);
    return verifier;
  }
}
