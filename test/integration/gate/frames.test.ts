import type { Socket } from 'node:net';
import { once } from 'node:events';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { SUBPROTOCOL, SYNC, TICKET_PREFIX } from '../../../shared/sync/protocol';
import { foundCompany, type Company } from '../../support/host/company';
import { RawClient } from '../../support/clients/raw-client';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

/** A member's connection to the board, which would have its messages packed. */
async function connected(): Promise<WebSocket> {
  const room = `board:${company.board}`;
  const ticket = await company.marketing.ticket(room);
  const url = `${company.host.url.replace(/^http/, 'ws')}/sync/${room}`;
  const socket = new WebSocket(url, [SUBPROTOCOL, `${TICKET_PREFIX}${ticket}`], { perMessageDeflate: true });
  await once(socket, 'open');
  return socket;
}

/** Masked with zeros, which leaves the payload as it is. */
const frame = (first: number, payload: readonly number[], length = payload.length) =>
  Uint8Array.from([first, 0x80 | length, 0, 0, 0, 0, ...payload]);

const FRAMES: readonly [name: string, bytes: Uint8Array][] = [
  ['a packed one, which was not agreed on', frame(0xc2, [0x4b, 0x04, 0x00])],
  ['one with bits that mean nothing', frame(0xb2, [0])],
  ['one of a kind that there is not', frame(0x83, [0])],
  ['one that is not masked', Uint8Array.from([0x82, 1, 0])],
  ['the rest of nothing', frame(0x80, [0])],
  ['a ping in pieces', frame(0x09, [0])],
  [
    'a ping that is too long',
    Uint8Array.from([0x89, 0x80 | 126, 0, 200, 0, 0, 0, 0, ...Array<number>(200).fill(0)]),
  ],
  [
    'one that says it has 2^62 bytes',
    Uint8Array.from([0x82, 0x80 | 127, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ],
  [
    'one of 64 MiB, of which only the head comes',
    Uint8Array.from([0x82, 0x80 | 127, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]),
  ],
];

describe('[HOSTILE-4] frames', () => {
  it('are never packed, whoever asks for it', async () => {
    const socket = await connected();
    expect(socket.extensions).toBe('');
    socket.terminate();
  });

  it.each(FRAMES)('end their own connection: %s', async (_name, bytes) => {
    const colleague = await RawClient.open(company.owner, `board:${company.board}`);
    const socket = await connected();
    const closed = once(socket, 'close');
    // What the library would never send goes round it.
    (socket as unknown as { _socket: Socket })._socket.write(bytes);
    expect([1002, 1006, 4413]).toContain((await closed)[0]);

    const doc = openBoardDoc(new Y.Doc());
    root(doc, 'notes').set('goes', 'on');
    colleague.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
    await colleague.until(() => colleague.settled === 1);
    expect([colleague.closed, colleague.refused]).toEqual([null, []]);
    colleague.close();
  });
});
