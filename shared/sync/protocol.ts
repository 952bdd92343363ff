import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import { z } from 'zod';
import type { RecordEntry } from '../domain/record';

/** Subprotocol the host selects; the ticket travels beside it as `ticket.SECRET`. */
export const SUBPROTOCOL = 'handschlag.v1';
export const TICKET_PREFIX = 'ticket.';

/** Message types: 0 to 3 as y-websocket 3, from 100 our own, all from host to client. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** {@link Durable} */
  durable: 100,
  /** New entries of a record. */
  record: 101,
  /** Which client IDs belong to which members. */
  clients: 102,
  /** Something outside the documents changed: fetch it again, or see what is said of it. */
  changed: 103,
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
export interface Durable {
  readonly settled: number;
  readonly refused: readonly { readonly message: number; readonly reason: UpdateRefusal }[];
}

export function encodeDurable({ settled, refused }: Durable): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.durable);
    encoding.writeVarUint(encoder, settled);
    encoding.writeVarUint(encoder, refused.length);
    for (const { message, reason } of refused) {
      encoding.writeVarUint(encoder, message);
      encoding.writeVarUint(encoder, UPDATE_REFUSALS.indexOf(reason));
    }
  });
}

/** Reads what follows the message type. */
export function readDurable(decoder: decoding.Decoder): Durable {
  const settled = decoding.readVarUint(decoder);
  const count = decoding.readVarUint(decoder);
  const refused = Array.from({ length: count }, () => ({
    message: decoding.readVarUint(decoder),
    reason: UPDATE_REFUSALS[decoding.readVarUint(decoder)] ?? 'malformed',
  }));
  return { settled, refused };
}

/** New entries of the room's record (or, in any room, of the workspace's), in order. The client checks them itself. */
export interface RecordPush {
  readonly board: string;
  readonly entries: readonly RecordEntry[];
}

/** Client IDs (as decimal text) and the members they belong to: all on joining, then the new ones. */
export type ClientOwners = Readonly<Record<string, string>>;

/**
 * What to fetch again: `GET /api/members`, `/api/boards` or `/api/me`; `access`: `/api/devices` and `/api/invites`;
 * `backups`, which only owners are told: `/api/backups`; `waiting`, told in the room `workspace` only, and only to
 * those whose answer changed: `/api/waiting`.
 */
export const changedSchema = z.strictObject({
  what: z.enum(['members', 'boards', 'me', 'access', 'backups', 'waiting']),
});
export type Changed = z.infer<typeof changedSchema>;

/** Whether the host can save: told when that changes, and on joining while it cannot. */
export const storageChangedSchema = z.strictObject({
  what: z.literal('storage'),
  health: z.enum(['ok', 'full', 'failing']),
});
export type StorageChanged = z.infer<typeof storageChangedSchema>;

export function encodeJsonMessage(
  type: 101 | 102 | 103,
  value: RecordPush | ClientOwners | Changed | StorageChanged,
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarString(encoder, JSON.stringify(value));
  });
}

/** Reads what follows the message type; the caller checks its shape. */
export function readJson(decoder: decoding.Decoder): unknown {
  return JSON.parse(decoding.readVarString(decoder));
}
