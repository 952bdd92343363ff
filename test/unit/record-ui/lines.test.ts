import { describe, expect, test } from 'vitest';
import { isOfKind, linesOf, plansOf } from '../../../renderer/features/record/logic/lines';
import { GENESIS, type EntryKind, type RecordEntry } from '../../../shared/domain/record';
import { workspaceLinesOf } from '../../../renderer/features/record/logic/workspace-lines';
import { plan, PROMISE, RETURN, TestBoard } from '../export/support';

/** Every kind of this version: one that is new has no types until it is here. */
const KINDS: Readonly<Record<EntryKind, 'board' | 'workspace'>> = {
  'plan-submitted': 'board',
  recalled: 'board',
  decision: 'board',
  launched: 'board',
  closed: 'board',
  withdrawn: 'board',
  'board-created': 'board',
  'policy-changed': 'board',
  archived: 'board',
  unarchived: 'board',
  'round-closed': 'board',
  'session-closed': 'board',
  restored: 'board',
  'workspace-created': 'workspace',
  'member-joined': 'workspace',
  'device-enrolled': 'workspace',
  'device-removed': 'workspace',
  'role-changed': 'workspace',
  'member-removed': 'workspace',
  'invite-made': 'workspace',
  'invite-revoked': 'workspace',
  'owner-recovery': 'workspace',
  'board-added': 'workspace',
  delegated: 'workspace',
  'deputy-allowed': 'workspace',
};

/** What any entry has. */
const ENTRY = {
  seq: 1,
  prev: GENESIS,
  at: '2026-11-01T09:00:00Z',
  board: 'b',
  by: 'host',
  device: 'host',
  hash: GENESIS,
};

