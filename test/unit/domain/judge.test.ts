import { describe, expect, it, test } from 'vitest';
import {
  judgeStatement,
  mayState,
  needsPromise,
  waitsFor,
  type Before,
  type Objection,
  type Standing,
} from '../../../shared/domain/judge';
import type { Rights } from '../../../shared/domain/people';
import { digestOf, type Material } from '../../../shared/domain/plan';
import type { Refusal } from '../../../shared/domain/policy';
import type { Statement, StatementKind, Verdict } from '../../../shared/domain/record';
import { campaign, CAST, Log, PROMISE } from './support';

const { max, mia, vera, kim, olaf, gast, gone } = CAST;
const A = campaign();
const B = campaign({ title: 'Herbst' });
const SALES_PLAN = campaign({ kind: 'sales-activity', ownerId: 'vera' });

const standing = (log: Log, plan: Material | null): Standing => ({
  status: log.status(plan),
  material: plan ?? {},
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
    expect(mayState({ kind: 'plan-submitted' }, member, standing(log, A))).toBe(refusal);
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
    expect(mayState({ kind: 'decision', verdict }, member, standing(log, plan))).toBe(refusal);
  });

  test.each<[string, Material, boolean, boolean]>([
    ['sales promises', A, true, true],
    ['not where the policy asks for none', A, false, false],
    ['marketing has none to give', SALES_PLAN, true, false],
  ])('[DECISION-9] %s', (_what, plan, promiseRequired, needed) => {
    const log = new Log();
    log.policy = { ...log.policy, promiseRequired };
    expect(needsPromise(log.submit(plan).status(plan).submission)).toBe(needed);
    expect(needsPromise(null)).toBe(false);
  });
});

describe('[DECISION-8] conducting', () => {
  const agreed = () => new Log().agree(A);
  const launched = () => agreed().end('launched', A);
  test.each<[string, StatementKind, Rights, Log, Material | null, Refusal | null]>([
    ['the owner launches', 'launched', max, agreed(), A, null],
    ['an owner of the workspace launches', 'launched', olaf, agreed(), A, null],
    ['nobody else launches', 'launched', mia, agreed(), A, 'not-plan-owner'],
    ['not what has changed', 'launched', max, agreed(), B, 'not-agreed'],
    ['not what is in review', 'launched', max, new Log().submit(A), A, 'not-agreed'],
    ['not what was deleted', 'launched', max, agreed(), null, 'not-agreed'],
    ['not twice', 'launched', max, launched(), A, 'already-launched'],
    [
      'not who names himself owner',
      'withdrawn',
      mia,
      agreed(),
      campaign({ ownerId: 'mia' }),
      'not-plan-owner',
    ],
    ['nor closes', 'closed', mia, launched(), campaign({ ownerId: 'mia' }), 'not-plan-owner'],
    ['the owner closes', 'closed', max, launched(), B, null],
    ['not before the launch', 'closed', max, agreed(), A, 'not-launched'],
    ['not twice', 'closed', max, launched().end('closed', A), A, 'not-launched'],
    ['nobody else closes', 'closed', vera, launched(), A, 'not-plan-owner'],
    ['the owner withdraws', 'withdrawn', max, new Log().submit(A), A, null],
    ['what is launched too', 'withdrawn', max, launched(), A, null],
    ['not a draft', 'withdrawn', max, new Log(), A, 'not-submitted'],
    ['not twice', 'withdrawn', max, new Log().submit(A).end('withdrawn', A), A, 'ended'],
    ['not what is closed', 'withdrawn', max, launched().end('closed', A), A, 'ended'],
    ['no guest', 'withdrawn', { ...gast, id: 'max' }, launched(), A, 'guest'],
  ])('%s: case %#', (_what, kind, member, log, plan, refusal) => {
    expect(mayState({ kind }, member, standing(log, plan))).toBe(refusal);
  });
});

