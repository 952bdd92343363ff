import { beforeEach, describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../renderer/client';
import {
  begun,
  followed,
  goOnFrom,
  stepFrom,
  type QueueItem,
  type WaitingForDecision,
} from '../../../renderer/features/plan/review/queue';
import {
  beginReview,
  decided,
  followWaiting,
  forgetOpened,
  goOnIfDealtWith,
  goTo,
  isOf,
  keepLook,
  keepOpened,
  markSaid,
  openedOf,
  tick,
  useReview,
  type Opened,
} from '../../../renderer/features/plan/review/store';

const NOTHING_PUT_OFF = new Set<string>();

function plan(planId: string, fields: Partial<WaitingForDecision> = {}): WaitingForDecision {
  return { boardId: 'b', planId, title: planId, since: `2027-01-0${planId.length}`, by: 'max', ...fields };
}

const said = (items: readonly QueueItem[]) => items.map(({ planId, fate }) => `${planId} ${fate.kind}`);
const follow = (items: readonly QueueItem[], waiting: readonly WaitingForDecision[]) =>
  followed(items, waiting, NOTHING_PUT_OFF);

describe('the order', () => {
  it('[REVIEW-1] is what is due first, then what has waited longest, what was put off last', () => {
    const waiting = [plan('aaa'), plan('a'), plan('aaaa', { due: '2027-02-02' }), plan('aa')];
    expect(begun(waiting, new Set(['b/a'])).map(({ planId }) => planId)).toEqual(['aaaa', 'aa', 'aaa', 'a']);
  });

  it('[REVIEW-1] leads from plan to plan that still waits, and back', () => {
    const items = follow(begun([plan('a'), plan('aa'), plan('aaa')], NOTHING_PUT_OFF), [
      plan('a'),
      plan('aaa'),
    ]);
    expect(stepFrom(items, 'b/a', 1)).toBe('b/aaa');
    expect(stepFrom(items, 'b/aaa', -1)).toBe('b/a');
    expect(stepFrom(items, 'b/aaa', 1)).toBeNull();
    expect(stepFrom(items, 'b/a', -1)).toBeNull();
  });

  it('[REVIEW-4] goes on behind what is dealt with, then with what was passed over', () => {
    const items = begun([plan('a'), plan('aa'), plan('aaa')], NOTHING_PUT_OFF);
    expect(goOnFrom(items, 'b/aa')).toBe('b/aaa');
    expect(goOnFrom(items, 'b/aaa')).toBe('b/a');
    expect(goOnFrom(begun([plan('a')], NOTHING_PUT_OFF), 'b/a')).toBeNull();
  });
});

describe('what the host tells meanwhile', () => {
  it('[REVIEW-5] moves nothing: what has left keeps its place, what is new comes last', () => {
    const before = begun([plan('a'), plan('aaa')], NOTHING_PUT_OFF);
    const after = follow(before, [plan('aa'), plan('aaa')]);
    expect(said(after)).toEqual(['a left', 'aaa waits', 'aa waits']);
    expect(said(follow(after, [plan('a'), plan('aa'), plan('aaa')]))[0]).toBe('a waits');
    expect(follow(before, [plan('a'), plan('aaa')])).toBe(before);
  });

  it('[REVIEW-5] leaves what was decided as it is until it is submitted again', () => {
    beginReview('vera', [plan('a'), plan('aa')], NOTHING_PUT_OFF);
    decided('b/a', 'decline');
    // The host has not heard of it yet, then it has.
    for (const waiting of [[plan('a'), plan('aa')], [plan('aa')]]) {
      followWaiting(waiting, NOTHING_PUT_OFF);
      expect(said(useReview.getState().items)).toEqual(['a said', 'aa waits']);
    }
    followWaiting([plan('a', { since: '2027-01-09' }), plan('aa')], NOTHING_PUT_OFF);
    expect(said(useReview.getState().items)).toEqual(['a waits', 'aa waits']);
  });
});

describe('approving together', () => {
  const read = (planId: string, at: string): Opened => ({
    key: `b/${planId}`,
    boardId: 'b',
    planId,
    title: planId,
    needsPromise: false,
    onBehalfOf: null,
    row: {} as PlanRow,
    submission: { at, hash: at, digest: planId } as Opened['submission'],
  });
  const offered = () => openedOf(useReview.getState()).map(({ planId }) => planId);
  beforeEach(() => {
    // Somebody else's review before: nothing of it is left.
    beginReview('nobody', [], NOTHING_PUT_OFF);
    beginReview('vera', [plan('a'), plan('aa'), plan('aaa')], NOTHING_PUT_OFF);
    for (const key of ['b/a', 'b/aa', 'b/aaa']) keepLook(key, null);
  });

  it('[REVIEW-8] is offered of what was read, and no longer once that has changed or is dealt with', () => {
    expect(offered()).toEqual([]);
    keepOpened(read('a', '2027-01-01'));
    keepOpened(read('aa', '2027-01-02'));
    keepOpened(read('aaa', '2027-01-03'));
    expect(offered()).toEqual(['a', 'aa', 'aaa']);
    followWaiting([plan('a', { since: '2027-01-09' }), plan('aa'), plan('aaa')], NOTHING_PUT_OFF);
    expect(offered()).toEqual(['aa', 'aaa']);
    decided('b/aa', 'approve');
    expect(offered()).toEqual(['aaa']);
    forgetOpened('b/aaa');
    expect(offered()).toEqual([]);
  });

  it('[REVIEW-8] is not offered before what is new was there to be read', () => {
    beginReview('nobody', [], NOTHING_PUT_OFF);
    beginReview('vera', [plan('a')], NOTHING_PUT_OFF);
    keepOpened(read('a', '2027-01-01'));
    expect(offered()).toEqual([]);
    keepLook('b/a', null);
    keepOpened(read('a', '2027-01-01'));
    expect(offered()).toEqual(['a']);
  });

  it('[REVIEW-8] is not offered of the same words that were submitted anew', () => {
    const before = read('a', '2027-01-01');
    expect(isOf(before, before.submission)).toBe(true);
    expect(isOf(before, { ...before.submission, hash: 'anew' })).toBe(false);
    expect([isOf(before, null), isOf(undefined, before.submission)]).toEqual([false, false]);
  });

  it('[REVIEW-8] is still offered to whoever comes back to the review, and to nobody else', () => {
    keepOpened(read('aa', '2027-01-02'));
    decided('b/a', 'decline');
    beginReview('vera', [plan('aa'), plan('aaa')], NOTHING_PUT_OFF);
    expect(said(useReview.getState().items)).toEqual(['aa waits', 'aaa waits']);
    expect(offered()).toEqual(['aa']);
    beginReview('viktor', [plan('aa'), plan('aaa')], NOTHING_PUT_OFF);
    expect(offered()).toEqual([]);
  });

  it('[REVIEW-4] goes on once what is shown was approved with others', () => {
    goTo('b/aa');
    goOnIfDealtWith();
    expect(useReview.getState().current).toBe('b/aa');
    markSaid(['b/aa', 'b/aaa'], 'approve');
    goOnIfDealtWith();
    expect(useReview.getState().current).toBe('b/a');
  });

  it('[REVIEW-10] takes the ticks off what went through, and leaves those of the others', () => {
    tick(['b/a', 'b/aa'], true);
    markSaid(['b/a'], 'approve');
    expect([...useReview.getState().ticked]).toEqual(['b/aa']);
  });
});
