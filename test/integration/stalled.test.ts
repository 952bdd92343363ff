import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../shared/doc/board-doc';
import { SYNC } from '../../shared/sync/protocol';
import { foundCompany, type Company } from '../support/company';
import { RawClient } from '../support/raw-client';

let company: Company;

beforeAll(async () => {
  company = await foundCompany();
}, 60_000);
afterAll(() => company?.host.close());

it('[SYNC-15] cuts a connection that asks and does not read, and no other', async () => {
  const { owner, board } = company;
  const [colleague, stalled] = [
    await RawClient.open(owner, `board:${board}`),
    await RawClient.open(owner, `board:${board}`),
  ];
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set('long', 'x'.repeat(6 * 1024 * 1024));
  expect(await colleague.update(Y.encodeStateAsUpdate(doc))).toBeNull();

  await stalled.until(() => stalled.heard.length > 0);
  stalled.pause();
  for (let n = 0; n < 12; n++) stalled.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
  // The host has come to the last of them once it answers somebody who asked later.
  const before = Y.encodeStateVector(doc);
  root(doc, 'notes').set('short', 'y');
  expect(await colleague.update(Y.encodeStateAsUpdate(doc, before))).toBeNull();
  stalled.resume();
  await stalled.until(() => stalled.closed !== null);
  expect(stalled.heard.filter(({ sync }) => sync === SYNC.step2).length).toBeLessThan(12);
  expect(colleague.closed).toBeNull();
});
