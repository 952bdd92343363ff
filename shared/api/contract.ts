import { z } from 'zod';
import { plainName } from '../domain/text/typed-text';
import { canonicalJson } from '../domain/json';
import { EXPORT_LANGUAGES } from '../export/context';
import { PLAN_KINDS } from '../domain/plan';
import { DEPARTMENTS, ROLES } from '../domain/people';
import {
  policySchema,
  signedDelegationSchema,
  signedDeviceLinkSchema,
  signedStatementSchema,
} from '../domain/record';
import { fromBase64Url } from '../domain/ids';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const secret = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);
/** A name or title that shows something; invisible signs go. */
const name = z.string().max(1_000).transform(plainName).pipe(z.string().min(1).max(200));
const department = z.enum(DEPARTMENTS);
const role = z.enum(ROLES);
const bytes = (length: number) => z.string().refine((text) => fromBase64Url(text)?.length === length);
/** A device's public key: 32 raw bytes, base64url. */
const deviceKey = bytes(32);

export const joinBody = z.strictObject({
  /** An invite's secret, or a device link's: then name and department are ignored and the member stays who he is. */
  invite: secret,
  name,
  department,
  deviceKey,
  /** The device key's signature over {@link joinProofText}; whoever joins again because an answer was lost needs it. */
  proof: bytes(64).optional(),
  /** The company's name: counts only with the first owner's invite. */
  company: z.string().max(1_000).transform(plainName).pipe(z.string().max(200)).optional(),
  /** Whether the first owner decides for his department: counts only with the first owner's invite. */
  approver: z.boolean().optional(),
});
/**
 * The text whose UTF-8 bytes `proof` is over: canonical JSON (RFC 8785). It shows that who asks again has the
 * device's private key; the public one, and an invite for several people, are known to others too.
 */
export function joinProofText({ invite, deviceKey }: { invite: string; deviceKey: string }): string {
  return canonicalJson({ v: 1, kind: 'join', invite, deviceKey });
}
export const joinAnswer = z.object({ token: z.string(), memberId: id, deviceId: id, role });

export const memberView = z.object({
  id,
  name: z.string(),
  department,
  role,
  approver: z.boolean(),
  active: z.boolean(),
  /** Came by a workshop's link; an owner keeps him by a patch with `walkIn: false`. */
  walkIn: z.literal(true).optional(),
});
export const meAnswer = memberView.extend({
  deviceId: id,
  company: z.string(),
  epoch: z.string(),
  /** The workspace's time zone (IANA): its days, and so deadlines, end there. A host of an earlier version says none. */
  timeZone: z.string().optional(),
  /** True when this connection is not encrypted and does not stay on the host's own machine. */
  insecure: z.boolean(),
  /** True when this host is an example that may be thrown away over this connection, by `DELETE /api/example`. */
  example: z.boolean(),
});
/** What throwing away an example from inside answers: where another can be begun. */
export const exampleGone = z.object({ home: z.url() });
/** A member as a colleague sees him: `boards` are those that both read; null: all that the colleague does. */
export const listedMember = memberView.extend({ boards: z.array(id).nullable().default(null) });
/** Who is away or will be, both days inclusive, and who stands in for whom, or will, by the workspace's record. */
export const absenceView = z.object({ member: id, from: z.string(), until: z.string() });
export const delegationView = z.object({
  member: id,
  deputy: id,
  /** Instants, ISO 8601 UTC; `until` is the moment after the last day. */
  from: z.string(),
  until: z.string(),
  /** An owner said yes to a deputy who is no approver. */
  allowed: z.boolean(),
});
export const membersAnswer = z.object({
  members: z.array(listedMember),
  absences: z.array(absenceView).default([]),
  delegations: z.array(delegationView).default([]),
});
const days = { from: z.iso.date(), until: z.iso.date() };
/**
 * When one is away: days that exist, the last not before the first, in the workspace's time zone. `before` are those that
 * the change is made of, null for none; `absence-changed` when they are no longer so.
 */
export const absenceBody = z
  .strictObject({ ...days, before: z.strictObject(days).nullable().optional() })
  .refine(({ from, until }) => from <= until, { path: ['until'] });
