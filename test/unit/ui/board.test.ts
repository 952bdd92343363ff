import { describe, expect, test } from 'vitest';
import { PLAN_STATES, type PlanState } from '../../../shared/domain/status';
import type { Json } from '../../../shared/domain/json';
import type { PlanRow } from '../../../renderer/client';
import { byColumn, columnOf, placeAfterMove } from '../../../renderer/features/board/logic/columns';
import { activeFilters, filterRows, monthsOf, sortRows } from '../../../renderer/features/board/logic/filter';
import {
  cellAfter,
  columnsFor,
  LIST_COLUMNS,
  widthOf,
  type ListColumn,
} from '../../../renderer/features/board/logic/list-columns';
import { Search } from '../../../renderer/features/board/logic/search';
import { budgetSums } from '../../../renderer/features/board/logic/values';
import { EVERYTHING, type PlanFilter, type SortColumn } from '../../../renderer/state/plan-filter';

const row = (
  id: string,
  fields: Record<string, Json> = {},
  state: PlanState = 'draft',
  waitsForMe = false,
): PlanRow => ({
  id,
  json: { id, ...fields },
  material: fields,
  digest: '',
  status: {
    state,
    agreement: null,
    submission: null,
    decisions: [],
    recalled: [],
    changesSinceAgreed: [],
    changesSinceSubmitted: [],
    startedUnagreed: false,
    deleted: false,
  },
  problems: [],
  openThreads: 0,
  takenBack: null,
  waitsForMe,
});
const ids = (rows: readonly PlanRow[]) => rows.map(({ id }) => id);
const nameOf = (id: string) => ({ m1: 'Anna Özdemir', m2: 'Bernd Zapf' })[id] ?? '?';

describe('columns', () => {
  test('[UI-15] each state has its place', () => {
    expect(PLAN_STATES.map((state) => [state, columnOf(state)])).toEqual([
      ['draft', 'draft'],
      ['in-review', 'review'],
      ['changes-requested', 'review'],
      ['declined', 'review'],
      ['agreed', 'agreed'],
      ['changed-since-agreed', 'agreed'],
      ['launched', 'launched'],
      ['closed', 'over'],
      ['withdrawn', 'over'],
    ]);
  });
  test('[UI-16] keeps the order given', () => {
    const columns = byColumn([row('b'), row('x', {}, 'agreed'), row('a')]);
    expect([ids(columns.draft), ids(columns.agreed), ids(columns.over)]).toEqual([['b', 'a'], ['x'], []]);
  });
  test.each<[string, -1 | 1, ReturnType<typeof placeAfterMove>]>([
    ['b', -1, { after: null, before: 'a' }],
    ['b', 1, { after: 'c', before: null }],
    ['a', 1, { after: 'b', before: 'c' }],
    ['c', -1, { after: 'a', before: 'b' }],
    ['a', -1, null],
    ['c', 1, null],
    ['?', 1, null],
  ])('[UI-16] %s by %i', (id, step, place) =>
    expect(placeAfterMove(['a', 'b', 'c'], id, step)).toEqual(place),
  );
});

test('[UI-46] the sum leaves out what does not take place, and knows how many', () => {
  const euros = (id: string, minor: Json, state?: PlanState) =>
    row(id, { budgetMinor: minor, currency: 'EUR' }, state);
  const rows = [euros('a', 100), euros('b', 50, 'agreed'), euros('c', 7, 'withdrawn'), euros('d', 'viel')];
  expect(budgetSums([...rows, row('e', { budgetMinor: 3, currency: 'CHF' })])).toEqual({
    sums: [
      { currency: 'EUR', minor: 150 },
      { currency: 'CHF', minor: 3 },
    ],
    left: 1,
    unread: 1,
  });
});

