import { describe, expect, it, test } from 'vitest';
import { calendarOf } from '../../../shared/domain/calendar/calendar';
import type { Material } from '../../../shared/domain/plan';
import type { Policy } from '../../../shared/domain/record';
import type { PlanState } from '../../../shared/domain/status';
import { campaign, current, Log, PLAN, PROMISE, TODAY } from './support';

const A = campaign();
const B = campaign({ budgetMinor: 2_000_00, currency: 'EUR' });
const C = campaign({ title: 'Herbst' });
const TWO: Policy = { approvals: 2, leadTimeDays: 14, promiseRequired: true };

function twoEyes(): Log {
  const log = new Log();
  log.policy = TWO;
  return log;
}

describe('[STATUS-1] the state', () => {
  test.each<[string, Log, Material | null, PlanState]>([
    ['is draft without a record', new Log(), A, 'draft'],
    ['is draft when nothing is anywhere', new Log(), null, 'draft'],
    ['is in review once submitted', new Log().submit(A), A, 'in-review'],
    ['stays in review when changed', new Log().submit(A), B, 'in-review'],
    ['is agreed once approved', new Log().agree(A), A, 'agreed'],
    ['[STATUS-3] is changed since agreed', new Log().agree(A), B, 'changed-since-agreed'],
    [
      '[STATUS-3] is agreed again when what is in review is taken back',
      new Log().agree(A).submit(B),
      A,
      'agreed',
    ],
    ['[STATUS-7] is in review with a newer version', new Log().agree(A).submit(B), B, 'in-review'],
    ['[STATUS-7] is agreed when the same is submitted again', new Log().agree(A).submit(A), A, 'agreed'],
    ['is agreed anew', new Log().agree(A).agree(B), B, 'agreed'],
    [
      '[STATUS-3] is changed when an earlier agreement comes back',
      new Log().agree(A).agree(B),
      A,
      'changed-since-agreed',
    ],
    ['is changes-requested', new Log().submit(A).decide('request-changes', A), A, 'changes-requested'],
    ['is declined', new Log().submit(A).decide('decline', A), A, 'declined'],
    [
      'is in review when submitted after that',
      new Log().submit(A).decide('decline', A).submit(B),
      B,
      'in-review',
    ],
    ['[STATUS-5] is in review when retracted', new Log().agree(A).decide('retract', A), A, 'in-review'],
    [
      '[STATUS-5] is declined when declined after all',
      new Log().agree(A).decide('decline', A),
      A,
      'declined',
    ],
    [
      '[STATUS-5] asks for changes after all',
      new Log().agree(A).decide('request-changes', A),
      A,
      'changes-requested',
    ],
    [
      '[STATUS-5] keeps an agreement when another version is sent back',
      new Log().agree(A).submit(B).decide('request-changes', B),
      A,
      'agreed',
    ],
    [
      '[STATUS-5] leaves it standing when another version is declined',
      new Log().agree(A).submit(B).decide('decline', B),
      A,
      'agreed',
    ],
    [
      '[STATUS-5] shows that the new version was declined',
      new Log().agree(A).submit(B).decide('decline', B),
      B,
      'declined',
    ],
    [
      '[STATUS-5] ends it when that version is declined',
      new Log().agree(A).submit(B).decide('decline', A),
      A,
      'in-review',
    ],
    ['[STATUS-15] is a draft again', new Log().submit(A).end('recalled', A), A, 'draft'],
    ['[STATUS-15] is agreed again', new Log().agree(A).submit(B).end('recalled', B), A, 'agreed'],
    [
      '[STATUS-15] is changed since agreed again',
      new Log().agree(A).submit(B).end('recalled', B),
      B,
      'changed-since-agreed',
    ],
    [
      '[STATUS-15] is what was said of the version before',
      new Log().submit(A).decide('request-changes', A).submit(B).end('recalled', B),
      B,
      'changes-requested',
    ],
    [
      '[STATUS-15] stays refused where the version before was refused meanwhile',
      new Log().submit(A).submit(B).decide('decline', A).end('recalled', B),
      A,
      'declined',
    ],
    [
      '[STATUS-15] does not bring back an approval that was taken back meanwhile',
      new Log().agree(A).submit(B).decide('retract', A).end('recalled', B),
      A,
      'in-review',
    ],
    [
      '[STATUS-15] is withdrawn again',
      new Log().submit(A).end('withdrawn', A).submit(A).end('recalled', A),
      A,
      'withdrawn',
    ],
    [
      '[STATUS-15] takes no approval any more',
      new Log().submit(A).end('recalled', A).decide('approve', A),
      A,
      'draft',
    ],
    ['[STATUS-15] is agreed whatever is taken back then', new Log().agree(A).end('recalled', A), A, 'agreed'],
    [
      '[STATUS-15] stays launched while a new version is taken back',
      new Log().agree(A).end('launched', A).submit(B).end('recalled', B),
      B,
      'launched',
    ],
    [
      '[STATUS-6] is not declined by a word on an earlier version',
      new Log().submit(A).submit(B).decide('decline', A),
      B,
      'in-review',
    ],
    [
      '[STATUS-6] hears a word on a version never submitted',
      new Log().submit(A).decide('request-changes', C),
      C,
      'changes-requested',
    ],
    [
      '[STATUS-6] takes the last word',
      new Log().submit(A).decide('decline', A).decide('request-changes', A),
      A,
      'changes-requested',
    ],
    [
      '[STATUS-6] is declined by one of two',
      twoEyes().submit(A).decide('approve', A).decide('decline', A, 'kim'),
      A,
      'declined',
    ],
    ['[STATUS-2] needs both', twoEyes().submit(A).decide('approve', A), A, 'in-review'],
    [
      '[STATUS-2] has both',
      twoEyes().submit(A).decide('approve', A).decide('approve', A, 'kim'),
      A,
      'agreed',
    ],
    [
      '[STATUS-2] takes nobody twice',
      twoEyes().submit(A).decide('approve', A).decide('approve', A),
      A,
      'in-review',
    ],
    [
      '[STATUS-5] falls with one of two',
      twoEyes().submit(A).decide('approve', A).decide('approve', A, 'kim').decide('retract', A),
      A,
      'in-review',
    ],
    [
      '[STATUS-4] ignores an approval of another version',
      new Log().submit(A).submit(B).decide('approve', A),
      A,
      'in-review',
    ],
    ['[STATUS-4] ignores an approval without submission', new Log().decide('approve', A), A, 'draft'],
    [
      '[STATUS-4] keeps what was approved when an old version is approved',
      new Log().agree(B).decide('approve', A),
      B,
      'agreed',
    ],
    [
      "[STATUS-8] ignores the submitter's approval",
      new Log().submit(A, 'vera').decide('approve', A),
      A,
      'in-review',
    ],
    [
      "[STATUS-8] ignores the owner's approval",
      new Log().submit(A, 'kim').decide('approve', A, 'max'),
      A,
      'in-review',
    ],
    ['is launched', new Log().agree(A).end('launched', A), A, 'launched'],
    ['[STATUS-9] stays launched when changed', new Log().agree(A).end('launched', A), B, 'launched'],
    [
      '[STATUS-9] stays launched when submitted again',
      new Log().agree(A).end('launched', A).submit(B).decide('decline', B),
      B,
      'launched',
    ],
    ['is closed', new Log().agree(A).end('launched', A).end('closed', A), A, 'closed'],
    [
      '[STATUS-9] stays closed when submitted',
      new Log().agree(A).end('launched', A).end('closed', A).submit(B),
      B,
      'closed',
    ],
    ['is closed whatever comes later', new Log().agree(A).end('closed', A).end('launched', A), A, 'closed'],
    ['is withdrawn', new Log().agree(A).end('withdrawn', A), A, 'withdrawn'],
    [
      'is withdrawn before all else',
      new Log().agree(A).end('withdrawn', A).end('launched', A),
      A,
      'withdrawn',
    ],
    [
      '[STATUS-9] is in review when taken up again',
      new Log().agree(A).end('withdrawn', A).submit(A),
      A,
      'in-review',
    ],
    ['[STATUS-9] is agreed anew after that', new Log().agree(A).end('withdrawn', A).agree(A), A, 'agreed'],
    [
      '[STATUS-9] forgets the launch with it',
      new Log().agree(A).end('launched', A).end('withdrawn', A).agree(A),
      A,
      'agreed',
    ],
    ['[STATUS-10] stays agreed when deleted', new Log().agree(A), null, 'agreed'],
    ['[STATUS-10] stays in review when deleted', new Log().submit(A), null, 'in-review'],
  ])('%s', (_what, log, plan, state) => {
    expect(log.status(plan).state).toBe(state);
  });

  it('[STATUS-2] counts the policy as it was at the submission', () => {
    const log = new Log().agree(A);
    log.policy = TWO;
    log.append('policy-changed', { body: TWO });
    expect(log.status(A).state).toBe('agreed');
    expect(log.submit(B).decide('approve', B).status(B).state).toBe('in-review');
  });
});