/** Names one's deputy, or ends that. */
export const delegationBody = signedDelegationSchema;
/** One's own name, which is all that a person says of himself. */
export const renameBody = z.strictObject({ name });
export const memberPatch = z.strictObject({
  name: name.optional(),
  department: department.optional(),
  role: role.optional(),
  approver: z.boolean().optional(),
  /** Keeps a walk-in. */
  walkIn: z.literal(false).optional(),
});

export const inviteBody = z.strictObject({
  role,
  department: department.optional(),
  approver: z.boolean().optional(),
  uses: z.number().int().min(1).max(1000).optional(),
  expiresInMinutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 90)
    .optional(),
  boards: z.array(id).max(200).optional(),
});
/** Signed by the device that vouches for the further one, whose key nobody knows yet. */
export const deviceLinkBody = signedDeviceLinkSchema.refine(
  ({ statement }) => statement.deviceKey === undefined,
);
/** `link` is `BASE/#invite=SECRET`; `base` is what the client may replace by an address it knows to be reachable. */
export const linkAnswer = z.object({ link: z.string(), expiresAt: z.string() });
/** `id` is what the record calls it. */
export const inviteAnswer = linkAnswer.extend({ id });
export const INVITE_STATES = ['open', 'used', 'expired', 'revoked'] as const;
/** What owners see of an invite: never the secret. */
export const inviteRow = z.object({
  id,
  /** `owner-recovery`: for a new owner, made on the host's machine. */
  kind: z.enum(['invite', 'owner-recovery']),
  role,
  department: department.nullable(),
  approver: z.boolean(),
  /** Boards it opens; null: all, future ones too. */
  boards: z.array(id).nullable(),
  /** The member who made it; null: the host. */
  by: id.nullable(),
  usesLeft: z.number(),
  expiresAt: z.string(),
  state: z.enum(INVITE_STATES),
});
export const invitesAnswer = z.object({ invites: z.array(inviteRow) });

export const deviceView = z.object({
  id,
  member: id,
  active: z.boolean(),
  /** The one that asks. */
  current: z.boolean(),
  /** Instants, ISO 8601 UTC; null: not known. `lastSeen` is a few minutes coarse. */
  addedAt: z.string().nullable(),
  lastSeen: z.string().nullable(),
  /** A recovery key is no machine: it only vouches, once, for the device with which its member comes back. */
  kind: z.enum(['device', 'recovery']),
});
export const devicesAnswer = z.object({ devices: z.array(deviceView) });

/** What a device of the member signs for exactly this key. */
const vouchedKey = z
  .strictObject({ deviceKey, vouched: signedDeviceLinkSchema })
  .refine((body) => body.vouched.statement.deviceKey === body.deviceKey, { path: ['vouched'] });
/** Enrols the public half of a recovery code. */
export const recoveryBody = vouchedKey;
export const recoveryAnswer = z.object({ deviceId: id });
/** Asks whose a recovery code is, by its public key. */
export const recoveryViewBody = z.strictObject({ deviceKey });
export const recoveryView = z.object({ company: z.string(), name: z.string(), member: id, device: id });
/** Enrols a new device by a statement that the recovery key signed. */
export const recoverBody = vouchedKey.safeExtend({
  /** The new device key's signature over {@link recoverProofText}: the statement itself is in the record for all. */
  proof: bytes(64),
});
/** The text whose UTF-8 bytes the `proof` of a recovery is over: canonical JSON (RFC 8785). */
export function recoverProofText({ deviceKey: key, vouched }: z.infer<typeof vouchedKey>): string {
  return canonicalJson({ v: 1, kind: 'recover', deviceKey: key, nonce: vouched.statement.nonce });
}
/** Asks a host to show that it has the key of its workspace; the nonce is the asker's own. */
export const hostProofBody = z.strictObject({ nonce: bytes(16) });
export const hostProof = z.object({ hostKey: deviceKey, proof: bytes(64) });
/**
 * The text whose UTF-8 bytes a host's `proof` is over: canonical JSON (RFC 8785).
 * @param at how whoever asks knows that nobody stands between: see {@link placeOf}
 */
export function hostProofText({ nonce, at }: { nonce: string; at: string }): string {
  return canonicalJson({ v: 1, kind: 'host', nonce, at });
}
/**
 * Where a host is, as its proof says it, so that nobody passes on the proof of another: the certificate of its own that
 * it shows, or the name that systems trust.
 * @param host name and port
 */
