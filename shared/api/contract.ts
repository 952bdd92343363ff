import { z } from 'zod';
import { canonicalJson } from '../domain/canonical';
import { DEPARTMENTS, ROLES } from '../domain/people';
import { policySchema, signedDeviceLinkSchema, signedStatementSchema } from '../domain/record';
import { fromBase64Url } from '../domain/ids';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const secret = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);
const name = z.string().trim().min(1).max(200);
const department = z.enum(DEPARTMENTS);
const role = z.enum(ROLES);

export const joinBody = z.strictObject({
  /** An invite's secret, or a device link's: then name and department are ignored and the member stays who he is. */
  invite: secret,
  name,
  department,
  /** The device's public key: 32 raw bytes, base64url. */
  deviceKey: z.string().refine((text) => fromBase64Url(text)?.length === 32),
  /** The device key's signature over {@link joinProofText}; whoever joins again because an answer was lost needs it. */
  proof: z
    .string()
    .refine((text) => fromBase64Url(text)?.length === 64)
    .optional(),
  /** The company's name: counts only with the first owner's invite. */
  company: z.string().trim().max(200).optional(),
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
});
export const meAnswer = memberView.extend({
  deviceId: id,
  company: z.string(),
  epoch: z.string(),
  /** True when this connection is not encrypted and does not stay on the host's own machine. */
  insecure: z.boolean(),
  /** True when this host is an example that may be thrown away over this connection, by `DELETE /api/example`. */
  example: z.boolean(),
});
/** What throwing away an example from inside answers: where another can be begun. */
export const exampleGone = z.object({ home: z.url() });
export const membersAnswer = z.object({ members: z.array(memberView) });
export const memberPatch = z.strictObject({
  name: name.optional(),
  department: department.optional(),
  role: role.optional(),
  approver: z.boolean().optional(),
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
/** Signed by the device that vouches for the further one. */
export const deviceLinkBody = signedDeviceLinkSchema;
/** `link` is `BASE/#invite=SECRET`; `base` is what the client may replace by an address it knows to be reachable. */
export const linkAnswer = z.object({ link: z.string(), expiresAt: z.string() });
/** What a stranger may know of a link before he joins: nothing but what it offers. */
export const inviteView = z.object({
  company: z.string(),
  kind: z.enum(['owner', 'invite', 'device']),
  role,
  department: department.nullable(),
  approver: z.boolean(),
  /** The member's name, for a device link. */
  name: z.string().nullable(),
});

export const ticketBody = z.strictObject({ room: z.string().max(100), epoch: z.string().max(64).optional() });
export const ticketAnswer = z.object({ ticket: z.string(), epoch: z.string() });

export const boardBody = z.strictObject({ title: name });
export const boardPatch = z.strictObject({
  title: name.optional(),
  policy: policySchema.optional(),
  archived: z.boolean().optional(),
});
export const boardView = z.object({
  id,
  title: z.string(),
  policy: policySchema,
  archived: z.boolean(),
  createdAt: z.string(),
});
export const boardsAnswer = z.object({ boards: z.array(boardView) });

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
export const plansAnswer = z.object({ plans: z.array(planView) });

/** Entries are checked by the reader's own code (`verify.ts`), hence loosely here. */
export const entryView = z.looseObject({
  seq: z.number(),
  prev: z.string(),
  hash: z.string(),
  kind: z.string(),
});
export const recordAnswer = z.object({ entries: z.array(entryView), head: z.string() });
export const statementAnswer = z.object({ entry: entryView });
export const statementBody = signedStatementSchema;

export const calendarQuery = z.object({
  scope: z.enum(['agreed', 'all']).default('agreed'),
  lang: z.enum(['de', 'en']).default('en'),
});

export type JoinBody = z.infer<typeof joinBody>;
export type JoinAnswer = z.infer<typeof joinAnswer>;
export type MeAnswer = z.infer<typeof meAnswer>;
export type InviteBody = z.infer<typeof inviteBody>;
export type InviteView = z.infer<typeof inviteView>;
export type MemberPatch = z.infer<typeof memberPatch>;
export type BoardView = z.infer<typeof boardView>;
export type BoardPatch = z.infer<typeof boardPatch>;
export type PlanView = z.infer<typeof planView>;
export type TicketAnswer = z.infer<typeof ticketAnswer>;
