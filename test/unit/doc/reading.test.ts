import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { briefFromJson, briefFromText } from '../../../shared/doc/brief-writer';
import { briefJson, briefOf, planMap, readPlan, readPlans, root } from '../../../shared/doc/board-doc';
import { addComment, addThread, deleteComment, editComment, setResolved } from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import { normaliseBrief } from '../../../shared/domain/brief';
import type { Json } from '../../../shared/domain/json';
import { digestOf, materialOf, type PlanJson } from '../../../shared/domain/plan';
import { planStatus } from '../../../shared/domain/status';
import { planProblems, submissionProblems } from '../../../shared/domain/validate';
import { copyOf, docWithPlan, exchange, newDoc, PLAN } from './support';

/** A plan with something in a field, as another client receives it. */
function received(field: string, value: unknown): PlanJson {
  const doc = docWithPlan();
  planMap(doc, PLAN)?.set(field, value);
  return readPlan(copyOf(doc), PLAN) ?? { id: '' };
}

/** Everything that is worked out of a plan. */
function survive(plan: PlanJson): void {
  const material = materialOf(plan);
  const digest = digestOf(material);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.parse(JSON.stringify(material))).toEqual(material);
  planProblems(plan);
  planStatus(plan.id, { material, digest }, [], '2027-01-01');
}

/** A plan with elements, or maps, nested that deep in a field, as another client receives it. */
function receivedDeep(field: string, levels: number): PlanJson {
  const doc = docWithPlan();
  // Level by level: Yjs itself cannot take in a type that was born so deep.
  doc.transact(() => {
    if (field !== 'brief') planMap(doc, PLAN)?.set(field, new Y.Map());
    let at: unknown = planMap(doc, PLAN)?.get(field);
    for (let level = 0; level < levels; level++) {
      const next = at instanceof Y.Map ? new Y.Map() : new Y.XmlElement('blockquote');
      if (at instanceof Y.Map) at.set('a', next);
      if (at instanceof Y.XmlFragment) at.insert(0, [next as Y.XmlElement]);
      at = next;
    }
  });
  return readPlan(copyOf(doc), PLAN) ?? { id: '' };
}

const fragmentOf = (...nodes: (Y.XmlElement | Y.XmlText)[]) => {
  const fragment = new Y.XmlFragment();
  fragment.insert(0, nodes);
  return fragment;
};
const mapOf = (...entries: [string, unknown][]) => new Y.Map<unknown>(entries);
const arrayOf = (...values: unknown[]) => {
  const array = new Y.Array<unknown>();
  array.push(values);
  return array;
};
const textOf = (text: string) => new Y.XmlText(text);

