import { describe, expect, it } from 'vitest';
import { entryBody, entryIn, isEmpty } from '../../../../shared/domain/rounds/entry';
import {
  mayCloseRound,
  mayEnterRound,
  mayOpenRound,
  openRoundBody,
  type RoundOptions,
} from '../../../../shared/domain/rounds/round';
import type { Rights } from '../../../../shared/domain/people';

const member: Rights = { id: 'm', role: 'member', department: 'sales', approver: false, active: true };
const guest: Rights = { ...member, id: 'g', role: 'guest' };
const owner: Rights = { ...member, id: 'o', role: 'owner' };
const marketing: Rights = { ...member, id: 'k', department: 'marketing' };
const removed: Rights = { ...member, active: false };

describe('opening a round', () => {
  it.each([
    [
      { kind: 'notes', authors: 'shown' },
      { kind: 'notes', authors: 'shown', title: '' },
    ],
    [
      { kind: 'votes', votesEach: 3, on: ['a', { id: 'b', label: 'Messe' }] },
      {
        kind: 'votes',
        votesEach: 3,
        perTarget: 1,
        on: [{ id: 'a' }, { id: 'b', label: 'Messe' }],
        title: '',
      },
    ],
    [
      { kind: 'estimate', plan: 'p', title: ' Herbst ' },
      { kind: 'estimate', plan: 'p', title: 'Herbst' },
    ],
    [{ kind: 'pulse' }, { kind: 'pulse', minAnswers: 5, title: '' }],
    [
      { kind: 'pulse', minAnswers: 2 },
      { kind: 'pulse', minAnswers: 5, title: '' },
    ],
    [
      { kind: 'pulse', minAnswers: 8, session: 's' },
      { kind: 'pulse', minAnswers: 8, session: 's', title: '' },
    ],
  ])('[ROUND-1] takes %j', (body, read) => {
    expect(openRoundBody.parse(body)).toEqual(read);
  });

  it.each([
    {},
    { kind: 'poll' },
    { kind: 'notes' },
    { kind: 'notes', authors: 'some' },
    { kind: 'votes', votesEach: 3, on: [] },
    { kind: 'votes', votesEach: 0, on: ['a'] },
    { kind: 'votes', votesEach: 3, on: ['a', 'a'] },
    { kind: 'votes', votesEach: 3, on: ['a b'] },
    { kind: 'votes', votesEach: 51, on: ['a'] },
    { kind: 'estimate' },
    { kind: 'pulse', minAnswers: 0 },
    { kind: 'pulse', secret: true },
    { kind: 'notes', authors: 'shown', title: 'x'.repeat(201) },
  ])('[ROUND-1] refuses %j', (body) => {
    expect(openRoundBody.safeParse(body).success).toBe(false);
  });

  it('[ROUND-1] is for the facilitator in a workshop, else for every editor', () => {
    const alone = { facilitator: null, isWalkIn: false };
    expect([member, guest, owner, removed].map((each) => mayOpenRound(each, alone))).toEqual([
      null,
      'guest',
      null,
      'removed',
    ]);
    const led = { facilitator: 'm', isWalkIn: false };
    expect([member, owner].map((each) => mayOpenRound(each, led))).toEqual([null, 'not-facilitator']);
  });
});

