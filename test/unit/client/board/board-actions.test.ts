import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardActions, type ActionsOptions } from '../../../../renderer/client/board/board-actions';
import type { OverwrittenComment, Overwrites } from '../../../../renderer/client/board/undo/overwritten';
import { Steps } from '../../../../renderer/client/board/undo/steps';
import { Projection } from '../../../../renderer/client/board/projection';
import { NOTHING_PROJECTED } from '../../../../renderer/client/board/shown';
import type { BoardActions, BoardState, Me } from '../../../../renderer/client/board/types';
import { readAgenda, removeAgendaItem, setAgendaField, setRemarks } from '../../../../shared/doc/agenda';
import {
  briefOf,
  openBoardDoc,
  planMap,
  readAllPlans,
  readPlan,
  readPlans,
} from '../../../../shared/doc/board-doc';
import { addComment, addThread, createPlan, ORIGIN, setField } from '../../../../shared/doc/commands';
import { finishTask, readTasks } from '../../../../shared/doc/tasks';
import { readThreads } from '../../../../shared/doc/threads';
import { materialOf } from '../../../../shared/domain/plan';
import type { Rights } from '../../../../shared/domain/people';

const NOW = Date.UTC(2027, 0, 1, 8);
const ME: Rights = { id: 'me', department: 'sales', role: 'member', approver: true, active: true };

/** One person's window on a document. */
function windowOn(
  doc: Y.Doc,
  overwrites: Pick<Overwrites, 'list' | 'settle'> = { list: [], settle: () => undefined },
  isPuttingTogether = () => false,
  isStated = () => false,
): {
  readonly actions: BoardActions;
  readonly order: () => readonly string[];
  readonly offered: readonly unknown[];
} {
  const offered: unknown[] = [];
  let projected = NOTHING_PROJECTED;
  let drawn = 0;
  new Projection(doc, ME, '2027-01-01', (next) => (projected = next));
  const changed = () => undefined;
  const steps = new Steps({
    doc,
    changed,
    refused: (_, text) => offered.push(text),
    isPuttingTogether,
    isStated,
  });
  const unused = {} as Pick<ActionsOptions, 'setPresence' | 'makeStatement' | 'unsent'>;
  const actions = boardActions({
    ...unused,
    doc: () => doc,
    steps: () => steps,
    overwrites: () => overwrites as Overwrites,
    board: () => projected as BoardState,
    me: () => ME as Me,
    now: () => NOW,
    random: (length) => new Uint8Array(length).fill(drawn++),
  });
  return { actions, order: () => projected.order, offered };
}

it('[CLIENT-8] plans that lost their ranks get one each, as they stood, and the same in every window', () => {
  const doc = openBoardDoc(new Y.Doc());
  const ids = ['d', 'b', 'kept', 'c', 'a'];
  for (const id of ids) createPlan(doc, { id, kind: 'campaign', ownerId: 'me' });
  for (const id of ids.filter((each) => each !== 'kept')) planMap(doc, id)?.delete('rank');
  const other = openBoardDoc(new Y.Doc());
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));

  const [here, there] = [windowOn(doc), windowOn(other)];
  const stood = here.order();
  for (const { actions } of [here, there]) actions.undo();
  const ranks = (of: Y.Doc) => stood.map((id) => planMap(of, id)?.get('rank') as string);
  expect(here.order()).toEqual(stood);
  expect(ranks(doc)).toEqual([...new Set(ranks(doc))].sort());
  expect(ranks(other)).toEqual(ranks(doc));
});

it('[CLIENT-71] what a dead key or an input method puts together is one step, in a field and in the brief', () => {
  const doc = openBoardDoc(new Y.Doc());
  let isOn = false;
  const { actions } = windowOn(doc, undefined, () => isOn);
  const plan = actions.createPlan({ kind: 'campaign' });
  const words = new Y.XmlText();
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [words]);
    briefOf(doc, plan)?.insert(0, [paragraph]);
  }, ORIGIN.local);
  isOn = true;
  for (const goal of ['´', 'é', 'è']) {
    // As the form does where one sign takes the place of another.
    actions.endStep();
    actions.setField(plan, 'goal', goal);
  }
  isOn = false;
  actions.undo();
  expect(planMap(doc, plan)?.get('goal') ?? null).toBeNull();
  isOn = true;
  for (const sign of ['か', '漢', '漢字'])
    doc.transact(() => {
      words.delete(0, words.length);
      words.insert(0, sign);
    }, ORIGIN.local);
  isOn = false;
  actions.undo();
  expect(words.length).toBe(0);
});

