import type { z } from 'zod';
import type { LinkKind } from '../../shared/api/links';
import { ROUTES, type Caller as Least, type RouteName } from '../../shared/api/routes';
import { mayAdminister, mayEdit, type Refusal } from '../../shared/domain/policy';
import type { Backups } from '../backup/backups';
import type { Host } from '../host';
import { callerOf } from '../people/members';
import { readableBoard } from '../board/boards';
import { ProblemError } from '../base/problem';
import type { Caller } from '../workspace';
import type { Metrics } from '../metrics/metrics';
import type { Limits } from '../net/limits';

/** Whether this host can do its work. */
export interface Health {
  /** @throws ProblemError with a `reason` */
  check(): Promise<void>;
}

/** One request that has passed the gate of its route. */
export interface Call {
  readonly host: Host;
  readonly backups: Backups;
  readonly query: Readonly<Record<string, string>>;
  /** The body as text. @throws ProblemError when it is too large */
  readBody(): Promise<string>;
  /** The body as it comes in, for a route that takes a file. */
  file(): { readonly bytes: AsyncIterable<Uint8Array>; readonly size: number | null };
  readonly params: Readonly<Record<string, string>>;
  /** A link into this workspace, by the host's address as the caller wrote it. */
  link(kind: LinkKind, secret: string): string;
  /** The host's address as a program reaches it that cannot know the host's own certificate. */
  origin(): string;
  /** Which files the caller has already, by the header. */
  readonly ifNoneMatch: string | null;
  readonly remoteAddress: string;
  /** The caller sits at this very machine. */
  readonly loopback: boolean;
  /** Nobody on the way can read or change what is said: TLS, or this very machine. */
  readonly secure: boolean;
  /** Where the host is, by what vouches for that to the caller; null over a connection that nobody vouches for. */
  place(): string | null;
  /** A page asks, no program of somebody's own. */
  readonly isPage: boolean;
  /** The caller may look at how the host is doing. */
  readonly operator: boolean;
  readonly metrics: Metrics;
  readonly health: Health;
  /** The host is an example that its visitors may throw away. */
  readonly isExample: boolean;
  /** @throws ProblemError on a route for anyone */
  readonly caller: Caller;
  /** Notes that a secret was guessed wrong. @throws ProblemError when too many were */
  guessed(): Promise<void>;
}

/** The member whose token a request shows, or why it shows none. */
export type Known = { readonly caller: Caller } | { readonly caller: null; readonly why: unknown };

export type Incoming = Omit<Call, 'caller' | 'guessed'> & { readonly known: Known };

/** What a route does with a call that may use it. */
export type Handler = (call: Call) => Promise<Response>;

/** When somebody enters something in a sealed round, reads a plan or puts something aside is nobody's business. */
const UNNOTED: readonly RouteName[] = ['enterRound', 'look', 'looks', 'keepLook', 'patchInbox'];

/** Whether nothing may tell anybody that this route was asked. */
export function isUnnoted(route: RouteName): boolean {
  return UNNOTED.includes(route);
}

/** Whether this caller may use a route at all, before anything of the body is read. @throws ProblemError */
export async function admit(route: RouteName, incoming: Incoming, limits: Limits): Promise<Call> {
  const least: Least = ROUTES[route][2];
  if (least === 'operator' && !incoming.operator)
    throw new ProblemError('not-found', 'there is nothing here');
  if (least === 'anyone' || least === 'operator') {
    if (route === 'join' || route === 'recover') await limits.join(incoming.remoteAddress);
    if (route === 'inviteView' || route === 'recoveryView' || route === 'hostProof')
      await limits.look(incoming.remoteAddress);
    return {
      ...incoming,
      guessed: () => limits.badToken(incoming.remoteAddress),
      get caller(): Caller {
        throw new ProblemError('not-signed-in', 'nobody is signed in');
      },
    };
  }
  const { host, params, known } = incoming;
  if (known.caller === null) {
    // Whoever has no token to show may not go on guessing.
    if (known.why instanceof ProblemError && known.why.code === 'not-signed-in')
      await limits.badToken(incoming.remoteAddress);
    throw known.why;
  }
  const { caller } = known;
  if (!isUnnoted(route)) host.seen.touch(caller.device.id);
  if (route === 'ticket') await limits.ticket(caller.member.id);
  const refusal = refusalOf(least, caller);
  if (refusal) throw new ProblemError('not-allowed', 'you may not do this', { reason: refusal });
  if (params['board'] !== undefined) await readableBoard(host.workspace, caller.member, params['board']);
  return { ...incoming, caller, guessed: () => limits.badToken(incoming.remoteAddress) };
}

/** Looks who asks, before anything else is done for the request. */
export async function identify({ workspace }: Host, authorization: string): Promise<Known> {
  try {
    return { caller: await callerOf(workspace, bearerToken(authorization)) };
  } catch (why) {
    return { caller: null, why };
  }
}

/** The body as its schema says. @throws ProblemError */
export async function bodyOf<S extends z.ZodType>(call: Call, schema: S): Promise<z.output<S>> {
  const parsed = checked(schema, parseJson(await call.readBody()));
  if (parsed?.success) return parsed.data;
  const fields = (parsed?.error.issues ?? []).map(({ path }) => path.join('.'));
  throw new ProblemError('malformed', 'the body is not what this address takes', { fields });
}

/** The same where there may be no body at all. @throws ProblemError */
export async function optionalBodyOf<S extends z.ZodType>(
  call: Call,
  schema: S,
): Promise<z.output<S> | undefined> {
  const text = await call.readBody();
  return text === '' ? undefined : bodyOf({ ...call, readBody: async () => text }, schema);
}

/** The query as its schema says. @throws ProblemError */
export function queryOf<S extends z.ZodType>({ query }: Call, schema: S): z.output<S> {
  const parsed = checked(schema, query);
  if (parsed?.success) return parsed.data;
  throw new ProblemError('malformed', 'the query is not what this address takes');
}

/** @returns null for what is nested so deeply that looking at it takes more stack than there is: no schema asks for that */
function checked<S extends z.ZodType>(schema: S, value: unknown) {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

export function param(
  { params }: Call,
  name:
    | 'board'
    | 'plan'
    | 'member'
    | 'device'
    | 'invite'
    | 'feed'
    | 'secret'
    | 'round'
    | 'session'
    | 'item'
    | 'template'
    | 'period',
): string {
  return params[name] ?? '';
}

function bearerToken(authorization: string): string {
  const match = /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(authorization);
  if (!match?.[1]) throw new ProblemError('not-signed-in', 'no token');
  return match[1];
}

function refusalOf(least: Exclude<Least, 'anyone' | 'operator'>, { member }: Caller): Refusal | null {
  if (least === 'owner') return mayAdminister(member);
  return least === 'editor' ? mayEdit(member) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
