import type { Refusal } from '../policy';
import { GENESIS, hashOfEntry, type RecordEntry } from '../record';

/**
 * How a record breaks. Chain: `gap` `broken-chain` `wrong-hash` `wrong-place` (an entry of another record).
 * Signatures: `wrong-signature` `unknown-device`. What the host must not have appended: `no-right` (with the
 * reason), `replayed`, `unseen` (a statement whose head is not before it, or before the submission it is about),
 * `wrong-policy`, `wrong-workspace` (rights of a moment that the workspace record does not have, or of one before the
 * last that was named; a restore that the workspace record does not know so, or not any more). Seen by readers alone:
 * `shortened` `rewritten` beside what they kept, `restored-by-host` `restored-unseen` (a restore that says nothing of
 * what they kept) until a person confirms it, `workspace` when the workspace's own record is at fault.
 */
export const FAULTS = [
  'gap',
  'broken-chain',
  'wrong-hash',
  'wrong-place',
  'wrong-signature',
  'unknown-device',
  'no-right',
  'replayed',
  'unseen',
  'wrong-policy',
  'wrong-workspace',
  'shortened',
  'rewritten',
  'restored-by-host',
  'restored-unseen',
  'workspace',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** Where a record breaks and how. */
export interface RecordFault {
  readonly seq: number;
  readonly fault: FaultKind;
  /** With `no-right`: what the policy says against it. */
  readonly reason?: Refusal;
}

/** Whether only a person can know if it is as it should be: a restore that says nothing of what a reader kept. */
export function isRestoreFault({ fault }: RecordFault): boolean {
  return fault === 'restored-by-host' || fault === 'restored-unseen';
}

/** Where a reader stands in a chain: nothing seen is `{seq: 0, hash: GENESIS}`. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}
export const NOTHING_SEEN: Head = { seq: 0, hash: GENESIS };

/**
 * Checks that `entries` continue the chain after `from`: numbers, links and hashes. No signatures.
 * @returns the new head, or the first fault
 */
export function verifyChain(from: Head, entries: readonly RecordEntry[]): Head | RecordFault {
  let head = from;
  for (const entry of entries) {
    const fault = linkFault(head, entry) ?? hashFault(entry);
    if (fault) return { seq: entry.seq, fault };
    head = { seq: entry.seq, hash: entry.hash };
  }
  return head;
}

export function isFault(result: Head | RecordFault): result is RecordFault {
  return 'fault' in result;
}

/** Whether an entry follows a head. */
export function linkFault(head: Head, entry: RecordEntry): FaultKind | null {
  if (entry.seq !== head.seq + 1) return 'gap';
  return entry.prev === head.hash ? null : 'broken-chain';
}

/** Whether an entry's hash is that of the rest of it. */
export function hashFault(entry: RecordEntry): FaultKind | null {
  return textOrNull(() => hashOfEntry(entry)) === entry.hash ? null : 'wrong-hash';
}

/** What is no JSON by RFC 8785 has no hash and carries no signature; it must not stop whoever checks. */
export function textOrNull(text: () => string): string | null {
  try {
    return text();
  } catch {
    return null;
  }
}
