import { describe, expect, it, test } from 'vitest';
import type { Rights } from '../../../shared/domain/people';
import type { Material } from '../../../shared/domain/plan';
import {
  approverGap,
  mayAdminister,
  mayEdit,
  reviewGap,
  possibleApprovers,
  type Refusal,
} from '../../../shared/domain/policy';
import { campaign, CAST } from './support';

const { max, mia, vera, kim, olaf, gast, gone } = CAST;
const A = campaign();
const SALES_PLAN = campaign({ kind: 'sales-activity', ownerId: 'vera' });

describe('[DECISION-1] standing', () => {
  test.each<[Rights, Refusal | null, Refusal | null]>([
    [olaf, null, null],
    [max, null, 'not-owner'],
    [gast, 'guest', 'not-owner'],
    [gone, 'removed', 'removed'],
  ])('of case %#', (member, edit, administer) => {
    expect([mayEdit(member), mayAdminister(member)]).toEqual([edit, administer]);
  });
});

describe('[DECISION-10] when too few can approve', () => {
  const everybody = [max, mia, kim, olaf, gast, gone];

  test.each<[string, Rights[], Material, string, number, unknown]>([
    ['one is enough', [...everybody, vera], A, 'max', 1, null],
    ['there is no approver', everybody, A, 'max', 1, { reason: 'no-approver', candidates: ['kim'] }],
    ['there is nobody at all', [max], A, 'max', 1, { reason: 'no-approver', candidates: [] }],
    [
      'the deciding side submits it',
      [...everybody, vera],
      A,
      'kim',
      1,
      { reason: 'wrong-side', candidates: [] },
    ],
    [
      'the only one owns it',
      [...everybody, vera],
      campaign({ ownerId: 'vera' }),
      'max',
      1,
      { reason: 'only-the-owner', candidates: ['kim'] },
    ],
    ['two are needed', [...everybody, vera], A, 'max', 2, { reason: 'too-few', candidates: ['kim'] }],
    ['marketing decides', [max, mia, vera], SALES_PLAN, 'vera', 1, null],
  ])('%s', (_what, members, plan, submitter, approvals, gap) => {
    expect(approverGap(members, plan, submitter, approvals)).toEqual(gap);
  });

  it('says so of a submission in review, by its submitter and the policy it came under', () => {
    const submission = { snapshot: A, by: 'max', policy: { approvals: 1 } };
    expect(reviewGap(everybody, submission)).toEqual({ reason: 'no-approver', candidates: ['kim'] });
    expect(reviewGap([...everybody, vera], submission)).toBeNull();
    expect(reviewGap([...everybody, vera], { ...submission, policy: { approvals: 2 } })).toMatchObject({
      reason: 'too-few',
    });
  });

  it('names those who can', () => {
    expect(possibleApprovers([...everybody, vera], A, 'max').map(({ id }) => id)).toEqual(['vera']);
  });
});
