import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import * as Y from 'yjs';
import { BoardNews, watchNews, type BoardLooks } from '../../../../renderer/client/board/news';
import { Projection } from '../../../../renderer/client/board/projection';
import type { BoardState } from '../../../../renderer/client/board/types';
import type { KnownLook } from '../../../../shared/api/inbox';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { addComment, addThread, createPlan, setField, setResolved } from '../../../../shared/doc/commands';
import type { RecordEntry } from '../../../../shared/domain/record';

const ME = { id: 'me', department: 'sales', role: 'member', approver: true, active: true } as const;
const COLLEAGUE = 4711;

/** A board of two plans that I have seen as they are; what is written there from then on is a colleague's. */
function boardSeen() {
  const doc = openBoardDoc(new Y.Doc());
  doc.clientID = COLLEAGUE;
  for (const id of ['a', 'b'])
    createPlan(doc, { id, kind: 'campaign', ownerId: 'eva', fields: { title: id } });
  addThread(doc, { id: 't', plan: 'a' }, comment('old'));
  const base = { boardId: 'board', owners: new Map([[COLLEAGUE, 'eva']]), entries: [] };
  const store = createStore<BoardState>(() => base as unknown as BoardState);
  new Projection(doc, ME, '2027-01-01', (next) =>
    store.setState({ ...next, entries: store.getState().entries }),
  );
  const { plans } = store.getState();
  const looks = new Map<string, KnownLook>(
    [...plans].map(([id, { digest }]) => [id, { digest, seq: 3, comments: ['old'] }]),
  );
  const own = new Set<string>();
  const reader = { me: 'me', isOwnField: (_plan: string, field: string) => own.has(field) };
  const news = new BoardNews();
  const found = () => [...news.of(looks, store.getState(), reader)];
  return { doc, store, looks, own, reader, found };
}

const comment = (id: string) => ({ id, text: 'Hm', at: '2027-01-01T00:00:00Z', mentions: [] });
const entry = (plan: string, seq: number, by: string) => ({ plan, seq, by }) as RecordEntry;

describe('[INBOX-13] news of a board', () => {
  it('are none of what somebody saw as it is', () => {
    expect(boardSeen().found()).toEqual([]);
  });

  it('are what others wrote since, and no longer what was changed back', () => {
    const { doc, found } = boardSeen();
    found();
    setField(doc, 'b', 'goal', 'mehr');
    expect(found()).toEqual(['b']);
    setField(doc, 'b', 'goal', '');
    expect(found()).toEqual([]);
  });

  it('are judged by the version that the host tells where the plan was another one before the board was opened', () => {
    const { doc, looks, store, found } = boardSeen();
    const seen = store.getState().plans.get('b');
    setField(doc, 'b', 'goal', 'mehr');
    expect(found()).toEqual([]);
    looks.set('b', {
      digest: seen?.digest ?? '',
      seq: 3,
      comments: [],
      material: { ...seen?.material } as never,
    });
    setField(doc, 'b', 'goal', 'noch mehr');
    expect(found()).toEqual(['b']);
  });

  it('are nothing that somebody wrote himself', () => {
    const { doc, own, found } = boardSeen();
    found();
    own.add('goal');
    setField(doc, 'b', 'goal', 'mehr');
    expect(found()).toEqual([]);
  });

  it('are comments of others in open discussions, and what others stated', () => {
    const { doc, store, found } = boardSeen();
    addComment(doc, 't', comment('new'));
    expect(found()).toEqual(['a']);
    setResolved(doc, 't', true);
    expect(found()).toEqual([]);
    store.setState({ entries: [entry('b', 3, 'eva'), entry('b', 4, 'me')] });
    expect(found()).toEqual([]);
    store.setState({ entries: [entry('b', 4, 'eva')] });
    expect(found()).toEqual(['b']);
  });

  it('tell nothing of a plan that nobody looked at, or that is gone', () => {
    const { doc, looks, found } = boardSeen();
    looks.delete('b');
    looks.set('gone', { digest: '0'.repeat(64), seq: 0, comments: [] });
    setField(doc, 'b', 'goal', 'mehr');
    expect(found()).toEqual([]);
  });
});

describe('[INBOX-13] whoever watches a board', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told once for many letters, and not again of the same', () => {
    const { doc, store, looks, reader } = boardSeen();
    const all = createStore<ReadonlyMap<string, BoardLooks>>(() => new Map());
    const told: string[][] = [];
    const stop = watchNews({ looks: all, board: store }, reader, (plans) => told.push([...plans]));
    vi.runAllTimers();
    expect(told).toEqual([]);
    all.setState(new Map([['board', looks]]), true);
    vi.runAllTimers();
    for (const goal of ['m', 'me', 'meh']) setField(doc, 'b', 'goal', goal);
    vi.runAllTimers();
    setField(doc, 'b', 'goal', 'mehr');
    vi.runAllTimers();
    expect(told).toEqual([[], ['b']]);
    stop();
    setField(doc, 'b', 'goal', '');
    vi.runAllTimers();
    expect(told.length).toBe(2);
  });
});
