import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { NOTHING_PROJECTED, Projection, type Projected } from '../../../../renderer/client/board/projection';
import { ranksBetween } from '../../../../renderer/client/board/plan-order';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { addThread, createPlan, deletePlan, setField, setResolved } from '../../../../shared/doc/commands';
import type { Rights } from '../../../../shared/domain/people';

const ME: Rights = { id: 'me', department: 'sales', role: 'member', approver: true, active: true };

function projected(doc: Y.Doc): { now: () => Projected; projection: Projection } {
  let state = NOTHING_PROJECTED;
  const projection = new Projection(doc, ME, '2027-01-01', (next) => (state = next));
  return { now: () => state, projection };
}

function boardOf(...ids: string[]): Y.Doc {
  const doc = openBoardDoc(new Y.Doc());
  for (const id of ids) createPlan(doc, { id, kind: 'campaign', ownerId: 'me', fields: { title: id } });
  return doc;
}

describe('projection', () => {
  it('[CLIENT-13] replaces the touched row and no other, and keeps the order where nothing moved', () => {
    const doc = boardOf('a', 'b');
    const { now } = projected(doc);
    const before = now();
    setField(doc, 'a', 'goal', 'mehr');
    expect(now().plans.get('b')).toBe(before.plans.get('b'));
    expect(now().plans.get('a')).not.toBe(before.plans.get('a'));
    expect(now().plans.get('a')?.json['goal']).toBe('mehr');
    expect(now().order).toBe(before.order);
    expect(Object.isFrozen(now().plans.get('a'))).toBe(true);
  });

  it('[CLIENT-13] counts comments of open threads on their plan alone', () => {
    const doc = boardOf('a', 'b');
    const { now } = projected(doc);
    const untouched = now().plans.get('b');
    addThread(doc, { id: 't', plan: 'a' }, { id: 'c', text: 'Hm', at: '2027-01-01T00:00:00Z', mentions: [] });
    expect(now().plans.get('a')?.openThreads).toBe(1);
    expect(now().threads.get('a')?.[0]?.comments[0]?.clientId).toBe(doc.clientID);
    setResolved(doc, 't', true);
    expect(now().plans.get('a')?.openThreads).toBe(0);
    expect(now().plans.get('b')).toBe(untouched);
  });

  it('[CLIENT-13] forgets a deleted plan and sees that a start has come', () => {
    const doc = boardOf('a', 'b');
    const { now, projection } = projected(doc);
    setField(doc, 'b', 'start', '2027-02-01');
    expect(now().plans.get('b')?.status.startedUnagreed).toBe(false);
    projection.setView(ME, '2027-02-01');
    expect(now().plans.get('b')?.status.startedUnagreed).toBe(true);
    deletePlan(doc, 'a');
    expect([...now().order]).toEqual(['b']);
  });

  it('[CLIENT-1] finds room beside neighbours of equal or broken rank', () => {
    const plan = (id: string, rank: string) => ({ id, rank });
    expect(ranksBetween(plan('a', 'a0'), plan('b', 'a0'), ['a0', 'a0', 'a1'])).toEqual(['a0', 'a1']);
    expect(ranksBetween(plan('a', 'a0'), plan('b', 'a0'), ['a0', 'a0'])).toEqual(['a0', null]);
    expect(ranksBetween(plan('a', '???'), plan('b', 'a1'), ['???', 'a1'])).toEqual([null, 'a1']);
    expect(ranksBetween(undefined, undefined, [])).toEqual([null, null]);
  });
});
