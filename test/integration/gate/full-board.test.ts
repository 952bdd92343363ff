import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { SYNC } from '../../../shared/sync/protocol';
import { joinAs } from '../../support/clients/clients';
import { startHostProcess } from '../../support/host/host';
import { RawClient } from '../../support/clients/raw-client';

const MUCH = 6 * 1024 * 1024;

it('[OPER-9] a board holds 16 MiB; then it says so, and takes more once something is deleted', async () => {
  const host = await startHostProcess();
  const owner = await joinAs(host.url, {
    secret: host.ownerSecret ?? '',
    name: 'Maren',
    department: 'marketing',
  });
  const board = await owner.createBoard('Voll');
  const raw = await RawClient.open(owner, `board:${board}`);
  /** Every change under a client ID of its own, so that none hangs on one that was refused. */
  const kept = openBoardDoc(new Y.Doc());
  const change = async (edit: (notes: Y.Map<unknown>) => void) => {
    const doc = openBoardDoc(new Y.Doc());
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(kept));
    const before = Y.encodeStateVector(doc);
    edit(root(doc, 'notes') as Y.Map<unknown>);
    const update = Y.encodeStateAsUpdate(doc, before);
    const refused = await raw.update(update, SYNC.update);
    if (refused === null) Y.applyUpdate(kept, update);
    return refused;
  };
  const write = (key: string) => change((notes) => notes.set(key, 'x'.repeat(MUCH)));
  expect([await write('a'), await write('b'), await write('c')]).toEqual([null, null, 'board-full']);
  expect(await change((notes) => notes.set('small', 'fits'))).toBeNull();
  expect(await change((notes) => notes.delete('a'))).toBeNull();
  expect(await write('c')).toBeNull();
  expect(await write('d')).toBe('board-full');
  raw.close();
  await host.close();
});