export function placeOf({ host, cert }: { host: string; cert: string | null }): string {
  return cert === null ? `name ${host.toLowerCase()}` : `certificate ${cert}`;
}
/** What a stranger may know of a link before he joins: nothing but what it offers. */
export const inviteView = z.object({
  company: z.string(),
  kind: z.enum(['owner', 'invite', 'device']),
  role,
  department: department.nullable(),
  approver: z.boolean(),
  /** It leads into a workshop, and no further. */
  walkIn: z.boolean().optional(),
  /** The member's name, for a device link. */
  name: z.string().nullable(),
});

export const ticketBody = z.strictObject({
  room: z.string().max(100),
  epoch: z.string().max(64).optional(),
  /** Version of the document that the app writes; other programs need not say one. */
  schema: z.int().min(1).optional(),
});
export const ticketAnswer = z.object({ ticket: z.string(), epoch: z.string() });

/** What of a board decides no agreement: anybody may see it, owners change it as a whole, and no record names it. */
export const boardSettings = z.strictObject({
  /** Whether people may be asked for a grade of the cooperation. */
  pulse: z.boolean(),
  /** Weeks from one workshop to the next. */
  rhythmWeeks: z.number().int().min(1).max(52).optional(),
  /** Working days that a submission gives for its decision, unless whoever submits says otherwise; absent: {@link DECIDE_WITHIN}. */
  decideWithin: z.number().int().min(1).max(60).optional(),
});
export type BoardSettings = z.infer<typeof boardSettings>;
export const DEFAULT_SETTINGS: BoardSettings = { pulse: true };
export const DECIDE_WITHIN = 5;
export const boardBody = z.strictObject({ title: name });
export const boardPatch = z.strictObject({
  title: name.optional(),
  policy: policySchema.optional(),
  /** The policy that the change is made of; `policy-changed` when it is no longer so. */
  policyBefore: policySchema.optional(),
  settings: boardSettings.optional(),
  /** The same of the settings. */
  settingsBefore: boardSettings.optional(),
  archived: z.boolean().optional(),
});
export const boardView = z.object({
  id,
  title: z.string(),
  policy: policySchema,
  /** Absent where a host or this device kept the board from before there were any: then {@link DEFAULT_SETTINGS} hold. */
  settings: boardSettings.optional(),
  archived: z.boolean(),
  createdAt: z.string(),
});
/** What is going on on a board, by its record: what nobody has submitted yet is in its document alone. */
export const goingOn = z.object({
  /** How many plans are in each state. */
  states: z.record(z.string(), z.number()),
  /** The next start of what is agreed and not launched. */
  next: z.object({ plan: id, title: z.string(), start: z.string() }).nullable(),
  /** Who stated something last, and when. */
  last: z.object({ by: id, at: z.string() }).nullable(),
});
/** A board in the list of all; a host of an earlier version does not tell what is going on. */
export const listedBoard = boardView.extend({
  goingOn: goingOn.optional(),
  /** Which submissions (the hashes of their entries) were reminded of by hand on that day; neither does an earlier host tell this. */
  reminded: z.object({ on: z.string(), submissions: z.array(z.string()).readonly() }).optional(),
  /** When its last workshop began, ISO 8601 UTC; absent while there was none. */
  lastWorkshop: z.string().optional(),
});
export const boardsAnswer = z.object({ boards: z.array(listedBoard) });

const json = z.json();
export const planView = z.object({
  id,
  material: z.record(z.string(), json),
  digest: z.string(),
  status: z.string(),
  agreed: z
    .object({
      digest: z.string(),
      seq: z.number(),
      changes: z.array(z.object({ field: z.string(), before: json.optional(), after: json.optional() })),
    })
    .optional(),
});