describe('[DECISION-13] taking a submission back', () => {
  const submitted = () => new Log().submit(A, 'mia');
  const launched = () => new Log().agree(A).end('launched', A);
  test.each<[string, Rights, Log, Refusal | null]>([
    ['is for who submitted it', mia, submitted(), null],
    ["is for the plan's owner", max, submitted(), null],
    ['is for an owner of the workspace', olaf, submitted(), null],
    ['is for nobody else', vera, submitted(), 'not-plan-owner'],
    ['is not for a guest', { ...gast, id: 'mia' }, submitted(), 'guest'],
    ['is not before the submission', max, new Log(), 'not-submitted'],
    ['is possible when changes are asked for', max, submitted().decide('request-changes', A), null],
    ['is not once it was declined', max, submitted().decide('decline', A), 'not-in-review'],
    ['is not once it is agreed', max, new Log().agree(A), 'not-in-review'],
    ['is not a second time', max, submitted().end('recalled', A), 'not-submitted'],
    ['is not what was withdrawn', max, submitted().end('withdrawn', A), 'ended'],
    ['is a new version of what is launched', max, launched().submit(B), null],
    ['is not what it was launched by', max, launched().decide('retract', A), 'already-launched'],
  ])('%s: case %#', (_what, member, log, refusal) => {
    expect(mayState({ kind: 'recalled' }, member, standing(log, A))).toBe(refusal);
  });
});

describe('[DECISION-12] what an editor writes into the document', () => {
  /** Everything by which anybody could make himself, or unmake another, a decider or an owner. */
  const written = [
    campaign({ kind: 'sales-activity' }),
    campaign({ ownerId: 'vera' }),
    campaign({ kind: 'sales-activity', ownerId: 'mia' }),
  ];

  it.each(written)('takes nothing from who decides, and gives nothing to others: case %#', (plan) => {
    const log = new Log().agree(A).submit(A).decide('approve', A);
    const ask = (verdict: Verdict, member: Rights) =>
      mayState({ kind: 'decision', verdict }, member, standing(log, plan));
    for (const verdict of ['request-changes', 'decline', 'retract'] as const) {
      expect(ask(verdict, vera)).toBeNull();
      expect(ask(verdict, mia)).toBe('wrong-department');
    }
    expect(ask('approve', vera)).toBe('changed-since-submitted');
  });

  it.each(written)('makes nobody the owner of what was submitted: case %#', (plan) => {
    const plans = [new Log().submit(A), new Log().agree(A).end('launched', A)];
    for (const log of plans)
      for (const kind of ['closed', 'withdrawn'] as const) {
        expect(mayState({ kind }, mia, standing(log, plan))).toBe('not-plan-owner');
        expect(mayState({ kind }, max, standing(log, plan))).not.toBe('not-plan-owner');
      }
  });

  it('names kind and owner until the record does', () => {
    expect(mayState({ kind: 'decision', verdict: 'approve' }, vera, standing(new Log(), SALES_PLAN))).toBe(
      'wrong-department',
    );
    expect(mayState({ kind: 'withdrawn' }, vera, standing(new Log(), SALES_PLAN))).toBe('not-submitted');
  });
});

describe('[CLIENT-15] waiting for a member', () => {
  test.each<[string, boolean, Rights, Log, Material | null]>([
    ['what is his to approve', true, vera, new Log().submit(A), A],
    ['not for others', false, mia, new Log().submit(A), A],
    ['not what has changed', false, vera, new Log().submit(A), B],
    ['not what was deleted', false, vera, new Log().submit(A), null],
    ['not once he has spoken', false, vera, new Log().submit(A).decide('retract', A), A],
    ['not what is agreed', false, vera, new Log().agree(A), A],
    ['nor a draft', false, vera, new Log(), A],
  ])('%s', (_what, waits, member, log, plan) => {
    expect(waitsFor(member, log.status(plan))).toBe(waits);
  });
});

