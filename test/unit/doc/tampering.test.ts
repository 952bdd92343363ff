import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { root, type BoardMap } from '../../../shared/doc/board-doc';
import { addThread, editComment } from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import { copyOf, docWithPlan, exchange, PLAN } from './support';

describe('threads', () => {
  const at = (minute: number) => `2026-11-01T08:0${minute}:00Z`;
  const comment = (id: string, minute: number) => ({
    id,
    text: id,
    at: at(minute),
    mentions: [{ memberId: 'vera', place: null }],
  });

  it('[DOC-11] tell who made a comment and who wrote its text', () => {
    const doc = docWithPlan();
    addThread(doc, { id: 't', plan: PLAN }, comment('c', 1));
    const other = copyOf(doc);
    editComment(other, 't', 'c', { ...comment('c', 1), text: 'forged' });
    exchange(doc, other);
    expect(readThreads(doc)[0]?.comments[0]).toMatchObject({
      clientId: doc.clientID,
      writerIds: [other.clientID, doc.clientID],
    });
  });

  it('[DOC-11] tell who set a thread to another place, and a comment to another time or to other people', () => {
    const doc = docWithPlan();
    addThread(doc, { id: 't', plan: PLAN, field: 'start' }, comment('c', 1));
    const other = copyOf(doc);
    const thread = root(other, 'threads').get('t') as BoardMap;
    const [mine, theirs] = [doc.clientID, other.clientID];
    const writersNow = () => {
      exchange(doc, other);
      const [read] = readThreads(doc);
      return [read?.writerIds, read?.comments[0]?.writerIds];
    };
    const said = (thread.get('comments') as BoardMap).get('c') as BoardMap;
    (said.get('mentions') as Y.Array<string>).push(['somebody']);
    expect(writersNow()).toEqual([[mine], [mine, theirs]]);
    thread.set('plan', 'other');
    said.set('at', at(5));
    expect(writersNow()).toEqual([
      [theirs, mine],
      [mine, theirs],
    ]);
    thread.delete('field');
    expect(writersNow()[0]).toEqual([theirs, -1, mine]);
  });
});
