import * as Y from 'yjs';
import { afterEach, expect, it, vi } from 'vitest';
import { drawnPlans } from '../../../../renderer/client/board/rows/drawn-plans';
import { Projection } from '../../../../renderer/client/board/projection';
import { NOTHING_PROJECTED, type Projected } from '../../../../renderer/client/board/shown';
import type { PlanRow } from '../../../../renderer/client';
import { createPlan, setField, together } from '../../../../shared/doc/commands';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import type { RecordEntry } from '../../../../shared/domain/record';
import { drawnAlike, timelinePlan, type TimelinePlan } from '../../../../shared/domain/timeline/items';
import { campaign, Log } from '../../domain/support';

const ME = { id: 'me', department: 'sales', role: 'member', approver: true, active: true } as const;

afterEach(() => vi.restoreAllMocks());

/** A board on which every plan was agreed, and beside it what a calendar draws of it. */
function board(plans: number) {
  const doc = openBoardDoc(new Y.Doc());
  const { kind: _kind, ownerId: _ownerId, ...fields } = campaign();
  const ids = Array.from({ length: plans }, (_, n) => `plan-${n}`);
  together(doc, () => {
    for (const id of ids) createPlan(doc, { id, kind: 'campaign', ownerId: 'max', fields });
  });
  const agreed = new Log().agree(campaign()).entries;
  const entries = ids.flatMap((id) => agreed.map((entry): RecordEntry => ({ ...entry, plan: id })));
  let state: Projected = NOTHING_PROJECTED;
  const projection = new Projection(doc, ME, '2027-01-01', (next) => (state = next));
  projection.setEntries(entries);
  const draw = vi.fn<(row: PlanRow) => TimelinePlan>((row) => timelinePlan('b', row));
  const drawn = drawnPlans(draw, drawnAlike);
  return { doc, draw, now: () => state, look: () => drawn(state) };
}

/** How often something is looked up or noted in any map while something is done. */
function lookUps(work: () => void): number {
  const spies = [
    vi.spyOn(Map.prototype, 'get'),
    vi.spyOn(Map.prototype, 'set'),
    vi.spyOn(Map.prototype, 'has'),
    vi.spyOn(Map.prototype, 'entries'),
    vi.spyOn(Map.prototype, 'values'),
    vi.spyOn(Map.prototype, 'keys'),
  ];
  work();
  const sum = spies.reduce((all, { mock }) => all + mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return sum;
}

it('[CLIENT-77] [CAL-27] a letter on a board of a thousand plans looks as little up as on one of ten', () => {
  const [few, many] = [10, 1_000].map((plans) => {
    const { doc, draw, look } = board(plans);
    const write = (text: string) => {
      setField(doc, 'plan-7', 'message', text);
      look();
    };
    look();
    // Where each plan stands in the order is noted with the first.
    write('H');
    draw.mockClear();
    return { lookedUp: lookUps(() => write('He')), drawn: draw.mock.calls.length };
  });
  expect(many).toEqual(few);
  expect(many?.drawn).toBe(1);
});

it('[CLIENT-77] a letter leaves all other rows, the order, and plans that were deleted as they are', () => {
  const { doc, now, look } = board(200);
  const [before, list] = [now(), look()];
  setField(doc, 'plan-7', 'goal', 'mehr');
  const after = now();
  const replaced = [...after.plans].filter(([id, row]) => before.plans.get(id) !== row).map(([id]) => id);
  expect(replaced).toEqual(['plan-7']);
  expect(before.plans.get('plan-7')?.json['goal']).not.toBe('mehr');
  expect(after.order).toBe(before.order);
  expect(after.deletedAgreed).toBe(before.deletedAgreed);
  expect(look()).not.toBe(list);
});
