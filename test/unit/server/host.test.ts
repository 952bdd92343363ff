import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { CLOSE } from '../../../shared/sync/close-codes';
import { LIMITS, SYNC } from '../../../shared/sync/protocol';
import { onDisk } from '../../support/host/full-disk';
import { bareHost, MEMBER, type BareHost, type TestSocket } from '../../support/host/host-room';

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

describe('edits', () => {
  it('[SYNC-6] are relayed as one when they share a commit, to all but who sent them all', async () => {
    const sockets = [];
    for (let n = 0; n < 3; n++) sockets.push(await world.connect(MEMBER.id, room));
    for (const socket of sockets) socket.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
    const [one, two, reader] = sockets as [TestSocket, TestSocket, TestSocket];
    const open = await world.host.room(board);

    one.sendSync(SYNC.update, note('a'));
    one.sendSync(SYNC.update, note('b'));
    await open.settled();
    expect(sockets.map(({ updates }) => updates.length)).toEqual([0, 1, 1]);
    one.sendSync(SYNC.update, note('c'));
    two.sendSync(SYNC.update, note('d'));
    await open.settled();
    expect(sockets.map(({ updates }) => updates.length)).toEqual([1, 2, 2]);

    const copy = openBoardDoc(new Y.Doc());
    for (const update of reader.updates) Y.applyUpdate(copy, update);
    expect(root(copy, 'notes').toJSON()).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' });
    expect(root(open.document.doc, 'notes').toJSON()).toEqual(root(copy, 'notes').toJSON());
  });
});

describe('an edit', () => {
  it('[SYNC-5] that says nothing new is settled and not written', async () => {
    const [one, two] = [await world.connect(MEMBER.id, room), await world.connect(MEMBER.id, room)];
    const update = note('a');
    one.sendSync(SYNC.update, update);
    await world.settled(room);
    const write = vi.spyOn(world.storage, 'write');
    one.sendSync(SYNC.update, update);
    two.sendSync(SYNC.step2, update);
    await world.settled(room);
    expect([one.settled, two.settled]).toEqual([
      { settled: 2, refused: [] },
      { settled: 1, refused: [] },
    ]);
    expect(write).not.toHaveBeenCalled();
  });

  it('[SYNC-3] reaches nobody, and is called saved to nobody, before it is committed', async () => {
    const [writer, reader] = [await world.connect(MEMBER.id, room), await world.connect(MEMBER.id, room)];
    reader.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
    const open = await world.host.room(board);
    const write = world.storage.write.bind(world.storage);
    const seen: unknown[] = [];
    vi.spyOn(world.storage, 'write').mockImplementationOnce(async (batch) => {
      // Longer than anything takes that does not wait for the disk.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      seen.push(writer.settled, reader.updates.length, root(open.document.doc, 'notes').size);
      return write(batch);
    });
    writer.sendSync(SYNC.update, note('a'));
    await open.settled();
    expect(seen).toEqual([undefined, 0, 0]);
    expect([writer.settled?.settled, reader.updates.length]).toEqual([1, 1]);
  });

  it('[SYNC-4] that is refused reaches nobody', async () => {
    const [writer, reader] = [await world.connect(MEMBER.id, room), await world.connect(MEMBER.id, room)];
    reader.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
    const open = await world.host.room(board);
    const elsewhere = new Y.Doc();
    elsewhere.getMap('nowhere').set('a', 1);
    writer.sendSync(SYNC.update, Y.encodeStateAsUpdate(elsewhere));
    await open.settled();
    expect(writer.settled).toEqual({ settled: 1, refused: [{ message: 1, reason: 'unknown-root' }] });
    expect(reader.updates).toEqual([]);
    expect(open.document.doc.share.has('nowhere')).toBe(false);
  });
});

describe('trouble', () => {
  it('[SYNC-16] with replacing a long log is written down, and the room goes on', async () => {
    const { host, storage, clock, events } = world;
    const updates = Array<{ board: string; update: Uint8Array }>(5000).fill({ board, update: note('old') });
    await storage.write({ updates });
    const compact = vi.spyOn(storage, 'compact').mockRejectedValue(new Error('disk full'));
    const socket = await world.connect(MEMBER.id, room);
    const open = await host.room(board);
    socket.sendSync(SYNC.update, note('a'));
    await open.settled();
    socket.sendSync(SYNC.update, note('b'));
    await open.settled();
    expect(root(open.document.doc, 'notes').toJSON()).toMatchObject({ a: 'a', b: 'b' });
    expect(events.filter((event) => event === 'compact-failed')).toHaveLength(1);
    expect(socket.closed).toBeNull();

    // Nobody waits for what the host does now and then, so nothing may come out of it.
    for (let n = 0; n < 50; n++) socket.sendSync(SYNC.update, note(`n${n}`));
    await open.settled();
    socket.seat?.leave();
    clock.time += 60_000;
    await host.tick();
    expect(compact).toHaveBeenCalledTimes(2);
    expect(await host.room(board)).not.toBe(open);
  });

  it("[GATE-20] with one edit refuses that one, and settles the others'", async () => {
    const [bad, good] = [await world.connect(MEMBER.id, room), await world.connect(MEMBER.id, room)];
    const open = await world.host.room(board);
    const draft = open.document.draft.bind(open.document);
    vi.spyOn(open.document, 'draft').mockImplementation(() => {
      const made = draft();
      vi.spyOn(made, 'accept').mockImplementationOnce(() => {
        throw new RangeError('too deep');
      });
      return made;
    });
    bad.sendSync(SYNC.update, note('bad'));
    good.sendSync(SYNC.update, note('good'));
    await open.settled();
    expect(bad.settled).toEqual({ settled: 1, refused: [{ message: 1, reason: 'malformed' }] });
    expect(good.settled).toEqual({ settled: 1, refused: [] });
    expect(root(open.document.doc, 'notes').toJSON()).toEqual({ good: 'good' });
  });

  it('[SYNC-4] with saving refuses the edits, ends their connections, and the room goes on', async () => {
    const socket = await world.connect(MEMBER.id, room);
    const open = await world.host.room(board);
    vi.spyOn(world.storage, 'write').mockRejectedValueOnce(new Error('disk full'));
    socket.sendSync(SYNC.update, note('a'));
    await open.settled();
    expect(socket.settled).toEqual({ settled: 1, refused: [{ message: 1, reason: 'storage' }] });
    expect(socket.closed).toBe(CLOSE.failure);
    const again = await world.connect(MEMBER.id, room);
    again.sendSync(SYNC.update, note('a'));
    await open.settled();
    expect(again.settled).toEqual({ settled: 1, refused: [] });
  });
});

