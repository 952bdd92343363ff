import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../server/board/connection';
import { Presence } from '../../../../server/board/presence';
import { Queue } from '../../../../server/base/queue';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { LIMITS, SYNC } from '../../../../shared/sync/protocol';
import { SCHEMA_VERSION } from '../../../../shared/doc/schema';
import { onDisk } from '../../../support/host/full-disk';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';
import { KnownDoc } from '../../../support/clients/known-doc';

const EVE = { ...MEMBER, id: 'eve' };
const GUEST = { ...MEMBER, id: 'gast', role: 'guest' as const };

function note(key: string, value: unknown = key): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(key, value);
  return Y.encodeStateAsUpdate(doc);
}

async function roomOf(world: BareHost): Promise<{ board: string; room: string }> {
  const { id } = await world.host.createBoard('B');
  return { board: id, room: `board:${id}` };
}

it('[SYNC-29] found: what two windows say at once is acknowledged to neither when the disk does not take it', async () => {
  const disk = { full: false };
  const world = await bareHost([MEMBER, EVE], (storage) => onDisk(storage, disk));
  const { board, room } = await roomOf(world);
  const [one, two] = [await world.connect('member', room), await world.connect('member', room)];
  const [late] = [await world.connect('eve', room)];
  const update = note('a');
  disk.full = true;
  one.sendSync(SYNC.update, update);
  two.sendSync(SYNC.step2, update);
  late.sendSync(SYNC.step2, new Uint8Array([0, 0]));
  await world.settled(room);
  for (const socket of [one, two])
    expect(socket.settled).toEqual({ settled: 1, refused: [{ message: 1, reason: 'storage' }] });
  expect(late.settled).toEqual({ settled: 1, refused: [] });
  expect((await world.storage.document(board)).updates).toEqual([]);
  await world.close();
});

it('[SYNC-11] a board of before can be read while the disk takes no migration, and is brought up to date later', async () => {
  const disk = { full: false };
  const world = await bareHost([MEMBER, EVE], (storage) => onDisk(storage, disk));
  const { board, room } = await roomOf(world);
  await world.storage.write({ updates: [{ board, update: note('a') }] });
  disk.full = true;
  const reader = await world.connect('member', room);
  expect(reader.closed).toBeNull();
  const before = await world.host.room(board);
  expect(before.document.doc.getMap('notes').has('a')).toBe(true);
  expect(before.document.doc.getMap('meta').has('version')).toBe(false);
  reader.seat?.leave();
  disk.full = false;
  world.clock.time += 3_600_000;
  for (let ticks = 0; ticks < 3; ticks++) await world.host.tick();
  const after = await world.host.room(board);
  expect(after.document.doc.getMap('meta').get('version')).toBe(SCHEMA_VERSION);
  await world.close();
});

it('[SYNC-28] a long text that is written over again and again leaves no endless log', async () => {
  const world = await bareHost([MEMBER, EVE]);
  const { board, room } = await roomOf(world);
  const eve = await world.connect('eve', room);
  const doc = openBoardDoc(new Y.Doc());
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let most = 0;
  for (let round = 0; round < 15; round++) {
    root(doc, 'notes').set('k', String(round % 10).repeat(7_900_000));
    for (const update of updates.splice(0)) eve.sendSync(SYNC.update, update);
    await world.settled(room);
    const rows = (await world.storage.document(board)).updates;
    most = Math.max(
      most,
      rows.reduce((sum, { length }) => sum + length, 0),
    );
  }
  expect(eve.settled).toEqual({ settled: 15, refused: [] });
  expect(most).toBeLessThan(6 * LIMITS.board);
  expect(most).toBeGreaterThan(LIMITS.board);
  await world.close();
});

describe('[GATE-38] client IDs of one member', () => {
  it('are 20,000 at most, however they come', () => {
    const known = new KnownDoc();
    for (let client = 1; client <= 19_999; client++) known.owners.set(client, 'eve');
    expect(known.take(note('last'), 'eve')).toHaveProperty('update');
    expect(known.take(note('more'), 'eve')).toEqual({ refused: 'forbidden-content' });
    expect(known.take(note('another'), 'ida')).toHaveProperty('update');
  });
});

describe('[GATE-39] what costs the others time', () => {
  it('is not decoded for somebody who may not write; his routine answers are', async () => {
    const world = await bareHost([MEMBER, GUEST]);
    const { room } = await roomOf(world);
    const [guest, ida] = [await world.connect('gast', room), await world.connect('member', room)];
    const many = encoding.encode((encoder) => {
      const structs = 100_000;
      for (const each of [1, structs, 5, 0]) encoding.writeVarUint(encoder, each);
      for (let at = 0; at < structs; at++) {
        encoding.writeUint8(encoder, 0);
        encoding.writeVarUint(encoder, 1);
      }
      encoding.writeVarUint(encoder, 0);
    });
    ida.sendSync(SYNC.update, many);
    await world.settled(room);
    expect(ida.settled).toEqual({ settled: 1, refused: [] });
    // The same says nothing new any more, and is not looked at to find that out.
    guest.sendSync(SYNC.step2, many);
    guest.sendSync(SYNC.step2, new Uint8Array([0, 0]));
    await world.settled(room);
    expect(guest.settled).toEqual({ settled: 2, refused: [{ message: 1, reason: 'read-only' }] });
    expect(guest.closed).toBeNull();
    await world.close();
  });

  it('shares a commit up to a megabyte, and lets others have their turn in between', async () => {
    const groups: number[][] = [];
    const turns: number[] = [];
    const queue = new Queue<number>(
      (items) => Promise.resolve(void groups.push([...items])),
      () => undefined,
      (item) => item,
    );
    for (const weight of [400_000, 600_000, 600_000, 9_000_000, 1, 1]) queue.add(weight);
    const other = () => {
      turns.push(groups.length);
      if (!queue.empty) setImmediate(other);
    };
    setImmediate(other);
    await queue.run(() => Promise.resolve());
    expect(groups).toEqual([[400_000, 600_000], [600_000], [9_000_000], [1, 1]]);
    expect(new Set(turns).size).toBeGreaterThan(2);
  });

  it('is not each of many presence states: a connection has four, and gives up one to say another', () => {
    const presence = new Presence({ now: () => 0 });
    const [one, other] = ['one', 'other'].map((id) => ({ member: { id } }) as Connection);
    if (!one || !other) throw new Error('nobody is there');
    const say = (by: Connection, client: number, clock: number, state: object | null = {}) =>
      presence.set(by, { client, clock, state });
    expect([1, 2, 3, 4, 5].map((client) => say(one, client, 1))).toEqual([true, true, true, true, false]);
    expect(say(one, 1, 2)).toBe(true);
    expect([say(one, 2, 2, null), say(one, 5, 2), say(one, 6, 1)]).toEqual([true, true, false]);
    // One that moves to another connection is no longer the first one's.
    expect([say(other, 1, 3), say(one, 6, 2)]).toEqual([true, true]);
    expect(presence.drop(one).toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6]);
    expect(presence.drop(other)).toEqual([1]);
    expect(presence.drop(one)).toEqual([]);
  });
});
