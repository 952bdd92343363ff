import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { SYNC } from '../../../shared/sync/protocol';
import { foundCompany, type Company } from '../../support/host/company';
import { RawClient } from '../../support/clients/raw-client';

let company: Company;

beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

it('[SYNC-24] answers a connection that asks and does not read once, and cuts nobody', async () => {
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
  await stalled.flushed();
  // The machine between may take a first answer whole.
  expect(stalled.heard.filter(({ sync }) => sync === SYNC.step2).length).toBeLessThan(4);
  expect([stalled.closed, colleague.closed]).toEqual([null, null]);
  stalled.close();
  colleague.close();
});

it('[SYNC-15] cuts a connection that does not read, and no other', async () => {
  const { owner, board } = company;
  const [speaker, stalled] = [
    await RawClient.open(owner, `board:${board}`),
    await RawClient.open(owner, `board:${board}`),
  ];
  stalled.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
  await stalled.until(() => stalled.heard.some(({ sync }) => sync === SYNC.step2));
  stalled.pause();
  const doc = openBoardDoc(new Y.Doc());
  // More than may wait, and what the machine between takes.
  for (let n = 1; n <= 160; n++) {
    const before = Y.encodeStateVector(doc);
    root(doc, 'notes').set('told', `${n}`.padEnd(256 * 1024, 'x'));
    expect(await speaker.update(Y.encodeStateAsUpdate(doc, before))).toBeNull();
  }
  stalled.resume();
  await stalled.until(() => stalled.closed !== null);
  expect(speaker.closed).toBeNull();
  speaker.close();
});

it('[SYNC-25] cuts connections of a member that together leave too much unread, and nobody else’s', async () => {
  const { guest, owner, board } = company;
  const colleague = await RawClient.open(owner, `board:${board}`);
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set('longer', 'x'.repeat(7 * 1024 * 1024));
  expect(await colleague.update(Y.encodeStateAsUpdate(doc))).toBeNull();
  const stalled = await Promise.all(
    Array.from({ length: 19 }, () => RawClient.open(guest, `board:${board}`)),
  );
  for (const each of stalled) {
    await each.until(() => each.heard.length > 0);
    each.pause();
    each.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
  }
  const before = Y.encodeStateVector(doc);
  root(doc, 'notes').set('shorter', 'y');
  expect(await colleague.update(Y.encodeStateAsUpdate(doc, before))).toBeNull();
  const late = await RawClient.open(guest, `board:${board}`);
  await late.flushed();
  for (const each of stalled) each.resume();
  await Promise.all(stalled.map((each) => each.flushed()));
  const cut = stalled.filter(({ closed }) => closed !== null).length;
  expect(cut).toBeGreaterThan(5);
  expect(cut).toBeLessThan(19);
  expect(colleague.closed).toBeNull();
});
