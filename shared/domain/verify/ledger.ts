import type { Refusal } from '../policy';
import type { RecordEntry } from '../record';
import type { FaultKind } from './chain';
import type { SignatureToCheck } from './signatures';

/** What a ledger says of an entry: whether it may stand there if its signatures hold. */
export interface Judgement {
  readonly fault: FaultKind | null;
  readonly reason?: Refusal;
  /** Those that can be checked all the same, so that a wrong signature is called one. */
  readonly signatures?: readonly SignatureToCheck[];
}

/** Reads one record from its beginning and remembers what later entries are judged by. */
export interface Ledger {
  judge(entry: RecordEntry): Judgement;
}
