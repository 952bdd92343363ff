import { z } from 'zod';
import { canonicalJson, sha256OfJson, isWellFormed, type Json, type JsonObject } from './json';
import { fromBase64Url } from './ids';

/** The hash before the first entry, and the `head` of somebody who has seen no entry. */
export const GENESIS = '0'.repeat(64);

/** The room or board of the workspace's own record. */
export const WORKSPACE = 'workspace';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const bytes = (length: number) => z.string().refine((text) => fromBase64Url(text)?.length === length);

/** Text a person signs. RFC 8785 knows no lone surrogates, so nobody could check the signature over one. */
const signedText = z.string().max(2000).refine(isWellFormed);

/** What sales promises on approval (Nachfass-Zusage). */
export const promiseSchema = z.strictObject({
  ownerId: id,
  /** Working days until the information is sent. */
  days: z.number().int().min(0).max(365),
  /** Share of the enquiries that get a call, 0 to 1. */
  callShare: z.number().min(0).max(1),
  /** Follow-up calls a week by that owner over all plans; the latest promise counts. */
  capacityPerWeek: z.number().int().min(0).max(100_000),
});
export type FollowUpPromise = z.infer<typeof promiseSchema>;

/** What marketing promises sales in the same agreement (Gegenleistung). */
export const returnPromiseSchema = z.strictObject({
  what: z.enum(['presentation', 'customer-letter', 'other']),
  text: signedText,
  dueOn: z.iso.date(),
});
export type ReturnPromise = z.infer<typeof returnPromiseSchema>;

export const VERDICTS = ['approve', 'request-changes', 'decline', 'retract'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const STATEMENT_KINDS = [
  'plan-submitted',
  'recalled',
  'decision',
  'launched',
  'closed',
  'withdrawn',
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** What a person states and signs on his device (DESIGN section 6). */
export const statementSchema = z
  .strictObject({
    v: z.literal(1),
    kind: z.enum(STATEMENT_KINDS),
    board: id,
    plan: id,
    digest: hex64,
    head: hex64,
    nonce: bytes(16),
    verdict: z.enum(VERDICTS).optional(),
    promise: promiseSchema.optional(),
    returnPromise: z.array(returnPromiseSchema).max(20).optional(),
    /** Until when, that day included, the submitter asks for a decision. */
    decideBy: z.iso.date().optional(),
    /** The absent member for whom a deputy decides, in his own name. */
    onBehalfOf: id.optional(),
    note: signedText.optional(),
  })
  .refine((s) => (s.kind === 'decision') === (s.verdict !== undefined), { path: ['verdict'] })
  .refine((s) => s.promise === undefined || s.verdict === 'approve', { path: ['promise'] })
  .refine((s) => s.returnPromise === undefined || s.kind === 'plan-submitted', { path: ['returnPromise'] })
  .refine((s) => s.decideBy === undefined || s.kind === 'plan-submitted', { path: ['decideBy'] })
  .refine((s) => s.onBehalfOf === undefined || s.kind === 'decision', { path: ['onBehalfOf'] });
export type Statement = z.infer<typeof statementSchema>;

/** The body of the six routes that append a person's statement. */
export const signedStatementSchema = z.strictObject({
  statement: statementSchema,
  device: id,
  sig: bytes(64),
});
export type SignedStatement = z.infer<typeof signedStatementSchema>;

/** What a member signs on a device he has, so that a further one may become his (DESIGN section 5). */
export const deviceLinkStatementSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('device-link'),
  member: id,
  /** Head of the workspace record as this device knows it; whoever lost all his devices knows none. */
  head: hex64,
  nonce: bytes(16),
  /** The only public key it vouches for; absent on a link, whose opener makes his key later. */
  deviceKey: bytes(32).optional(),
});
export type DeviceLinkStatement = z.infer<typeof deviceLinkStatementSchema>;

