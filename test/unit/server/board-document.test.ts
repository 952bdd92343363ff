import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { MAX_DEPTH } from '../../../shared/domain/json';
import { BoardDocument, type Draft } from '../../../server/board-document';
import { openSqlite } from '../../../server/storage/sqlite';
import type { Storage } from '../../../server/storage/storage';
import { checkUpdate } from '../../../server/update-check';

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

function load(): Promise<BoardDocument> {
  return BoardDocument.load(BOARD, storage, () => undefined);
}

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