describe('search and filters', () => {
  const rows = [
    row('k8', {
      title: 'Wärmepumpe K8',
      brief: [{ type: 'paragraph', children: [{ text: `${'viel davor '.repeat(9)}Umbau` }] }],
      channels: ['Messe', 'E-Mail'],
      ownerId: 'm1',
      start: '2027-03-01',
      end: '2027-05-15',
    }),
    row(
      'call',
      {
        kind: 'sales-activity',
        title: 'Nachfassen',
        tags: ['Altbau', 'Sommer'],
        ownerId: 'm2',
        start: '2027-12-30',
        end: '2028-01-02',
      },
      'agreed',
    ),
    row('odd', { title: 7, goal: ['x'], start: 'bald' }, 'in-review', true),
  ];
  const comment = (text: string) => ({
    id: text,
    clientId: 5,
    writerIds: [5],
    text,
    at: '',
    turn: null,
    edited: false,
    mentions: [],
  });
  const thread = {
    id: 't1',
    plan: 'k8',
    field: null,
    at: '',
    resolved: true,
    clientId: 5,
    writerIds: [5],
    turn: 0,
    comments: [comment('Bitte warten.'), comment('Der Händler-Umbau läuft bis März.')],
  };
  const threads = new Map([['k8', [thread]]]);
  test.each<[Partial<PlanFilter>, string[]]>([
    [{}, ['k8', 'call', 'odd']],
    [{ search: 'WÄRME' }, ['k8']],
    [{ search: 'messe k8' }, ['k8']],
    [{ search: 'messe zapf' }, []],
    [{ search: 'zapf' }, ['call']],
    [{ search: '7' }, ['odd']],
    [{ search: 'händler' }, ['k8']],
    [{ search: 'haendler umbau messe' }, ['k8']],
    [{ search: 'sommer altbau' }, ['call']],
    [{ state: 'agreed' }, ['call']],
    [{ department: 'marketing' }, ['k8', 'odd']],
    [{ department: 'sales', state: 'draft' }, []],
    [{ ownerId: 'm1' }, ['k8']],
    [{ month: '2027-04' }, ['k8']],
    [{ month: '2028-01' }, ['call']],
    [{ month: '2027-06' }, []],
    [{ waitsForMe: true }, ['odd']],
    [{ isNew: true }, ['call']],
  ])('[UI-17] %j', (filter, found) => {
    const search = new Search(filter.search ?? '', { nameOf, threads });
    expect(ids(filterRows(rows, { ...EVERYTHING, ...filter }, search, new Set(['call'])))).toEqual(found);
  });
  test.each<[string, string, object | null]>([
    ['k8', 'wärme', null],
    ['k8', 'messe', { where: 'channels', text: 'Messe, E-Mail' }],
    ['k8', 'wärme özd', { where: 'ownerId', text: 'Anna Özdemir' }],
    [
      'k8',
      'händler',
      {
        where: 'comment',
        text: 'Der Händler-Umbau läuft bis März.',
        comment: thread.comments[1],
      },
    ],
    ['call', 'sommer', { where: 'tags', text: 'Altbau, Sommer' }],
    ['k8', 'umbau', { where: 'brief', text: expect.stringMatching(/^… (viel davor )+Umbau$/) }],
  ])('[UI-47] %s found by %s: the first place that the title does not show', (id, typed, place) => {
    const search = new Search(typed, { nameOf, threads });
    const found = rows.find((each) => each.id === id);
    expect(search.placeOf(found as PlanRow)).toEqual(place);
  });
  test('[UI-17] offers the months in which plans run', () => {
    expect(monthsOf(rows)).toEqual(['2027-03', '2027-04', '2027-05', '2027-12', '2028-01']);
    expect(monthsOf([row('long', { start: '1900-01-01', end: '2199-12-31' })])).toHaveLength(120);
  });
  test('[UI-17] counts what is set beside the search', () => {
    expect(activeFilters({ ...EVERYTHING, search: 'x' })).toBe(0);
    expect(activeFilters({ ...EVERYTHING, state: 'draft', month: '2027-01', waitsForMe: true })).toBe(3);
  });
});

describe('sorting', () => {
  const rows = [
    row('a', { title: 'Plan 10', budgetMinor: 500, ownerId: 'm2', start: '2027-02-01' }, 'agreed'),
    row('b', { title: 'ärger', ownerId: 'm1' }),
    row('c', { title: 'Plan 9', budgetMinor: 90, start: '2027-01-31' }, 'in-review'),
    row('d', { title: 'Plan 9', budgetMinor: 'viel' }),
  ];
  test.each<[SortColumn, boolean, string]>([
    ['rank', false, 'abcd'],
    ['title', false, 'bcda'],
    ['title', true, 'acdb'],
    ['budgetMinor', false, 'cabd'],
    ['budgetMinor', true, 'acbd'],
    ['start', false, 'cabd'],
    ['start', true, 'acbd'],
    ['ownerId', false, 'bacd'],
    ['state', false, 'bdca'],
    ['kind', false, 'abcd'],
  ])('[UI-18] by %s, descending %s: %s', (column, descending, order) => {
    expect(ids(sortRows(rows, { column, descending }, nameOf, 'de')).join('')).toBe(order);
  });
});

describe('cells', () => {
  const plans = ['a', 'b', 'c'];
  const at = { planId: 'b', column: 'start' } as const;
  test.each([
    ['ArrowUp', false, { planId: 'a', column: 'start' }],
    ['ArrowDown', false, { planId: 'c', column: 'start' }],
    ['ArrowLeft', false, { planId: 'b', column: 'kind' }],
    ['ArrowRight', false, { planId: 'b', column: 'end' }],
    ['PageDown', false, { planId: 'c', column: 'start' }],
    ['Home', false, { planId: 'b', column: 'title' }],
    ['Home', true, { planId: 'a', column: 'title' }],
    ['End', true, { planId: 'c', column: 'comments' }],
    ['x', false, null],
  ])('[UI-19] %s, with Ctrl %s', (key, withCtrl, to) =>
    expect(cellAfter(key, withCtrl, at, plans)).toEqual(to),
  );

  test('[UI-19] goes only where a column is shown', () => {
    const columns = columnsFor(800);
    expect(cellAfter('ArrowLeft', false, at, plans, columns)).toEqual({ planId: 'b', column: 'state' });
    expect(cellAfter('End', false, at, plans, columns)).toEqual({ planId: 'b', column: 'ownerId' });
  });

  test('[UI-24] leaves the less important columns out before anything needed is cut', () => {
    const needed: ListColumn[] = ['title', 'state', 'start', 'end', 'budgetMinor', 'ownerId'];
    expect(columnsFor(1300)).toEqual(LIST_COLUMNS);
    // What 1024 pixels leave beside the rail as icons, and opened.
    expect(columnsFor(972)).toEqual(['title', 'state', 'kind', 'start', 'end', 'budgetMinor', 'ownerId']);
    expect(columnsFor(808)).toEqual(needed);
    expect(widthOf(needed)).toBeLessThanOrEqual(808);
    expect(columnsFor(300)).toEqual(needed);
  });

  test('[UI-19] stops at the edges', () => {
    expect(cellAfter('ArrowUp', false, { planId: 'a', column: 'title' }, plans)).toEqual({
      planId: 'a',
      column: 'title',
    });
    expect(cellAfter('ArrowLeft', false, { planId: 'a', column: 'title' }, plans)).toEqual({
      planId: 'a',
      column: 'title',
    });
  });
});