describe('linesOf', () => {
  test.each(Object.entries(KINDS) as [EntryKind, 'board' | 'workspace'][])(
    '[PAGE-1] [UI-30] %s has words of its own in the record of the %s',
    (kind, where) => {
      const statement = kind === 'decision' ? { statement: { verdict: 'approve' } } : {};
      const entry = { ...ENTRY, kind, ...statement } as RecordEntry;
      const [line] = where === 'board' ? linesOf([entry]) : workspaceLinesOf([entry]);
      expect(line?.deed).not.toBe('other');
    },
  );

  test('[PAGE-1] [UI-30] every entry becomes one line that names who, what and which version', () => {
    const board = new TestBoard().agree('p1', plan()).state('p1', 'launched');
    expect(
      linesOf(board.record).map(({ seq, by, deed, title, version }) => [seq, by, deed, title, version]),
    ).toEqual([
      [1, 'm-max', 'submitted', 'Frühjahrsaktion Wärmepumpe Kompakt', 1],
      [2, 'm-vera', 'approve', 'Frühjahrsaktion Wärmepumpe Kompakt', 1],
      [3, 'm-max', 'launched', 'Frühjahrsaktion Wärmepumpe Kompakt', 1],
    ]);
  });

  test('[PAGE-2] [UI-30] a submission shows what it changes from the one before, the first one nothing', () => {
    const board = new TestBoard()
      .agree('p1', plan())
      .put('p1', plan({ budgetMinor: 5_200_000, goal: '' }))
      .submit('p1');
    const [first, , second] = linesOf(board.record);
    expect(first?.changes).toBeNull();
    expect(second).toMatchObject({ deed: 'resubmitted', version: 2 });
    expect(second?.changes?.map(({ field }) => field)).toEqual(['goal', 'budgetMinor']);
  });

  test('[PAGE-2] [UI-30] a decision shows the version it was about and what was new in it, an end nothing', () => {
    const board = new TestBoard()
      .agree('p1', plan())
      .agree('p1', plan({ budgetMinor: 5_200_000 }))
      .state('p1', 'launched');
    const [, first, , second, launched] = linesOf(board.record);
    expect([first?.version, first?.changes, first?.snapshot?.['budgetMinor']]).toEqual([
      1,
      null,
      plan()['budgetMinor'],
    ]);
    expect(second).toMatchObject({ version: 2, snapshot: { budgetMinor: 5_200_000 } });
    expect(second?.changes?.map(({ field }) => field)).toEqual(['budgetMinor']);
    expect([launched?.version, launched?.changes, launched?.snapshot]).toEqual([2, null, null]);
  });

  test('[PAGE-2] [UI-30] submitting the same again says so', () => {
    const board = new TestBoard().put('p1', plan()).submit('p1').submit('p1');
    expect(linesOf(board.record)[1]?.changes).toEqual([]);
  });

  test('[PAGE-3] [UI-30] a statement carries its promise, return promises and note', () => {
    const [submitted, approved] = linesOf(new TestBoard().agree('p1', plan()).record);
    expect(submitted?.signed?.statement.returnPromise).toEqual([RETURN]);
    expect(approved?.signed).toMatchObject({ statement: { promise: PROMISE }, plan: plan() });
  });

  test('[PAGE-4] [UI-30] the approval with which the policy was met is marked, no other entry is', () => {
    const board = new TestBoard()
      .agree('p1', plan())
      .agree('p1', plan({ title: 'Neu' }))
      .state('p1', 'launched');
    expect(linesOf(board.record).map((line) => line.makesAgreement)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  test('[PAGE-1] [UI-30] a decision names the version it was about, not a later one', () => {
    const board = new TestBoard().put('p1', plan({ title: 'Alt' })).submit('p1');
    const late = new TestBoard()
      .put('p1', plan({ title: 'Alt' }))
      .submit('p1')
      .approve('p1').record[1];
    board.put('p1', plan({ title: 'Neu' })).submit('p1');
    const entries = [...board.record, { ...(late as RecordEntry), seq: 3 }];
    expect(linesOf(entries)[2]).toMatchObject({ title: 'Alt', version: 1 });
  });

  test('[PAGE-1] [UI-30] what was taken back says which version, and is found among the submissions', () => {
    const board = new TestBoard().put('p1', plan()).submit('p1').state('p1', 'recalled');
    const line = linesOf(board.record)[1];
    expect(line).toMatchObject({ deed: 'recalled', version: 1 });
    expect(line && isOfKind(line, 'submissions')).toBe(true);
  });

  test('[PAGE-1] [UI-30] kinds of a later version are shown, not dropped', () => {
    const lines = linesOf([
      {
        ...ENTRY,
        kind: 'board-created',
        body: { policy: { approvals: 2, leadTimeDays: 7, promiseRequired: false } },
      },
      { ...ENTRY, seq: 2, kind: 'idea-praised' as RecordEntry['kind'] },
    ]);
    expect(lines.map(({ deed }) => deed)).toEqual(['board-created', 'other']);
    expect(lines[0]?.policy).toEqual({ approvals: 2, leadTimeDays: 7, promiseRequired: false });
  });

  test("[UI-30] [RECORD-23] what an administrator did is his, what the host did alone is the host's", () => {
    const kinds = ['board-created', 'policy-changed', 'archived', 'unarchived', 'round-closed'] as const;
    const lines = linesOf([
      ...kinds.map((kind, at) => ({ ...ENTRY, seq: at + 1, kind, body: { by: 'm-vera' } })),
      { ...ENTRY, seq: 6, kind: 'archived' },
    ]);
    expect(lines.map(({ by }) => by)).toEqual([...kinds.map(() => 'm-vera'), 'host']);
  });

  test('[PAGE-5] [UI-30] the plans to choose from carry their latest recorded title', () => {
    const board = new TestBoard()
      .agree('p1', plan({ title: 'B' }))
      .agree('p2', plan({ title: 'A' }))
      .agree('p1', plan({ title: 'C' }));
    expect(plansOf(linesOf(board.record))).toEqual([
      { id: 'p2', title: 'A' },
      { id: 'p1', title: 'C' },
    ]);
  });
});