/** The body that asks for a device link; the entry that enrols the further device carries it as `vouched`. */
export const signedDeviceLinkSchema = z.strictObject({
  statement: deviceLinkStatementSchema,
  device: id,
  sig: bytes(64),
});
export type SignedDeviceLink = z.infer<typeof signedDeviceLinkSchema>;

const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

/** What a member signs who names a deputy, or ends that (without `deputy`); his last one counts (delegation.ts). */
export const delegationStatementSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('delegated'),
  member: id,
  deputy: z
    .strictObject({
      member: id,
      from: instant,
      /** The moment after the last day. */
      until: instant,
    })
    .refine(({ from, until }) => from < until, { path: ['until'] })
    .optional(),
  /** Head of the workspace record as this device knows it. */
  head: hex64,
  nonce: bytes(16),
});
export type DelegationStatement = z.infer<typeof delegationStatementSchema>;

/** The body that names a deputy; the entry `delegated` carries it, word for word. */
export const signedDelegationSchema = z.strictObject({
  statement: delegationStatementSchema,
  device: id,
  sig: bytes(64),
});
export type SignedDelegation = z.infer<typeof signedDelegationSchema>;

/** What an owner signs to bring the workspace back to a backup (DESIGN section 3). */
export const restoredStatementSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('restored'),
  /** SHA-256 of the backup's file. */
  backup: hex64,
  /** Head of the workspace record as this device knows it. */
  head: hex64,
  nonce: bytes(16),
});
export type RestoredStatement = z.infer<typeof restoredStatementSchema>;

/** What comes with a backup that is to be restored. */
export const signedRestoredSchema = z.strictObject({
  statement: restoredStatementSchema,
  device: id,
  sig: bytes(64),
});
export type SignedRestored = z.infer<typeof signedRestoredSchema>;

const lostHead = z.object({ seq: z.number().int().min(0), hash: hex64 });
/**
 * The body of `restored` in the workspace record. The record of the workspace itself usually goes on behind
 * `lost.workspace`, as nobody leaves or comes by a restore; only where the backup's continues otherwise (the data
 * directory had been lost and begun anew from an older one) does it take that one's place.
 */
export const restoredBodySchema = z.object({
  /** The epoch that begins. */
  epoch: id,
  /** Where the records stood before, boards that the backup does not have included. */
  lost: z.object({ workspace: lostHead, boards: z.record(id, lostHead) }),
});
export type RestoredBody = z.infer<typeof restoredBodySchema>;

/** The body of `restored` in a board's record, by the host. */
export const boardRestoredBodySchema = z.object({
  epoch: id,
  /** Where this board's record stood before; nothing (`seq` 0) when the board was not there. */
  lost: lostHead,
  /** Hash of the entry `restored` in the workspace record. */
  workspace: hex64,
});
export type BoardRestoredBody = z.infer<typeof boardRestoredBodySchema>;

/** What a person stated in an entry. What one kind of statement does not have is absent from it. */
export type EntryStatement =
  | Statement
  | (RestoredStatement & Absent<Exclude<keyof Statement, keyof RestoredStatement>>);
type Absent<Key extends string> = { readonly [K in Key]?: undefined };

/** A board's policy: how many approvals, how early, and whether an approval needs a follow-up promise. */
export const policySchema = z.strictObject({
  approvals: z.number().int().min(1).max(20),
  leadTimeDays: z.number().int().min(0).max(365),
  promiseRequired: z.boolean(),
  /** Statements count only over TLS or on the host's own machine. Absent is false: policies of before keep their hashes. */
  encryptedOnly: z.boolean().optional(),
});
export type Policy = z.infer<typeof policySchema>;
export const DEFAULT_POLICY: Policy = { approvals: 1, leadTimeDays: 14, promiseRequired: true };