describe('what a status says beside the state', () => {
  it('[STATUS-3] names what changed since the agreement and since the submission', () => {
    const status = new Log().agree(A).submit(B).status(C);
    expect(status.changesSinceAgreed.map(({ field }) => field)).toEqual(['title']);
    expect(status.changesSinceSubmitted.map(({ field }) => field)).toEqual([
      'title',
      'budgetMinor',
      'currency',
    ]);
    expect(new Log().agree(A).status(A).changesSinceAgreed).toEqual([]);
  });

  it('has the agreement with its promises, and the entry that met the policy', () => {
    const returnPromise = [{ what: 'presentation' as const, text: 'Folien', dueOn: '2027-02-01' }];
    const { agreement } = twoEyes()
      .submit(A, 'max', { returnPromise })
      .decide('approve', A, 'vera', { promise: PROMISE, note: 'Gern' })
      .decide('approve', A, 'kim')
      .status(B);
    expect(agreement).toMatchObject({
      seq: 3,
      submittedBy: 'max',
      snapshot: A,
      returnPromises: returnPromise,
    });
    expect(agreement?.approvals).toMatchObject([
      { by: 'vera', promise: PROMISE, note: 'Gern' },
      { by: 'kim' },
    ]);
  });

  it('lists decisions about the last submission only', () => {
    const log = new Log()
      .submit(A)
      .decide('decline', A)
      .submit(B)
      .decide('request-changes', B)
      .decide('decline', A);
    expect(log.status(B).decisions.map(({ verdict }) => verdict)).toEqual(['request-changes']);
  });

  test.each<[string, Log, Material | null, boolean]>([
    ['flags a draft', new Log(), A, true],
    ['flags what changed', new Log().agree(A), B, true],
    ['flags what is in review', new Log().submit(A), A, true],
    ['does not flag what is agreed', new Log().agree(A), A, false],
    ['does not flag what is launched', new Log().agree(A).end('launched', A), B, false],
    ['does not flag what is withdrawn', new Log().submit(A).end('withdrawn', A), A, false],
    ['does not flag what was deleted', new Log().agree(A), null, false],
    ['does not flag a start that is none', new Log(), campaign({ start: '0' }), false],
  ])('[STATUS-11] %s on the day of its start', (_what, log, plan, flagged) => {
    expect(log.status(plan, '2027-03-01').startedUnagreed).toBe(flagged);
    expect(log.status(plan, '2027-02-28').startedUnagreed).toBe(false);
  });

  it('[STATUS-10] flags what was deleted', () => {
    expect(new Log().agree(A).status(null)).toMatchObject({ deleted: true, changesSinceAgreed: [] });
  });
});

