import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskTrouble } from '../../../../server/storage/guarded';
import type { Storage } from '../../../../server/storage/storage';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { SYNC } from '../../../../shared/sync/protocol';
import { bareHost, type BareHost } from '../../../support/host/host-room';

function errorOf(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** An update that writes one note. */
function note(key: string): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(key, 1);
  return Y.encodeStateAsUpdate(doc);
}

/** A storage whose disk fails with whatever code the test sets. */
function failing(storage: Storage, disk: { code: string | null }): Storage {
  const methods = ['write', 'compact', 'probe'] as const;
  const broken = Object.fromEntries(
    methods.map((name) => [
      name,
      async (...args: never[]) => {
        if (disk.code !== null) throw errorOf(disk.code);
        return (storage[name] as (...all: never[]) => Promise<unknown>).apply(storage, args);
      },
    ]),
  );
  return new Proxy(storage, {
    get: (target, name) => {
      const own = broken[String(name)];
      const value = own ?? (Reflect.get(target, name, target) as unknown);
      return typeof value === 'function' && !own ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('telling the disk from other faults', () => {
  it.each([
    ['SQLITE_FULL', 'full'],
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['SQLITE_IOERR_FSYNC', 'failing'],
    ['EIO', 'failing'],
    ['SQLITE_READONLY_DBMOVED', 'failing'],
    ['SQLITE_CONSTRAINT', null],
    ['SQLITE_BUSY', null],
    ['EACCES', null],
  ] as const)('[SYNC-20] %s is %s', (code, trouble) => {
    expect(diskTrouble(errorOf(code))).toBe(trouble);
  });
});

describe('a host whose disk is in trouble', () => {
  const disk: { code: string | null } = { code: null };
  let bare: BareHost;
  let board: string;

  beforeEach(async () => {
    disk.code = null;
    bare = await bareHost(undefined, (storage) => failing(storage, disk));
    board = `board:${(await bare.host.createBoard('Board')).id}`;
  });
  afterEach(() => bare.close());

  it('[SYNC-20] refuses edits with `storage`, keeps the connections, and tells everybody', async () => {
    const [writer, reader] = [await bare.connect('member', board), await bare.connect('member', board)];
    const workspace = await bare.connect('member', 'workspace');
    disk.code = 'SQLITE_FULL';
    writer.sendSync(SYNC.update, note('a'));
    await bare.settled(board);
    expect(writer.settled).toEqual({ settled: 1, refused: [{ message: 1, reason: 'storage' }] });
    expect(bare.host.storageHealth).toBe('full');
    expect([writer.closed, reader.closed, reader.updates]).toEqual([null, null, []]);
    for (const socket of [writer, reader, workspace])
      expect(socket.changes).toContainEqual({ what: 'storage', health: 'full' });
    const late = await bare.connect('member', board);
    expect(late.changes).toEqual([{ what: 'storage', health: 'full' }]);
    // The disk is not even asked now, and what says nothing is no edit.
    disk.code = null;
    late.sendSync(SYNC.update, note('b'));
    late.sendSync(SYNC.step2, Y.encodeStateAsUpdate(new Y.Doc()));
    await bare.settled(board);
    expect(late.settled).toEqual({ settled: 2, refused: [{ message: 1, reason: 'storage' }] });
    await expect(bare.host.createBoard('Noch eins')).rejects.toMatchObject({
      code: 'read-only',
      facts: { reason: 'full' },
    });
  });

  it('[SYNC-22] accepts again by itself, and has those come back whose edits it refused', async () => {
    const [writer, reader] = [await bare.connect('member', board), await bare.connect('member', board)];
    disk.code = 'SQLITE_IOERR_WRITE';
    writer.sendSync(SYNC.update, note('a'));
    await bare.settled(board);
    await bare.host.tick();
    expect([bare.host.storageHealth, writer.closed]).toEqual(['failing', null]);
    disk.code = null;
    await bare.host.tick();
    expect([bare.host.storageHealth, writer.closed, reader.closed]).toEqual(['ok', 1011, null]);
    expect(reader.changes).toEqual([
      { what: 'storage', health: 'failing' },
      { what: 'storage', health: 'ok' },
    ]);
    const again = await bare.connect('member', board);
    again.sendSync(SYNC.update, note('a'));
    await bare.settled(board);
    expect(again.settled).toEqual({ settled: 1, refused: [] });
    expect(bare.events.filter((event) => event.startsWith('storage-'))).toEqual([
      'storage-failing',
      'storage-ok',
    ]);
  });

  it('[SYNC-16] leaves other faults what they are', async () => {
    const writer = await bare.connect('member', board);
    disk.code = 'SQLITE_CONSTRAINT';
    writer.sendSync(SYNC.update, note('a'));
    await bare.settled(board);
    expect([bare.host.storageHealth, writer.closed]).toEqual(['ok', 1011]);
    disk.code = null;
  });
});