it('[PLANUI-30] the press that brings a deleted comment back undoes nothing that was done since', () => {
  const doc = openBoardDoc(new Y.Doc());
  const { actions } = windowOn(doc);
  const plan = actions.createPlan({ kind: 'campaign' });
  const texts = () => readThreads(doc).flatMap(({ comments }) => comments.map(({ text }) => text));
  const thread = actions.addThread({ plan }, { text: 'first', mentions: [] });
  const second = actions.addComment(thread, { text: 'second', mentions: [] });

  const bringBack = actions.deleteComment(thread, second);
  actions.addComment(thread, { text: 'third', mentions: [] });
  actions.setField(plan, 'goal', 'more');
  bringBack();
  expect(texts().sort()).toEqual(['first', 'second', 'third']);
  expect(planMap(doc, plan)?.get('goal')).toBe('more');

  bringBack();
  actions.deleteComment(thread, 'no such comment')();
  expect(texts()).toHaveLength(3);
  expect(planMap(doc, plan)?.get('goal')).toBe('more');
});

it('[CAL-17] several plans that get other dates are one step, apart from what was typed before and after', () => {
  const doc = openBoardDoc(new Y.Doc());
  const { actions } = windowOn(doc);
  const [a, b] = ['a', 'b'].map((title) => actions.createPlan({ kind: 'campaign', fields: { title } }));
  if (a === undefined || b === undefined) throw new Error('no plans');
  const starts = () => [a, b].map((plan) => planMap(doc, plan)?.get('start'));
  actions.setField(a, 'start', '2027-01-01');
  const move = (start: string) =>
    actions.setPlans([a, b].map((planId) => ({ planId, values: { start, end: start } })));
  move('2027-02-01');
  move('2027-03-01');
  expect(starts()).toEqual(['2027-03-01', '2027-03-01']);
  actions.undo();
  expect(starts()).toEqual(['2027-02-01', '2027-02-01']);
  actions.undo();
  expect(starts()).toEqual(['2027-01-01', undefined]);
  actions.redo();
  expect(starts()).toEqual(['2027-02-01', '2027-02-01']);
});

it('[CLIENT-72] the version of a comment that one chooses stands there, also where it was deleted', () => {
  const doc = openBoardDoc(new Y.Doc());
  let list: readonly OverwrittenComment[] = [];
  const { actions } = windowOn(doc, {
    get list() {
      return list;
    },
    settle: () => (list = []),
  });
  const planId = actions.createPlan({ kind: 'campaign' });
  const threadId = actions.addThread({ plan: planId }, { text: 'first', mentions: [] });
  const commentId = actions.addComment(threadId, { text: 'theirs', mentions: [] });
  const texts = () => readThreads(doc).flatMap(({ comments }) => comments.map(({ text }) => text));
  const lost = { id: 'lost', planId, field: 'comment', threadId, commentId, clientId: 9 } as const;

  list = [{ ...lost, mine: 'mine', theirs: 'theirs' }];
  actions.settleOverwritten('lost', 'mine');
  expect([texts(), list]).toEqual([['first', 'mine'], []]);
  actions.deleteComment(threadId, commentId);
  list = [{ ...lost, mine: 'mine after all', theirs: null }];
  actions.settleOverwritten('lost', 'mine after all');
  expect(texts()).toEqual(['first', 'mine after all']);
});

