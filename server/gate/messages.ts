import * as decoding from 'lib0/decoding';
import type { Role } from '../../shared/domain/people';
import { MESSAGE, SYNC } from '../../shared/sync/protocol';

/** What a connection can send. Whatever is none of these, or of our own types, is `unknown`. */
export const MESSAGES = [
  'step1',
  'step2',
  'update',
  'awareness',
  'queryAwareness',
  'auth',
  'unknown',
] as const;
export type MessageName = (typeof MESSAGES)[number];

/**
 * What is at the other end: a live board, one whose host can save nothing at the moment, an archived one, or the
 * workspace's room, which only speaks.
 */
export const ROOM_STATES = ['board', 'unwritable', 'archived', 'workspace'] as const;
export type RoomState = (typeof ROOM_STATES)[number];

/**
 * `pass`: it is decoded and checked. `drop`: without a word. `read-only`, `archived`, `storage`: an update that is
 * refused with that reason, unless it says nothing new. `close`: the connection ends.
 */
export type Verdict = 'pass' | 'drop' | 'read-only' | 'archived' | 'storage' | 'close';

type Row = Partial<Record<MessageName, Verdict>>;

const EDITOR: Row = {
  step1: 'pass',
  step2: 'pass',
  update: 'pass',
  awareness: 'pass',
  queryAwareness: 'pass',
};
const EDITOR_OF_ARCHIVED: Row = { ...EDITOR, step2: 'archived', update: 'archived' };
const EDITOR_OF_UNWRITABLE: Row = { ...EDITOR, step2: 'storage', update: 'storage' };
/** Guests read. The host presents them itself, so what they say of themselves is dropped. */
const GUEST: Row = {
  step1: 'pass',
  step2: 'read-only',
  update: 'read-only',
  awareness: 'drop',
  queryAwareness: 'pass',
};
/** A stock provider speaks here as anywhere; nothing comes of it. */
const LISTENER: Row = {
  step1: 'drop',
  step2: 'drop',
  update: 'drop',
  awareness: 'drop',
  queryAwareness: 'drop',
};

const GATE: Record<RoomState, Record<Role, Row>> = {
  board: { owner: EDITOR, member: EDITOR, guest: GUEST },
  unwritable: { owner: EDITOR_OF_UNWRITABLE, member: EDITOR_OF_UNWRITABLE, guest: GUEST },
  archived: { owner: EDITOR_OF_ARCHIVED, member: EDITOR_OF_ARCHIVED, guest: GUEST },
  workspace: { owner: LISTENER, member: LISTENER, guest: LISTENER },
};

/** Whether a message may come in at all, before anything of it but its type is decoded. What is not listed closes. */
export function gate(message: MessageName, role: Role, room: RoomState): Verdict {
  return GATE[room][role][message] ?? 'close';
}

/** Reads what a message is; nothing else of it is read yet. Throws when it is none. */
export function readName(decoder: decoding.Decoder): MessageName {
  const type = decoding.readVarUint(decoder);
  return messageName(type, type === MESSAGE.sync ? decoding.readVarUint(decoder) : null);
}

/** The name of a message by its first one or two numbers. */
export function messageName(type: number, syncType: number | null): MessageName {
  switch (type) {
    case MESSAGE.sync:
      if (syncType === SYNC.step1) return 'step1';
      if (syncType === SYNC.step2) return 'step2';
      return syncType === SYNC.update ? 'update' : 'unknown';
    case MESSAGE.awareness:
      return 'awareness';
    case MESSAGE.queryAwareness:
      return 'queryAwareness';
    case MESSAGE.auth:
      return 'auth';
    default:
      return 'unknown';
  }
}
