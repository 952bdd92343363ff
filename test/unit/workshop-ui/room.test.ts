import { describe, expect, it } from 'vitest';
import {
  countByDepartment,
  mayPlanOne,
  offersTo,
  whoIsThere,
} from '../../../renderer/features/workshop/logic/offers';
import { caretAfter } from '../../../renderer/features/workshop/logic/caret';
import { changesBetween } from '../../../renderer/features/workshop/logic/changes';
import { clockOf, dayAndTime, instantAt, readTime } from '../../../renderer/features/workshop/logic/when';
import type { ReadMinutes } from '../../../shared/api/sessions';
import type { Rights } from '../../../shared/domain/people';
import type { SessionView } from '../../../shared/domain/session/session';

const VIEW: SessionView = {
  id: 's',
  board: 'b',
  rev: 3,
  state: 'open',
  title: 'Runde',
  minutes: 60,
  at: null,
  facilitator: 'leader',
  appointed: 'appointed',
  deputies: [],
  item: null,
  since: 0,
  focus: { view: 'item', gather: 0 },
  timer: { state: 'off' },
  held: false,
  hands: [],
  done: [],
  parked: [],
  seated: [],
  present: [],
  round: null,
  now: 0,
};
const person = (id: string, more: Partial<Rights> = {}): Rights => ({
  id,
  department: 'sales',
  role: 'member',
  approver: false,
  active: true,
  ...more,
});

describe('[SESSUI-1] what the room offers', () => {
  it.each([
    ['whoever leads', person('leader'), 'lead plan write join'],
    ['an owner', person('o', { role: 'owner' }), 'take plan write join'],
    ['whoever was to lead', person('appointed'), 'take write join'],
    ['a member', person('m'), 'write join'],
    ['a guest', person('g', { role: 'guest' }), 'join'],
    ['a walk-in', person('w', { walkIn: true }), 'write join'],
    ['a facilitator who became a guest', person('leader', { role: 'guest' }), 'join'],
    ['one who was to lead and became a guest', person('appointed', { role: 'guest' }), 'join'],
  ])('%s', (_who, me, offered) => {
    const offers = offersTo(VIEW, me, false);
    const names = (['lead', 'take', 'plan', 'write', 'join'] as const).filter((each) => offers[each]);
    expect(names).toEqual(
      ['lead', 'take', 'plan', 'write', 'join'].filter((each) => offered.split(' ').includes(each)),
    );
  });

  it('nothing is led, planned or written on an archived board', () => {
    const offers = offersTo(VIEW, person('leader', { role: 'owner' }), true);
    expect([offers.lead, offers.take, offers.plan, offers.write]).toEqual([false, false, false, false]);
    expect(mayPlanOne(person('m'), true)).toBe(false);
  });

  it('workshops are planned by editors whom an owner invited', () => {
    expect(mayPlanOne(person('m'), false)).toBe(true);
    expect(mayPlanOne(person('w', { walkIn: true }), false)).toBe(false);
    expect(mayPlanOne(person('g', { role: 'guest' }), false)).toBe(false);
  });
});

it('[SESSUI-7] counts each member once, however many windows, and whoever has a phone alone', () => {
  const [a, b, c] = (['sales', 'marketing', 'sales'] as const).map((department, index) => ({
    id: 'abc'.charAt(index),
    name: `N${index}`,
    department,
  }));
  const atBoard = [a, a, b].flatMap((each) => (each ? [{ ...each, memberId: each.id }] : []));
  const known = new Map([a, b, c].flatMap((each) => (each ? [[each.id, each] as const] : [])));
  const there = whoIsThere(atBoard, ['c', 'a', 'unknown'], known);
  expect(there).toEqual([a, b, c]);
  expect([...countByDepartment(there)]).toEqual([
    ['sales', 2],
    ['marketing', 1],
  ]);
});

it.each([
  [4001, '0:05'],
  [60_000, '1:00'],
  [1, '0:01'],
  [0, '0:00'],
  [-5, '0:00'],
  [3_600_000, '60:00'],
])('[SESSUI-6] %i ms are shown as %s', (ms, shown) => expect(clockOf(ms)).toBe(shown));

describe('[SESSUI-12] times', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['09.30', '09:30'],
    ['10 Uhr', '10:00'],
    ['24:00', null],
    ['9:60', null],
    ['früh', null],
  ])('%s', (typed, read) => expect(readTime(typed)).toBe(read));

  it('go out with this machine’s offset and come back the same', () => {
    const at = instantAt('2027-07-01', '10:15');
    expect(at).toMatch(/^2027-07-01T10:15:00[+-]\d\d:\d\d$/);
    expect(dayAndTime(at)).toEqual({ date: '2027-07-01', time: '10:15' });
    expect(dayAndTime(null)).toEqual({ date: '', time: '' });
  });
});

it.each([
  ['Halle', 'Die Halle', 5, 9],
  ['Halle', 'Halle 4', 2, 2],
  ['Halle vier', 'Halle', 10, 5],
  ['ab', 'aXb', 1, 1],
])('[SESSUI-9] of %j, made %j, a caret at %i stands at %i', (before, after, caret, at) =>
  expect(caretAfter(before, after, caret)).toBe(at),
);

describe('[SESSUI-10] changes since somebody looked', () => {
  const item = {
    item: 'a',
    title: 'A',
    begun: '',
    parked: false,
    plans: [],
    comments: [],
    decisions: [],
    rounds: [],
    tasks: [],
    remarks: '',
  };
  const seen: ReadMinutes = {
    digest: '1',
    title: 'Runde',
    startedAt: null,
    facilitators: ['l'],
    present: [{ member: 'l', walkIn: false }],
    items: [item],
    open: [{ item: 'c', title: 'C', parked: false }],
    reopened: 0,
    outcomes: [],
    seated: [],
    names: {},
  };

  it('are counted fact by fact', () => {
    const now: ReadMinutes = {
      ...seen,
      present: [...seen.present, { member: 'm', walkIn: true }],
      items: [{ ...item, remarks: 'neu', plans: [{ id: 'p', title: 'P' }] }],
    };
    expect(changesBetween(seen, now)).toBe(3);
  });

  it('are one at least, as the host says that there are some', () => {
    expect(changesBetween(seen, { ...seen, digest: '2' })).toBe(1);
  });
});