describe('[DOC-9] reading what should not be there', () => {
  test.each<[string, () => unknown, Json]>([
    ['a Y.Text', () => new Y.Text('hi'), 'hi'],
    ['a Y.XmlText', () => textOf('<b>'), [{ text: '<b>' }]],
    ['a Y.XmlElement', () => new Y.XmlElement('p'), { type: 'p', attrs: {}, children: [] }],
    ['a Y.XmlFragment', () => fragmentOf(new Y.XmlElement('p')), [{ type: 'p', attrs: {}, children: [] }]],
    ['a Y.Map', () => mapOf(['a', mapOf(['b', 1])]), { a: { b: 1 } }],
    ['a Y.Array', () => arrayOf(1, mapOf(['b', arrayOf(2)])), [1, { b: [2] }]],
    ['a plain object', () => ({ a: [1, { b: null }] }), { a: [1, { b: null }] }],
    ['bytes', () => new Uint8Array([1, 2]), null],
    ['a big integer', () => 10n, null],
    ['not a number', () => NaN, null],
    ['infinity', () => ({ a: Infinity }), { a: null }],
    ['a subdocument', () => new Y.Doc(), null],
    ['a prototype', () => mapOf(['__proto__', mapOf(['title', 'forged'])], ['a', 1]), { a: 1 }],
    ['a plain prototype', () => JSON.parse('{"__proto__":{"title":"forged"},"a":1}') as unknown, { a: 1 }],
  ])('%s', (_what, value, json) => {
    for (const field of ['title', 'fieldOfTomorrow']) {
      const plan = received(field, value());
      expect(plan[field]).toStrictEqual(json);
      survive(plan);
    }
    for (const field of ['channels', 'brief', 'meta', 'start']) survive(received(field, value()));
  });

  test.each(['__proto__', 'constructor', 'toString', 'id', ''])('a field called %j', (field) => {
    const plan = received(field, mapOf(['title', 'forged']));
    survive(plan);
    expect(plan.id).toBe(PLAN);
    expect(plan['title']).toBeUndefined();
    expect(Object.getPrototypeOf(plan)).toBe(Object.prototype);
  });

  test.each(['__proto__', 'constructor', '', '💥'])('a plan called %j', (id) => {
    const doc = newDoc();
    root(doc, 'plans').set(id, mapOf(['title', 'x']));
    expect(readPlans(copyOf(doc))).toStrictEqual([{ title: 'x', id }]);
  });

  it('a plan that is none', () => {
    const doc = newDoc();
    root(doc, 'plans').set(PLAN, 'x');
    root(doc, 'plans').set('list', Y.Array.from(['x']));
    expect([readPlans(doc), readPlan(doc, PLAN), planMap(doc, 'list'), briefOf(doc, PLAN)]).toEqual([
      [],
      null,
      null,
      null,
    ]);
  });

  it('a brief nested without end, which cannot be submitted', () => {
    const plan = receivedDeep('brief', 5000);
    survive(plan);
    const material = materialOf(plan);
    expect(submissionProblems(plan)).toContainEqual({ field: 'brief', problem: 'too-long' });
    expect(submissionProblems({ ...material, id: PLAN })).toContainEqual({
      field: 'brief',
      problem: 'too-long',
    });
    const deepest = receivedDeep('brief', 98);
    expect(planProblems(deepest)).toEqual([]);
    expect(digestOf(material)).not.toBe(digestOf(materialOf(deepest)));
  });

  it.each([98, 99, 100, 101, 102])(
    '%i elements within one another, all told or not to be submitted',
    (levels) => {
      const [plan, deeper] = [receivedDeep('brief', levels), receivedDeep('brief', levels + 1)];
      const told = digestOf(materialOf(plan)) !== digestOf(materialOf(deeper));
      expect(told || planProblems(plan).length > 0).toBe(true);
    },
  );

  it('maps nested without end', () => {
    const plan = receivedDeep('fieldOfTomorrow', 5000);
    survive(plan);
    expect(submissionProblems({ ...plan, title: 'a', start: '2027-01-01', end: '2027-01-01' })).toEqual([
      { field: 'kind', problem: 'too-large' },
    ]);
  });

  it('things in a brief that no editor shows, and yet they count', () => {
    const embedded = textOf('a');
    embedded.insertEmbed(1, { image: 'x' });
    const hook = fragmentOf(new Y.XmlHook('hook') as unknown as Y.XmlElement);
    const plain = materialOf(received('brief', fragmentOf(textOf('a'))));
    const withEmbed = received('brief', fragmentOf(embedded));
    expect(materialOf(withEmbed)).not.toEqual(plain);
    expect(withEmbed['brief']).toStrictEqual([
      { text: 'a' },
      { type: 'embed', attrs: { value: { image: 'x' } } },
    ]);
    expect(received('brief', hook)['brief']).toStrictEqual([{ type: 'embed', attrs: { value: {} } }]);
  });
});

