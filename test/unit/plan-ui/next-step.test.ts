import { describe, expect, it } from 'vitest';
import { statusFrom } from '../../../shared/domain/status';
import type { Rights } from '../../../shared/domain/people';
import type { History } from '../../../shared/domain/history';
import {
  besideNextStep,
  consequenceOfDeleting,
  mayDecideOtherwise,
  nextStep,
} from '../../../renderer/features/plan/logic/next-step';

const TODAY = '2027-04-01';
const material = { kind: 'campaign', title: 'ISH', ownerId: 'anna', start: '2027-05-01', end: '2027-06-01' };
const anna: Rights = { id: 'anna', department: 'marketing', role: 'member', approver: false, active: true };
const ben: Rights = { id: 'ben', department: 'sales', role: 'member', approver: true, active: true };
const guest: Rights = { ...anna, id: 'guest', role: 'guest' };

const policy = { approvals: 1, leadTimeDays: 14, promiseRequired: true };
const submission = {
  seq: 1,
  hash: '',
  at: '',
  by: 'anna',
  digest: 'd1',
  snapshot: { ...material, title: 'Messe' },
  policy,
  returnPromises: [],
};
const none: History = { submission: null, agreement: null, decisions: [], recalled: [], ended: null };
const submitted: History = { ...none, submission };
const agreement = { ...submission, seq: 2, submittedBy: 'anna', submittedIn: 1, approvals: [] };
const agreed: History = { ...submitted, agreement };

const stepOf = (who: Rights, history: History, digest = 'd1', today = TODAY) =>
  nextStep(who, { material, status: statusFrom(history, { digest, material }, today) }, today);

describe('[PLANUI-4] the one next step', () => {
  it('is to submit a draft', () => {
    expect(stepOf(anna, none)).toEqual({ kind: 'submit' });
  });

  it('is to decide for the other department, and to wait for everybody else', () => {
    expect(stepOf(ben, submitted)).toEqual({ kind: 'decide' });
    expect(stepOf(anna, submitted)).toEqual({ kind: 'wait', why: 'wrong-department' });
    // Only who could decide with the right to is told of that.
    const kim = { ...ben, id: 'kim', approver: false };
    expect(stepOf(kim, submitted)).toEqual({ kind: 'wait', why: 'not-approver' });
  });

  it('is to submit again after a change, but not for those who are waited for to approve', () => {
    expect(stepOf(anna, submitted, 'd2')).toEqual({ kind: 'submit-again' });
    expect(stepOf(anna, agreed, 'd2')).toEqual({ kind: 'submit-again' });
    expect(stepOf(ben, submitted, 'd2')).toEqual({ kind: 'wait', why: 'changed-since-submitted' });
    expect(stepOf(ben, agreed, 'd2')).toEqual({ kind: 'wait', why: 'changed-since-submitted' });
  });

  it('is to submit again after changes were asked for, and for whoever asked to think again', () => {
    const asked: History = {
      ...submitted,
      decisions: [{ by: 'ben', verdict: 'request-changes', at: '', seq: 2 }],
    };
    expect(stepOf(anna, asked)).toEqual({ kind: 'submit-again' });
    expect(stepOf(ben, asked)).toEqual({ kind: 'reconsider' });
    expect(stepOf(ben, asked, 'd2')).toEqual({ kind: 'wait', why: 'changed-since-submitted' });
  });

  it('is to launch what is agreed, for its owner', () => {
    expect(stepOf(anna, agreed)).toEqual({ kind: 'launch' });
    expect(stepOf(ben, agreed)).toEqual({ kind: 'wait', why: 'not-plan-owner' });
  });

  it('is to close a launched plan only once it is over', () => {
    expect(stepOf(anna, { ...agreed, ended: 'launched' })).toEqual({ kind: 'none' });
    expect(stepOf(anna, { ...agreed, ended: 'launched' }, 'd1', '2027-06-02')).toEqual({ kind: 'close' });
  });

  it('is none for guests', () => {
    expect(stepOf(guest, none)).toEqual({ kind: 'none' });
  });
});

describe('[PLANUI-16] whatever an editor writes into a plan', () => {
  const tricks = [{ kind: 'sales-activity' }, { ownerId: 'ben' }, { title: 'Anderes' }];
  const written = (history: History, trick: object) => {
    const plan = { ...material, ...trick };
    return { material: plan, status: statusFrom(history, { digest: 'd2', material: plan }, TODAY) };
  };
  const approved: History = {
    ...agreed,
    agreement: { ...agreement, approvals: [{ by: 'ben', verdict: 'approve', at: '', seq: 2 }] },
  };

  it.each(tricks)('its approver may still ask for changes and decline: case %#', (trick) => {
    expect(mayDecideOtherwise(ben, written(submitted, trick))).toBe(true);
    expect(mayDecideOtherwise(anna, written(submitted, trick))).toBe(false);
  });

  it.each(tricks)('he may still take his approval back: case %#', (trick) => {
    expect(besideNextStep(ben, written(approved, trick))).toEqual(['retract']);
  });

  it.each(tricks)('its owner may still withdraw what is agreed, and nobody else: case %#', (trick) => {
    expect(besideNextStep(anna, written(agreed, trick))).toEqual(['withdrawn']);
    expect(besideNextStep(ben, written(agreed, trick))).toEqual([]);
  });

  it.each(tricks)('its owner may still take back the submission, and nobody else: case %#', (trick) => {
    expect(besideNextStep(anna, written(submitted, trick))).toEqual(['recalled']);
    expect(besideNextStep(ben, written(submitted, trick))).toEqual([]);
  });
});

describe('[PLANUI-17] what is only submitted', () => {
  const planIn = (history: History) => ({
    material,
    status: statusFrom(history, { digest: 'd2', material }, TODAY),
  });

  it('is taken back, not called off', () => {
    expect(besideNextStep(anna, planIn(submitted))).toEqual(['recalled']);
  });

  it('can be both while an agreement stands', () => {
    const again: History = { ...agreed, submission: { ...submission, seq: 3, digest: 'd2' } };
    expect(besideNextStep(anna, planIn(again))).toEqual(['recalled', 'withdrawn']);
  });

  it('is withdrawn once it was declined', () => {
    const declined: History = {
      ...submitted,
      decisions: [{ by: 'ben', verdict: 'decline', at: '', seq: 2 }],
    };
    expect(besideNextStep(anna, planIn(declined))).toEqual(['withdrawn']);
  });
});

describe('[PLANUI-28] deleting a plan', () => {
  const consequence = (history: History, digest = 'd1') =>
    consequenceOfDeleting(statusFrom(history, { digest, material }, TODAY));

  it.each<[string, History, ReturnType<typeof consequenceOfDeleting>]>([
    ['a draft', none, null],
    ['one in review', submitted, 'in-review'],
    ['an agreed one', agreed, 'agreed'],
    ['a launched one', { ...agreed, ended: 'launched' }, 'launched'],
    ['a closed one', { ...agreed, ended: 'closed' }, 'launched'],
    ['a withdrawn one', { ...agreed, ended: 'withdrawn' }, null],
  ])('asks about %s', (_what, history, expected) => {
    expect(consequence(history)).toBe(expected);
  });

  it('asks about one that was changed since it was agreed', () => {
    expect(consequence(agreed, 'd2')).toBe('agreed');
  });
});
