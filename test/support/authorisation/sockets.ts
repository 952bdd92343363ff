import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { MESSAGE, SYNC } from '../../../shared/sync/protocol';
import type { State } from './terms';

/**
 * The part of the authorisation table about sockets, told independently of the host's gate: who gets in by which ticket,
 * and what becomes of every message by everybody who is in, in every room and state.
 */

export const SEATED = ['guest', 'member', 'approver', 'owner'] as const;
export type Seated = (typeof SEATED)[number];
export const ROOMS = ['board', 'workspace'] as const;
export type RoomKind = (typeof ROOMS)[number];

/**
 * `answered`: something is sent back. `heard`: a presence state is shown to all. `taken`: an edit is kept. `settled`: an
 * edit that says nothing new is acknowledged. `refused REASON`, `dropped`, `closed CODE`.
 */
export type Fate =
  | 'answered'
  | 'heard'
  | 'taken'
  | 'settled'
  | 'dropped'
  | `refused ${string}`
  | `closed ${number}`;

/** A message, and the client ID of which it speaks. */
export interface Made {
  readonly message: Uint8Array | string;
  readonly client?: number;
}

/** What makes a message; `colleague` is the client ID of somebody else who is there. */
type Making = (colleague: number) => Made;

const NOTHING_NEW = new Uint8Array([0, 0]);
const bytesOf = (write: (encoder: encoding.Encoder) => void) => encoding.encode(write);
const ofType =
  (type: number): Making =>
  () => ({
    message: bytesOf((encoder) => {
      encoding.writeVarUint(encoder, type);
      encoding.writeVarUint(encoder, 0);
    }),
  });

function sync(type: number, payload: () => Uint8Array): Making {
  return () => ({
    message: bytesOf((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, type);
      encoding.writeVarUint8Array(encoder, payload());
    }),
  });
}

function awareness(clientOf: (colleague: number) => number, state: object | null, clock = 5): Making {
  return (colleague) => {
    const client = clientOf(colleague);
    const states = bytesOf((encoder) => {
      for (const number of [1, client, clock]) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, JSON.stringify(state));
    });
    const message = bytesOf((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, states);
    });
    return { message, client };
  };
}

/** An update by a client of its own. */
function news(): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(String(doc.clientID), 'neu');
  return Y.encodeStateAsUpdate(doc);
}

/** Everything that can be sent: each of the protocol's types in its different meanings, ours, and what is none. */
export const MESSAGES_SAID = {
  step1: sync(SYNC.step1, () => Y.encodeStateVector(new Y.Doc())),
  'step2 with news': sync(SYNC.step2, news),
  'step2 without news': sync(SYNC.step2, () => NOTHING_NEW),
  'update with news': sync(SYNC.update, news),
  'update without news': sync(SYNC.update, () => NOTHING_NEW),
  "presence under one's own client ID": awareness(() => new Y.Doc().clientID, { plan: 'p' }),
  "presence under a colleague's client ID": awareness((colleague) => colleague, { plan: 'p' }),
  "a colleague's going": awareness((colleague) => colleague, null, 99),
  queryAwareness: ofType(MESSAGE.queryAwareness),
  auth: ofType(MESSAGE.auth),
  durable: ofType(MESSAGE.durable),
  record: ofType(MESSAGE.record),
  clients: ofType(MESSAGE.clients),
  changed: ofType(MESSAGE.changed),
  'sync 3': sync(3, news),
  'sync 2^31': sync(2 ** 31, news),
  'type 4': ofType(4),
  'type 99': ofType(99),
  session: ofType(MESSAGE.session),
  'type 105': ofType(105),
  'type 2^31': ofType(2 ** 31),
  'type 2^53-1': ofType(Number.MAX_SAFE_INTEGER),
  'a type too long for a number': () => ({ message: new Uint8Array(12).fill(255) }),
  'a sync message without a type': () => ({ message: new Uint8Array([MESSAGE.sync]) }),
  nothing: () => ({ message: new Uint8Array() }),
  'a text frame': () => ({ message: 'queryAwareness' }),
} as const satisfies Record<string, Making>;
export type Said = keyof typeof MESSAGES_SAID;

const OF_THE_PROTOCOL: ReadonlySet<Said> = new Set<Said>([
  'step1',
  'step2 with news',
  'step2 without news',
  'update with news',
  'update without news',
  "presence under one's own client ID",
  "presence under a colleague's client ID",
  "a colleague's going",
  'queryAwareness',
]);

/** What must become of a message. */
export function fateOf(said: Said, who: Seated, room: RoomKind, state: Exclude<State, 'stopping'>): Fate {
  if (!OF_THE_PROTOCOL.has(said)) return 'closed 4400';
  if (room === 'workspace') return 'dropped';
  if (said === 'step1' || said === 'queryAwareness') return 'answered';
  if (said.endsWith('without news')) return 'settled';
  if (said.endsWith('with news')) {
    if (who === 'guest') return 'refused read-only';
    if (state === 'archived') return 'refused archived';
    return state === 'read-only' ? 'refused storage' : 'taken';
  }
  // A client ID that is first heard of is kept before anybody hears of it, which takes a disk.
  const own = said === "presence under one's own client ID";
  return own && who !== 'guest' && state !== 'read-only' ? 'heard' : 'dropped';
}

/** Tickets, and what becomes of a socket that comes with one: a close code, or it is let in. */
export const TICKETS = {
  none: 4401,
  'made up': 4401,
  'a token in its place': 4401,
  used: 4401,
  'for another room': 4401,
  'of before a restore': 4401,
  'of a member who was removed since': 4403,
  'of a device that was removed since': 4403,
  'of a member invited to another board only': 4403,
  'for a board that is not there': 4404,
  'without the subprotocol': 4426,
  "a guest's": 'in',
  "a member's": 'in',
  "an approver's": 'in',
  "an owner's": 'in',
} as const satisfies Record<string, number | 'in'>;
export type TicketKind = keyof typeof TICKETS;
