import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import {
  briefOf,
  goneBy,
  takenBack,
  planIds,
  planMap,
  readPlan,
  readPlans,
  root,
  type BoardMap,
} from '../../../shared/doc/board-doc';
import {
  addComment,
  addThread,
  createPlan,
  deleteComment,
  deletePlan,
  editComment,
  erasePlan,
  movePlan,
  restorePlan,
  setField,
  setResolved,
  setSet,
  takeBackPlan,
  together,
} from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import type { Json } from '../../../shared/domain/json';
import { digestOf, materialOf, type PlanJson } from '../../../shared/domain/plan';
import { copyOf, digestIn, docWithPlan, exchange, newDoc, PLAN, undoOf, updatesOf } from './support';

const rankOf = (doc: Y.Doc, id: string) => readPlan(doc, id)?.['rank'] as string;
const order = (doc: Y.Doc) =>
  readPlans(doc)
    .map(({ id }) => id)
    .sort((a, b) => (rankOf(doc, a) < rankOf(doc, b) ? -1 : 1));
const board = (...ids: string[]) => {
  const doc = newDoc();
  for (const id of ids) createPlan(doc, { id, kind: 'campaign', ownerId: 'max' });
  return doc;
};

describe('[DOC-1] making a plan', () => {
  it('makes all its nested types in one transaction', () => {
    const doc = newDoc();
    const fields = { title: 'Frühjahr', budgetMinor: 100 };
    expect(
      updatesOf(doc, () =>
        createPlan(doc, {
          id: PLAN,
          kind: 'campaign',
          ownerId: 'max',
          fields,
          sets: { channels: ['Messe'] },
        }),
      ),
    ).toBe(1);
    expect(readPlan(doc, PLAN)).toStrictEqual({
      id: PLAN,
      kind: 'campaign',
      ownerId: 'max',
      title: 'Frühjahr',
      budgetMinor: 100,
      rank: 'a0',
      channels: ['Messe'],
      regions: [],
      tags: [],
      brief: [],
      meta: {},
    });
    expect(briefOf(doc, PLAN)).toBeInstanceOf(Y.XmlFragment);
  });

  it("takes nobody's ID", () => {
    const doc = docWithPlan({ fields: { title: 'first' } });
    expect(updatesOf(doc, () => createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: 'vera' }))).toBe(0);
    expect(readPlan(doc, PLAN)?.['title']).toBe('first');
  });

  it('puts it at the end', () => {
    expect(order(board('a', 'b', 'c'))).toEqual(['a', 'b', 'c']);
  });

  test.each<[unknown]>([['~~~'], [''], [7], ['a0b\u00e9'], ['zzzz'], ['x'.repeat(100_000)]])(
    '[DOC-8] minds no broken rank %#',
    (rank) => {
      const doc = board('a', 'b', 'broken');
      planMap(doc, 'broken')?.set('rank', rank);
      createPlan(doc, { id: 'c', kind: 'campaign', ownerId: 'max' });
      expect(rankOf(doc, 'c') > rankOf(doc, 'b')).toBe(true);
    },
  );
});

