import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import {
  addTask,
  finishTask,
  readTasks,
  removeTask,
  reopenTask,
  setTaskField,
} from '../../../shared/doc/tasks';

const task = { text: 'Brief schreiben', ownerId: 'ida', from: 'item' };

describe('[SESSION-37] tasks in the document', () => {
  it('are listed by the day on which they are due, with where they come from', () => {
    const doc = openBoardDoc(new Y.Doc());
    addTask(doc, { id: 'some', ...task });
    addTask(doc, { id: 'late', ...task, dueOn: '2027-02-01', promise: { seq: 4, index: 1 } });
    addTask(doc, { id: 'early', ...task, dueOn: '2027-01-01' });
    addTask(doc, { id: 'early', ...task, text: 'Nicht noch einmal' });
    expect(readTasks(doc).map(({ id }) => id)).toEqual(['early', 'late', 'some']);
    expect(readTasks(doc)[1]).toEqual({
      id: 'late',
      ...task,
      dueOn: '2027-02-01',
      doneOn: null,
      outcome: '',
      promise: { seq: 4, index: 1 },
    });
  });

  it('are ticked off with an outcome, and taken up again, each as one step', () => {
    const doc = openBoardDoc(new Y.Doc());
    addTask(doc, { id: 'a', ...task });
    let writes = 0;
    doc.on('update', () => (writes += 1));
    for (const _twice of [1, 2]) finishTask(doc, 'a', '2027-01-05', 'Liegt beim Druck');
    expect([writes, readTasks(doc)[0]]).toEqual([
      1,
      expect.objectContaining({ doneOn: '2027-01-05', outcome: 'Liegt beim Druck' }),
    ]);
    for (const _twice of [1, 2]) reopenTask(doc, 'a');
    expect([writes, readTasks(doc)[0]]).toEqual([
      2,
      expect.objectContaining({ doneOn: null, outcome: 'Liegt beim Druck' }),
    ]);
    for (const _twice of [1, 2]) setTaskField(doc, 'a', 'dueOn', '2027-03-01');
    expect([writes, readTasks(doc)[0]?.dueOn]).toEqual([3, '2027-03-01']);
    for (const _twice of [1, 2]) removeTask(doc, 'a');
    expect([writes, readTasks(doc)]).toEqual([4, []]);
  });

  it('[SESSION-52] come back when somebody wrote in them without knowing that they were taken off', () => {
    const one = openBoardDoc(new Y.Doc());
    for (const id of ['a', 'b', 'c']) addTask(one, { id, ...task });
    const other = openBoardDoc(new Y.Doc());
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    for (const id of ['a', 'b', 'c']) removeTask(one, id);
    finishTask(other, 'a', '2027-01-05', 'Liegt beim Druck');
    setTaskField(other, 'b', 'text', 'Zwei Briefe schreiben');
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    expect(readTasks(one)).toMatchObject([
      { id: 'a', outcome: 'Liegt beim Druck' },
      { id: 'b', text: 'Zwei Briefe schreiben' },
    ]);
  });

  it('are read whatever somebody put there', () => {
    const doc = openBoardDoc(new Y.Doc());
    const tasks = root(doc, 'tasks');
    tasks.set('text', 'keine Aufgabe');
    tasks.set('empty', new Y.Map());
    tasks.set(
      'odd',
      new Y.Map<unknown>([
        ['text', 'so'],
        ['dueOn', 7],
        ['doneOn', true],
        ['promise', 'x'],
      ]),
    );
    expect(readTasks(doc)).toEqual([
      { id: 'odd', text: 'so', ownerId: '', dueOn: '', from: '', doneOn: null, outcome: '', promise: null },
    ]);
  });
});
