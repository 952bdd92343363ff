import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { OwnEdits } from '../../../../renderer/client/board/own-edits';
import { Projection } from '../../../../renderer/client/board/projection';
import type { Projected } from '../../../../renderer/client/board/shown';
import { Looks } from '../../../../renderer/client/workspace/parts/looks';
import type { Api, Call } from '../../../../renderer/client/connection/api';
import { briefOf, openBoardDoc } from '../../../../shared/doc/board-doc';
import { createPlan, setField } from '../../../../shared/doc/commands';
import { fieldDiff } from '../../../../shared/domain/diff';
import type { Material } from '../../../../shared/domain/plan';
import { CAST, TODAY } from '../../domain/support';

let mine: Y.Doc;
let theirs: Y.Doc;
let shown: Projected;
let edits: OwnEdits;
let looks: Looks;
/** What this person saw last, before he wrote anything. */
let opened: Material;
/** What the host was told. */
let told: unknown[];

beforeEach(async () => {
  [mine, theirs] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  createPlan(theirs, { id: 'p', kind: 'campaign', ownerId: 'max', fields: { title: 'Messe' } });
  meet();
  edits = new OwnEdits();
  const projection = new Projection(mine, CAST.max, TODAY, (projected) => (shown = projected), edits);
  projection.setEntries([]);
  const { digest, material } = rowNow();
  told = [];
  const call = async () => ({
    ok: true,
    value: { looks: [{ plan: 'p', digest, seq: 3, comments: ['c'] }] },
  });
  const send = async (_route: string, { body }: Call) => {
    told.push(body);
    return { ok: true };
  };
  looks = new Looks({ call, send } as unknown as Api);
  await looks.readBoard('b');
  opened = material;
  edits.listen((edit) => looks.wrote('b', edit, (of) => (of === digest ? material : undefined)));
});

const rowNow = () => {
  const row = shown.plans.get('p');
  if (!row) throw new Error('no plan');
  return row;
};
/** Each has what the other wrote. */
function meet(): void {
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)));
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(theirs)));
}
function writeBrief(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  briefOf(doc, 'p')?.insert(0, [paragraph]);
}
/** Fields in which something is new for this person. */
const news = () => {
  edits.settle(shown.plans);
  const known = looks.store.getState().get('b')?.get('p');
  return fieldDiff((known?.material as Material | undefined) ?? opened, rowNow().material).map(
    ({ field }) => field,
  );
};

it('[INBOX-12] what one wrote oneself in a brief is nothing new, and the host is told so', async () => {
  writeBrief(mine, 'Wir laden ein.');
  writeBrief(mine, 'Liebe Kunden,');
  expect(news()).toEqual([]);
  await looks.keepOwn('b');
  expect(told).toEqual([{ digest: rowNow().digest, seq: 3, comments: ['c'], own: ['brief'] }]);
  await looks.keepOwn('b');
  expect(told).toHaveLength(1);
});

it('[INBOX-12] what others wrote meanwhile in other fields stays new', () => {
  writeBrief(mine, 'Wir laden ein.');
  setField(theirs, 'p', 'goal', '80 Gespräche');
  meet();
  writeBrief(mine, 'Liebe Kunden,');
  expect(news()).toEqual(['goal']);
});

it('[INBOX-12] a brief in which somebody else wrote since is new as a whole, before and behind one’s own words', () => {
  writeBrief(theirs, 'Von anderen.');
  meet();
  writeBrief(mine, 'Von mir.');
  expect(news()).toEqual(['brief']);
  writeBrief(theirs, 'Und noch etwas.');
  meet();
  expect(news()).toEqual(['brief']);
});

it('[INBOX-12] words of others that arrive while one writes are not taken for one’s own', () => {
  writeBrief(mine, 'Von mir.');
  writeBrief(theirs, 'Von anderen.');
  meet();
  expect(news()).toEqual(['brief']);
});