describe('[DOC-2] a command that changes nothing writes nothing', () => {
  const doc = docWithPlan({ fields: { title: 'a' }, sets: { channels: ['x', 'y'] } });
  addThread(doc, { id: 't', plan: PLAN }, { id: 'c', text: 'hi', at: '2026-11-01T08:00:00Z', mentions: [] });

  test.each<[string, () => void]>([
    ['the same value', () => setField(doc, PLAN, 'title', 'a')],
    ['clearing what is empty', () => setField(doc, PLAN, 'goal', '')],
    ['no such plan', () => setField(doc, 'none', 'title', 'b')],
    ['the same set', () => setSet(doc, PLAN, 'channels', ['x', 'y'])],
    ['the same set in another order, twice', () => setSet(doc, PLAN, 'channels', ['y', 'x', 'y', ''])],
    ["no such plan's set", () => setSet(doc, 'none', 'channels', ['x'])],
    ['deleting nothing', () => deletePlan(doc, 'none')],
    ['taking back what is there', () => takeBackPlan(doc, PLAN)],
    ['erasing nothing', () => erasePlan(doc, 'none')],
    ['moving nothing', () => movePlan(doc, 'none', null, null)],
    ['moving where it is', () => movePlan(doc, PLAN, null, 'a1')],
    ['bringing back what is there', () => restorePlan(doc, PLAN, { id: PLAN })],
    ['the same comment', () => editComment(doc, 't', 'c', { text: 'hi', mentions: [] })],
    ['no such comment', () => deleteComment(doc, 't', 'none')],
    ['no such thread', () => addComment(doc, 'none', { id: 'd', text: '', at: '', mentions: [] })],
    ['resolving nothing', () => setResolved(doc, 't', false)],
    ['reading', () => void [readPlans(doc), readThreads(doc), briefOf(doc, PLAN)]],
  ])('%s', (_what, command) => {
    expect(updatesOf(doc, command)).toBe(0);
  });

  it('clears a field', () => {
    const own = docWithPlan({ fields: { title: 'a' } });
    setField(own, PLAN, 'title', '');
    expect(planMap(own, PLAN)?.has('title')).toBe(false);
  });
});

describe('[DOC-3] sets', () => {
  it('keep what two people add at the same time', () => {
    const one = docWithPlan({ sets: { channels: ['Messe', 'Radio'] } });
    const two = copyOf(one);
    setSet(one, PLAN, 'channels', ['Messe', 'E-Mail']);
    setSet(two, PLAN, 'channels', ['Messe', 'Radio', 'Plakat']);
    exchange(one, two);
    expect(readPlan(one, PLAN)).toStrictEqual(readPlan(two, PLAN));
    expect(materialOf(readPlan(one, PLAN) ?? { id: '' })['channels']).toEqual(['E-Mail', 'Messe', 'Plakat']);
  });

  it('[UI-43] keep what somebody added since the one who writes has looked', () => {
    const doc = docWithPlan({ sets: { channels: ['Messe', 'Radio'] } });
    const seen = ['Messe', 'Radio'];
    setSet(doc, PLAN, 'channels', ['Messe', 'Radio', 'Plakat']);
    setSet(doc, PLAN, 'channels', ['Messe', 'E-Mail'], seen);
    expect(materialOf(readPlan(doc, PLAN) ?? { id: '' })['channels']).toEqual(['E-Mail', 'Messe', 'Plakat']);
  });

  it('lose repetitions and what is no text', () => {
    const doc = docWithPlan();
    const channels = planMap(doc, PLAN)?.get('channels') as Y.Array<unknown> | undefined;
    channels?.push(['a', 7, 'a', 'b']);
    setSet(doc, PLAN, 'channels', ['a', 'c']);
    expect(readPlan(doc, PLAN)?.['channels']).toEqual(['a', 'c']);
  });

  it('are made where another program left them out', () => {
    const doc = newDoc();
    root(doc, 'plans').set(
      PLAN,
      new Y.Map<unknown>([
        ['title', 'a'],
        ['regions', 'Nord'],
      ]),
    );
    expect(updatesOf(doc, () => setSet(doc, PLAN, 'channels', []))).toBe(0);
    setSet(doc, PLAN, 'channels', ['Messe']);
    setSet(doc, PLAN, 'regions', []);
    expect(readPlan(doc, PLAN)).toMatchObject({ channels: ['Messe'], regions: [] });
  });
});

it('[DOC-4] two people writing one brief keep both texts', () => {
  const one = docWithPlan({ brief: [{ type: 'paragraph', children: [{ text: 'Mitte' }] }] });
  const two = copyOf(one);
  const type = (doc: Y.Doc, at: number, text: string) => {
    const paragraph = briefOf(doc, PLAN)?.get(0) as Y.XmlElement | undefined;
    (paragraph?.get(0) as Y.XmlText | undefined)?.insert(at, text);
  };
  type(one, 0, 'Anfang ');
  type(two, 5, ' Ende');
  exchange(one, two);
  const brief: Json = [{ type: 'paragraph', children: [{ text: 'Anfang Mitte Ende' }] }];
  expect([one, two].map((doc) => materialOf(readPlan(doc, PLAN) ?? { id: '' })['brief'])).toStrictEqual([
    brief,
    brief,
  ]);
});

