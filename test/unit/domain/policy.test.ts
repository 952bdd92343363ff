import { describe, expect, it, test } from 'vitest';
import type { Rights } from '../../../shared/domain/people';
import type { Material } from '../../../shared/domain/plan';
import {
  approverGap,
  mayAdminister,
  mayClose,
  mayDecide,
  mayEdit,
  mayLaunch,
  maySubmit,
  mayWithdraw,
  needsPromise,
  possibleApprovers,
  type Refusal,
} from '../../../shared/domain/policy';
import type { Verdict } from '../../../shared/domain/record';
import { campaign, Log } from './support';

const A = campaign();
const B = campaign({ title: 'Herbst' });
const SALES_PLAN = campaign({ kind: 'sales-activity', ownerId: 'vera' });

const person = (id: string, over: Partial<Rights> = {}): Rights => ({
  id,
  department: 'marketing',
  role: 'member',
  approver: false,
  active: true,
  ...over,
});
const max = person('max');
const mia = person('mia', { approver: true });
const vera = person('vera', { department: 'sales', approver: true });
const kim = person('kim', { department: 'sales' });
const olaf = person('olaf', { role: 'owner', department: 'other' });
const gast = person('gast', { role: 'guest', department: 'sales', approver: true });
const gone = person('gone', { active: false, role: 'owner', department: 'sales', approver: true });

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

describe('[DECISION-2] submitting', () => {
  const agreed = () => new Log().agree(A);
  test.each<[string, Rights, Log, Refusal | null]>([
    ['any editor may', kim, new Log(), null],
    ['a guest may not', gast, new Log(), 'guest'],
    ['what is launched', max, agreed().end('launched', A), null],
    ['what is withdrawn', max, agreed().end('withdrawn', A), null],
    ['not what is closed', max, agreed().end('launched', A).end('closed', A), 'ended'],
  ])('%s', (_what, member, log, refusal) => {
    expect(maySubmit(member, log.status(A))).toBe(refusal);
  });
});

describe('deciding', () => {
  const submitted = () => new Log().submit(A);
  test.each<[string, Rights, Verdict, Log, Material, Refusal | null]>([
    ['[DECISION-3] an approver of sales', vera, 'approve', submitted(), A, null],
    ['[DECISION-3] not somebody else of sales', kim, 'approve', submitted(), A, 'not-approver'],
    ['[DECISION-3] not marketing itself', mia, 'approve', submitted(), A, 'wrong-department'],
    ['[DECISION-3] not an owner for being one', olaf, 'approve', submitted(), A, 'not-approver'],
    ['[DECISION-1] not a guest', gast, 'approve', submitted(), A, 'guest'],
    ['[DECISION-1] not who was removed', gone, 'approve', submitted(), A, 'removed'],
    [
      '[DECISION-3] marketing about an activity of sales',
      mia,
      'approve',
      new Log().submit(SALES_PLAN, 'vera'),
      SALES_PLAN,
      null,
    ],
    [
      '[DECISION-3] not sales about its own',
      vera,
      'approve',
      new Log().submit(SALES_PLAN, 'kim'),
      SALES_PLAN,
      'wrong-department',
    ],
    ['[DECISION-4] not who submitted it', vera, 'approve', new Log().submit(A, 'vera'), A, 'own-submission'],
    [
      '[DECISION-4] not who owns it',
      vera,
      'approve',
      new Log().submit(campaign({ ownerId: 'vera' })),
      campaign({ ownerId: 'vera' }),
      'own-plan',
    ],
    ['[DECISION-4] who submitted it may say no', vera, 'decline', new Log().submit(A, 'vera'), A, null],
    ['[DECISION-5] not before it was submitted', vera, 'approve', new Log(), A, 'not-submitted'],
    ['[DECISION-5] not what has changed', vera, 'approve', submitted(), B, 'changed-since-submitted'],
    ['[DECISION-5] no may be said to what has changed', vera, 'request-changes', submitted(), B, null],
    ["[DECISION-6] retracting one's approval", vera, 'retract', submitted().decide('approve', A), A, null],
    [
      '[DECISION-6] retracting it while the next is in review',
      vera,
      'retract',
      new Log().agree(A).submit(B),
      B,
      null,
    ],
    ['[DECISION-6] nothing to retract', vera, 'retract', submitted(), A, 'nothing-to-retract'],
    [
      '[DECISION-6] not twice',
      vera,
      'retract',
      submitted().decide('approve', A).decide('retract', A),
      A,
      'nothing-to-retract',
    ],
    ["[DECISION-6] not another's", vera, 'retract', new Log().agree(A, 'kim'), A, 'nothing-to-retract'],
    ['[DECISION-7] not what is withdrawn', vera, 'approve', submitted().end('withdrawn', A), A, 'ended'],
    [
      '[DECISION-7] not what is closed',
      vera,
      'retract',
      new Log().agree(A).end('launched', A).end('closed', A),
      A,
      'ended',
    ],
    [
      '[DECISION-7] what is launched and changed',
      vera,
      'approve',
      new Log().agree(A).end('launched', A).submit(B),
      B,
      null,
    ],
  ])('%s', (_what, member, verdict, log, plan, refusal) => {
    expect(mayDecide(member, plan, log.status(plan), verdict)).toBe(refusal);
  });

  test.each<[string, Material, boolean, boolean]>([
    ['sales promises', A, true, true],
    ['not where the policy asks for none', A, false, false],
    ['marketing has none to give', SALES_PLAN, true, false],
  ])('[DECISION-9] %s', (_what, plan, promiseRequired, needed) => {
    const log = new Log();
    log.policy = { ...log.policy, promiseRequired };
    expect(needsPromise(plan, log.submit(plan).status(plan))).toBe(needed);
    expect(needsPromise(plan, new Log().status(plan))).toBe(false);
  });
});

