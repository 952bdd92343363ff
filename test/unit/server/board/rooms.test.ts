import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { CLOSE } from '../../../../shared/sync/close-codes';
import { SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER, TestSocket, type BareHost } from '../../../support/host/host-room';

/** More turns than anybody needs to be let in. */
const TURNS = 60;

let world: BareHost;
let board: string;

beforeEach(async () => {
  world = await bareHost();
  board = (await world.host.createBoard('Wärmepumpe 2027')).id;
});
afterEach(() => world.close());

function note(key: string): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(key, key);
  return Y.encodeStateAsUpdate(doc);
}

describe('[SYNC-35] a room', () => {
  it('that somebody waits for is the one he comes into, at whatever turn idle rooms are unloaded', async () => {
    for (let turns = 0; turns < TURNS; turns++) {
      await world.host.room(board);
      world.clock.time += 60_000;
      const coming = world.connect(MEMBER.id, `board:${board}`);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const ticking = world.host.tick();
      const socket = await coming;
      await ticking;
      socket.sendSync(SYNC.update, note(`n${turns}`));
      const open = await world.host.room(board);
      await open.settled();
      expect(socket.settled).toEqual({ settled: 1, refused: [] });
      expect(root(open.document.doc, 'notes').has(`n${turns}`), `after ${turns} turns`).toBe(true);
      socket.seat?.leave();
    }
  });

  it('is not unloaded while something is done in it, and is when that was all', async () => {
    const { host, clock } = world;
    const before = await host.inBoard(board, async (room) => {
      clock.time += 60_000;
      await host.tick();
      expect(await host.room(board)).toBe(room);
      return room;
    });
    await host.tick();
    expect(await host.room(board)).not.toBe(before);
  });
});

describe('rooms', () => {
  it.each(['cellar', 'constructor', 'board', 'workspace:x', 'board:', ''])(
    '[SYNC-13] are not what is none: %j',
    async (name) => {
      await expect(world.host.ticketTo(world.caller(MEMBER.id), name)).rejects.toMatchObject({
        code: 'not-found',
      });
      const socket = new TestSocket();
      expect(await world.host.connect('ticket', name, socket)).toBeNull();
      expect(socket.closed).toBe(CLOSE.ticket);
    },
  );
});
