import { z } from 'zod';
import { plainName } from '../text/typed-text';
import { TIMER_DEEDS } from './timer';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const title = z.string().max(1_000).transform(plainName).pipe(z.string().min(1).max(200));
const personName = z.string().max(1_000).transform(plainName).pipe(z.string().min(1).max(100));
/** No workshop lasts longer: after as much it closes by itself. */
export const LONGEST_MS = 12 * 60 * 60_000;
const minutes = z
  .number()
  .int()
  .min(5)
  .max(LONGEST_MS / 60_000);
const deputies = z.array(id).max(20);
/** Instant at which it is to begin, ISO 8601 with the offset of whoever planned it. */
const at = z.iso.datetime({ offset: true });

/** What a workshop is planned with. */
export const sessionPlan = z.strictObject({
  title,
  facilitator: id,
  deputies: deputies.optional(),
  minutes,
  at: at.optional(),
});
export type SessionPlan = z.infer<typeof sessionPlan>;

/** What of it is planned otherwise; `at: null` takes the date away. */
export const sessionPatch = z.strictObject({
  title: title.optional(),
  facilitator: id.optional(),
  deputies: deputies.optional(),
  minutes: minutes.optional(),
  at: at.nullable().optional(),
});
export type SessionPatch = z.infer<typeof sessionPatch>;

/** The client's random name for a command: asking again with the same one changes nothing. */
const cmd = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** The revision that whoever commands has before him. */
const after = z.number().int().min(0);
const ms = z.number().int().min(1_000).max(LONGEST_MS).optional();

/** What anybody says who may read the board. It needs no `after`: it is right whatever happened meanwhile. */
const said = [
  z.strictObject({ cmd, type: z.literal('hand'), up: z.boolean().default(true) }),
  z.strictObject({ cmd, type: z.literal('ready'), on: z.boolean().default(true) }),
] as const;

/** What the facilitator does. */
const led = [
  z.strictObject({ cmd, after, type: z.literal('start') }),
  z.strictObject({ cmd, after, type: z.literal('item'), item: id }),
  z.strictObject({
    cmd,
    after,
    type: z.literal('focus'),
    view: z.string().regex(/^[a-z-]{1,32}$/),
    plan: id.optional(),
    cluster: id.optional(),
  }),
  z.strictObject({ cmd, after, type: z.literal('gather') }),
  z
    .strictObject({ cmd, after, type: z.literal('timer'), do: z.enum(TIMER_DEEDS), ms })
    .refine((timer) => timer.do !== 'start' || timer.ms !== undefined, { path: ['ms'] }),
  z.strictObject({ cmd, after, type: z.literal('park'), item: id }),
  z.strictObject({ cmd, after, type: z.literal('hold'), on: z.boolean() }),
  z.strictObject({ cmd, after, type: z.literal('handOver'), to: id }),
  z.strictObject({ cmd, after, type: z.literal('take') }),
  z.strictObject({ cmd, after, type: z.literal('lower'), member: id }),
  /** Somebody who is there without a device. */
  z.strictObject({ cmd, after, type: z.literal('seat'), name: personName }),
  z.strictObject({ cmd, after, type: z.literal('unseat'), person: id }),
  z.strictObject({ cmd, after, type: z.literal('reopen') }),
] as const;

/** The body of `POST …/sessions/:s/commands`. */
export const commandBody = z.discriminatedUnion('type', [...said, ...led]);
export type CommandBody = z.infer<typeof commandBody>;

type Bare<Body> = Body extends unknown ? Omit<Body, 'cmd' | 'after'> : never;
/** What a person commands, without what only its way to the host needs. */
export type PersonCommand = Bare<CommandBody>;

/** What else moves a workshop: other routes, and the host by itself. */
export type HostCommand =
  | ({ readonly type: 'plan' } & SessionPlan)
  | ({ readonly type: 'change' } & SessionPatch)
  /** The facilitator has been without any device for a minute. */
  | { readonly type: 'succeed'; readonly to: string }
  /** The host was away; its timer stands from then on. */
  | { readonly type: 'interrupt'; readonly leftMs: number }
  /** Nobody ended it. */
  | { readonly type: 'lapse' }
  /** The minutes with this digest are the workshop's. */
  | { readonly type: 'close'; readonly digest: string };

export type SessionCommand = PersonCommand | HostCommand;

/** One row of a workshop: its state is what all of them come to, in the order of their revisions. */
export interface StoredCommand {
  /** From 1. */
  readonly rev: number;
  readonly cmd: string;
  /** A member, or `host`. */
  readonly by: string;
  /** Milliseconds since 1970 by the host's clock. */
  readonly at: number;
  /** How far the board's record went then: what is decided later belongs to what this command begins. */
  readonly head: number;
  readonly command: SessionCommand;
}
