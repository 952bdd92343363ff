import { describe, expect, test } from 'vitest';
import {
  caughtUp,
  centreOf,
  handshakeOf,
  isOvertaken,
  seenFirst,
  seenNow,
  seenOpening,
  workshopOf,
  type Handshake,
} from '../../../renderer/features/stage/logic/shown';
import {
  beginning,
  joining,
  nextSecond,
  ranked,
  timeLeft,
} from '../../../renderer/features/stage/logic/words';
import type { RecordEntry, Statement } from '../../../shared/domain/record';
import type { SessionView } from '../../../shared/domain/session/session';

const view: SessionView = {
  id: 's',
  board: 'b',
  rev: 3,
  state: 'open',
  title: 'Quartal',
  minutes: 60,
  at: null,
  facilitator: 'anna',
  appointed: 'leader',
  deputies: [],
  item: 'one',
  since: 0,
  focus: { view: 'item', gather: 0 },
  timer: { state: 'off' },
  held: false,
  hands: [],
  done: [],
  parked: [],
  seated: [],
  present: [],
  round: null,
  now: 0,
};

describe('the workshop on the stage', () => {
  const closed = { ...view, id: 'closed', state: 'closed' as const };
  const later = { ...view, id: 'later', state: 'planned' as const };
  const next = { ...view, id: 'next', state: 'planned' as const };
  test.each([
    ['the open one', [later, view, closed], 's'],
    ['else the next, the newest being first', [later, next, closed], 'next'],
    ['else the last', [closed], 'closed'],
    ['none at all', [], undefined],
  ])('[STAGE-2] is %s', (_what, views, id) => expect(workshopOf(views)?.id).toBe(id));
});

describe('the middle of the stage', () => {
  const item = {
    id: 'one',
    session: 's',
    kind: 'plan',
    ref: 'p1',
    title: 'Frühjahr',
    minutes: 5,
    rank: 'a',
    remarks: '',
  };
  const handshake = { seq: 2, at: 1_000, by: 'ben', snapshot: {}, returnPromise: [] } as unknown as Handshake;
  const plans = new Set(['p1', 'p2']);
  const about = { view, item, plans, handshake: null, round: null };

  test('[STAGE-3] a handshake before a round, a round before a plan', () => {
    expect(centreOf({ ...about, handshake, round: 'r' }).show).toBe('handshake');
    expect(centreOf({ ...about, round: 'r' })).toEqual({ show: 'round', round: 'r' });
    expect(centreOf(about)).toEqual({ show: 'plan', plan: 'p1' });
  });
  test('[STAGE-3] the plan that the facilitator shows before the one of the item; none that is not there', () => {
    const looking = { ...view, focus: { view: 'plan', plan: 'p2', gather: 0 } };
    expect(centreOf({ ...about, view: looking })).toEqual({ show: 'plan', plan: 'p2' });
    expect(centreOf({ ...about, plans: new Set() })).toEqual({ show: 'nothing' });
  });
  test('[STAGE-4] a round stays with its result until the next item', () => {
    const before = seenFirst(view);
    const open = seenNow(before, { ...view, round: 'r' });
    const over = seenNow(open, view);
    expect([open.round, over.round]).toEqual(['r', 'r']);
    const next = { item: 'two', since: 4, round: null };
    expect(seenNow(over, next)).toEqual({ ...next, openedAt: null });
    // Also where it comes back to the same one.
    expect(seenNow(over, { ...view, since: 4 }).round).toBeNull();
  });
  describe('[STAGE-4] a stage that was opened, or reached its host again, after a round was closed', () => {
    const at = (item: string | null, ...rounds: [seq: number, round: string][]) => ({
      item,
      rounds: rounds.map(([seq, round]) => ({ seq, body: { round } })),
    });
    const openedAt = new Date(9).toISOString();
    const outcomes = ['q', 'r', 'z'].map((id) => ({ id, openedAt, session: 's' }));
    const items = [at(null, [1, 'z']), at('one', [3, 'q'], [5, 'r'], [6, 'elsewhere']), at('two')];
    const minutes = { items, outcomes: [...outcomes, { id: 'elsewhere', openedAt }] };
    const opened = { since: 0, round: null, openedAt: null };
    test.each([
      ['shows the last one of the item, of this workshop alone', { ...opened, item: 'one' }, 'r', 9],
      [
        'shows that one in the place of an older one',
        { item: 'one', since: 2, round: 'q', openedAt: 4 },
        'r',
        9,
      ],
      ['shows one of before the first item', { ...opened, item: null }, 'z', 9],
      ['shows none of another item', { ...opened, item: 'two' }, null, null],
      ['shows none of when it was at the item before', { ...opened, item: 'one', since: 5 }, null, null],
    ])('%s', (_what, seen, round, since) =>
      expect(caughtUp(seen, minutes, 's')).toEqual({ ...seen, round, openedAt: since }),
    );
    test('leaves what it shows already', () => {
      const seen = { ...opened, item: 'one', round: 'r', openedAt: 9 };
      expect(caughtUp(seen, minutes, 's')).toBe(seen);
    });
  });
  test('[STAGE-5] a handshake gives way to the next item and to a new round, not to what stood before it', () => {
    expect(isOvertaken(handshake, seenFirst(view))).toBe(false);
    expect(isOvertaken(handshake, seenFirst({ ...view, since: handshake.seq }))).toBe(true);
  });
  test.each([
    ['runs, be it a new one', 0, true],
    ['runs and was opened after it', handshake.at + 1, true],
    ['ran when it came', handshake.at - 1, false],
  ])(
    '[STAGE-5] a stage that is opened or reloaded knows which is newer: a round that %s',
    (_what, openedAt, isPast) => {
      const opened = seenFirst({ ...view, round: 'r' });
      const seen =
        openedAt === 0
          ? opened
          : seenOpening(opened, { id: 'r', openedAt: new Date(openedAt).toISOString() });
      expect(isOvertaken(handshake, seen)).toBe(isPast);
      // Its result is as old as it is, and another round a new one.
      expect(isOvertaken(handshake, seenNow(seen, view))).toBe(isPast);
      expect(isOvertaken(handshake, seenNow(seen, { ...view, round: 'q' }))).toBe(true);
    },
  );
});

