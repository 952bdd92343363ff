import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoardDoc, readPlan } from '../../../../shared/doc/board-doc';
import { createPlan } from '../../../../shared/doc/commands';
import { SCHEMA_VERSION } from '../../../../shared/doc/schema';
import { CLOSE } from '../../../../shared/sync/close-codes';
import { SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER, TestSocket, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
let room: string;

beforeEach(async () => {
  world = await bareHost();
  room = `board:${(await world.host.createBoard('Wärmepumpe 2027')).id}`;
});
afterEach(() => world.close());

/** Lets an app in that says which document it writes. */
async function comes(schema: number | null, name = room): Promise<TestSocket> {
  const socket = new TestSocket();
  const { ticket } = await world.host.ticketTo(world.caller(MEMBER.id), name, undefined, schema);
  socket.seat = await world.host.connect(ticket, name, socket);
  return socket;
}

function written(): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  createPlan(doc, { id: 'p', kind: 'campaign', ownerId: MEMBER.id });
  return Y.encodeStateAsUpdate(doc);
}

describe('[SYNC-44] an app that writes another document', () => {
  it.each([1, SCHEMA_VERSION + 1])(
    'of version %i brings what it still has, and must be renewed then',
    async (version) => {
      const socket = await comes(version);
      socket.sendSync(SYNC.step2, written());
      await world.settled(room);
      expect(socket.settled).toEqual({ settled: 1, refused: [] });
      expect(socket.closed).toBe(CLOSE.version);
      const { document } = await world.host.room(room.slice('board:'.length));
      expect(readPlan(document.doc, 'p')).not.toBeNull();
    },
  );

  it('is told so on a board where it says nothing, and in the workspace, after moments', async () => {
    const sockets = [await comes(1), await comes(1, 'workspace')];
    await world.host.tick();
    expect(sockets.map(({ closed }) => closed)).toEqual([null, null]);
    world.clock.time += 5_000;
    await world.host.tick();
    expect(sockets.map(({ closed }) => closed)).toEqual([CLOSE.version, CLOSE.version]);
  });

  it.each([SCHEMA_VERSION, null])('is none that says %j', async (version) => {
    const socket = await comes(version);
    socket.sendSync(SYNC.step2, written());
    await world.settled(room);
    world.clock.time += 60_000;
    await world.host.tick();
    expect(socket.closed).toBeNull();
  });
});
