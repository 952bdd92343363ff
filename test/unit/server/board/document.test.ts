import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { createPlan, setMeta } from '../../../../shared/doc/commands';
import type { Migration } from '../../../../shared/doc/migrations';
import { SCHEMA_VERSION } from '../../../../shared/doc/schema';
import { MAX_DEPTH } from '../../../../shared/domain/json';
import { acceptedKey } from '../../../../shared/domain/warnings/accepted';
import { BoardDocument, type Draft } from '../../../../server/board/document';
import { openSqlite } from '../../../../server/storage/sqlite';
import type { Storage } from '../../../../server/storage/storage';
import { checkUpdate } from '../../../../server/gate/update-check';

const BOARD = 'board';
let directory: string;
let storage: Storage;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handschlag-document-'));
  storage = openSqlite(directory);
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true, force: true });
});

function load(migrations?: readonly Migration[]): Promise<BoardDocument> {
  return BoardDocument.load(BOARD, storage, () => undefined, migrations);
}

/** Somebody has written on the board. */
function write(): Promise<unknown> {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set('first', 'by somebody');
  return storage.write({ updates: [{ board: BOARD, update: Y.encodeStateAsUpdate(doc) }] });
}

describe('BoardDocument', () => {
  const noteForAll: Migration = {
    version: SCHEMA_VERSION + 1,
    run: (doc) => void (root(doc, 'notes').has('added') || root(doc, 'notes').set('added', 'by the host')),
  };

  it('[SYNC-11] commits what migrations write before anybody sees it, as nobody else', async () => {
    await write();
    const { doc, owners } = await load([noteForAll]);
    expect(root(doc, 'notes').get('added')).toBe('by the host');
    const stored = await storage.document(BOARD);
    const copy = openBoardDoc(new Y.Doc());
    for (const update of stored.updates) Y.applyUpdate(copy, update);
    expect(copy.toJSON()).toEqual(doc.toJSON());
    expect([...stored.owners]).toEqual([[doc.clientID, 'host']]);
    expect(owners).toEqual(stored.owners);
    // The next host finds it done.
    await load([noteForAll]);
    expect((await storage.document(BOARD)).version).toBe(stored.version);
  });

  it('[DOC-2] writes nothing where nobody has written anything', async () => {
    await load([noteForAll]);
    expect((await storage.document(BOARD)).updates).toEqual([]);
  });

  it('[EXPORT-16] tells the causes of the warnings that were accepted of a plan', async () => {
    const doc = openBoardDoc(new Y.Doc());
    for (const id of ['a', 'b']) createPlan(doc, { id, kind: 'campaign', ownerId: 'max' });
    setMeta(doc, 'a', acceptedKey({ key: 'period p7' }), 'Die Messe hat offen');
    setMeta(doc, 'a', acceptedKey({ key: 'over-frame' }), { reason: 'Muss sein', extent: { amount: 10 } });
    setMeta(doc, 'a', 'from', 'b');
    await storage.write({ updates: [{ board: BOARD, update: Y.encodeStateAsUpdate(doc) }] });
    const document = await load();
    expect(['a', 'b', 'c'].map((id) => document.accepted(id))).toEqual([
      [{ cause: 'over-frame', extent: { amount: 10 } }, 'period p7'],
      [],
      [],
    ]);
  });

  it('[SYNC-11] opens no document of a later version', async () => {
    await write();
    await load([noteForAll]);
    await expect(load()).rejects.toMatchObject({ code: 'newer-board' });
  });
});

describe('Draft', () => {
  it('[GATE-19] counts how deep things lie that come in the same commit', async () => {
    const draft = (await load()).draft();
    const client = openBoardDoc(new Y.Doc());
    let deepest: Y.Map<unknown> = root(client, 'notes');
    const grow = (levels: number) => {
      const before = Y.encodeStateVector(client);
      client.transact(() => {
        for (let level = 0; level < levels; level++) deepest = deepest.set('x', new Y.Map<unknown>());
      });
      return take(draft, Y.encodeStateAsUpdate(client, before));
    };
    expect(grow(MAX_DEPTH / 2)).toBe('accepted');
    expect(grow(MAX_DEPTH / 2)).toBe('accepted');
    expect(grow(1)).toEqual({ refused: 'forbidden-content' });
  });
});

function take(draft: Draft, update: Uint8Array) {
  const checked = checkUpdate(update, 'member', draft);
  if (checked === 'nothing' || 'refused' in checked) return checked;
  draft.accept(checked, 'member');
  return 'accepted';
}