it('[CLIENT-71] agenda, remarks and tasks are in the one undo, which says whose line it was', () => {
  const doc = openBoardDoc(new Y.Doc());
  const { actions } = windowOn(doc);
  const { workshop } = actions;
  const item = workshop.addItem({ session: 's', kind: 'topic', title: 'Preise', minutes: 10 });
  workshop.setRemarks(item, 'Bis Freitag klären');
  const task = workshop.addTask({ text: 'Liste schicken', ownerId: 'me', from: item });
  workshop.finishTask(task, '2027-01-02', 'verschickt');
  expect(actions.undo()).toMatchObject({ root: 'tasks', id: task, title: 'Liste schicken', isThere: true });
  expect(readTasks(doc)).toMatchObject([{ doneOn: null, outcome: '' }]);
  expect(actions.undo({ root: 'agenda', id: item, part: 'remarks' })).toMatchObject({ title: 'Preise' });
  expect(readAgenda(doc)).toMatchObject([{ remarks: '' }]);
  expect(actions.undo()).toMatchObject({ root: 'tasks', part: 'whole', isThere: false });
  actions.redo();
  actions.redo();
  expect(readAgenda(doc)).toMatchObject([{ remarks: 'Bis Freitag klären' }]);
});

it('[CLIENT-73] offers nothing that stands there already, because a colleague wrote the same', () => {
  const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const { actions, offered } = windowOn(doc);
  const item = actions.workshop.addItem({ session: 's', kind: 'topic', title: 'Preise', minutes: 10 });
  actions.endStep();
  actions.workshop.setItem(item, 'title', 'Rabatte');
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  setAgendaField(other, item, 'title', 'Preise');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  // The step before is undone in its place: the item goes, and as she has written in it, it stays.
  expect(actions.undo()).toMatchObject({ part: 'whole', stays: 'written' });
  expect(offered).toEqual([]);
});

it('[CLIENT-73] an item that was removed comes back whole, also where a colleague wrote in it meanwhile', () => {
  const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const { actions } = windowOn(doc);
  const item = actions.workshop.addItem({ session: 's', kind: 'topic', title: 'Preise', minutes: 10 });
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  actions.workshop.removeItem(item);
  setAgendaField(other, item, 'title', 'Rabatte');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(actions.undo()).toMatchObject({ root: 'agenda', isThere: true, title: 'Rabatte' });
  expect(readAgenda(doc)).toMatchObject([{ title: 'Rabatte', minutes: 10, session: 's' }]);
  expect(actions.redo()).toMatchObject({ root: 'agenda', isThere: false, title: 'Rabatte' });
  expect(readAgenda(doc)).toEqual([]);
});

it('[CLIENT-71] what came back is taken away once more only as long as nothing else was done, and texts come back whenever', () => {
  const { actions } = windowOn(openBoardDoc(new Y.Doc()));
  const plan = actions.createPlan({ kind: 'campaign' });
  const item = actions.workshop.addItem({ session: 's', kind: 'topic', title: 'Preise', minutes: 10 });
  actions.setField(plan, 'goal', 'Mehr Anfragen');
  actions.undo();
  actions.workshop.removeItem(item);
  actions.undo();
  actions.setField(plan, 'title', 'Messe');
  expect(actions.redo()).toMatchObject({ root: 'plans', part: 'goal' });
  expect(actions.redo()).toBeNull();
});

it('[UI-60] ticking a task off is said of its completion, there and back; what cannot come back is said of its own place', () => {
  const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const { actions, offered } = windowOn(doc);
  const task = actions.workshop.addTask({ text: 'Halle anfragen', ownerId: 'me', from: 'item' });
  actions.workshop.finishTask(task, '2027-01-01', 'Frei ab Mai');
  actions.workshop.reopenTask(task);
  actions.workshop.finishTask(task, '2027-01-02', 'Doch erst ab Juni');
  for (const way of ['undo', 'redo'] as const) expect(actions[way]()).toMatchObject({ part: 'doneOn' });
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  finishTask(other, task, '2027-01-02', 'Ab Juli');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(actions.undo()).toMatchObject({ part: 'outcome', isOffered: true });
  expect(offered).toEqual(['Frei ab Mai']);
});