/** What waits for whoever asks, over all boards he may read. */
export const waitingView = z.object({
  board: id,
  plan: id,
  /** As it was submitted: that is what waits. */
  title: z.string(),
  /** Instant, ISO 8601 UTC: since when it waits. */
  since: z.string(),
  /** What it waits for: a decision about it, or that whoever owns or submitted it changes it as was asked. */
  why: z.enum(['decision', 'changes-requested']),
  /** Those for whom alone he decides it, as their deputy; absent: in his own right. */
  onBehalfOf: z.array(id).optional(),
  /** Who submitted it, or asked for the changes. */
  by: id,
  /** What was submitted, as far as it says so. */
  start: z.string().optional(),
  end: z.string().optional(),
  budgetMinor: z.number().optional(),
  currency: z.string().optional(),
  /** Until when, that day included, a decision is asked for. */
  due: z.string().optional(),
  /** Why changes were asked for. */
  note: z.string().optional(),
});
/** A task of whoever asks, of a workshop, that is due and not done. */
export const dueTaskView = z.object({ board: id, task: id, text: z.string(), dueOn: z.string() });
export const waitingAnswer = z.object({ plans: z.array(waitingView), tasks: z.array(dueTaskView) });
/**
 * The answer as a page reads it that may be older than its host: what waits for something else than it knows is left out, and hides
 * nothing. That there is more is said in the inbox, which is told of each of them too.
 */
export const waitingRead = z.object({ plans: knownOf(waitingView), tasks: knownOf(dueTaskView) });

function knownOf<Known>(schema: z.ZodType<Known>) {
  return z.array(z.unknown()).transform((all) => all.flatMap((each) => schema.safeParse(each).data ?? []));
}

/** Entries are checked by the reader's own code (`verify/`), hence loosely here. */
export const entryView = z.looseObject({
  seq: z.number(),
  prev: z.string(),
  hash: z.string(),
  kind: z.string(),
});
export const recordAnswer = z.object({ entries: z.array(entryView), head: z.string() });
export const statementAnswer = z.object({ entry: entryView });
export const statementBody = signedStatementSchema;

/** When each plan in the bin was deleted, by the host's clock. */
export const binAnswer = z.object({ plans: z.array(z.object({ plan: z.string(), at: z.string() })) });

export const calendarQuery = z.object({
  scope: z.enum(['agreed', 'all']).default('agreed'),
  lang: z.enum(EXPORT_LANGUAGES).default('en'),
  /** In an ICS file plans of more than a week stand as two days, their first and their last. */
  endsOnly: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

/** What a calendar subscription shows; what is left out does not narrow it. */
export const feedFilter = z.strictObject({
  kind: z.enum(PLAN_KINDS).optional(),
  /** Plans with one of these channels. */
  channels: z.array(z.string().max(200)).max(50).optional(),
  /** Plans for one of these regions. */
  regions: z.array(z.string().max(200)).max(50).optional(),
  lang: z.enum(EXPORT_LANGUAGES).optional(),
  /** Plans of more than a week stand there as two days, their first and their last. */
  endsOnly: z.boolean().optional(),
});
export const feedBody = z.strictObject({
  /** Absent: every board that its member may read. */
  board: z.string().max(200).optional(),
  filter: feedFilter.optional(),
});
export const feedAnswer = z.object({ id: z.string(), url: z.string() });
export const feedView = z.object({
  id: z.string(),
  board: z.string().nullable(),
  filter: feedFilter,
  createdAt: z.string(),
});
export const feedsAnswer = z.object({ feeds: z.array(feedView) });

export type FeedFilter = z.infer<typeof feedFilter>;
export type FeedBody = z.infer<typeof feedBody>;
export type FeedView = z.infer<typeof feedView>;
export type JoinBody = z.infer<typeof joinBody>;
export type JoinAnswer = z.infer<typeof joinAnswer>;
export type MeAnswer = z.infer<typeof meAnswer>;
export type InviteBody = z.infer<typeof inviteBody>;
export type InviteView = z.infer<typeof inviteView>;
export type InviteRow = z.infer<typeof inviteRow>;
export type DeviceView = z.infer<typeof deviceView>;
export type RecoveryBody = z.infer<typeof recoveryBody>;
export type RecoveryView = z.infer<typeof recoveryView>;
export type RecoverBody = z.infer<typeof recoverBody>;
export type AbsenceBody = z.infer<typeof absenceBody>;
export type MemberPatch = z.infer<typeof memberPatch>;
export type BoardView = z.infer<typeof boardView>;
export type GoingOn = z.infer<typeof goingOn>;
export type ListedBoard = z.infer<typeof listedBoard>;
export type BoardPatch = z.infer<typeof boardPatch>;
export type PlanView = z.infer<typeof planView>;
export type DueTaskView = z.infer<typeof dueTaskView>;
export type WaitingView = z.infer<typeof waitingView>;
export type TicketAnswer = z.infer<typeof ticketAnswer>;
