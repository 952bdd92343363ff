import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { openBoardDoc, readPlans, root } from '../../shared/doc/board-doc';
import { migrateBoardDoc, type Migration } from '../../shared/doc/migrations';
import { addComment } from '../../shared/doc/commands';
import { readThreads } from '../../shared/doc/threads';
import { mentionRuns } from '../../shared/domain/text/mentions';
import { SCHEMA_VERSION } from '../../shared/doc/schema';
import { digestOf, materialOf } from '../../shared/domain/plan';

/** A document as a host of that version stored it. */
function stored(name: string): Y.Doc {
  const doc = openBoardDoc(new Y.Doc());
  Y.applyUpdateV2(doc, readFileSync(new URL(`../fixtures/docs/${name}.ydoc`, import.meta.url)));
  return doc;
}

const digests = (doc: Y.Doc) =>
  Object.fromEntries(readPlans(doc).map((plan) => [plan.id, digestOf(materialOf(plan))]));
const clientsIn = (doc: Y.Doc, besides?: number) =>
  [...doc.store.clients].flatMap(([client, structs]) =>
    client === besides ? [] : [[client, structs.length] as const],
  );
const stateOf = (doc: Y.Doc) => createHash('sha256').update(Y.encodeStateAsUpdate(doc)).digest('hex');

const TAGS: Migration = {
  version: 3,
  run: (doc) =>
    root(doc, 'plans').forEach(
      (plan) => plan instanceof Y.Map && !plan.has('tags') && plan.set('tags', new Y.Array()),
    ),
};
const AGENDA: Migration = {
  version: 4,
  run: (doc) => void (root(doc, 'agenda').has('made') || root(doc, 'agenda').set('made', true)),
};

describe('[DOC-12] a document of version 1', () => {
  it.each(['board-v1', 'discussion-v1'])(
    'becomes one of version 2 by its version alone, once: %s',
    (name) => {
      const doc = stored(name);
      const before = { digests: digests(doc), threads: readThreads(doc), clients: clientsIn(doc) };
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      expect(migrateBoardDoc(doc)).toBe('migrated');
      expect(root(doc, 'meta').toJSON()).toEqual({ version: 2 });
      expect({
        digests: digests(doc),
        threads: readThreads(doc),
        clients: clientsIn(doc, doc.clientID),
      }).toEqual(before);
      // Nothing of anybody's is written over or deleted: whose it is stays told by its items.
      expect(updates.map((update) => [...Y.decodeUpdate(update).ds.clients])).toEqual([[]]);
      expect(migrateBoardDoc(doc)).toBe('current');
      expect(updates).toHaveLength(1);
    },
  );

  it('has its comments in the order of before, each its author’s', () => {
    const doc = stored('discussion-v1');
    migrateBoardDoc(doc);
    expect(
      readThreads(doc).map(({ id, comments }) => [id, ...comments.map((each) => [each.id, each.clientId])]),
    ).toEqual([
      // Its answer came from a slow clock.
      ['frage', ['c2', 2002], ['c1', 2001], ['c4', 2001]],
      ['spaeter', ['c3', 2002]],
    ]);
    addComment(doc, 'frage', { id: 'c5', text: 'Gern.', at: '2026-11-20T08:40:00.000Z', mentions: [] });
    expect(readThreads(doc)[0]?.comments.map(({ id }) => id)).toEqual(['c2', 'c1', 'c4', 'c5']);
  });

  it('mentions those whose whole names stand in its comments', () => {
    const names = new Map([
      ['mBen', 'Ben Roth'],
      ['mClara', 'Clara Weiß'],
    ]);
    const [thread] = readThreads(stored('discussion-v1'));
    const mentioned = thread?.comments.map(({ text, mentions }) =>
      mentionRuns(text, mentions, (id) => names.get(id)).flatMap(({ memberId }) => memberId ?? []),
    );
    expect(mentioned).toEqual([[], ['mBen'], ['mBen', 'mClara']]);
  });

  it('has the digests it was agreed with', () => {
    expect(digests(stored('board-v1'))).toEqual({
      fruehjahr: 'f51dd05dc44dd8fa6e56c47d10f233e58b70bd274c3c19ecc3a7a806f570045a',
      haendler: 'ba0baba9aa7d536fc05250c18014da86915447878935828d15a144e04c2b1b6b',
    });
  });

  it('has its plans and threads', () => {
    const doc = stored('board-v1');
    expect(new Set(readPlans(doc).map(({ title }) => title))).toEqual(
      new Set(['Frühjahrsaktion Wärmepumpe', 'Händlertage']),
    );
    expect(readThreads(doc)).toMatchObject([
      {
        plan: 'fruehjahr',
        field: 'start',
        comments: [
          { clientId: 1002, text: 'Kollidiert mit der ISH.', mentions: [{ memberId: 'm7Kq', place: null }] },
        ],
      },
    ]);
  });
});

describe('[DOC-12] migrating', () => {
  it('takes every step in one transaction, once, and leaves digests as they are', () => {
    const doc = stored('board-v1');
    const before = digests(doc);
    let updates = 0;
    doc.on('update', () => updates++);
    expect(migrateBoardDoc(doc, [TAGS, AGENDA])).toBe('migrated');
    expect(updates).toBe(1);
    expect(root(doc, 'meta').get('version')).toBe(4);
    expect(root(doc, 'agenda').get('made')).toBe(true);
    expect(migrateBoardDoc(doc, [TAGS, AGENDA])).toBe('current');
    expect(updates).toBe(1);
    expect(digests(doc)).toEqual(before);
  });

  it('mends what a client of an older version brings later', () => {
    const doc = stored('board-v1');
    migrateBoardDoc(doc, [TAGS]);
    root(doc, 'plans').set('late', new Y.Map([['title', 'Herbstaktion']]));
    const before = digests(doc);
    expect(migrateBoardDoc(doc, [TAGS])).toBe('migrated');
    expect((root(doc, 'plans').get('late') as Y.Map<unknown>).get('tags')).toBeInstanceOf(Y.Array);
    expect(digests(doc)).toEqual(before);
    expect(migrateBoardDoc(doc, [TAGS])).toBe('current');
  });

  it('leaves a newer document alone', () => {
    const doc = stored('board-v1');
    root(doc, 'meta').set('version', SCHEMA_VERSION + 1);
    const before = stateOf(doc);
    expect(migrateBoardDoc(doc)).toBe('newer');
    expect(stateOf(doc)).toBe(before);
  });

  test.each([undefined, null, 'x', -1, 0, 1.5, NaN])('takes version %j for the first', (version) => {
    const doc = stored('board-v1');
    root(doc, 'meta').set('version', version);
    expect(migrateBoardDoc(doc)).toBe('migrated');
    expect(root(doc, 'meta').get('version')).toBe(SCHEMA_VERSION);
  });
});