describe('[DOC-5] undo', () => {
  it("takes back one command, and only one's own", () => {
    const doc = docWithPlan({ fields: { title: 'a' } });
    const other = copyOf(doc);
    const undo = undoOf(doc);
    setField(doc, PLAN, 'title', 'b');
    setField(other, PLAN, 'goal', 'theirs');
    setSet(doc, PLAN, 'channels', ['mine']);
    exchange(doc, other);
    undo.undo();
    expect(readPlan(doc, PLAN)).toMatchObject({ title: 'b', goal: 'theirs', channels: [] });
    undo.undo();
    expect(readPlan(doc, PLAN)).toMatchObject({ title: 'a', goal: 'theirs' });
    undo.redo();
    undo.redo();
    expect(readPlan(doc, PLAN)).toMatchObject({ title: 'b', goal: 'theirs', channels: ['mine'] });
  });

  it('brings back a deleted plan as it was, and takes back a new one', () => {
    const doc = docWithPlan({
      fields: { title: 'a' },
      sets: { channels: ['x'] },
      brief: [{ type: 'paragraph', children: [{ text: 'b' }] }],
    });
    const undo = undoOf(doc);
    const digest = digestIn(doc);
    deletePlan(doc, PLAN);
    createPlan(doc, { id: 'new', kind: 'campaign', ownerId: 'max' });
    undo.undo();
    expect(readPlan(doc, 'new')).toBeNull();
    undo.undo();
    expect(digestIn(doc)).toBe(digest);
    undo.redo();
    expect(readPlan(doc, PLAN)).toBeNull();
  });

  it('takes several commands as one', () => {
    const doc = docWithPlan({ fields: { title: 'a' } });
    const undo = undoOf(doc);
    const both = () =>
      together(doc, () => {
        setField(doc, PLAN, 'title', 'b');
        setField(doc, PLAN, 'goal', 'c');
      });
    expect(updatesOf(doc, both)).toBe(1);
    undo.undo();
    expect(readPlan(doc, PLAN)).toMatchObject({ title: 'a' });
    expect(readPlan(doc, PLAN)).not.toHaveProperty('goal');
  });
});

describe('[DOC-13] [DOC-17] deleting a plan', () => {
  it('is whose it is that did so, keeps what a colleague writes in it, and hides it from every list', () => {
    const mine = docWithPlan({ fields: { title: 'a' }, sets: { tags: ['Messe'] } });
    const theirs = copyOf(mine);
    const digest = digestIn(mine);
    const rank = rankOf(mine, PLAN);
    deletePlan(mine, PLAN);
    expect([readPlan(mine, PLAN), readPlans(mine), [...planIds(mine)]]).toEqual([null, [], []]);
    const words = new Y.XmlElement('paragraph');
    words.insert(0, [new Y.XmlText('offline geschrieben')]);
    briefOf(theirs, PLAN)?.insert(0, [words]);
    exchange(mine, theirs);
    const map = planMap(theirs, PLAN);
    expect(map && goneBy(map)).toBe(mine.clientID);
    takeBackPlan(theirs, PLAN, 7);
    exchange(mine, theirs);
    expect(readPlan(mine, PLAN)).toMatchObject({ title: 'a', tags: ['Messe'], rank });
    expect(JSON.stringify(readPlan(mine, PLAN)?.['brief'])).toContain('offline geschrieben');
    expect(digestIn(mine)).not.toBe(digest);
    expect(map && goneBy(map)).toBeNull();
    expect(map && takenBack(map)).toEqual({ clientId: theirs.clientID, after: 7 });
    expect(readPlan(mine, PLAN)).not.toHaveProperty('gone');
  });

  it.each(['true', 1, {}, null])('is not said by %j', (gone) => {
    const doc = docWithPlan();
    planMap(doc, PLAN)?.set('gone', gone);
    expect(readPlan(doc, PLAN)).not.toBeNull();
  });
});

