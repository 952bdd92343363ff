import { describe, expect, it, test } from 'vitest';
import type { RecordEntry } from '../../../shared/domain/record';
import { campaign, Log } from './support';

const A = campaign();

/** An agreed plan, and an entry that submits it once more. */
function agreedAndMore(): { log: Log; again: RecordEntry } {
  const log = new Log().agree(A).submit(A);
  const again = log.entries.pop();
  if (!again) throw new Error('nothing was submitted');
  return { log, again };
}

describe('hostile records', () => {
  test.each<[string, Partial<RecordEntry>]>([
    ['a submission without a body', { kind: 'plan-submitted', body: undefined }],
    ['a submission without a snapshot', { kind: 'plan-submitted', body: { policy: { approvals: 1 } } }],
    ['a submission of a list', { kind: 'plan-submitted', body: { snapshot: [], policy: { approvals: 1 } } }],
    ['a submission without a policy', { kind: 'plan-submitted', body: { snapshot: {} } }],
    [
      'a submission that needs nobody',
      { kind: 'plan-submitted', body: { snapshot: {}, policy: { approvals: 0 } } },
    ],
    [
      'a submission that needs half',
      { kind: 'plan-submitted', body: { snapshot: {}, policy: { approvals: 0.5 } } },
    ],
    ['an unknown verdict', { kind: 'decision', statement: { digest: 'x', verdict: 'bless' } as never }],
    ['no verdict', { kind: 'decision', statement: { digest: 'x' } as never }],
    ['no digest', { kind: 'decision', statement: { verdict: 'decline' } as never }],
    ['no statement', { kind: 'decision', statement: undefined }],
    ['a launch by the host alone', { kind: 'launched', statement: undefined }],
    ['a statement that is null', { kind: 'withdrawn', statement: null as never }],
    ['a kind of tomorrow', { kind: 'blessed' as never }],
  ])('[STATUS-12] passes over %s', (_what, broken) => {
    const { log, again } = agreedAndMore();
    log.entries.push({ ...again, ...broken } as RecordEntry);
    expect(log.status(A)).toMatchObject({ state: 'agreed', agreement: { seq: 2 }, submission: { seq: 1 } });
  });

  it('[STATUS-12] takes such an entry while it is whole', () => {
    const { log, again } = agreedAndMore();
    log.entries.push(again);
    expect(log.status(A)).toMatchObject({ state: 'agreed', agreement: { seq: 2 }, submission: { seq: 3 } });
  });

  test.each<[string, object]>([
    ['a promise that is none', { promise: { days: -1 } }],
    ['a note that is no text', { note: { toString: 1 } }],
    ['a nonce that is none', { nonce: 'x' }],
    ['a word nobody knows', { condition: 'if it rains' }],
  ])('[STATUS-12] agrees nothing by an approval with %s', (_what, words) => {
    expect(new Log().submit(A).decide('approve', A, 'vera', words).status(A).state).toBe('in-review');
  });

  it('[STATUS-13] counts a statement that is appended again once', () => {
    const log = new Log().agree(A).decide('retract', A);
    const [, approval] = log.entries;
    if (approval) log.entries.push({ ...approval, seq: 4 });
    expect(log.status(A).state).toBe('in-review');
  });
});
