import type { RecordEntry, Statement } from './record';
import { GENESIS, hashOfEntry, hostSigningText, signingText } from './record';

/** Ed25519 over UTF-8 text, whoever computes it: node:crypto, WebCrypto or noble. Keys and signatures are base64url. */
export type VerifySignature = (publicKey: string, text: string, sig: string) => boolean | Promise<boolean>;

/** Where a record breaks and how. */
export interface RecordFault {
  readonly seq: number;
  readonly fault: 'gap' | 'broken-chain' | 'wrong-hash' | 'wrong-signature' | 'unknown-device' | 'shortened' | 'rewritten';
}

/** The public keys known so far, from the workspace record; the host's own under `host`. */
export type KeyRing = ReadonlyMap<string, { readonly member: string; readonly publicKey: string }>;

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
    if (entry.seq !== head.seq + 1) return { seq: entry.seq, fault: 'gap' };
    if (entry.prev !== head.hash) return { seq: entry.seq, fault: 'broken-chain' };
    if (hashOfEntry(entry) !== entry.hash) return { seq: entry.seq, fault: 'wrong-hash' };
    head = { seq: entry.seq, hash: entry.hash };
  }
  return head;
}

/** Checks that every entry is signed by the device it names, and that the device is its member's. */
export async function verifySignatures(
  entries: readonly RecordEntry[],
  keys: KeyRing,
  verify: VerifySignature,
): Promise<RecordFault | null> {
  for (const entry of entries) {
    const key = keys.get(entry.device);
    if (!key || key.member !== entry.by) return { seq: entry.seq, fault: 'unknown-device' };
    const text = entry.statement ? statementText(entry, entry.statement) : hostSigningText(entry);
    if (text === null || !entry.sig || !(await verify(key.publicKey, text, entry.sig)))
      return { seq: entry.seq, fault: 'wrong-signature' };
  }
  return null;
}

/** The keys that a workspace record enrols, added to those already known. Removed devices stay: they signed in their time. */
export function keyRingOf(workspaceEntries: readonly RecordEntry[], known?: KeyRing): KeyRing {
  const keys = new Map(known ?? []);
  for (const { kind, body } of workspaceEntries) {
    if (kind === 'workspace-created' && typeof body?.['hostKey'] === 'string')
      keys.set('host', { member: 'host', publicKey: body['hostKey'] });
    if (kind !== 'device-enrolled') continue;
    const [device, member, publicKey] = [body?.['device'], body?.['member'], body?.['publicKey']];
    if (typeof device === 'string' && typeof member === 'string' && typeof publicKey === 'string')
      keys.set(device, { member, publicKey });
  }
  return keys;
}

export function isFault(result: Head | RecordFault): result is RecordFault {
  return 'fault' in result;
}

/** A statement proves nothing about another entry: kind, board and plan must be the entry's own. */
function statementText(entry: RecordEntry, statement: Statement): string | null {
  const same = statement.kind === entry.kind && statement.board === entry.board && statement.plan === entry.plan;
  return same ? signingText(statement) : null;
}
