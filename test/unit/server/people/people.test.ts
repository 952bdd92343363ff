import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { MESSAGE, SYNC } from '../../../../shared/sync/protocol';
import type { Host } from '../../../../server/host';
import type { StoredMember } from '../../../../server/storage/storage';
import { CLOSE } from '../../../../shared/sync/close-codes';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

const SECOND: StoredMember = { ...MEMBER, id: 'second' };

let world: BareHost;
beforeEach(async () => {
  world = await bareHost([MEMBER, SECOND]);
});
afterEach(() => world.close());

it('[PEOPLE-10] looks at the rights of whoever waited for his turn again when it comes', async () => {
  const { people } = world.host;
  const [first, second] = [world.caller(MEMBER.id), world.caller(SECOND.id)];
  const done = await Promise.allSettled([
    people.removeMember(first, SECOND.id),
    people.removeMember(second, MEMBER.id),
    people.patchMember(second, SECOND.id, { role: 'owner' }),
    people.invite(second, { role: 'owner' }),
    people.removeDevice(second, second.device.id),
  ]);
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'rejected',
    'rejected',
  ]);
  expect((await world.storage.member(MEMBER.id))?.active).toBe(true);
  expect(await world.storage.invites()).toEqual([]);
});

it('[PEOPLE-2] ends the connections of a device, and no other of its member', async () => {
  const other = { ...world.caller(SECOND.id).device, id: 'other', publicKey: 'other', tokenHash: 'other' };
  await world.storage.write({ devices: [other] });
  const socket = await world.connect(SECOND.id, 'workspace');
  await world.host.people.removeDevice(world.caller(MEMBER.id), 'other');
  expect(socket.closed).toBeNull();
  await world.host.people.removeDevice(world.caller(MEMBER.id), `${SECOND.id}-device`);
  expect(socket.closed).toBe(CLOSE.forbidden);
  expect((await world.connect(SECOND.id, 'workspace')).closed).toBe(CLOSE.forbidden);
});

it('[PEOPLE-4] writes down when devices were seen every five minutes, and what could not be written later', async () => {
  const { host, storage, clock } = world;
  const write = vi.spyOn(storage, 'write');
  for (let n = 0; n < 1000; n++) host.seen.touch('second-device');
  await host.tick();
  expect(write).not.toHaveBeenCalled();
  expect(await host.seen.all()).toEqual(new Map([['second-device', clock.time]]));
  const seen = clock.time;
  clock.time += 5 * 60_000;
  write.mockRejectedValueOnce(new Error('disk full'));
  await host.tick();
  expect(await storage.seen()).toEqual(new Map());
  clock.time += 5 * 60_000;
  await host.tick();
  expect(await storage.seen()).toEqual(new Map([['second-device', seen]]));
});

it('[PEOPLE-10] changes no board and makes none for who is no owner any more when his turn comes', async () => {
  const { host, storage } = world;
  const { id } = await host.createBoard('Wärmepumpe 2027');
  const room = await host.room(id);
  const demoted = { members: [{ ...SECOND, role: 'member' as const }] };
  const waiting = room.exclusive(() => storage.write(demoted).then(() => undefined));
  const late = host.patchBoard(id, { title: 'Anders' }, SECOND.id, true);
  await waiting;
  await expect(late).rejects.toMatchObject({ code: 'not-allowed', facts: { reason: 'not-owner' } });
  await expect(host.createBoard('Noch eins', SECOND.id)).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await storage.board(id))?.title).toBe('Wärmepumpe 2027');
});

/** Says that a client of its own is here. */
function presence(): Uint8Array {
  const awareness = new Awareness(new Y.Doc());
  const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
  awareness.destroy();
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

function note(key: string): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(key, key);
  return Y.encodeStateAsUpdate(doc);
}

const owner = () => world.caller(MEMBER.id);
it.each<[string, (people: Host['people']) => Promise<unknown>]>([
  ['was removed', (people) => people.removeMember(owner(), SECOND.id)],
  ['became a guest', (people) => people.patchMember(owner(), SECOND.id, { role: 'guest' })],
  ['lost his device', (people) => people.removeDevice(owner(), `${SECOND.id}-device`)],
])('[PEOPLE-2] keeps nothing of what still waited when somebody %s', async (_what, change) => {
  const { id } = await world.host.createBoard('Herbst');
  const room = await world.host.room(id);
  const [cut, colleague] = [
    await world.connect(SECOND.id, `board:${id}`),
    await world.connect(MEMBER.id, `board:${id}`),
  ];
  let release: () => void = () => undefined;
  const held = room.exclusive(() => new Promise<void>((done) => (release = done)));
  cut.sendSync(SYNC.update, note('his'));
  cut.seat?.receive(presence());
  colleague.sendSync(SYNC.update, note('ours'));
  await change(world.host.people);
  expect(cut.closed).not.toBeNull();
  release();
  await held;
  await room.settled();
  expect(root(room.document.doc, 'notes').toJSON()).toEqual({ ours: 'ours' });
  expect([...room.document.owners.values()]).not.toContain(SECOND.id);
  expect(colleague.settled).toEqual({ settled: 1, refused: [] });
});
