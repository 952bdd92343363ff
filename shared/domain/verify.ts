import { isJsonObject, type Json } from './json';
import { digestOf } from './plan';
import type { RecordEntry } from './record';
import {
  GENESIS,
  hashOfEntry,
  hostSigningText,
  restoredStatementSchema,
  signedDeviceLinkSchema,
  signingText,
  STATEMENT_KINDS,
  WORKSPACE,
} from './record';

/** Name of the host as a device and as a member. */
const HOST = 'host';

/** Ed25519 over UTF-8 text, whoever computes it: node:crypto, WebCrypto or noble. Keys and signatures are base64url. */
export type VerifySignature = (publicKey: string, text: string, sig: string) => boolean | Promise<boolean>;

/** Where a record breaks and how. */
export interface RecordFault {
  readonly seq: number;
  readonly fault:
    'gap' | 'broken-chain' | 'wrong-hash' | 'wrong-signature' | 'unknown-device' | 'shortened' | 'rewritten';
}

export interface KnownKey {
  readonly member: string;
  readonly publicKey: string;
  /** The device and the nonce of the statement that vouched for it; absent on a member's first device. */
  readonly voucher?: string;
}

/** The public keys known so far, in the workspace record's order; the host's own under `host`. */
export type KeyRing = ReadonlyMap<string, KnownKey>;

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
    if (textOrNull(() => hashOfEntry(entry)) !== entry.hash) return { seq: entry.seq, fault: 'wrong-hash' };
    head = { seq: entry.seq, hash: entry.hash };
  }
  return head;
}

/**
 * Checks that every entry is signed by the device it names, that the device is its member's, and that a
 * submission's snapshot is the version whose digest was signed, and that each further device of a member is
 * vouched for by one he had.
 */
export async function verifySignatures(
  entries: readonly RecordEntry[],
  keys: KeyRing,
  verify: VerifySignature,
): Promise<RecordFault | null> {
  for (const entry of entries) {
    const key = keys.get(entry.device);
    if (!key || key.member !== entry.by) return { seq: entry.seq, fault: 'unknown-device' };
    const text = signedTextOf(entry);
    if (text === null || typeof entry.sig !== 'string' || !(await verify(key.publicKey, text, entry.sig)))
      return { seq: entry.seq, fault: 'wrong-signature' };
    if (entry.kind === 'device-enrolled' && !(await isVouched(entry, keys, verify)))
      return { seq: entry.seq, fault: 'wrong-signature' };
  }
  return null;
}

/** Whether an entry may enrol its device: a member's first comes by an invite, any further one by a device before it. */
async function isVouched({ body }: RecordEntry, keys: KeyRing, verify: VerifySignature): Promise<boolean> {
  const device = body?.['device'];
  const order = [...keys];
  const at = order.findIndex(([known]) => known === device);
  const enrolled = order[at]?.[1];
  // It enrols nobody: no key comes of it.
  if (!enrolled) return true;
  const before = order.slice(0, at);
  const own = new Map(before.filter(([, { member }]) => member === enrolled.member));
  if (own.size === 0 && body?.['vouched'] === undefined) return true;
  const parsed = signedDeviceLinkSchema.safeParse(body?.['vouched']);
  if (!parsed.success) return false;
  const { statement, device: by, sig } = parsed.data;
  const voucher = own.get(by);
  if (!voucher || statement.member !== enrolled.member || body?.['by'] !== by) return false;
  if (statement.deviceKey !== undefined && statement.deviceKey !== enrolled.publicKey) return false;
  // One statement adds one device.
  if ([...own.values()].some((known) => known.voucher === voucherOf(by, statement.nonce))) return false;
  return verify(voucher.publicKey, signingText(statement), sig);
}

function voucherOf(device: string, nonce: string): string {
  return `${device}/${nonce}`;
}

/**
 * The keys that a workspace record enrols, added to those already known. Removed devices stay: they signed
 * in their time. A key once known is never replaced, or the host could sign for a device that exists.
 */
export function keyRingOf(workspaceEntries: readonly RecordEntry[], known?: KeyRing): KeyRing {
  const keys = new Map(known ?? []);
  const enrol = (
    device: Json | undefined,
    member: Json | undefined,
    publicKey: Json | undefined,
    vouched?: Json,
  ) => {
    if (typeof device !== 'string' || typeof member !== 'string' || typeof publicKey !== 'string') return;
    const link = signedDeviceLinkSchema.safeParse(vouched).data;
    const voucher = link ? { voucher: voucherOf(link.device, link.statement.nonce) } : {};
    if (!keys.has(device)) keys.set(device, { member, publicKey, ...voucher });
  };
  for (const { kind, body } of workspaceEntries) {
    if (kind === 'workspace-created') enrol(HOST, HOST, body?.['hostKey']);
    if (kind === 'device-enrolled' && body?.['device'] !== HOST)
      enrol(body?.['device'], body?.['member'], body?.['publicKey'], body?.['vouched']);
  }
  return keys;
}

export function isFault(result: Head | RecordFault): result is RecordFault {
  return 'fault' in result;
}

/**
 * The text that an entry's signature is over; null when nothing can be. What people state the host cannot
 * state for them, and a statement proves nothing about another kind, board, plan or version.
 */
function signedTextOf(entry: RecordEntry): string | null {
  const { statement, kind, board, plan } = entry;
  // An owner states a restore once, for the whole workspace; the host's administrator does not.
  if (kind === 'restored' && board === WORKSPACE && statement)
    return restoredStatementSchema.safeParse(statement).success
      ? textOrNull(() => signingText(statement))
      : null;
  const personal: readonly string[] = STATEMENT_KINDS;
  if (personal.includes(kind) !== isJsonObject(statement)) return null;
  if (!statement) return textOrNull(() => hostSigningText(entry));
  const same = statement.kind === kind && statement.board === board && statement.plan === plan;
  const seen = kind !== 'plan-submitted' || hasSignedSnapshot(entry, statement.digest);
  return same && seen ? textOrNull(() => signingText(statement)) : null;
}

function hasSignedSnapshot({ body }: RecordEntry, digest: string | undefined): boolean {
  const snapshot = isJsonObject(body) ? body['snapshot'] : undefined;
  return isJsonObject(snapshot) && digestOf(snapshot) === digest;
}

/** What is no JSON by RFC 8785 has no hash and carries no signature; it must not stop whoever checks. */
function textOrNull(text: () => string): string | null {
  try {
    return text();
  } catch {
    return null;
  }
}
