import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { Projection } from '../../../../renderer/client/board/projection';
import { NOTHING_PROJECTED, type Projected } from '../../../../renderer/client/board/shown';
import { isWarned, loadsToAsk, markedPlan, type MarkedRow } from '../../../../renderer/client/hooks/warned';
import { createPlan, setField, setMeta } from '../../../../shared/doc/commands';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import type { Warner } from '../../../../renderer/client/hooks/warner';
import { warningsOf, type Load, type OtherPlan } from '../../../../shared/domain/warnings/warnings';

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
  const marked = (): MarkedRow[] => [...state.plans.values()].map((row) => markedPlan(row, 'B'));
  const warn: Warner = (plan, others, load) =>
    warningsOf({ ...plan, today: '2027-01-01', leadTimeDays: 0, others, periods: [], frames: [], load });
  const warned = (load: Load | null = null) => {
    const all = marked();
    return all.filter((each) => isWarned(each, all, warn, load)).map(({ plan }) => plan);
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
  const before = marked().map(({ of }) => of());
  setField(doc, 'a', 'message', 'Heizkosten halbieren');
  expect(marked().map(({ of }) => of())).toEqual(before);
  setField(doc, 'a', 'audience', 'Planer');
  expect(marked().map(({ of }, at) => of() === before[at])).toEqual([false, true, true]);
});

it('[CAL-21] a plan of whose calls its promise leaves no room is marked, and no other', () => {
  const { warned, doc } = board();
  for (const id of ['a', 'b', 'c']) setField(doc, id, 'audience', id);
  const week = { monday: '2027-03-08', calls: 41, over: true, others: 1 };
  const load: Load = {
    owner: 'vera',
    capacityPerWeek: 40,
    weeks: [
      {
        ...week,
        plans: [
          { board: 'B', plan: 'b' },
          { board: 'other', plan: 'a' },
        ],
      },
    ],
  };
  expect(warned()).toEqual([]);
  expect(warned(load)).toEqual(['b']);
  setMeta(doc, 'b', 'accepted over-capacity vera 2027-03-08', 'Aushilfe kommt');
  expect(warned(load)).toEqual([]);
});

it('[CAL-21] whoever promised something that is not over is asked about once, for all the days of it', () => {
  const other = (from: string, to: string): OtherPlan => {
    return { board: 'B', plan: '', title: '', audience: '', regions: [], from, to };
  };
  const running = { isOff: false, promisedBy: 'vera' };
  expect(
    loadsToAsk(
      [
        { ...running, other: other('2027-03-08', '2027-03-20') },
        { ...running, other: other('2027-02-01', '2027-03-10') },
        { ...running, other: other('2026-01-01', '2026-12-31') },
        { ...running, isOff: true, other: other('2027-01-01', '2027-12-31') },
        { ...running, other: null },
        { ...running, promisedBy: null, other: other('2027-01-01', '2027-12-31') },
        { ...running, promisedBy: 'ben', other: other('2027-05-01', '2027-05-02') },
      ],
      '2027-01-01',
    ),
  ).toEqual([
    ['ben', '2027-05-01', '2027-05-02'],
    ['vera', '2027-02-01', '2027-03-20'],
  ]);
});
