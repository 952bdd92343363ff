import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../../shared/domain/session/session';
import {
  decodeHostMessage,
  encodeHostMessage,
  HOST_MESSAGES,
  MESSAGE,
  type HostMessage,
} from '../../../shared/sync/protocol';

const SESSION: SessionView = {
  id: 's',
  board: 'b',
  rev: 2,
  state: 'open',
  title: 'W',
  minutes: 60,
  at: null,
  facilitator: 'ida',
  appointed: 'leader',
  deputies: [],
  item: null,
  since: 0,
  focus: { view: 'item', gather: 0 },
  timer: { state: 'running', endsAt: 9 },
  held: false,
  hands: ['tom'],
  done: [],
  parked: [],
  seated: [],
  present: [],
  round: null,
  now: 4,
};

/** Each as hosts have always sent it: clients of earlier versions read these bytes. */
const SENT: readonly [HostMessage, bytes: string][] = [
  [{ type: MESSAGE.durable, value: { settled: 300, refused: [] } }, '64ac0200'],
  [
    { type: MESSAGE.durable, value: { settled: 2, refused: [{ message: 1, reason: 'storage' }] } },
    '6402010107',
  ],
  [{ type: MESSAGE.record, value: { board: 'b', entries: [] } }, `651a${hex('{"board":"b","entries":[]}')}`],
  [{ type: MESSAGE.clients, value: { '7': 'maren' } }, `660d${hex('{"7":"maren"}')}`],
  [{ type: MESSAGE.changed, value: { what: 'members' } }, `6712${hex('{"what":"members"}')}`],
  [{ type: MESSAGE.changed, value: { what: 'waiting' } }, `6712${hex('{"what":"waiting"}')}`],
  [
    { type: MESSAGE.changed, value: { what: 'storage', health: 'full' } },
    `6722${hex('{"what":"storage","health":"full"}')}`,
  ],
  [{ type: MESSAGE.session, value: SESSION }, `68c802${hex(JSON.stringify(SESSION))}`],
];

describe('[SYNC-37] what the host says of its own', () => {
  it.each(SENT)('%j is sent and read as ever', (message, bytes) => {
    expect(Buffer.from(encodeHostMessage(message)).toString('hex')).toBe(bytes);
    expect(read(Buffer.from(bytes, 'hex'))).toEqual(message);
  });

  it('is all of it tried here', () => {
    expect([...new Set(SENT.map(([{ type }]) => type))]).toEqual(HOST_MESSAGES);
  });

  it.each([
    `670d${hex('{"what":"so"}')}`,
    `6602${hex('[]')}`,
    `6507${hex('{"x":1}')}`,
    `69${hex('of a later host')}`,
    `6802${hex('{}')}`,
  ])('and no client of this version knows is passed over: %s', (bytes) => {
    expect(read(Buffer.from(bytes, 'hex'))).toBeNull();
  });
});

function read(bytes: Uint8Array): HostMessage | null {
  const decoder = decoding.createDecoder(bytes);
  return decodeHostMessage(decoding.readVarUint(decoder), decoder);
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
