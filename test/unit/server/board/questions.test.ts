import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { CLOSE } from '../../../../shared/sync/close-codes';
import { MESSAGE, SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
let room: string;
let board: string;

beforeEach(async () => {
  world = await bareHost();
  board = (await world.host.createBoard('Wärmepumpe 2027')).id;
  room = `board:${board}`;
});
afterEach(() => world.close());

/** An update of a client of its own. */
function note(key: string): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(key, key);
  return Y.encodeStateAsUpdate(doc);
}

describe('questions', () => {
  const nothing = Y.encodeStateVector(new Y.Doc());

  it('[SYNC-17] of one connection are 20 at once and two a second', async () => {
    const [asker, other] = [await world.connect(MEMBER.id, room), await world.connect(MEMBER.id, room)];
    for (let n = 0; n < 20; n++) asker.sendSync(SYNC.step1, nothing);
    expect(asker.closed).toBeNull();
    world.clock.time += 500;
    asker.sendSync(SYNC.step1, nothing);
    expect(asker.closed).toBeNull();
    const answers = asker.heard.length;
    asker.sendSync(SYNC.step1, nothing);
    asker.seat?.receive(new Uint8Array([MESSAGE.queryAwareness]));
    expect([asker.closed, asker.heard.length]).toEqual([CLOSE.tooMany, answers]);
    other.sendSync(SYNC.step1, nothing);
    expect(other.closed).toBeNull();
  });

  it('[SYNC-24] are answered one after the other, as far as answers are taken', async () => {
    const socket = await world.connect(MEMBER.id, room);
    const answers = () => socket.heard.filter(([type, sync]) => type === MESSAGE.sync && sync === SYNC.step2);
    socket.unread = 1;
    for (let n = 0; n < 3; n++) socket.sendSync(SYNC.step1, nothing);
    expect(answers().length).toBe(1);
    const { length } = answers()[0] ?? [];
    // Other messages wait behind it; once less waits than they weigh, it has been taken.
    socket.seat?.receive(new Uint8Array([MESSAGE.queryAwareness]));
    const behind = socket.heard[socket.heard.length - 1]?.length ?? 0;
    socket.unread = behind + (length ?? 0);
    socket.sendSync(SYNC.step1, nothing);
    expect(answers().length).toBe(1);
    socket.unread = behind;
    socket.sendSync(SYNC.step1, nothing);
    expect([answers().length, socket.closed]).toEqual([2, null]);
  });

  it('[SYNC-17] for everything are answered once for all until something changes', async () => {
    const { document } = await world.host.room(board);
    const before = document.since(nothing);
    expect(document.since(nothing)).toBe(before);
    const socket = await world.connect(MEMBER.id, room);
    socket.sendSync(SYNC.update, note('a'));
    await (await world.host.room(board)).settled();
    const copy = openBoardDoc(new Y.Doc());
    Y.applyUpdate(copy, document.since(nothing));
    expect(root(copy, 'notes').toJSON()).toEqual({ a: 'a' });
    const rest = document.since(Y.encodeStateVector(copy));
    expect(rest.length).toBeLessThan(document.since(nothing).length);
  });
});
