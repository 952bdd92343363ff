import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StoredMember } from '../../../server/storage/storage';
import { CLOSE } from '../../../shared/sync/close-codes';
import { bareHost, MEMBER, type BareHost } from '../../support/host-room';

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