describe('an edit that waits', () => {
  it('[GATE-26] [AUTH-8] while its board is being archived is refused, as the board stands when its turn comes', async () => {
    const socket = await world.connect(MEMBER.id, room);
    const write = world.storage.write.bind(world.storage);
    vi.spyOn(world.storage, 'write').mockImplementationOnce((batch) => {
      socket.sendSync(SYNC.update, note('late'));
      return write(batch);
    });
    await world.host.patchBoard(board, { archived: true }, MEMBER.id, true);
    await world.settled(room);
    expect(socket.settled).toEqual({ settled: 1, refused: [{ message: 1, reason: 'archived' }] });
  });

  it('[SYNC-22] [AUTH-8] until the disk takes writes again is taken, as nobody would ask for it again', async () => {
    const disk = { full: false };
    const bare = await bareHost([MEMBER], (storage) => onDisk(storage, disk));
    const { id } = await bare.host.createBoard('Voll');
    const socket = await bare.connect(MEMBER.id, `board:${id}`);
    disk.full = true;
    await expect(bare.host.createBoard('Noch eins')).rejects.toThrow('the disk is full');
    const open = await bare.host.room(id);
    // Somebody else is at it, so that the edit is received on a full disk and has its turn on one with room.
    const recovered = open.exclusive(async () => {
      disk.full = false;
      await bare.host.tick();
    });
    socket.sendSync(SYNC.update, note('waiting'));
    await recovered;
    await open.settled();
    expect(bare.host.storageHealth).toBe('ok');
    expect(socket.settled).toEqual({ settled: 1, refused: [] });
    await bare.close();
  });
});

describe('rooms', () => {
  it('[SYNC-8] are unloaded after a minute without anybody, and loaded anew', async () => {
    const { host, clock, storage } = world;
    const socket = await world.connect(MEMBER.id, room);
    const before = await host.room(board);
    clock.time += 60_000;
    await host.tick();
    expect(await host.room(board)).toBe(before);

    socket.seat?.leave();
    clock.time += 59_999;
    await host.tick();
    expect(await host.room(board)).toBe(before);
    clock.time += 1;
    await host.tick();
    const read = vi.spyOn(storage, 'document');
    expect(await host.room(board)).not.toBe(before);
    expect(read).toHaveBeenCalledOnce();
  });

  it('[SYNC-12] of one member have 20 connections at most, over all of them', async () => {
    const open = [];
    for (let n = 0; n < LIMITS.connectionsPerMember; n++)
      open.push(await world.connect(MEMBER.id, n % 2 === 0 ? room : 'workspace'));
    expect(open.map(({ closed }) => closed)).toEqual(open.map(() => null));
    expect((await world.connect(MEMBER.id, room)).closed).toBe(CLOSE.tooMany);
    open[0]?.seat?.leave();
    expect((await world.connect(MEMBER.id, room)).closed).toBeNull();
  });

  it('[SYNC-11] of a later version refuse with 4426, and other boards go on', async () => {
    const doc = new Y.Doc();
    root(doc, 'meta').set('version', 1000);
    await world.storage.write({ updates: [{ board, update: Y.encodeStateAsUpdate(doc) }] });
    expect((await world.connect(MEMBER.id, room)).closed).toBe(CLOSE.version);
    await expect(world.host.room(board)).rejects.toMatchObject({ code: 'newer-board' });
    const other = await world.host.createBoard('Solar 2027');
    expect((await world.connect(MEMBER.id, `board:${other.id}`)).closed).toBeNull();
  });

  it('[SYNC-13] that cannot be loaded now say so, and not that they are gone', async () => {
    const broken = vi.spyOn(world.storage, 'document').mockRejectedValueOnce(new Error('disk'));
    expect((await world.connect(MEMBER.id, room)).closed).toBe(CLOSE.failure);
    expect(world.events).toContain('room-failed');
    broken.mockRestore();
    expect((await world.connect(MEMBER.id, room)).closed).toBeNull();
    expect((await world.connect(MEMBER.id, 'board:none')).closed).toBe(CLOSE.noRoom);
  });
});