it('[PLANUI-38] a comment has the time of the host, whatever the clock of this machine says', () => {
  const doc = openBoardDoc(new Y.Doc());
  const { actions } = windowOn(doc);
  const plan = actions.createPlan({ kind: 'campaign' });
  const thread = actions.addThread({ plan }, { text: 'Frage', mentions: [] });
  actions.addComment(thread, { text: 'Antwort', mentions: [] });
  const times = readThreads(doc).flatMap(({ comments }) => comments.map(({ at }) => at));
  expect(times).toEqual(Array.from({ length: 2 }, () => new Date(NOW).toISOString()));
});

it('[CLIENT-73] an item that came back by what one wrote stays when that is undone', () => {
  const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const { actions } = windowOn(doc);
  const item = actions.workshop.addItem({ session: 's', kind: 'topic', title: 'Preise', minutes: 10 });
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  removeAgendaItem(other, item);
  actions.workshop.setItem(item, 'minutes', 25);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(readAgenda(doc)).toMatchObject([{ minutes: 25 }]);
  expect(actions.undo()).toMatchObject({ root: 'agenda', part: 'minutes', isThere: true });
  expect(readAgenda(doc)).toMatchObject([{ minutes: 10 }]);
  actions.redo();
  expect(readAgenda(doc)).toMatchObject([{ minutes: 25 }]);
});

describe('undoing what one added', () => {
  const two = (isStated?: () => boolean) => {
    const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
    const { actions } = windowOn(doc, undefined, undefined, isStated);
    const meet = () => {
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    };
    return { doc, other, actions, meet };
  };
  const topic = { session: 's', kind: 'topic', title: 'Preise', minutes: 10 };
  const said = { id: 'said', text: 'Zu teuer', at: '2027-01-01T08:00:00.000Z', mentions: [] };

  it('[CLIENT-74] takes nothing with it that a colleague wrote in it without knowing', () => {
    const { doc, other, actions, meet } = two();
    const plan = actions.createPlan({ kind: 'campaign', fields: { title: 'Messe' } });
    const item = actions.workshop.addItem(topic);
    const task = actions.workshop.addTask({ text: 'Liste', ownerId: 'me', from: item });
    meet();
    for (const _each of ['task', 'item', 'plan']) actions.undo();
    expect([readPlans(doc), readAgenda(doc), readTasks(doc)]).toEqual([[], [], []]);
    setRemarks(other, item, 'Rabatt klären');
    finishTask(other, task, '2027-01-02', 'verschickt');
    setField(other, plan, 'goal', 'Mehr Anfragen');
    meet();
    expect(readAgenda(doc)).toMatchObject([{ title: 'Preise', remarks: 'Rabatt klären' }]);
    expect(readTasks(doc)).toMatchObject([{ text: 'Liste', outcome: 'verschickt' }]);
    expect(readAllPlans(doc)).toMatchObject([{ gone: true, title: 'Messe', goal: 'Mehr Anfragen' }]);
  });

  it('[CLIENT-74] brings it back whole, and takes it off again, as often as one likes', () => {
    const { doc, actions } = two();
    const plan = actions.createPlan({ kind: 'campaign', fields: { title: 'Messe' } });
    actions.setField(plan, 'goal', 'Mehr Anfragen');
    const item = actions.workshop.addItem(topic);
    actions.workshop.setRemarks(item, 'Rabatt klären');
    actions.workshop.addTask({ text: 'Liste', ownerId: 'me', from: item });
    const all = () => [readPlans(doc), readAgenda(doc), readTasks(doc)];
    const before = all();
    for (const _time of [1, 2, 3]) {
      while (actions.undo()) expect(doc).toBeDefined();
      expect(all()).toEqual([[], [], []]);
      while (actions.redo()) expect(doc).toBeDefined();
      expect(all()).toEqual(before);
    }
  });

  it.each<[string, (there: Y.Doc, id: string) => void, 'plan' | 'item' | 'task']>([
    ['a field of a plan', (there, id) => setField(there, id, 'goal', 'Mehr'), 'plan'],
    ['a comment on it', (there, plan) => addThread(there, { id: 'thread', plan }, said), 'plan'],
    ['the remarks of an item', (there, id) => setRemarks(there, id, 'Rabatt'), 'item'],
    ['what came of a task', (there, id) => finishTask(there, id, '2027-01-02', 'verschickt'), 'task'],
  ])('[CLIENT-74] leaves it, and says so, where a colleague wrote %s', (_what, write, kind) => {
    const { doc, other, actions, meet } = two();
    const { workshop } = actions;
    actions.createPlan({ kind: 'campaign', fields: { title: 'Früher' } });
    const id = {
      plan: () => actions.createPlan({ kind: 'campaign', fields: { title: 'Messe' } }),
      item: () => workshop.addItem(topic),
      task: () => workshop.addTask({ text: 'Liste', ownerId: 'me', from: '' }),
    }[kind]();
    const words = () => JSON.stringify([readPlans(doc), readAgenda(doc), readTasks(doc), readThreads(doc)]);
    meet();
    actions.undo();
    actions.redo();
    write(other, id);
    meet();
    const before = words();
    expect(actions.undo()).toMatchObject({ id, stays: 'written', isThere: true });
    expect(words()).toBe(before);
    expect(actions.undo()).toMatchObject({ title: 'Früher', stays: null, isThere: false });
  });

  it('[CLIENT-74] of several copies leaves those in which a colleague wrote', () => {
    const { doc, other, actions, meet } = two();
    const plan = actions.createPlan({ kind: 'campaign', fields: { title: 'Messe' } });
    const [first, second] = actions.copyPlan(plan, [
      { start: '2027-02-01', meta: {} },
      { start: '2027-03-01', meta: {} },
    ]);
    meet();
    setField(other, first ?? '', 'goal', 'Mehr');
    meet();
    expect(actions.undo()).toMatchObject({ id: first, stays: 'written' });
    expect(readPlans(doc).map(({ id }) => id)).toEqual([plan, first]);
    actions.redo();
    expect(readPlans(doc).map(({ id }) => id)).toEqual([plan, first, second]);
  });

  it('[CLIENT-74] leaves a plan about which something was stated', () => {
    let isStated = false;
    const { doc, actions } = two(() => isStated);
    actions.createPlan({ kind: 'campaign', fields: { title: 'Messe' } });
    isStated = true;
    expect(actions.undo()).toMatchObject({ stays: 'stated', isThere: true });
    expect(readPlans(doc)).toMatchObject([{ title: 'Messe' }]);
  });
});