describe('[DOC-15] editing a comment', () => {
  it('takes its mentions along, where another program left them out as well', () => {
    const doc = docWithPlan();
    const max = { memberId: 'max', place: { from: 0, length: 4 } };
    const said = { id: 'c', text: '@Max, hm', at: '2026-11-01T08:00:00Z', mentions: [max] };
    addThread(doc, { id: 't', plan: PLAN }, said);
    editComment(doc, 't', 'c', { text: 'Hm', mentions: [] });
    expect(readThreads(doc)[0]?.comments[0]).toMatchObject({ text: 'Hm', mentions: [], edited: true });
    const comments = (root(doc, 'threads').get('t') as BoardMap).get('comments') as BoardMap;
    (comments.get('c') as BoardMap).delete('mentions');
    editComment(doc, 't', 'c', said);
    expect(readThreads(doc)[0]?.comments[0]).toMatchObject({ text: '@Max, hm', mentions: [max] });
  });
});

describe('[DOC-6] bringing back a plan', () => {
  test.each<[string, Record<string, Json>]>([
    [
      'a usual one',
      {
        kind: 'campaign',
        title: 'a',
        ownerId: 'max',
        channels: ['x', 'y'],
        budgetMinor: 5,
        brief: [{ type: 'paragraph', children: [{ text: 'b', marks: { bold: {} } }] }],
      },
    ],
    ['an empty one', {}],
    ['a kind of tomorrow', { kind: 'field-visit', title: 'a' }],
    ['without kind and owner', { title: 'a' }],
    ['unknown fields', { fieldOfTomorrow: { a: [1, { b: 'c' }] }, list: [1, 2] }],
    ['sets that are none', { channels: 'Messe', regions: { a: 1 } }],
    ['a brief that is none', { brief: 'text' }],
    ['names that Yjs refuses', { fieldOfTomorrow: { constructor: 1, a: [{ constructor: 2 }] } }],
    ['an embedded thing', { brief: [{ type: 'embed', attrs: { value: { a: 1 } } }] }],
  ])('has its digest: %s', (_what, fields) => {
    const snapshot = materialOf({ id: PLAN, ...fields });
    const doc = board('other');
    restorePlan(doc, PLAN, { ...snapshot, id: PLAN } as PlanJson);
    const received = copyOf(doc);
    expect(materialOf(readPlan(received, PLAN) ?? { id: '' })).toEqual(snapshot);
    expect(digestIn(received)).toBe(digestOf(snapshot));
    for (const field of ['tags', 'meta', 'rank']) expect(planMap(doc, PLAN)?.has(field)).toBe(true);
    expect(order(doc)).toEqual(['other', PLAN]);
  });
});

describe('[DOC-8] moving', () => {
  it('puts a plan between two', () => {
    const doc = board('a', 'b', 'c', 'd');
    movePlan(doc, 'd', rankOf(doc, 'a'), rankOf(doc, 'b'));
    movePlan(doc, 'a', rankOf(doc, 'c'), null);
    movePlan(doc, 'c', null, rankOf(doc, 'd'));
    expect(order(doc)).toEqual(['c', 'd', 'b', 'a']);
  });

  it('goes after all of one rank', () => {
    const doc = board('a', 'b', 'c', 'd');
    planMap(doc, 'b')?.set('rank', rankOf(doc, 'a'));
    movePlan(doc, 'd', rankOf(doc, 'a'), rankOf(doc, 'b'));
    expect(order(doc).slice(2)).toEqual(['d', 'c']);
  });

  test.each<[string | null, string | null]>([
    ['~', null],
    [null, '~'],
    ['~', '!'],
    ['a2', 'a1'],
    ['', ''],
    ['a0\u00e9', 'a1'],
  ])('bears ranks that are none: %j, %j', (after, before) => {
    const doc = board('a', 'b');
    movePlan(doc, 'a', after, before);
    expect(rankOf(doc, 'a')).toMatch(/^[A-Za-z][0-9A-Za-z]+$/);
  });
});
