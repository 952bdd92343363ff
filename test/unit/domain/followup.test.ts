import { describe, expect, it, test } from 'vitest';
import {
  callsPromised,
  commitmentOf,
  commitmentsOf,
  followUpLoad,
  type FollowUpCommitment,
} from '../../../shared/domain/followup';
import type { JsonObject } from '../../../shared/domain/json';
import { mondayOf, weeksOf } from '../../../shared/domain/dates';
import { campaign, Log, PLAN } from './support';

describe('[FOLLOWUP-1] calls promised', () => {
  test.each([
    [100, 0.5, 50],
    [100, 0.07, 7],
    [100, 0.29, 29],
    [5, 0.3, 2],
    [1, 0.01, 1],
    [0, 1, 0],
    [320, 0, 0],
    [1_000_000_000, 1, 1_000_000_000],
  ])('%d enquiries at %d are %d', (enquiries, share, calls) => {
    expect(callsPromised(enquiries, share)).toBe(calls);
  });
});

describe('[FOLLOWUP-2] the weeks of a span', () => {
  // 1 March 2027 is a Monday.
  test.each<[string, string, string, [string, number][]]>([
    ['a day', '2027-03-03', '2027-03-03', [['2027-03-01', 1]]],
    ['a week', '2027-03-01', '2027-03-07', [['2027-03-01', 5]]],
    [
      'Friday to Monday',
      '2027-03-05',
      '2027-03-08',
      [
        ['2027-03-01', 1],
        ['2027-03-08', 1],
      ],
    ],
    ['Saturday to Tuesday', '2027-03-06', '2027-03-09', [['2027-03-08', 2]]],
    ['a weekend alone', '2027-03-06', '2027-03-07', [['2027-03-08', 1]]],
    ['a Sunday alone', '2027-03-07', '2027-03-07', [['2027-03-08', 1]]],
    [
      'over the year',
      '2026-12-31',
      '2027-01-04',
      [
        ['2026-12-28', 2],
        ['2027-01-04', 1],
      ],
    ],
  ])('%s', (_what, start, end, weeks) => {
    expect(weeksOf(start, end).map(({ monday, workdays }) => [monday, workdays])).toEqual(weeks);
  });

  it('begin on Mondays', () => {
    expect(['2027-02-28', '2027-03-01', '2027-03-07'].map(mondayOf)).toEqual([
      '2027-02-22',
      '2027-03-01',
      '2027-03-01',
    ]);
  });
});

const commitment = (planId: string, over: Partial<FollowUpCommitment> = {}): FollowUpCommitment => ({
  planId,
  start: '2027-03-01',
  end: '2027-03-12',
  expectedEnquiries: 100,
  promise: { ownerId: 'vera', days: 3, callShare: 0.5, capacityPerWeek: 40 },
  at: '2026-11-01T08:00:00Z',
  ...over,
});

describe('[FOLLOWUP-3] the load of a person', () => {
  it('is spread over the working days', () => {
    expect(followUpLoad('vera', [commitment('a', { end: '2027-03-09', expectedEnquiries: 70 })])).toEqual({
      ownerId: 'vera',
      capacityPerWeek: 40,
      calls: 35,
      weeks: [
        { monday: '2027-03-01', calls: 25, planIds: ['a'], over: false },
        { monday: '2027-03-08', calls: 10, planIds: ['a'], over: false },
      ],
    });
  });

  it('adds up over plans, and is too much at once', () => {
    const load = followUpLoad('vera', [
      commitment('a'),
      commitment('b', { start: '2027-03-08', end: '2027-03-12', expectedEnquiries: 31 }),
    ]);
    expect(load.weeks).toEqual([
      { monday: '2027-03-01', calls: 25, planIds: ['a'], over: false },
      { monday: '2027-03-08', calls: 41, planIds: ['a', 'b'], over: true },
    ]);
  });

  it('is held against the latest promise', () => {
    const later = {
      at: '2026-11-02T08:00:00Z',
      promise: { ownerId: 'vera', days: 1, callShare: 0, capacityPerWeek: 20 },
    };
    for (const order of [
      [commitment('a'), commitment('b', later)],
      [commitment('b', later), commitment('a')],
    ]) {
      expect(followUpLoad('vera', order)).toMatchObject({
        capacityPerWeek: 20,
        calls: 50,
        weeks: [{ over: true }, { over: true }],
      });
    }
  });

  it('takes the later of two promises about one plan, whoever gave it', () => {
    const other = commitment('a', {
      at: '2026-11-02T08:00:00Z',
      promise: { ownerId: 'kim', days: 1, callShare: 1, capacityPerWeek: 9 },
    });
    expect(followUpLoad('vera', [other, commitment('a')])).toEqual({
      ownerId: 'vera',
      capacityPerWeek: 0,
      calls: 0,
      weeks: [],
    });
    expect(followUpLoad('kim', [other, commitment('a')]).calls).toBe(100);
  });

  it('loses no call to rounding', () => {
    for (const expectedEnquiries of [1, 2, 3, 7, 99, 101]) {
      const load = followUpLoad('vera', [commitment('a', { end: '2027-06-17', expectedEnquiries })]);
      expect(load.calls).toBe(callsPromised(expectedEnquiries, 0.5));
    }
  });
});

describe('[FOLLOWUP-4] commitments', () => {
  const A = campaign({ expectedEnquiries: 100 });
  const B = campaign({ expectedEnquiries: 300 });
  const of = (log: Log) => commitmentsOf(new Map([[PLAN, log.status(B)]]));

  it('are about the agreed version', () => {
    expect(of(new Log().agree(A).submit(B))).toMatchObject([
      { planId: PLAN, expectedEnquiries: 100, at: '2026-11-01T08:02:00.000Z' },
    ]);
  });

  it('take the latest promise of an agreement', () => {
    const promise = { ownerId: 'kim', days: 1, callShare: 1, capacityPerWeek: 9 };
    const log = new Log().agree(A).decide('approve', A, 'kim', { promise });
    expect(of(log)).toMatchObject([{ promise }]);
  });

  test.each<[string, Log]>([
    ['what is not agreed', new Log().submit(A)],
    ['what nobody promised', new Log().submit(A).decide('approve', A)],
    ['what is closed', new Log().agree(A).end('launched', A).end('closed', A)],
    ['what is withdrawn', new Log().agree(A).end('withdrawn', A)],
    ['what expects nobody', new Log().agree(campaign())],
  ])('are none for %s', (_what, log) => {
    expect(of(log)).toEqual([]);
  });

  test.each<JsonObject>([
    { start: 'x' },
    { end: '2027-02-01' },
    { expectedEnquiries: 0 },
    { expectedEnquiries: '9' },
  ])('are none with %j', (over) => {
    const { promise, at } = commitment('a');
    expect(commitmentOf('a', { ...A, ...over }, promise, at)).toBeNull();
  });
});