describe('entering something', () => {
  const notes: RoundOptions = { kind: 'notes', authors: 'hidden' };
  const votes: RoundOptions = { kind: 'votes', votesEach: 3, perTarget: 2, on: [{ id: 'a' }, { id: 'b' }] };
  const estimate: RoundOptions = { kind: 'estimate', plan: 'p' };
  const pulse: RoundOptions = { kind: 'pulse', minAnswers: 5 };
  const entered = (options: RoundOptions, body: unknown) => {
    const read = entryBody.safeParse(body);
    return read.success ? entryIn(options, read.data) : null;
  };

  it.each([
    [notes, { texts: [' so getippt\n'] }, { kind: 'notes', texts: [' so getippt\n'] }],
    [notes, { texts: 'eine' }, { kind: 'notes', texts: ['eine'] }],
    [notes, { text: 'eine' }, { kind: 'notes', texts: ['eine'] }],
    [notes, { texts: [] }, { kind: 'notes', texts: [] }],
    [
      notes,
      { texts: ['x'.repeat(2000), 'y'.repeat(2000)] },
      { kind: 'notes', texts: ['x'.repeat(2000), 'y'.repeat(2000)] },
    ],
    [votes, { picks: ['a', 'a', 'b'] }, { kind: 'votes', picks: ['a', 'a', 'b'] }],
    [estimate, { enquiries: 0 }, { kind: 'estimate', enquiries: 0 }],
    [estimate, { enquiries: 40, closings: 3 }, { kind: 'estimate', enquiries: 40, closings: 3 }],
    [pulse, { grade: 6 }, { kind: 'pulse', grade: 6 }],
    [pulse, { grade: 1, sentence: 'Gut.' }, { kind: 'pulse', grade: 1, sentence: 'Gut.' }],
  ] as const)('[ROUND-2] %j takes %j', (options, body, entry) => {
    expect(entered(options, body)).toEqual(entry);
  });

  it.each([
    [notes, { texts: Array.from({ length: 21 }, () => 'x') }],
    [notes, { texts: ['x'.repeat(2001)] }],
    [notes, { texts: ['x'.repeat(2000), 'y'.repeat(2000), 'z'] }],
    [notes, { texts: ['  '] }],
    [notes, { texts: ['\ud83d'] }],
    [notes, { picks: ['a'] }],
    [votes, { picks: ['a', 'a', 'b', 'b'] }],
    [votes, { picks: ['a', 'a', 'a'] }],
    [votes, { picks: ['c'] }],
    [votes, { picks: ['__proto__'] }],
    [estimate, { enquiries: -1 }],
    [estimate, { enquiries: 1.5 }],
    [estimate, { closings: 1 }],
    [pulse, { grade: 0 }],
    [pulse, { grade: 7 }],
    [pulse, { grade: 2.5 }],
    [pulse, { grade: 2, sentence: 'x'.repeat(2001) }],
    [pulse, { grade: 2, receipt: 'short' }],
    [pulse, { grade: 2, by: 'me' }],
  ] as const)('[ROUND-2] %j refuses %j', (options, body) => {
    expect(entered(options, body)).toBeNull();
  });

  it('[ROUND-2] nothing takes back what was entered, a number is never nothing', () => {
    expect(isEmpty({ kind: 'notes', texts: [] })).toBe(true);
    expect(isEmpty({ kind: 'votes', picks: [] })).toBe(true);
    expect(isEmpty({ kind: 'estimate', enquiries: 0 })).toBe(false);
  });

  it('[ROUND-3] is for members, estimates for sales', () => {
    expect(mayEnterRound(guest, 'notes', false)).toBe('guest');
    expect(mayEnterRound(removed, 'notes', false)).toBe('removed');
    expect(mayEnterRound(marketing, 'estimate', false)).toBe('wrong-department');
    expect([mayEnterRound(marketing, 'votes', false), mayEnterRound(member, 'estimate', false)]).toEqual([
      null,
      null,
    ]);
  });

  it('[ROUND-4] walk-ins open none and answer no pulse', () => {
    expect(mayOpenRound(member, { facilitator: null, isWalkIn: true })).toBe('walk-in');
    expect(mayEnterRound(member, 'pulse', true)).toBe('walk-in');
    expect(
      ['notes', 'votes', 'estimate'].map((kind) => mayEnterRound(member, kind as 'notes', true)),
    ).toEqual([null, null, null]);
  });

  it('[ROUND-3] closing is for who opened it, the facilitator and owners', () => {
    expect(mayCloseRound(member, 'm', null)).toBeNull();
    expect(mayCloseRound(member, 'x', 'm')).toBeNull();
    expect(mayCloseRound(owner, 'x', 'y')).toBeNull();
    expect(mayCloseRound(member, 'x', 'y')).toBe('not-round-opener');
    expect(mayCloseRound(guest, 'g', 'g')).toBe('guest');
  });
});
