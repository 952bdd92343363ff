import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  behindAfter,
  itemFrom,
  itemsOfTemplate,
  neighbour,
  proposalsFor,
  tasksInOrder,
  timeOf,
} from '../../../renderer/features/workshop/logic/agenda';
import { Projection } from '../../../renderer/client/board/projection';
import { NOTHING_PROJECTED } from '../../../renderer/client/board/shown';
import { workshopWriting } from '../../../renderer/client/board/workshop-writing';
import { changeOf, newPlanned } from '../../../renderer/features/workshop/logic/planned';
import { openBoardDoc } from '../../../shared/doc/board-doc';
import { remarksOf } from '../../../shared/doc/agenda';

function windowOn(doc: Y.Doc) {
  let shown = NOTHING_PROJECTED;
  let made = 0;
  const me = { id: 'me', department: 'sales', role: 'member', approver: false, active: true } as const;
  new Projection(doc, me, '2027-03-01', (next) => (shown = next));
  const writing = workshopWriting(
    () => doc,
    (length) => new Uint8Array(length).fill(++made),
  );
  return { writing, shown: () => shown, titles: () => shown.agenda.map(({ title }) => title) };
}
const topic = (title: string, minutes = 10) => ({ session: 's', kind: 'topic', title, minutes });

it('[SESSUI-3] sums up what an agenda takes beside the time there is', () => {
  expect(timeOf([{ minutes: 10 }, { minutes: 35 }], 60)).toEqual({ sum: 45, left: 15 });
  expect(timeOf([{ minutes: 70 }], 60)).toEqual({ sum: 70, left: -10 });
  expect(timeOf([], 60)).toEqual({ sum: 0, left: 60 });
});

it('[SESSUI-3] moves items a step up and down, and stops at both ends', () => {
  const { writing, shown, titles } = windowOn(openBoardDoc(new Y.Doc()));
  const [a, b, c] = ['A', 'B', 'C'].map((title) => writing.addItem(topic(title)));
  const step = (item: string, by: -1 | 1) => {
    const behind = behindAfter(shown().agenda, item, by);
    if (behind !== undefined) writing.moveItem(item, behind);
  };
  step(c ?? '', -1);
  expect(titles()).toEqual(['A', 'C', 'B']);
  step(c ?? '', -1);
  expect(titles()).toEqual(['C', 'A', 'B']);
  step(c ?? '', -1);
  step(b ?? '', 1);
  expect(titles()).toEqual(['C', 'A', 'B']);
  step(a ?? '', 1);
  expect(titles()).toEqual(['C', 'B', 'A']);
  expect(neighbour(shown().agenda, null, 1)?.title).toBe('C');
  expect(neighbour(shown().agenda, b ?? '', 1)?.title).toBe('A');
  expect(neighbour(shown().agenda, a ?? '', 1)).toBeNull();
});

it('[SESSUI-2] proposes what is due or was not reached, until it is taken or left', () => {
  const { writing, shown } = windowOn(openBoardDoc(new Y.Doc()));
  const late = writing.addTask({ text: 'Halle anfragen', ownerId: 'me', dueOn: '2027-02-01', from: 'x' });
  const open = writing.addItem({ ...topic('Ort'), session: 'last' });
  const about = { session: 's', open: [open], left: new Set<string>(), today: '2027-03-01' };
  const proposed = () => proposalsFor(shown(), about).map(({ title, why }) => [title, why]);
  expect(proposed()).toEqual([
    ['Halle anfragen', 'overdue'],
    ['Ort', 'parked'],
  ]);
  const [first] = proposalsFor(shown(), about);
  if (first) writing.addItem({ session: 's', ...itemFrom(first) });
  expect(proposed()).toEqual([['Ort', 'parked']]);
  expect(proposalsFor(shown(), { ...about, left: new Set([`topic ${open}`]) })).toEqual([]);
  writing.finishTask(late, '2027-03-01', 'Halle 4');
  expect(proposed()).toEqual([['Ort', 'parked']]);
});

it('[SESSUI-8] what is done stands behind what is open', () => {
  const { writing, shown } = windowOn(openBoardDoc(new Y.Doc()));
  const done = writing.addTask({ text: 'Erstes', ownerId: 'me', dueOn: '2027-01-01', from: 'x' });
  writing.addTask({ text: 'Zweites', ownerId: 'me', dueOn: '2027-02-01', from: 'x' });
  writing.finishTask(done, '2027-01-02', 'gut');
  expect(tasksInOrder(shown().tasks).map(({ text }) => text)).toEqual(['Zweites', 'Erstes']);
});

it('[SESSUI-9] remarks of two people at once both stay', () => {
  const docs = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())] as const;
  const [here, there] = [windowOn(docs[0]), windowOn(docs[1])];
  const item = here.writing.addItem(topic('A'));
  here.writing.setRemarks(item, 'Zwei Hallen 🎪.');
  Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
  here.writing.setRemarks(item, 'Unbedingt zwei Hallen 🎪.');
  there.writing.setRemarks(item, 'Zwei Hallen 🎡. Und ein Zelt.');
  Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
  Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(docs[1]));
  const text = remarksOf(docs[0], item)?.toJSON();
  expect(text).toBe('Unbedingt zwei Hallen 🎡. Und ein Zelt.');
  expect(there.shown().agenda[0]?.remarks).toBe(text);
});

it('[SESSUI-2] has what is taken up stand before what closes the template', () => {
  const { writing, titles } = windowOn(openBoardDoc(new Y.Doc()));
  const template = ['Ankommen', 'Pläne', 'Wie es weitergeht'].map((title) => ({ title, minutes: 10 }));
  for (const item of itemsOfTemplate(template)) writing.addItem({ session: 's', ...item });
  for (const title of ['Messe', 'Brief']) writing.addItem({ ...topic(title), kind: 'plan' });
  expect(titles()).toEqual(['Ankommen', 'Pläne', 'Messe', 'Brief', 'Wie es weitergeht']);
  expect(itemsOfTemplate([])).toEqual([]);
});

it('[UI-43] writes of a workshop that there is what was touched, day and time as one', () => {
  const now = { ...newPlanned('Product workshop', null), at: null, minutes: 60, deputies: [] };
  expect(changeOf({}, now)).toEqual({});
  expect(changeOf({ title: 'Product workshop' }, now)).toEqual({ title: 'Product workshop' });
  expect(changeOf({ minutes: 60 }, now)).toEqual({ minutes: 60 });
  expect(changeOf({ time: '' }, now)).toEqual({ at: null });
});