describe('[DOC-7] a brief', () => {
  const p = (...children: Json[]): Json => ({ type: 'paragraph', children });

  test.each<[string, Json]>([
    ['paragraphs', [p({ text: 'a' }), { type: 'paragraph' }, p({ text: 'b' })]],
    [
      'marks',
      [
        p(
          { text: 'a', marks: { bold: {} } },
          { text: 'b', marks: { bold: {}, link: { href: 'x' } } },
          { text: 'c' },
        ),
      ],
    ],
    [
      'text between elements',
      [p({ text: 'a' }, { type: 'hardBreak' }, { text: 'b' }, { text: 'c', marks: { code: {} } })],
    ],
    ['attributes', [{ type: 'heading', attrs: { level: 3 }, children: [{ text: 'H' }] }]],
    [
      'lists',
      [
        {
          type: 'bulletList',
          children: [
            { type: 'listItem', children: [p({ text: '1' })] },
            { type: 'listItem', children: [p({ text: '2' })] },
          ],
        },
      ],
    ],
    ['angle brackets and emoji', [p({ text: '<b>&amp; 👩‍👧 \u2028' })]],
    ['line ends at the end of a text', [p({ text: 'a\n' })]],
    ['a node that also has a text', [{ type: 'paragraph', text: 'a' }]],
    ['nothing', []],
  ])('reads back as written: %s', (_what, brief) => {
    const doc = newDoc();
    root(doc, 'plans').set(PLAN, mapOf(['brief', briefFromJson(brief)]));
    const fragment = briefOf(copyOf(doc), PLAN);
    expect(fragment && normaliseBrief(briefJson(fragment))).toStrictEqual(normaliseBrief(brief));
  });

  it('is made of plain text, a paragraph a line', () => {
    expect(briefFromText('a\r\n\nb')).toEqual([p({ text: 'a' }), { type: 'paragraph' }, p({ text: 'b' })]);
  });
});

describe('threads', () => {
  const at = (minute: number) => `2026-11-01T08:0${minute}:00Z`;
  const turn = (minute: number) => Date.parse(at(minute));
  const comment = (id: string, minute: number, text = id) => ({
    id,
    text,
    at: at(minute),
    mentions: [{ memberId: 'vera', place: null }],
  });

  it('are read with their comments, oldest first', () => {
    const doc = docWithPlan();
    addThread(doc, { id: 't1', plan: PLAN }, comment('c1', 1));
    addThread(doc, { id: 't2', plan: PLAN, field: 'start' }, comment('c3', 3));
    addComment(doc, 't1', comment('c2', 2));
    editComment(doc, 't1', 'c1', { ...comment('c1', 1), text: 'edited' });
    setResolved(doc, 't2', true);
    const clientId = doc.clientID;
    const writers = { clientId, writerIds: [clientId] };
    const common = { ...writers, edited: false, mentions: [{ memberId: 'vera', place: null }] };
    expect(readThreads(copyOf(doc))).toEqual([
      {
        id: 't1',
        plan: PLAN,
        field: null,
        at: at(1),
        turn: turn(1),
        resolved: false,
        ...writers,
        comments: [
          { ...common, id: 'c1', text: 'edited', at: at(1), turn: turn(1), edited: true },
          { ...common, id: 'c2', text: 'c2', at: at(2), turn: turn(2) },
        ],
      },
      {
        id: 't2',
        plan: PLAN,
        field: 'start',
        at: at(3),
        turn: turn(3),
        resolved: true,
        ...writers,
        comments: [{ ...common, id: 'c3', text: 'c3', at: at(3), turn: turn(3) }],
      },
    ]);
    setResolved(doc, 't2', false);
    expect(readThreads(doc)[1]?.resolved).toBe(false);
  });

  it('[DOC-10] keep an answer that comes while the last comment is deleted', () => {
    const doc = docWithPlan();
    addThread(doc, { id: 't', plan: PLAN }, comment('c', 1));
    const other = copyOf(doc);
    deleteComment(doc, 't', 'c');
    expect(readThreads(doc)).toEqual([]);
    addComment(other, 't', comment('answer', 2));
    exchange(doc, other);
    expect(readThreads(doc).map(({ comments }) => comments.map(({ id }) => id))).toEqual([['answer']]);
  });

  it('[DOC-9] are left out when they are none', () => {
    const doc = newDoc();
    const threads = root(doc, 'threads');
    threads.set('a', 'x');
    threads.set('b', mapOf(['plan', 7], ['comments', new Y.Map()]));
    threads.set('c', mapOf(['plan', PLAN], ['comments', 'x']));
    threads.set('d', mapOf(['plan', PLAN], ['comments', mapOf(['1', 'x'])]));
    threads.set(
      'e',
      mapOf(
        ['plan', PLAN],
        ['at', 7],
        ['field', 7],
        ['comments', mapOf(['1', mapOf(['text', 7], ['mentions', 'x'])])],
      ),
    );
    expect(readThreads(copyOf(doc))).toMatchObject([
      { id: 'e', at: '', field: null, comments: [{ text: '', at: '', mentions: [] }] },
    ]);
  });
});
