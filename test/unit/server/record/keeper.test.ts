import { afterEach, beforeEach, expect, it } from 'vitest';
import { Host } from '../../../../server/host';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
let board: string;

beforeEach(async () => {
  world = await bareHost();
  board = (await world.host.createBoard('Wärmepumpe 2027')).id;
});
afterEach(() => world.close());

it('[RECORD-11] whoever appends behind another host reads what it appended, and appends behind that', async () => {
  const other = await Host.open(world.storage, world.host.workspace.ports);
  for (const [at, host] of [world.host, other, world.host, other].entries())
    await host.patchBoard(
      board,
      { policy: { approvals: 1, leadTimeDays: at + 1, promiseRequired: true } },
      MEMBER.id,
      true,
    );
  const entries = await world.storage.entries(board, 0);
  expect(entries.slice(1)).toMatchObject(
    [1, 2, 3, 4].map((leadTimeDays) => ({ kind: 'policy-changed', body: { policy: { leadTimeDays } } })),
  );
  const { record } = await (await Host.open(world.storage, world.host.workspace.ports)).room(board);
  expect(record.entries).toEqual(entries);
  expect(await other.workspace.audit.faultOf(record)).toBeNull();
});

it('[RECORD-12] reads the whole record back after a restart, however many entries there are', async () => {
  const room = await world.host.room(board);
  for (const archived of [true, false, true])
    await world.host.patchBoard(board, { archived }, MEMBER.id, true);
  const again = await Host.open(world.storage, world.host.workspace.ports);
  const { record } = await again.room(board);
  expect(record.entries.map(({ kind }) => kind)).toEqual([
    'board-created',
    'archived',
    'unarchived',
    'archived',
  ]);
  expect(record.entries).toEqual(room.record.entries);
  expect(await again.workspace.audit.faultOf(record)).toBeNull();
});