it('[DOC-10] undoing a comment leaves its thread to whoever is answering', () => {
  const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const { actions } = windowOn(doc);
  const plan = actions.createPlan({ kind: 'campaign' });
  const thread = actions.addThread({ plan }, { text: 'Frage', mentions: [] });
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  addComment(other, thread, { id: 'answer', text: 'Antwort', at: '2027-01-01T08:00:00.000Z', mentions: [] });
  actions.undo();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  const texts = () => readThreads(doc).flatMap(({ comments }) => comments.map(({ text }) => text));
  expect(texts()).toEqual(['Antwort']);
  actions.redo();
  expect(texts()).toEqual(['Frage', 'Antwort']);
});

it('[CLIENT-73] words of a brief whose paragraph was struck out come back at its end', () => {
  const [doc, other] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const { actions } = windowOn(doc);
  const plan = actions.createPlan({
    kind: 'campaign',
    brief: [{ type: 'paragraph', children: [{ text: 'Erst' }] }],
  });
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const words = () => materialOf(readPlan(doc, plan) ?? { id: plan })['brief'];
  const text = briefOf(doc, plan)?.toArray()[0] as Y.XmlElement;
  doc.transact(() => (text.get(0) as Y.XmlText).insert(4, ' und dann'), ORIGIN.local);
  actions.undo();
  briefOf(other, plan)?.delete(0, 1);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(actions.redo()).toMatchObject({ part: 'brief' });
  expect(words()).toEqual([{ type: 'paragraph', children: [{ text: ' und dann' }] }]);
  actions.undo();
  expect(words()).toBeUndefined();
  actions.redo();
  expect(words()).toEqual([{ type: 'paragraph', children: [{ text: ' und dann' }] }]);
});