describe('[STATUS-14] the calendar', () => {
  const items = (log: Log, plan: Material | null, scope: 'agreed' | 'all') =>
    calendarOf(new Map(plan ? [[PLAN, current(plan)]] : []), log.entries, scope, TODAY).items.map(
      ({ agreed, material }) => [agreed, material['budgetMinor'] ?? 'none'] as const,
    );
  const ends = new Log().agree(A);

  test.each<[string, Log, Material | null, [boolean, unknown][], [boolean, unknown][]]>([
    ['a draft', new Log(), A, [], [[false, 'none']]],
    ['what is agreed', ends, A, [[true, 'none']], [[true, 'none']]],
    [
      'what changed since',
      ends,
      B,
      [[true, 'none']],
      [
        [true, 'none'],
        [false, 200000],
      ],
    ],
    ['what was deleted', ends, null, [[true, 'none']], [[true, 'none']]],
    ['what was retracted', new Log().agree(A).decide('retract', A), A, [], [[false, 'none']]],
    [
      'what was launched, though a new version was declined',
      new Log().agree(A).end('launched', A).submit(B).decide('decline', B),
      A,
      [[true, 'none']],
      [[true, 'none']],
    ],
    ['what was withdrawn', new Log().agree(A).end('withdrawn', A), A, [], [[false, 'none']]],
    [
      'what is closed',
      new Log().agree(A).end('launched', A).end('closed', A),
      A,
      [[true, 'none']],
      [[true, 'none']],
    ],
  ])('has %s where it belongs', (_what, log, plan, agreed, all) => {
    expect(items(log, plan, 'agreed')).toEqual(agreed);
    expect(items(log, plan, 'all')).toEqual(all);
  });
});