describe('[DECISION-12] why a statement does not count', () => {
  const stated = (says: Partial<Statement>, log = new Log().submit(A)) => {
    const { statement } =
      log.decide('approve', A, 'vera', { promise: PROMISE, ...says }).entries.at(-1) ?? {};
    return statement as Statement;
  };
  const approval = stated({});
  const before: Before = {
    ...standing(new Log().submit(A), A),
    archived: false,
    repeated: null,
    seen: 1,
    mandateOf: () => null,
    isMember: (id) => id === 'vera',
  };
  const ofState = (reason: Refusal): Objection => ({ to: 'state', reason });

  it('is nothing where it does', () => {
    expect(judgeStatement(approval, vera, before)).toBeNull();
  });

  it('is the first of several reasons: person, repetition, board, head, state', () => {
    const reasons: readonly (readonly [Partial<Before>, Objection])[] = [
      [{ repeated: 7 }, { to: 'repetition', seq: 7 }],
      [{ archived: true }, { to: 'board', reason: 'board-archived' }],
      [{ seen: null }, { to: 'head', foreign: true }],
      [{ seen: 0 }, { to: 'head', foreign: false }],
      [standing(new Log().submit(A), B), ofState('changed-since-submitted')],
    ];
    let worst = before;
    for (const [wrong, objection] of [...reasons].reverse()) {
      worst = { ...worst, ...wrong };
      expect(judgeStatement(approval, vera, worst)).toEqual(objection);
    }
    expect(judgeStatement(approval, kim, worst)).toEqual({ to: 'person', reason: 'not-approver' });
    expect(judgeStatement(approval, null, worst)).toEqual({ to: 'person', reason: 'removed' });
  });

  test.each<[string, Partial<Statement>, Refusal]>([
    ['about another version than the one submitted', { digest: 'e'.repeat(64) }, 'changed-since-submitted'],
    ['without the promise that is asked for', { promise: undefined }, 'promise-missing'],
    [
      'with one that nobody is there to keep',
      { promise: { ...PROMISE, ownerId: 'x' } },
      'promise-owner-unknown',
    ],
  ])('[DECISION-9] an approval %s', (_what, says, reason) => {
    expect(judgeStatement({ ...approval, ...says }, vera, before)).toEqual(ofState(reason));
  });

  it('[DECISION-13] what was taken back takes no decision, also while an earlier version stands', () => {
    const log = new Log().submit(A).submit(B).end('recalled', B);
    const decline = stated({ verdict: 'decline', promise: undefined, digest: digestOf(B) });
    const now: Before = { ...before, ...standing(log, B), seen: 3 };
    expect(judgeStatement(decline, vera, now)).toEqual(ofState('not-in-review'));
    expect(judgeStatement({ ...decline, digest: digestOf(A) }, vera, now)).toBeNull();
  });

  it('[DECISION-13] only the last submission is taken back, by somebody who had seen it', () => {
    const [first, second] = new Log().end('recalled', A).end('recalled', B).entries;
    const now: Before = { ...before, ...standing(new Log().submit(A).submit(B), B), seen: 2 };
    expect(judgeStatement(second?.statement as Statement, max, now)).toBeNull();
    expect(judgeStatement(first?.statement as Statement, max, now)).toEqual(ofState('not-in-review'));
    const unseen = judgeStatement(second?.statement as Statement, max, { ...now, seen: 1 });
    expect(unseen).toEqual({ to: 'head', foreign: false });
  });

  it('[VERIFY-10] is asked of words of a later version as far as they are known', () => {
    const ask = (member: Rights, wrong: Partial<Before>) =>
      judgeStatement(null, member, { ...before, ...wrong });
    expect(ask(kim, { archived: true })).toBeNull();
    expect(ask(gone, {})).toEqual({ to: 'person', reason: 'removed' });
    expect(ask(kim, { repeated: 7 })).toEqual({ to: 'repetition', seq: 7 });
    expect(ask(kim, { seen: null })).toEqual({ to: 'head', foreign: true });
  });
});
