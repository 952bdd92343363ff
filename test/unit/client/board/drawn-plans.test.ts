import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { Projection } from '../../../../renderer/client/board/projection';
import type { Projected } from '../../../../renderer/client/board/shown';
import { drawnPlans } from '../../../../renderer/client/board/rows/drawn-plans';
import type { PlanRow } from '../../../../renderer/client';
import { shownAlike } from '../../../../renderer/features/board/logic/alike';
import { createPlan, movePlan, setField } from '../../../../shared/doc/commands';
import { openBoardDoc, planMap } from '../../../../shared/doc/board-doc';
import { drawnAlike, timelinePlan } from '../../../../shared/domain/timeline/items';
import { objectionsTo } from '../../../../shared/domain/turn/turn';
import { campaign, Log, PLAN } from '../../domain/support';

const ME = { id: 'me', department: 'sales', role: 'member', approver: true, active: true } as const;

/** A board of three plans, and what a view selects of it after each change. */
function boardSeenBy<T>(select: (state: Projected) => readonly T[]) {
  const doc = openBoardDoc(new Y.Doc());
  let state: Projected | null = null;
  for (const id of ['a', 'b', 'c'])
    createPlan(doc, {
      id,
      kind: 'campaign',
      ownerId: 'me',
      fields: { title: id, start: '2027-03-01', end: '2027-03-31' },
    });
  new Projection(doc, ME, '2027-01-01', (next) => (state = next));
  return { doc, seen: () => (state ? select(state) : []) };
}

it('[CAL-16] a letter in a field that the calendar does not show leaves its list as it is', () => {
  const calendar = drawnPlans((row: PlanRow) => timelinePlan('b', row), drawnAlike);
  const { doc, seen } = boardSeenBy(calendar);
  const before = seen();
  setField(doc, 'b', 'goal', 'B');
  setField(doc, 'b', 'message', 'Be');
  expect(seen()).toBe(before);
  setField(doc, 'b', 'end', '2027-04-02');
  const after = seen();
  expect(after).not.toBe(before);
  expect(after.map((plan, at) => plan === before[at])).toEqual([true, false, true]);
});

it('[CAL-16] a letter in a field that list and columns do not show leaves them as they are', () => {
  const { doc, seen } = boardSeenBy(drawnPlans((row: PlanRow) => row, shownAlike));
  const before = seen();
  setField(doc, 'b', 'goal', 'B');
  expect(seen()).toBe(before);
  setField(doc, 'b', 'title', 'B');
  expect(seen()[1]?.json['title']).toBe('B');
  expect(seen()[0]).toBe(before[0]);
});

it('[CAL-16] another order, and a plan more or less, are seen at once', () => {
  const { doc, seen } = boardSeenBy(drawnPlans((row: PlanRow) => row.id, Object.is));
  expect(seen()).toEqual(['a', 'b', 'c']);
  movePlan(doc, 'a', String(planMap(doc, 'c')?.get('rank')), null);
  expect(seen()).toEqual(['b', 'c', 'a']);
  createPlan(doc, { id: 'd', kind: 'campaign', ownerId: 'me' });
  expect(seen()).toEqual(['b', 'c', 'a', 'd']);
});

/** One plan with a record, as list and columns have it after each change. */
function inReview() {
  const doc = openBoardDoc(new Y.Doc());
  const { kind: _kind, ownerId: _ownerId, ...fields } = campaign();
  createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: 'max', fields });
  let state: Projected | null = null;
  const projection = new Projection(doc, ME, '2027-01-01', (next) => (state = next));
  const log = new Log();
  const select = drawnPlans((row: PlanRow) => row, shownAlike);
  return {
    doc,
    log,
    status: () => {
      projection.setEntries([...log.entries]);
      return (state && select(state))?.[0]?.status;
    },
  };
}

it('[TURN-6] list and columns follow a new submission with another deadline, and an edit after it', () => {
  const { doc, log, status } = inReview();
  log.submit(campaign(), 'max', { decideBy: '2027-01-10' });
  expect(status()?.submission?.decideBy).toBe('2027-01-10');
  log.submit(campaign(), 'max', { decideBy: '2027-01-20' });
  expect(status()?.submission?.decideBy).toBe('2027-01-20');
  setField(doc, PLAN, 'goal', 'Mehr');
  expect(status()?.changesSinceSubmitted).toHaveLength(1);
});

it('[TURN-5] list and columns follow who has an objection, where the state stays the same', () => {
  const { log, status } = inReview();
  log.submit(campaign()).decide('request-changes', campaign(), 'vera');
  const objecting = () => {
    const now = status();
    return now && objectionsTo(now);
  };
  expect(objecting()).toEqual(['vera']);
  log.decide('request-changes', campaign(), 'tom');
  expect(objecting()).toEqual(['vera', 'tom']);
});
