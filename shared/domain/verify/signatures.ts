import type { Refusal } from '../policy';
import type { FaultKind } from './chain';
import { isJsonObject } from '../json';
import {
  hostSigningText,
  restoredStatementSchema,
  signingText,
  STATEMENT_KINDS,
  WORKSPACE,
  type EntryStatement,
  type RecordEntry,
} from '../record';
import { textOrNull } from './chain';
import { HOST, type EnrolledDevice } from './roster';

/** Ed25519 over UTF-8 text, whoever computes it: node:crypto, WebCrypto or noble. Keys and signatures are base64url. */
export type VerifySignature = (publicKey: string, text: string, sig: string) => boolean | Promise<boolean>;

/** One signature that has to hold if the entry is to stand. */
export interface SignatureToCheck {
  readonly seq: number;
  readonly publicKey: string;
  readonly text: string;
  readonly sig: string;
}

export type Personal = RecordEntry & { readonly statement: EntryStatement };

/** Whether somebody states this entry on his device; all others are the host's own. */
export function isPersonal(entry: RecordEntry): entry is Personal {
  return isJsonObject(entry.statement);
}

/** The signature an entry needs of the device it names; null when what it says cannot be signed by that device. */
export function signatureOf(entry: RecordEntry, device: EnrolledDevice): SignatureToCheck | null {
  const text = signedTextOf(entry);
  if (text === null || typeof entry.sig !== 'string') return null;
  return { seq: entry.seq, publicKey: device.publicKey, text, sig: entry.sig };
}

/**
 * The text that an entry's signature is over; null when nothing can be. What people state the host cannot
 * state for them, and a statement proves nothing about another kind, board or plan. Of kinds that this version does
 * not know either may be.
 */
function signedTextOf(entry: RecordEntry): string | null {
  const { statement, kind, board, plan } = entry;
  if (!isPersonal(entry)) {
    const stated: readonly string[] = STATEMENT_KINDS;
    const ofHost = entry.by === HOST && entry.device === HOST && statement === undefined;
    return ofHost && !stated.includes(kind) ? textOrNull(() => hostSigningText(entry)) : null;
  }
  const own: readonly string[] = HOST_KINDS;
  const said: Partial<EntryStatement> = entry.statement;
  // A restore is stated once, for the whole workspace.
  const isRestore = board === WORKSPACE && restoredStatementSchema.safeParse(said).success;
  const isHere = (said.board === board || isRestore) && said.plan === plan;
  return said.kind === kind && isHere && !own.includes(kind) && entry.by !== HOST
    ? textOrNull(() => signingText(entry.statement))
    : null;
}

/** Kinds that only the host appends; `restored` may be an owner's or, after a disaster, the host's. */
const HOST_KINDS = [
  'board-created',
  'policy-changed',
  'archived',
  'unarchived',
  'round-closed',
  'workspace-created',
  'member-joined',
  'device-enrolled',
  'device-removed',
  'role-changed',
  'member-removed',
  'board-added',
  'delegated',
  'deputy-allowed',
  'invite-made',
  'invite-revoked',
  'owner-recovery',
] as const;

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
