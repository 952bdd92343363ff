import { describe, expect, test } from 'vitest';
import {
  isBeforeLaunch,
  isGoingOn,
  linesOf,
  NEW_ROUND,
  openingOf,
} from '../../../renderer/features/rounds/logic/opening';
import { dotsByKey, dotsOn, mostOn, withDots } from '../../../renderer/features/rounds/logic/dots';
import {
  lateNote,
  mergeNotes,
  noteDraft,
  problemOfNotes,
} from '../../../renderer/features/rounds/logic/notes';
import { barsOf, newsOf, shownRounds } from '../../../renderer/features/rounds/logic/order';
import { Sender } from '../../../renderer/features/rounds/logic/sender';
import type { Outcome, PlanRow } from '../../../renderer/client';
import type { RoundRow } from '../../../shared/api/rounds';
import { TEXT } from '../../../shared/domain/rounds/round';

const titleOf = (id: string) => ({ messe: 'Messe', brief: 'Kundenbrief' })[id] ?? '';

describe('opening a round', () => {
  test('[ROUNDUI-2] votes lie on plans by their titles and on typed lines, each once', () => {
    const draft = {
      ...NEW_ROUND,
      kind: 'votes',
      plans: ['messe'],
      lines: ' Radio \n\nRadio\nPlakat',
    } as const;
    expect(openingOf({ ...draft, title: ' Womit? ', several: true }, titleOf, 'w1')).toEqual({
      kind: 'votes',
      title: 'Womit?',
      session: 'w1',
      votesEach: 3,
      perTarget: 3,
      on: [
        { id: 'messe', label: 'Messe' },
        { id: 'line-1', label: 'Radio' },
        { id: 'line-2', label: 'Plakat' },
      ],
    });
    expect(openingOf(draft, titleOf)).toMatchObject({ perTarget: 1 });
    expect(linesOf('\n \n')).toEqual([]);
  });

  test.each([
    ['nothing to vote on', { kind: 'votes' }],
    ['no number of votes', { kind: 'votes', lines: 'a', votesEach: 'drei' }],
    ['too many votes', { kind: 'votes', lines: 'a', votesEach: 51 }],
    ['no plan to estimate', { kind: 'estimate' }],
  ] as const)('[ROUNDUI-2] %s opens nothing', (_what, change) => {
    expect(openingOf({ ...NEW_ROUND, ...change }, titleOf)).toBeNull();
  });

  test('[ROUNDUI-2] an estimate is called as its plan unless a question was typed', () => {
    const draft = { ...NEW_ROUND, kind: 'estimate', plan: 'messe' } as const;
    expect(openingOf(draft, titleOf)).toEqual({ kind: 'estimate', plan: 'messe', title: 'Messe' });
    expect(openingOf({ ...draft, title: 'Wie viele?' }, titleOf)).toMatchObject({ title: 'Wie viele?' });
  });

  test('[ROUNDUI-2] notes say whether authors are shown, a pulse is of five answers at least', () => {
    expect(openingOf(NEW_ROUND, titleOf)).toEqual({ kind: 'notes', authors: 'hidden', title: '' });
    expect(openingOf({ ...NEW_ROUND, kind: 'pulse' }, titleOf)).toEqual({
      kind: 'pulse',
      title: '',
      minAnswers: 5,
    });
  });

  test.each([
    ['draft', true, true],
    ['agreed', true, true],
    ['launched', true, false],
    ['closed', false, false],
    ['withdrawn', false, false],
  ] as const)('[ROUNDUI-2] a plan that is %s: to vote on %s, to estimate %s', (state, vote, estimate) => {
    const row = { status: { state } } as PlanRow;
    expect([isGoingOn(row), isBeforeLaunch(row)]).toEqual([vote, estimate]);
  });
});

describe('dots', () => {
  const rules = { votesEach: 3, perTarget: 2 };

  test('[ROUNDUI-5] no more are given than there are, in all and on one target', () => {
    let picks = withDots([], 'a', 3, rules);
    expect(picks).toEqual(['a', 'a']);
    expect(mostOn(picks, 'b', rules)).toBe(1);
    picks = withDots(picks, 'b', 2, rules);
    expect([dotsOn(picks, 'a'), dotsOn(picks, 'b')]).toEqual([2, 1]);
    expect(withDots(picks, 'c', 1, rules)).toEqual(picks);
    expect(withDots(picks, 'a', -1, rules)).toEqual(['b']);
  });

  test.each([
    ['ArrowUp', 2],
    ['ArrowRight', 2],
    ['+', 2],
    ['ArrowDown', 0],
    ['ArrowLeft', 0],
    ['-', 0],
    ['Home', 0],
    ['End', 3],
    ['2', 2],
    ['9', 3],
    ['Tab', undefined],
    ['a', undefined],
  ])('[ROUNDUI-5] the key %s makes of one dot of three %s', (key, count) => {
    expect(dotsByKey(key, 1, 3)).toBe(count);
  });
});

describe('notes', () => {
  test('[ROUNDUI-3] says before sending what the host would not take', () => {
    expect(problemOfNotes(['a', 'b'])).toBeNull();
    expect(problemOfNotes(Array.from({ length: TEXT.count + 1 }, () => 'a'))).toBe('tooMany');
    expect(problemOfNotes(['x'.repeat(TEXT.each + 1)])).toBe('tooLong');
    expect(problemOfNotes(Array.from({ length: 3 }, () => 'x'.repeat(TEXT.each)))).toBe('tooLong');
  });
});

