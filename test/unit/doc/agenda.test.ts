import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addAgendaItem,
  moveAgendaItem,
  readAgenda,
  readRemoved,
  remarksOf,
  removeAgendaItem,
  setAgendaField,
} from '../../../shared/doc/agenda';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';

const docWith = (...ids: string[]) => {
  const doc = openBoardDoc(new Y.Doc());
  for (const id of ids) addAgendaItem(doc, { id, session: 's', kind: 'topic', title: id, minutes: 10 });
  return doc;
};
const order = (doc: Y.Doc) => readAgenda(doc, 's').map(({ id }) => id);

describe('[SESSION-36] an agenda in the document', () => {
  it('has its items in order, of one workshop or of all', () => {
    const doc = docWith('a', 'b', 'c');
    addAgendaItem(doc, { id: 'x', session: 'another', kind: 'plan', ref: 'p', title: 'X', minutes: 5 });
    addAgendaItem(doc, { id: 'a', session: 'another', kind: 'plan', title: 'Nicht noch einmal', minutes: 5 });
    expect(order(doc)).toEqual(['a', 'b', 'c']);
    expect(
      readAgenda(doc)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'x']);
    expect(readAgenda(doc, 'another')[0]).toMatchObject({ ref: 'p', minutes: 5, remarks: '' });
  });

  it('[SESSUI-2] has what closes it stay behind what is added, unless somebody moved it elsewhere', () => {
    const doc = docWith('a');
    const add = (id: string, kind = 'plan') =>
      addAgendaItem(doc, { id, session: 's', kind, title: id, minutes: 5 });
    add('end', 'closing');
    add('b');
    add('c');
    expect(order(doc)).toEqual(['a', 'b', 'c', 'end']);
    moveAgendaItem(doc, 'end', 'a');
    add('d');
    expect(order(doc)).toEqual(['a', 'end', 'b', 'c', 'd']);
  });

  it('is moved, changed and shortened, each as one step that says nothing twice', () => {
    const doc = docWith('a', 'b', 'c');
    moveAgendaItem(doc, 'c', null);
    expect(order(doc)).toEqual(['c', 'a', 'b']);
    moveAgendaItem(doc, 'c', 'a');
    expect(order(doc)).toEqual(['a', 'c', 'b']);
    moveAgendaItem(doc, 'a', 'b');
    expect(order(doc)).toEqual(['c', 'b', 'a']);
    setAgendaField(doc, 'b', 'title', 'Neu');
    let writes = 0;
    doc.on('update', () => (writes += 1));
    setAgendaField(doc, 'b', 'title', 'Neu');
    moveAgendaItem(doc, 'a', 'b');
    expect([writes, readAgenda(doc, 's')[1]?.title]).toEqual([0, 'Neu']);
    removeAgendaItem(doc, 'b');
    removeAgendaItem(doc, 'nowhere');
    expect(order(doc)).toEqual(['c', 'a']);
  });

  it('keeps what two write into the remarks of one item at once', () => {
    const one = docWith('a');
    const other = openBoardDoc(new Y.Doc());
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    remarksOf(one, 'a')?.insert(0, 'links');
    remarksOf(other, 'a')?.insert(0, 'rechts');
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    expect(['linksrechts', 'rechtslinks']).toContain(readAgenda(one)[0]?.remarks);
  });

  it('[SESSION-52] brings an item back on which others wrote without knowing that it was taken off', () => {
    const one = docWith('a', 'b', 'c');
    remarksOf(one, 'a')?.insert(0, 'Preis');
    const other = openBoardDoc(new Y.Doc());
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    removeAgendaItem(one, 'a');
    removeAgendaItem(one, 'b');
    removeAgendaItem(one, 'c');
    setAgendaField(other, 'b', 'title', 'Nur der Titel');
    moveAgendaItem(other, 'c', null);
    remarksOf(other, 'a')?.insert(5, ' und Menge');
    expect(order(one)).toEqual([]);
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    expect(readAgenda(one, 's')).toMatchObject([
      { id: 'a', title: 'a', remarks: 'Preis und Menge' },
      { id: 'b', title: 'Nur der Titel' },
    ]);
    expect(readAgenda(other, 's')).toEqual(readAgenda(one, 's'));
    expect(readRemoved(one, 's')).toMatchObject([{ id: 'c' }]);
    removeAgendaItem(other, 'a');
    expect(order(other)).toEqual(['b']);
  });

  it('leaves out what is no item, and reads whatever somebody put there', () => {
    const doc = docWith('a');
    const agenda = root(doc, 'agenda');
    agenda.set('text', 'kein Punkt');
    agenda.set('nothing', new Y.Map());
    agenda.set(
      'odd',
      new Y.Map<unknown>([
        ['session', 's'],
        ['minutes', -5],
        ['rank', 7],
        ['remarks', 'so'],
      ]),
    );
    expect(readAgenda(doc, 's').map(({ id, minutes, remarks }) => [id, minutes, remarks])).toEqual([
      ['odd', 0, 'so'],
      ['a', 10, ''],
    ]);
    addAgendaItem(doc, { id: 'z', session: 's', kind: 'topic', title: 'z', minutes: 1 });
    expect(order(doc)).toContain('z');
    expect(remarksOf(doc, 'odd')).toBeNull();
  });
});
