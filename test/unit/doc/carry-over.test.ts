import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { briefOf, openBoardDoc, planMap, readAllPlans, readPlan } from '../../../shared/doc/board-doc';
import { briefFromText } from '../../../shared/doc/brief-writer';
import { carryOver } from '../../../shared/doc/carry-over';
import {
  addComment,
  addThread,
  createPlan,
  deleteComment,
  deletePlan,
  editComment,
  erasePlan,
  setField,
  setResolved,
  setSet,
  takeBackPlan,
} from '../../../shared/doc/commands';
import {
  addAgendaItem,
  readAgenda,
  removeAgendaItem,
  setAgendaField,
  setRemarks,
} from '../../../shared/doc/agenda';
import { addTask, finishTask, readTasks } from '../../../shared/doc/tasks';
import { readThreads } from '../../../shared/doc/threads';

const comment = (id: string, text = id) => ({
  id,
  text,
  at: `2027-01-01T00:00:00Z-${id}`,
  mentions: [{ memberId: 'm', place: null }],
});
const thread = (id: string) => ({ id, plan: 'p', field: 'goal' });

/** A document as the host has it, and a device's that has merged it. */
function twoDocs(): { host: Y.Doc; own: Y.Doc } {
  const host = openBoardDoc(new Y.Doc());
  for (const id of ['p', 'gone', 'erased', 'back'])
    createPlan(host, {
      id,
      kind: 'campaign',
      ownerId: 'a',
      fields: { title: id, goal: 'Ziel' },
      sets: { channels: ['Post', 'Web'] },
      brief: briefFromText('Erste Zeile'),
      meta: { from: 'csv' },
    });
  deletePlan(host, 'back');
  addThread(host, thread('t'), comment('c1'));
  addComment(host, 't', comment('c2'));
  const own = openBoardDoc(new Y.Doc());
  Y.applyUpdate(own, Y.encodeStateAsUpdate(host));
  return { host, own };
}

describe('[CLIENT-21] carrying changes over into the host’s document', () => {
  it('writes what workshops say: items, remarks, tasks, and what was taken off', () => {
    const { host, own } = twoDocs();
    for (const id of ['a', 'b'])
      addAgendaItem(host, { id, session: 's', kind: 'topic', title: id, minutes: 5 });
    setRemarks(host, 'a', 'Preis klären');
    addTask(host, { id: 't', text: 'Liste', ownerId: 'm', from: 'a' });
    Y.applyUpdate(own, Y.encodeStateAsUpdate(host));
    setRemarks(own, 'a', 'Preis und Menge klären');
    setAgendaField(own, 'a', 'title', 'Preise');
    removeAgendaItem(own, 'b');
    addAgendaItem(own, { id: 'c', session: 's', kind: 'topic', title: 'Neu', minutes: 10 });
    setRemarks(own, 'c', 'Auch neu');
    finishTask(own, 't', '2027-01-02', 'verschickt');
    addTask(own, { id: 'u', text: 'Brief', ownerId: 'm', from: 'c', promise: { seq: 3, index: 0 } });
    let bytes = 0;
    host.on('update', (update: Uint8Array) => (bytes = update.length));
    carryOver(own, host);
    expect(readAgenda(host)).toEqual(readAgenda(own));
    expect(readAgenda(host).map(({ remarks }) => remarks)).toEqual(['Preis und Menge klären', 'Auch neu']);
    expect(readTasks(host)).toEqual(readTasks(own));
    expect(bytes).toBeGreaterThan(0);
    bytes = 0;
    carryOver(own, host);
    expect(bytes).toBe(0);
  });

  it('writes every change again under the other document’s client ID, and none of this one’s', () => {
    const { host, own } = twoDocs();
    setField(own, 'p', 'title', 'Neu');
    setField(own, 'p', 'goal', null);
    setSet(own, 'p', 'channels', ['Web', 'Messe']);
    briefOf(own, 'p')?.insert(1, [new Y.XmlElement('horizontalRule')]);
    createPlan(own, { id: 'new', kind: 'sales-activity', ownerId: 'b', brief: briefFromText('Text') });
    deletePlan(own, 'gone');
    erasePlan(own, 'erased');
    takeBackPlan(own, 'back');
    editComment(own, 't', 'c1', comment('c1', 'anders'));
    deleteComment(own, 't', 'c2');
    addComment(own, 't', comment('c3'));
    setResolved(own, 't', true);
    addThread(own, thread('t2'), comment('c4'));
    carryOver(own, host);
    const said = (doc: Y.Doc) => ({
      plans: readAllPlans(doc).sort((a, b) => (a.id < b.id ? -1 : 1)),
      threads: readThreads(doc).map(({ comments, id, plan, field, at, resolved }) => ({
        id,
        plan,
        field,
        at,
        resolved,
        comments: comments.map(({ id, text, at, mentions }) => ({ id, text, at, mentions })),
      })),
    });
    expect(said(host)).toEqual(said(own));
    expect(host.store.clients.has(own.clientID)).toBe(false);
    expect([readPlan(host, 'gone'), planMap(host, 'erased')]).toEqual([null, null]);
    expect(readPlan(host, 'back')).toMatchObject({ title: 'back' });
  });

  it('writes nothing where nothing differs', () => {
    const { host, own } = twoDocs();
    const before = Y.encodeStateAsUpdate(host);
    carryOver(own, host);
    expect(Y.encodeStateAsUpdate(host)).toEqual(before);
  });
});