describe('[DECISION-8] conducting', () => {
  const agreed = () => new Log().agree(A);
  const launched = () => agreed().end('launched', A);
  test.each<[string, typeof mayLaunch, Rights, Log, Material | null, Refusal | null]>([
    ['the owner launches', mayLaunch, max, agreed(), A, null],
    ['an owner of the workspace launches', mayLaunch, olaf, agreed(), A, null],
    ['nobody else launches', mayLaunch, mia, agreed(), A, 'not-plan-owner'],
    ['not what has changed', mayLaunch, max, agreed(), B, 'not-agreed'],
    ['not what is in review', mayLaunch, max, new Log().submit(A), A, 'not-agreed'],
    ['not what was deleted', mayLaunch, max, agreed(), null, 'not-agreed'],
    ['not twice', mayLaunch, max, launched(), A, 'already-launched'],
    [
      'not who names himself owner',
      mayWithdraw,
      mia,
      agreed(),
      campaign({ ownerId: 'mia' }),
      'not-plan-owner',
    ],
    ['nor closes', mayClose, mia, launched(), campaign({ ownerId: 'mia' }), 'not-plan-owner'],
    ['the owner closes', mayClose, max, launched(), B, null],
    ['not before the launch', mayClose, max, agreed(), A, 'not-launched'],
    ['not twice', mayClose, max, launched().end('closed', A), A, 'not-launched'],
    ['nobody else closes', mayClose, vera, launched(), A, 'not-plan-owner'],
    ['the owner withdraws', mayWithdraw, max, new Log().submit(A), A, null],
    ['what is launched too', mayWithdraw, max, launched(), A, null],
    ['not a draft', mayWithdraw, max, new Log(), A, 'not-submitted'],
    ['not twice', mayWithdraw, max, new Log().submit(A).end('withdrawn', A), A, 'ended'],
    ['not what is closed', mayWithdraw, max, launched().end('closed', A), A, 'ended'],
    ['no guest', mayWithdraw, { ...gast, id: 'max' }, launched(), A, 'guest'],
  ])('%s: case %#', (_what, may, member, log, plan, refusal) => {
    expect(may(member, plan ?? A, log.status(plan))).toBe(refusal);
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

  it('names those who can', () => {
    expect(possibleApprovers([...everybody, vera], A, 'max').map(({ id }) => id)).toEqual(['vera']);
  });
});
