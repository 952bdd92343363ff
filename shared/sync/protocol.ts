import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import { z } from 'zod';
import type { RecordEntry } from '../domain/record';
import { sessionView } from '../domain/session/session';

/** Subprotocol the host selects; the ticket travels beside it as `ticket.SECRET`. */
export const SUBPROTOCOL = 'handschlag.v1';
export const TICKET_PREFIX = 'ticket.';

/** Message types: 0 to 3 as y-websocket 3, from 100 our own, all from host to client: {@link HostMessage}. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  durable: 100,
  record: 101,
  clients: 102,
  changed: 103,
  session: 104,
} as const;

/** Types of sync messages (y-protocols/sync). */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

export const LIMITS = {
  /** Bytes of one message. */
  message: 8 * 1024 * 1024,
  /**
   * Parts of one update: structs, values, deleted ranges. Weeks of one department without the host have some ten
   * thousand; decoded, each takes a hundred times its bytes.
   */
  parts: 500_000,
  /** Bytes of a state vector: a quarter of a million client IDs. */
  stateVector: 2 * 1024 * 1024,
  /**
   * Bytes of one board (Yjs update v1), what was deleted included: 30,000 plans, or a million edits. It stays well below
   * what a connection may leave unread, and loads within seconds.
   */
  board: 16 * 1024 * 1024,
  /** Bytes of one awareness state as JSON. */
  awareness: 16 * 1024,
  /** Connections of one member. */
  connectionsPerMember: 20,
  /** Milliseconds after which a quiet connection gets some message: stock providers close after 30 s. */
  keepAlive: 15_000,
} as const;

/** Why the host refused an update; the text of it is the client's to keep. */
export const UPDATE_REFUSALS = [
  'read-only',
  'foreign-client',
  'gap',
  'unknown-root',
  'forbidden-content',
  'malformed',
  'archived',
  'storage',
  'board-full',
] as const;
export type UpdateRefusal = (typeof UPDATE_REFUSALS)[number];

/**
 * How far the host is with this connection's update-bearing messages (sync step 2 and update), counted from
 * 1 in the order they were sent: all up to `settled` are durable except those ever listed as refused.
 */
const durableSchema = z.strictObject({
  settled: z.number(),
  refused: z.array(z.strictObject({ message: z.number(), reason: z.enum(UPDATE_REFUSALS) })).readonly(),
});
export type Durable = Readonly<z.infer<typeof durableSchema>>;

/** New entries of the room's record (or, in any room, of the workspace's), in order. The client checks them itself. */
const recordSchema = z.object({
  board: z.string(),
  entries: z.array(z.custom<RecordEntry>(isNumbered)).readonly(),
});

/** Client IDs (as decimal text) and the members they belong to: all on joining, then the new ones. */
const clientsSchema = z.record(z.string().regex(/^\d{1,16}$/), z.string());

/** Parts of the workspace that a client keeps a copy of, and what it asks for again when one of them changed. */
export const PARTS = [
  /** `GET /api/members` */
  'members',
  /** `GET /api/boards` */
  'boards',
  /** `GET /api/me` */
  'me',
  /** `GET /api/devices` and, for owners, `GET /api/invites` */
  'access',
  /** `GET /api/backups`; only owners are told */
  'backups',
  /** `GET /api/waiting`; only those whose answer changed are told */
  'waiting',
  /** `GET /api/inbox`; only those whose own it is are told */
  'inbox',
  /** `GET /api/days` */
  'days',
] as const;
export type Part = (typeof PARTS)[number];

/** What changed outside the documents. */
const changedSchema = z.discriminatedUnion('what', [
  /** Told in the workspace's room, to be asked for. */
  z.strictObject({ what: z.enum(PARTS) }),
  /** A sealed round was opened or closed; told in the workspace's room, to those who may read its board. */
  z.strictObject({ what: z.literal('rounds'), board: z.string(), round: z.string() }),
  /** Whether the host can save: told everywhere when that changes, and on joining while it cannot. */
  z.strictObject({ what: z.literal('storage'), health: z.enum(['ok', 'full', 'failing']) }),
]);
export type Changed = z.infer<typeof changedSchema>;
export type StorageHealth = Extract<Changed, { what: 'storage' }>['health'];

/** Everything the host says of its own, by type: what is not listed here is none of its messages. */
const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal(MESSAGE.durable), value: durableSchema }),
  z.object({ type: z.literal(MESSAGE.record), value: recordSchema }),
  z.object({ type: z.literal(MESSAGE.clients), value: clientsSchema }),
  z.object({ type: z.literal(MESSAGE.changed), value: changedSchema }),
  /** A workshop, whole: on joining those that are not closed, then each whenever it changes. */
  z.object({ type: z.literal(MESSAGE.session), value: sessionView }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;

/** The types of all of them. */
export const HOST_MESSAGES = hostMessageSchema.options.map(({ shape }) => shape.type.value);

/** What the host sends: its type, then JSON as text; numbers instead for what goes out with every edit. */
export function encodeHostMessage(message: HostMessage): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.type);
    if (message.type === MESSAGE.durable) writeDurable(encoder, message.value);
    else encoding.writeVarString(encoder, JSON.stringify(message.value));
  });
}

/**
 * Reads one of the host's messages behind its type. Null: a later host may say more, which is not for this client.
 * @throws when it cannot be read at all
 */
export function decodeHostMessage(type: number, decoder: decoding.Decoder): HostMessage | null {
  if (!HOST_MESSAGES.some((known) => known === type)) return null;
  const value: unknown =
    type === MESSAGE.durable ? readDurable(decoder) : JSON.parse(decoding.readVarString(decoder));
  return hostMessageSchema.safeParse({ type, value }).data ?? null;
}

/** A message of the sync protocol, as stock providers write and read it. */
export function encodeSyncMessage(type: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

function writeDurable(encoder: encoding.Encoder, { settled, refused }: Durable): void {
  encoding.writeVarUint(encoder, settled);
  encoding.writeVarUint(encoder, refused.length);
  for (const { message, reason } of refused) {
    encoding.writeVarUint(encoder, message);
    encoding.writeVarUint(encoder, UPDATE_REFUSALS.indexOf(reason));
  }
}

function readDurable(decoder: decoding.Decoder): Durable {
  const settled = decoding.readVarUint(decoder);
  const count = decoding.readVarUint(decoder);
  const refused = Array.from({ length: count }, () => ({
    message: decoding.readVarUint(decoder),
    reason: UPDATE_REFUSALS[decoding.readVarUint(decoder)] ?? ('malformed' as const),
  }));
  return { settled, refused };
}

function isNumbered(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'seq' in entry && typeof entry.seq === 'number';
}
