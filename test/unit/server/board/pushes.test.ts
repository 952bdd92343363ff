import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import type { StoredMember } from '../../../../server/storage/storage';
import { SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
let board: string;

beforeEach(async () => {
  world = await bareHost();
  board = (await world.host.createBoard('Wärmepumpe 2027')).id;
});
afterEach(() => world.close());

describe('pushes', () => {
  it('[SYNC-7] tell a board of its record, everybody of the workspace’s, and whose a client ID is', async () => {
    const room = `board:${board}`;
    const writer = await world.connect(MEMBER.id, room);
    const other = await world.host.createBoard('Solar 2027');
    const [here, elsewhere, outside] = [
      await world.connect(MEMBER.id, room),
      await world.connect(MEMBER.id, `board:${other.id}`),
      await world.connect(MEMBER.id, 'workspace'),
    ];
    await world.host.patchBoard(board, { archived: true }, MEMBER.id, true);
    await world.host.patchBoard(board, { archived: false }, MEMBER.id, true);
    const third = await world.host.createBoard('Bad 2028');
    const workspace = world.host.workspace.record.entries.at(-1);
    expect(workspace).toMatchObject({ kind: 'board-added', body: { board: third.id } });
    expect(outside.records).toEqual([{ board: 'workspace', entries: [workspace] }]);
    expect(elsewhere.records).toEqual(outside.records);
    const { record } = await world.host.room(board);
    expect(here.records).toEqual([
      ...record.entries.slice(1).map((entry) => ({ board, entries: [entry] })),
      ...outside.records,
    ]);

    const doc = openBoardDoc(new Y.Doc());
    root(doc, 'notes').set('a', 'a');
    writer.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
    await world.settled(room);
    const owners = Object.fromEntries((await world.host.room(board)).document.owners);
    expect(Object.values(owners)).toEqual([MEMBER.id]);
    expect(here.owners).toEqual([{}, owners]);
    expect((await world.connect(MEMBER.id, room)).owners).toEqual([owners]);
    expect(elsewhere.owners).toEqual([{}]);
  });

  it('[SYNC-14] tell nobody elsewhere that a record grew which changes nothing that waits for him', async () => {
    const [here, outside] = [
      await world.connect(MEMBER.id, `board:${board}`),
      await world.connect(MEMBER.id, 'workspace'),
    ];
    expect(await world.host.waiting.of(MEMBER)).toEqual([]);
    await world.host.patchBoard(board, { archived: true }, MEMBER.id, true);
    const boards = { what: 'boards' };
    expect([here.changes, outside.changes]).toEqual([[], [boards]]);
  });

  it('[SYNC-36] tell what changed in the workspace’s room alone, and of somebody’s own rights him alone', async () => {
    await world.close();
    const other: StoredMember = { ...MEMBER, id: 'other', name: 'Jonas', role: 'member' };
    world = await bareHost([MEMBER, other]);
    board = (await world.host.createBoard('Solar 2027')).id;
    const rooms = [`board:${board}`, 'workspace'];
    const [hers, his] = [MEMBER.id, other.id].map((id) => rooms.map((room) => world.connect(id, room)));
    const sockets = await Promise.all([...(hers ?? []), ...(his ?? [])]);
    await world.host.people.patchMember(world.caller(MEMBER.id), other.id, { name: 'Jonas Berg' });
    const everybody = [{ what: 'members' }, { what: 'access' }];
    expect(sockets.map(({ changes }) => changes)).toEqual([
      [],
      everybody,
      [],
      [{ what: 'me' }, ...everybody],
    ]);
  });
});