describe('the handshake', () => {
  const at = '2027-01-12T14:00:00.000Z';
  const now = Date.parse(at);
  const entry = (seq: number, kind: RecordEntry['kind'], statement: Partial<Statement>) =>
    ({
      seq,
      kind,
      at,
      plan: 'p1',
      by: `by-${seq}`,
      statement,
      body: { snapshot: { title: 'F' } },
    }) as unknown as RecordEntry;
  const returnPromise = [{ what: 'presentation', text: '', dueOn: '2027-02-01' }] as const;
  const entries = [
    entry(1, 'plan-submitted', { digest: 'd', returnPromise: [...returnPromise] }),
    entry(2, 'decision', { digest: 'd', verdict: 'approve' }),
  ];
  test('[STAGE-5] is there for a minute after the agreement, with what both sides promised', () => {
    const shown = handshakeOf(entries, () => true, now + 59_000);
    expect(shown).toMatchObject({ by: 'by-2', submitter: 'by-1', snapshot: { title: 'F' }, returnPromise });
    expect(handshakeOf(entries, () => true, now + 60_000)).toBeNull();
  });
  test('[STAGE-5] is none while another approval is missing, nor of another answer', () => {
    expect(handshakeOf(entries, () => false, now)).toBeNull();
    const declined = [...entries, entry(3, 'decision', { digest: 'd', verdict: 'decline' })];
    expect(handshakeOf(declined, () => true, now)).toBeNull();
  });
});

describe('the timer', () => {
  test.each([
    [{ state: 'running', endsAt: 90_000 }, 0, '1:30', 1000],
    [{ state: 'running', endsAt: 90_000 }, 89_999, '0:01', 1],
    [{ state: 'running', endsAt: 90_000 }, 90_000, '0:00', null],
    [{ state: 'running', endsAt: 90_400 }, 0, '1:31', 400],
    [{ state: 'paused', leftMs: 3_600_000 }, 5, '60:00', null],
    [{ state: 'off' }, 5, null, null],
  ] as const)('[STAGE-6] %j at %d reads %s and changes in %s', (timer, now, words, wait) => {
    expect([timeLeft(timer, now), nextSecond(timer, now)]).toEqual([words, wait]);
  });
});

describe('the way in', () => {
  const link = 'http://127.0.0.1:4711/#invite=abcdefghijklmnop';
  test('[STAGE-7] leads to where others reach the host, with its address as text', () => {
    const way = joining(link, ['http://192.168.1.20:4711'], null);
    expect(way?.address).toBe('192.168.1.20:4711');
    expect(way?.link).toContain('http://192.168.1.20:4711/#invite=');
  });
  test('[STAGE-7] is none where only this machine reaches it', () => {
    expect(joining(link, [], null)).toBeNull();
    expect(joining('http://localhost:1/#invite=abcdefghijklmnop', [], null)).toBeNull();
  });
});

test('[STAGE-4] votes stand in order of their number, targets without any too', () => {
  const shown = ranked({ b: 3 }, [{ id: 'a', label: 'A' }, { id: 'b' }]);
  expect(shown.map(({ label, count }) => [label, count])).toEqual([
    ['b', 3],
    ['A', 0],
  ]);
});

test('[STAGE-11] a long text is read up to the end of a word', () => {
  expect(beginning('Anfragen aus dem Bestand')).toBe('Anfragen aus dem Bestand');
  const long = 'Anfragen aus dem Bestand gewinnen '.repeat(20);
  const read = beginning(long);
  expect(read.length).toBeLessThanOrEqual(302);
  expect(read).toMatch(/ (?:Anfragen|aus|dem|Bestand|gewinnen) …$/);
});
