import { describe, expect, it } from 'vitest';
import { addComment, addThread, deleteComment } from '../../../shared/doc/commands';
import { root, type BoardMap } from '../../../shared/doc/board-doc';
import { readThreads } from '../../../shared/doc/threads';
import { plausibleTimes } from '../../../shared/doc/turns';
import { copyOf, docWithPlan, exchange, PLAN } from './support';

const clock = (time: string) => `2026-11-20T${time}.000Z`;
const said = (id: string, at: string) => ({ id, text: id, at, mentions: [] });

describe('[DOC-14] what is said', () => {
  it('stands behind everything its writer saw, whatever his clock says', () => {
    const anna = docWithPlan();
    addThread(anna, { id: 't', plan: PLAN }, said('question', clock('09:00:00')));
    const ben = copyOf(anna);
    addComment(ben, 't', said('answer', clock('08:50:00')));
    exchange(anna, ben);
    addComment(anna, 't', said('thanks', '1970-01-01T00:00:00.000Z'));
    addComment(ben, 't', said('far', '9999-12-31T00:00:00.000Z'));
    exchange(anna, ben);
    addComment(anna, 't', said('last', clock('09:05:00')));
    exchange(anna, ben);
    const order = readThreads(ben)[0]?.comments.map(({ id }) => id);
    expect(order).toEqual(['question', 'answer', 'thanks', 'far', 'last']);
    expect(readThreads(anna)).toEqual(readThreads(ben));
    expect(readThreads(ben)[0]?.comments[0]?.clientId).toBe(anna.clientID);
  });

  it('stays there when what stood before it is deleted', () => {
    const doc = docWithPlan();
    addThread(doc, { id: 't', plan: PLAN }, said('question', clock('09:00:00')));
    addComment(doc, 't', said('answer', clock('08:50:00')));
    addComment(doc, 't', said('thanks', clock('08:40:00')));
    deleteComment(doc, 't', 'answer');
    expect(readThreads(doc)[0]?.comments.map(({ id }) => id)).toEqual(['question', 'thanks']);
  });

  it('goes by times where nobody saw the other, and by ID at the same time: the same for everybody', () => {
    const one = docWithPlan();
    addThread(one, { id: 't', plan: PLAN }, said('q', clock('09:00:00')));
    const two = copyOf(one);
    addComment(one, 't', said('b', clock('09:02:00')));
    addComment(two, 't', said('c', clock('09:01:00')));
    addComment(two, 't', said('a', clock('09:02:00')));
    exchange(one, two);
    expect(readThreads(one)[0]?.comments.map(({ id }) => id)).toEqual(['q', 'c', 'a', 'b']);
  });

  it('opens threads of a plan in their order', () => {
    const doc = docWithPlan();
    addThread(doc, { id: 'first', plan: PLAN }, said('c', clock('09:00:00')));
    addThread(doc, { id: 'second', plan: PLAN }, said('d', clock('08:00:00')));
    expect(readThreads(doc).map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it.each([-1, 1.5, NaN, 2 ** 60, '7', null])('goes by its time when its turn is %j', (turn) => {
    const doc = docWithPlan();
    addThread(doc, { id: 't', plan: PLAN }, said('late', clock('09:00:00')));
    addComment(doc, 't', said('early', clock('08:00:00')));
    const comments = (root(doc, 'threads').get('t') as BoardMap).get('comments') as BoardMap;
    (comments.get('early') as BoardMap).set('turn', turn);
    expect(readThreads(doc)[0]?.comments.map(({ id, turn: read }) => [id, read === null])).toEqual([
      ['early', true],
      ['late', false],
    ]);
  });
});

describe('[DOC-14] shown times', () => {
  const now = Date.parse(clock('12:00:00'));
  const shown = (...times: string[]) =>
    plausibleTimes(
      times.map((at, index) => ({ id: String(index), at, turn: index })),
      now,
    ).map((time) => time && new Date(time).toISOString());

  it('never go back, nor beyond now', () => {
    expect(shown(clock('09:00:00'), clock('08:50:00'), clock('12:30:00'))).toEqual([
      clock('09:00:00'),
      clock('09:00:00'),
      clock('12:00:00'),
    ]);
  });

  it('are none where a clock was far off, and say nothing of what follows', () => {
    const off = ['1970-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z', 'yesterday', ''];
    expect(shown(...off, clock('09:00:00'))).toEqual([null, null, null, null, clock('09:00:00')]);
  });
});
