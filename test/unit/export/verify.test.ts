import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../../docs/verify.mjs';
import { calendarOf } from '../../../shared/domain/calendar/calendar';
import { digestOf } from '../../../shared/domain/plan';
import type { CurrentPlan } from '../../../shared/domain/status';
import { Roster } from '../../../shared/domain/verify/roster';
import { calendarJson } from '../../../shared/export';
import { BOARD, campaign, Records } from '../../support/host/records';
import { context } from './support';

const A = campaign({ title: 'Frühling' });
const B = campaign({ title: 'Herbst', brief: null });

/** Two plans agreed, one of them launched, one agreed and withdrawn, one asked for changes, one retracted. */
function story(): Records {
  return Records.founded()
    .submit(A, 'max', { plan: 'plan-1' })
    .decide('approve', A, 'vera', { plan: 'plan-1' })
    .submit(B, 'kim', { plan: 'plan-2' })
    .decide('request-changes', B, 'vera', { plan: 'plan-2' })
    .submit(B, 'kim', { plan: 'plan-2' })
    .decide('approve', B, 'vera', { plan: 'plan-2' })
    .end('launched', B, 'max', { plan: 'plan-2' })
    .submit(A, 'max', { plan: 'plan-3' })
    .decide('approve', A, 'vera', { plan: 'plan-3' })
    .end('withdrawn', A, 'max', { plan: 'plan-3' })
    .submit(A, 'max', { plan: 'plan-4' })
    .decide('approve', A, 'vera', { plan: 'plan-4' })
    .decide('retract', A, 'vera', { plan: 'plan-4' });
}

interface Approvals {
  approvals: unknown[];
  proof: { approvals: unknown[] };
}

/** @param plans those of the document, with which the calendar is one of everything */
function filed({ workspace, board }: Records, plans?: ReadonlyMap<string, CurrentPlan>) {
  const scope = plans ? 'all' : 'agreed';
  const roster = new Roster();
  for (const entry of workspace) roster.take(entry);
  const named = { id: BOARD, title: 'Wärmepumpe' };
  const { items } = calendarOf(plans ?? new Map(), board, scope, '2027-01-01');
  const exported = items.map((item) => ({ ...item, board: named }));
  return calendarJson(exported, [named], context({ scope }), {
    head: () => ({ seq: board.length, hash: board.at(-1)?.hash ?? '' }),
    entry: (_board, seq) => board[seq - 1],
    accepted: () => [],
    device: (id) => {
      const { member, publicKey } = roster.device(id) ?? {};
      return member !== undefined && publicKey !== undefined ? { member, publicKey } : undefined;
    },
  });
}

type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean | null;

/** A copy for each value in it, with that value changed, and where it stands. */
function* changedCopies(whole: Tree, at: readonly string[] = []): Generator<{ path: string; copy: Tree }> {
  const part = at.reduce<Tree>((tree, key) => (tree as Record<string, Tree>)[key] ?? null, whole);
  if (typeof part === 'object' && part !== null) {
    for (const key of Object.keys(part)) yield* changedCopies(whole, [...at, key]);
    return;
  }
  const copy = structuredClone(whole);
  const parent = at
    .slice(0, -1)
    .reduce<Tree>((tree, key) => (tree as Record<string, Tree>)[key] ?? null, copy);
  const last = at.at(-1) ?? '';
  (parent as Record<string, Tree>)[last] =
    typeof part === 'number' ? part + 1 : typeof part === 'boolean' ? !part : `${String(part)}x`;
  yield { path: at.join('.'), copy };
}

/** What nobody signed: names, when and of what the file was made, what the document says. docs/verify.md says so. */
const UNSIGNED = /^(company|exportedAt|board\.title|boards\.\d+\.title|members\.|scope|items\.\d+\.deleted)/;
/** What only the record tells. */
const RECORDED = /^(boards\.\d+\.head|items\.\d+\.(state|agreement\.(seq|at|proof\.submission\.seq)))/;

