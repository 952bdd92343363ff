import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { Projection } from '../../../renderer/client/board/projection';
import { NOTHING_PROJECTED, type Projected } from '../../../renderer/client/board/shown';
import { isWarned, markedPlan, type Marked } from '../../../renderer/client/warner';
import { createPlan, setField, setMeta } from '../../../shared/doc/commands';
import { openBoardDoc } from '../../../shared/doc/board-doc';
import type { Material } from '../../../shared/domain/plan';
import { warningsOf, type OtherPlan } from '../../../shared/domain/warnings/warnings';

const ME = { id: 'me', department: 'sales', role: 'member', approver: true, active: true } as const;

/** A board of two plans for the same people at the same time, and a third for others. */
function board() {
  const doc = openBoardDoc(new Y.Doc());
  let state: Projected = NOTHING_PROJECTED;
  for (const [id, audience] of [
    ['a', 'Eigentümer'],
    ['b', 'Eigentümer'],
    ['c', 'Planer'],
  ] as const)
    createPlan(doc, {
      id,
      kind: 'campaign',
      ownerId: 'me',
      fields: { title: id, audience, start: '2027-03-02', end: '2027-03-31' },
    });
  new Projection(doc, ME, '2027-01-01', (next) => (state = next));
  const marked = (): Marked[] => [...state.plans.values()].map((row) => markedPlan(row, 'B'));
  const warn = (
    { id, json, status }: Pick<Marked['row'], 'id' | 'json' | 'status'>,
    others: readonly OtherPlan[],
  ) =>
    warningsOf({
      board: 'B',
      plan: id,
      material: json as Material,
      status,
      today: '2027-01-01',
      leadTimeDays: 0,
      others,
      periods: [],
      frames: [],
      load: null,
    });
  const warned = () => {
    const all = marked();
    return all.filter((each) => isWarned(each, all, warn)).map(({ row }) => row.id);
  };
  return { doc, marked, warned };
}

it('[CAL-21] a plan is marked as long as something speaks against it that nobody has accepted', () => {
  const { doc, warned } = board();
  expect(warned()).toEqual(['a', 'b']);
  setMeta(doc, 'a', 'accepted same-audience B b', 'Abgesprochen');
  expect(warned()).toEqual(['b']);
  setField(doc, 'b', 'start', '2027-04-01');
  setField(doc, 'b', 'end', '2027-04-30');
  expect(warned()).toEqual([]);
});

it('[CAL-21] a letter in a field that no warning is about makes nobody look for warnings again', () => {
  const { doc, marked } = board();
  const before = marked().map(({ of }) => of);
  setField(doc, 'a', 'message', 'Heizkosten halbieren');
  expect(marked().map(({ of }) => of)).toEqual(before);
  setField(doc, 'a', 'audience', 'Planer');
  expect(marked().map(({ of }, at) => of === before[at])).toEqual([false, true, true]);
});
