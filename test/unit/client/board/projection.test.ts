import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Projection } from '../../../../renderer/client/board/projection';
import { NOTHING_PROJECTED, type Projected } from '../../../../renderer/client/board/shown';
import { ranksBetween } from '../../../../renderer/client/board/plan-order';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import {
  addThread,
  createPlan,
  deletePlan,
  setField,
  setResolved,
  takeBackPlan,
} from '../../../../shared/doc/commands';
import { mayState, type Deed } from '../../../../shared/domain/judge';
import type { Rights } from '../../../../shared/domain/people';
import { campaign, Log, PLAN } from '../../domain/support';

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

  it('[CLIENT-13] [CAL-16] keeps the map of plans when something was said about none of them', () => {
    const { now, projection } = projected(boardOf('a'));
    const { plans } = now();
    projection.setView(ME, '2027-01-01');
    projection.setEntries([]);
    expect(now().plans).toBe(plans);
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

  it('[DOC-13] keeps a deleted plan in the bin, with who deleted it, until it is taken back', () => {
    const doc = boardOf('a', 'b');
    const { now, projection } = projected(doc);
    const before = now();
    deletePlan(doc, 'a');
    expect([...now().plans.keys()]).toEqual(['b']);
    expect(now().gone.map(({ row, clientId }) => [row.id, row.json['title'], clientId])).toEqual([
      ['a', 'a', doc.clientID],
    ]);
    const { gone } = now();
    setField(doc, 'b', 'goal', 'mehr');
    expect(now().gone).toBe(gone);
    projection.setView(ME, '2027-02-01');
    expect(now().gone[0]?.row.takenBack).toBeNull();
    takeBackPlan(doc, 'a', 3);
    expect(now().gone).toEqual([]);
    expect(now().plans.get('a')?.takenBack).toEqual({ clientId: doc.clientID, after: 3 });
    expect(now().order).toEqual(before.order);
  });

  it('[DOC-13] shows a deleted plan as agreed that was agreed', () => {
    const doc = openBoardDoc(new Y.Doc());
    const { kind: _kind, ownerId: _ownerId, ...fields } = campaign();
    createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: 'max', fields });
    const { now, projection } = projected(doc);
    projection.setEntries(new Log().agree(campaign(), ME.id).entries);
    expect(now().deletedAgreed).toEqual([]);
    deletePlan(doc, PLAN);
    expect(now().deletedAgreed.map(({ id }) => id)).toEqual([PLAN]);
    takeBackPlan(doc, PLAN);
    expect(now().deletedAgreed).toEqual([]);
  });

  it('[PLANUI-16] judges a plan by what was submitted, whatever an editor writes into its kind and owner', () => {
    const doc = openBoardDoc(new Y.Doc());
    const { kind: _kind, ownerId: _ownerId, ...fields } = campaign();
    createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: 'max', fields });
    const { now, projection } = projected(doc);
    const before = campaign({ title: 'Herbst' });
    projection.setEntries(new Log().agree(before, ME.id).submit(campaign()).entries);
    const row = () => now().plans.get(PLAN);
    const offered = (deed: Deed) => {
      const shown = row();
      return shown && mayState(deed, ME, shown);
    };
    expect(row()?.waitsForMe).toBe(true);
    doc.getMap<Y.Map<unknown>>('plans').get(PLAN)?.set('kind', 'sales-activity');
    setField(doc, PLAN, 'ownerId', ME.id);
    expect(row()?.material).toMatchObject({ kind: 'sales-activity', ownerId: ME.id });
    expect(row()?.waitsForMe).toBe(false);
    for (const verdict of ['retract', 'decline', 'request-changes'] as const)
      expect(offered({ kind: 'decision', verdict })).toBeNull();
    expect(offered({ kind: 'withdrawn' })).toBe('not-plan-owner');
  });

  it('[CLIENT-1] finds room beside neighbours of equal or broken rank', () => {
    const plan = (id: string, rank: string) => ({ id, rank });
    expect(ranksBetween(plan('a', 'a0'), plan('b', 'a0'), ['a0', 'a0', 'a1'])).toEqual(['a0', 'a1']);
    expect(ranksBetween(plan('a', 'a0'), plan('b', 'a0'), ['a0', 'a0'])).toEqual(['a0', null]);
    expect(ranksBetween(plan('a', '???'), plan('b', 'a1'), ['???', 'a1'])).toEqual([null, 'a1']);
    expect(ranksBetween(undefined, undefined, [])).toEqual([null, null]);
  });
});