describe('[EXPORT-14] the script of docs/verify.md', () => {
  it('finds a calendar sound that nobody touched, with its record and without', () => {
    const records = story();
    const calendar = filed(records);
    expect(calendar.items.map(({ plan }) => plan).sort()).toEqual(['plan-1', 'plan-2']);
    expect(faultsOf(calendar)).toEqual([]);
    expect(faultsOf(calendar, [records])).toEqual([]);
  });

  it.each([
    ['but what only the record tells', [], RECORDED],
    ['by its record', [story()], /^$/],
  ])('finds every value that was changed, beside names, %s', (_by, records, unseen) => {
    const unnoticed = [...changedCopies(filed(story()) as unknown as Tree)]
      .filter(({ path }) => !UNSIGNED.test(path) && !unseen.test(path))
      .filter(({ copy }) => faultsOf(copy, records).length === 0);
    expect(unnoticed.map(({ path }) => path)).toEqual([]);
  });

  it('finds by the record what was left out, agreed no more, or is not as the record has it', () => {
    const records = story();
    const calendar = filed(records);
    const words = (changed: typeof calendar) => faultsOf(changed, [records]).map((fault) => fault.words);
    expect(words({ ...calendar, items: calendar.items.slice(1) })).toEqual([
      'is agreed by the record, and missing here',
    ]);
    const before = filed(
      Object.assign(new Records(), { workspace: records.workspace, board: records.board.slice(0, 10) }),
    );
    const [head] = calendar.boards;
    expect(words({ ...before, boards: head ? [head] : [] })).toContain('is not agreed by the record');
    const states = calendar.items.map((item) => ({ ...item, state: 'closed' as const }));
    expect(words({ ...calendar, items: states })).toHaveLength(2);
  });

  it('finds by the record an approval that was left out, with its promise', () => {
    const records = story().decide('approve', A, 'gero', { plan: 'plan-1' });
    const calendar = filed(records);
    expect(faultsOf(calendar, [records])).toEqual([]);
    const fewer = structuredClone(calendar) as unknown as { items: { agreement: Approvals }[] };
    for (const { agreement } of fewer.items)
      for (const each of [agreement, agreement.proof]) each.approvals = each.approvals.slice(0, 1);
    expect(faultsOf(fewer, [records]).map(({ words }) => words)).toEqual([
      'its approvals are not all that the record has',
    ]);
  });

  it('knows deputies: what one said for somebody ends when that person takes it back, and counts once', () => {
    const asDeputy = { plan: 'plan-5', onBehalfOf: 'vera' } as const;
    const approved = () =>
      story().submit(A, 'max', { plan: 'plan-5' }).decide('approve', A, 'gero', asDeputy);
    const plansOf = (records: Records) => {
      const calendar = filed(records);
      expect(faultsOf(calendar, [records])).toEqual([]);
      return calendar.items.map(({ plan, agreement }) => [plan, agreement?.approvals.map(({ by }) => by)]);
    };
    expect(plansOf(approved())).toContainEqual(['plan-5', ['gero']]);
    const taken = plansOf(approved().decide('retract', A, 'vera', { plan: 'plan-5' }));
    expect(taken.map(([plan]) => plan)).not.toContain('plan-5');
    const own = approved().decide('approve', A, 'vera', { plan: 'plan-5' });
    expect(plansOf(own)).toContainEqual(['plan-5', ['vera']]);
  });

  it('takes an end that is no day for none', () => {
    const records = story();
    const draft = campaign({ title: 'Entwurf', end: '31.12.2027' });
    const plans = new Map([['plan-9', { digest: digestOf(draft), material: draft }]]);
    const calendar = filed(records, plans);
    expect(calendar.items.map(({ plan }) => plan)).toContain('plan-9');
    expect(faultsOf(calendar, [records])).toEqual([]);
  });

  it('finds a record that was changed', () => {
    const records = story();
    const board = records.board.map((entry) =>
      entry.seq === 3 ? { ...entry, at: '2020-01-01T00:00:00Z' } : entry,
    );
    expect(faultsOf(filed(records), [{ workspace: records.workspace, board }])).toHaveLength(1);
  });

  describe('as a command', () => {
    const folder = mkdtempSync(join(tmpdir(), 'verify-'));
    const file = (name: string) => join(folder, name);
    beforeAll(() => {
      const records = story();
      const calendar = filed(records);
      writeFileSync(file('calendar.json'), JSON.stringify(calendar));
      writeFileSync(file('record.json'), JSON.stringify(records));
      writeFileSync(file('forged.json'), JSON.stringify(calendar).replace('Frühling', 'Frühjahr'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it('says so, and ends with 0 or 1', () => {
      const run = (...names: string[]) =>
        spawnSync(process.execPath, ['docs/verify.mjs', ...names.map(file)], { encoding: 'utf8' });
      expect(run('calendar.json', 'record.json')).toMatchObject({
        status: 0,
        stdout: 'sound: agreed plans: 2, records: 1\n',
      });
      const forged = run('forged.json');
      expect(forged.status).toBe(1);
      expect(forged.stdout).toContain('its text is not the one of its digest');
    });
  });
});