/**
 * Kinds of entries. Board record: `board-created` and `policy-changed` (body: policy, by), `archived`/`unarchived`
 * (body: by), `round-closed` (body: round, kind, result: of texts a salted digest alone, by: who closed it, answers:
 * how many there were, but for a pulse; plan, session: what it was about), `session-closed` (body: session, digest:
 * that of its minutes, by), and the statement kinds (body: workspaceHead, the head of the workspace record by which rights are
 * judged, and department, the signer's; of a submission also snapshot, word for word, and policy, the rules that
 * held then). Workspace record: `workspace-created` (body: hostKey), `member-joined` (body: member, role,
 * department, approver, boards: null for all, invite: by which, but for the first owner), `device-enrolled` (body:
 * member, device, publicKey, by: who vouched, vouched: a {@link SignedDeviceLink} on all but a member's first,
 * kind: `recovery` on a recovery key), `role-changed` (body as member-joined, by: who changed it),
 * `member-removed` (body: member, by), `device-removed` (body: member, device, by), `invite-made` (body: invite,
 * role, department: null when the joiner chooses, approver, boards, uses, expiresAt, by), `invite-revoked` (body:
 * invite, by), `owner-recovery` (body: invite: the one for a new owner that was made on the host's machine),
 * `board-added` (body: board, by), `delegated` (body: delegated, a {@link SignedDelegation}), `deputy-allowed` (body:
 * delegation, the hash of the entry that named a deputy who is no approver, by: the owner who said yes). Where somebody came by a workshop's link, `member-joined`, `invite-made` and
 * `role-changed` say `walkIn: true` and, but for the last, of which `session`. `by` is a member's ID. Both: `restored` (body: {@link RestoredBody} in the
 * workspace's, with the owner's statement unless the host's administrator did it; {@link BoardRestoredBody} in a
 * board's).
 */
export type EntryKind =
  | StatementKind
  | 'board-created'
  | 'policy-changed'
  | 'archived'
  | 'unarchived'
  | 'round-closed'
  | 'workspace-created'
  | 'member-joined'
  | 'device-enrolled'
  | 'device-removed'
  | 'role-changed'
  | 'member-removed'
  | 'invite-made'
  | 'invite-revoked'
  | 'owner-recovery'
  | 'board-added'
  | 'delegated'
  | 'deputy-allowed'
  | 'session-closed'
  | 'restored';

/** One line of a record. `hash` is SHA-256 of the RFC 8785 JSON of the entry without `hash`. */
export interface RecordEntry {
  readonly seq: number;
  readonly prev: string;
  /** Instant, ISO 8601 UTC, by the host's clock. */
  readonly at: string;
  readonly kind: EntryKind;
  /** The board, or `workspace`. */
  readonly board: string;
  readonly plan?: string;
  /** Member ID, or `host`. */
  readonly by: string;
  /** Device ID, or `host`. */
  readonly device: string;
  readonly statement?: EntryStatement;
  /** A person's over `statement`; the host's over the entry without `sig` and `hash`. */
  readonly sig?: string;
  readonly body?: JsonObject;
  readonly hash: string;
}

/** An entry whose place in the chain is not yet known. */
export type EntryDraft = Omit<RecordEntry, 'seq' | 'prev' | 'hash'>;

/** The text whose UTF-8 bytes a device signs. */
export function signingText(statement: EntryStatement | DeviceLinkStatement | DelegationStatement): string {
  return canonicalJson(statement as unknown as Json);
}

/** The text whose UTF-8 bytes the host signs in an entry of its own making. */
export function hostSigningText(entry: Omit<RecordEntry, 'sig' | 'hash'>): string {
  const { sig: _sig, hash: _hash, ...rest } = entry as RecordEntry;
  return canonicalJson(rest as unknown as Json);
}

/** The hash of an entry, recomputed from everything else it says. */
export function hashOfEntry(entry: Omit<RecordEntry, 'hash'>): string {
  const { hash: _hash, ...rest } = entry as RecordEntry;
  return sha256OfJson(rest as unknown as Json);
}