describe('entering', () => {
  test('[ROUNDUI-3] one entry is on its way at a time, and of those meanwhile the last is sent', async () => {
    const sent: string[] = [];
    const answers: ((outcome: Outcome<void>) => void)[] = [];
    const ends: Outcome<void>[] = [];
    const sender = new Sender<string>(
      (entry) => {
        sent.push(entry);
        return new Promise((resolve) => answers.push(resolve));
      },
      (outcome) => ends.push(outcome),
    );
    const answer = async (outcome: Outcome<void>) => {
      answers.shift()?.(outcome);
      await Promise.resolve();
      await Promise.resolve();
    };
    sender.put('a');
    sender.put('b');
    sender.put('c');
    expect(sent).toEqual(['a']);
    await answer({ ok: false, failure: { code: 'offline' } });
    expect([sent, ends]).toEqual([['a', 'c'], []]);
    await answer({ ok: true, value: undefined });
    expect(ends).toEqual([{ ok: true, value: undefined }]);
    sender.put('d');
    expect(sent).toEqual(['a', 'c', 'd']);
  });
});

describe('what is shown', () => {
  const row = (id: string, state: RoundRow['state'], session?: string): RoundRow => ({
    id,
    kind: 'notes',
    state,
    title: '',
    openedBy: 'm',
    openedAt: '2026-11-28T10:00:00.000Z',
    ...(session === undefined ? {} : { session }),
  });

  test('[ROUNDUI-1] open rounds first, then the newest; in a workshop its own', () => {
    const rows = [row('a', 'open'), row('b', 'closed', 'w'), row('c', 'lost'), row('d', 'open', 'w')];
    const ids = (session?: string) => shownRounds(rows, session).map(({ id }) => id);
    expect(ids()).toEqual(['d', 'a', 'c', 'b']);
    expect(ids('w')).toEqual(['d', 'b']);
  });

  test('[SESSUI-19] what was opened is new before what was revealed; what only was there is not', () => {
    const before = [row('a', 'open'), row('b', 'closed')];
    expect(newsOf(before, before)).toBeNull();
    expect(newsOf([], [row('b', 'closed')])).toBeNull();
    expect(newsOf(before, [row('a', 'lost')])).toBeNull();
    expect(newsOf(before, [row('a', 'closed')])).toMatchObject({ what: 'revealed', row: { id: 'a' } });
    expect(newsOf(before, [row('c', 'open'), row('a', 'closed')])).toMatchObject({
      what: 'opened',
      row: { id: 'c' },
    });
  });

  test('[ROUNDUI-7] most votes first, walk-ins apart, equal ones as they were put to the vote', () => {
    const on = [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }, { id: 'c' }];
    const bars = barsOf(on, { a: 1, b: 3, c: 1 }, { a: 3, c: 3 });
    expect(bars.map(({ label, votes, walkIns }) => [label, votes, walkIns])).toEqual([
      ['B', 3, 0],
      ['A', 1, 3],
      ['c', 1, 3],
    ]);
    expect(bars[0]?.share).toBe(0.75);
    expect(bars[1]).toMatchObject({ share: 0.25, walkInShare: 0.75 });
    expect(barsOf(on, {}, {})[0]?.share).toBe(0);
  });
});

test.each([
  [null, '', null],
  ['nonsense', '', null],
  [{ text: 'neu' }, 'neu', null],
  [{ text: 'länger', changes: 'b' }, 'länger', 1],
  [{ text: 'länger', changes: 'gone' }, 'länger', null],
  [{ text: 3, changes: 'a' }, '', 0],
])('[ROUNDUI-11] what this device has of a note, %j, is %j in the place of note %j', (kept, text, changed) =>
  expect(noteDraft(kept, ['a', 'b'])).toEqual({ text, changed }),
);

test.each([
  [null, ''],
  [{ text: ' \u200b' }, ''],
  [{ text: 'halb fert' }, 'halb fert'],
  [{ text: 'länger ', changes: 'kurz' }, 'länger '],
  [{ text: 'kurz', changes: 'kurz' }, ''],
])('[ROUNDUI-12] what this device has of a note once its round is over, %j, leaves %j', (kept, late) =>
  expect(lateNote(kept)).toBe(late),
);

test.each([
  ['nothing came', ['a'], ['a', 'b'], ['a'], ['a', 'b']],
  ['another window handed in', ['a'], ['a', 'b'], ['a', 'x'], ['a', 'x', 'b']],
  ['another window took back', ['a', 'b'], ['a', 'b', 'c'], ['b'], ['b', 'c']],
  ['one is changed here', ['a', 'b'], ['a', 'B'], ['a', 'b', 'x'], ['a', 'x', 'B']],
  ['one is taken back here', ['a', 'b'], ['b'], ['a', 'b', 'x'], ['b', 'x']],
  ['two say the same', ['a'], ['a', 'a'], ['a', 'x'], ['a', 'x', 'a']],
  ['both said the same', [], ['a'], ['a'], ['a', 'a']],
])('[ROUNDUI-13] notes of one person from two windows: %s', (_case, begun, mine, host, together) =>
  expect(mergeNotes(begun, mine, host)).toEqual(together),
);
