import type * as Y from 'yjs';
import { readPlan, root } from '../../shared/doc/board-doc';
import type { Member } from '../../shared/domain/people';
import { digestOf, materialOf } from '../../shared/domain/plan';
import { WORKSPACE, type Policy, type RecordEntry } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import { verifyEd25519 } from '../../server/base/crypto';
import type { Ledger } from './ledger';

/** A whole workspace as somebody finds it. */
export interface View {
  readonly members: readonly Pick<Member, 'id' | 'name' | 'role' | 'approver' | 'department' | 'active'>[];
  readonly boards: readonly { readonly id: string; readonly title: string; readonly policy: Policy }[];
  /** Whole records, by board and `workspace`. */
  readonly records: ReadonlyMap<string, readonly RecordEntry[]>;
  readonly documents: ReadonlyMap<string, Y.Doc>;
}

/**
 * What is wrong with a workspace: promised and lost, half done, or not verifiable.
 * @param until leaves out what was promised later
 */
export async function faultsOf(view: View, ledger: Ledger, until = Infinity): Promise<string[]> {
  return [
    ...lostEdits(view, ledger, until),
    ...oldValues(view, ledger, until),
    ...lostEntries(view, ledger, until),
    ...lostPeople(view, ledger, until),
    ...undone(view, ledger, until),
    ...lostBoards(view, ledger, until),
    ...(await unverifiable(view)),
    ...halfDone(view),
  ];
}

function lostEdits({ documents }: View, { edits, deletions }: Ledger, until: number): string[] {
  const there = new Set<string>();
  for (const [board, doc] of documents)
    for (const name of ['notes', 'plans'] as const)
      for (const key of root(doc, name).keys()) there.add(`${board}/${key}`);
  const mayBeGone = (name: string) => (deletions.get(name)?.asked ?? Infinity) <= until;
  const lost = [...edits].filter(([name, { at }]) => at <= until && !there.has(name) && !mayBeGone(name));
  const back = [...deletions].filter(([name, { at }]) => isBy(at, until) && there.has(name));
  return [
    ...lost.map(([name]) => `edit ${name} is lost`),
    ...back.map(([name]) => `${name} was deleted, and is back`),
  ];
}

/** What was never acknowledged was not so at any time. */
function isBy(at: number, until: number): boolean {
  return Number.isFinite(at) && at <= until;
}

/** Whoever was put out is in again. */
export function undone({ members }: View, { removals }: Ledger, until: number): string[] {
  return members
    .filter(({ id, active }) => active && isBy(removals.get(id)?.at ?? Infinity, until))
    .map(({ name }) => `${name} was removed, and is back`);
}

/** A note that is there, but as it was before what was promised last. */
function oldValues({ documents }: View, { values }: Ledger, until: number): string[] {
  return [...documents].flatMap(([board, doc]) =>
    [...root(doc, 'notes')].flatMap(([key, value]) => {
      const promised = values.get(`${board}/${key}`)?.findLast(({ at }) => at <= until);
      return promised && !(Number(value) >= promised.value)
        ? [`note ${board}/${key} is ${String(value)}, and was ${promised.value}`]
        : [];
    }),
  );
}

function lostEntries({ records }: View, { entries }: Ledger, until: number): string[] {
  return [...entries.values()]
    .filter(({ record, seq, hash, at }) => at <= until && records.get(record)?.[seq - 1]?.hash !== hash)
    .map(({ record, seq }) => `entry ${seq} of ${record}, once shown, is lost or another`);
}

export function lostPeople({ members }: View, ledger: Ledger, until: number): string[] {
  const there = new Map(members.map(({ id, name }) => [id, name]));
  return ledger.members
    .filter(({ member, name, at }) => at <= until && there.get(member.id) !== name)
    .map(({ name }) => `member ${name} is lost`);
}

function lostBoards({ boards }: View, ledger: Ledger, until: number): string[] {
  const lost = ledger.boards
    .filter(({ id, at }) => at <= until && !boards.some((board) => board.id === id))
    .map(({ id }) => `board ${id} is lost`);
  const stale = boards.filter(({ id, title }) => {
    const patches = ledger.patches.filter((patch) => patch.board === id && patch.title !== undefined);
    const last = patches.findLastIndex(({ at }) => Number.isFinite(at) && at <= until);
    return last >= 0 && !patches.slice(last).some((patch) => patch.title === title);
  });
  return [...lost, ...stale.map(({ id }) => `the title of board ${id} is an old one`)];
}

export async function unverifiable({ records }: View): Promise<string[]> {
  const book = new RecordBook(verifyEd25519);
  const faults: string[] = [];
  // The workspace's first: boards are judged by the rights it gives.
  for (const record of [WORKSPACE, ...[...records.keys()].filter((name) => name !== WORKSPACE)]) {
    const broken = await book.check(record, records.get(record) ?? []);
    if (broken) faults.push(`record ${record}: ${broken.fault} ${broken.reason ?? ''} at ${broken.seq}`);
  }
  return faults;
}

/** Tables and records are written together, and a statement after the edits it is about. */
export function halfDone({ members, boards, records, documents }: View): string[] {
  const workspace = records.get(WORKSPACE) ?? [];
  const named = (kind: RecordEntry['kind'], name: string, after = 0) =>
    workspace.slice(after).flatMap((entry) => {
      const value = entry.kind === kind ? entry.body?.[name] : undefined;
      return typeof value === 'string' ? [value] : [];
    });
  const same = (one: readonly string[], other: readonly string[]) =>
    [...one].sort().join() === [...other].sort().join();
  const faults: string[] = [];
  if (
    !same(
      members.map(({ id }) => id),
      named('member-joined', 'member'),
    )
  )
    faults.push('members and record differ');
  if (!same(named('device-enrolled', 'member').filter(unique), named('member-joined', 'member')))
    faults.push('a member joined without a device, or a device without a member');
  for (const { id, name, role, approver, department, active } of members) {
    const own = workspace.filter(({ body }) => body?.['member'] === id);
    const given = own.findLast(({ kind }) => kind === 'member-joined' || kind === 'role-changed')?.body ?? {};
    const isThere = !own.some(({ kind }) => kind === 'member-removed');
    const has = JSON.stringify([role, approver, department, active]);
    const said = JSON.stringify([given['role'], given['approver'], given['department'], isThere]);
    if (has !== said) faults.push(`${name} is ${has}, and the record says ${said}`);
  }
  const ids = boards.map(({ id }) => id);
  const since = workspace.findLast(({ kind }) => kind === 'restored')?.seq ?? 0;
  // Boards that were there before a restore may be gone.
  const mayBe = named('board-added', 'board').filter((id) => ids.includes(id));
  if (!same(ids, [...mayBe, ...named('board-added', 'board', since).filter((id) => !ids.includes(id))]))
    faults.push('boards and record differ');
  for (const { id, policy } of boards) {
    const entries = records.get(id) ?? [];
    const last = entries.findLast(({ body }) => body?.['policy'] !== undefined && !('snapshot' in body));
    if (JSON.stringify(last?.body?.['policy']) !== JSON.stringify(policy))
      faults.push(`the policy of board ${id} is not the one in its record`);
    const doc = documents.get(id);
    for (const { kind, plan, statement } of entries)
      if (doc && kind === 'plan-submitted' && plan && digestIn(doc, plan) !== statement?.digest)
        faults.push(`plan ${plan} was submitted as it is not`);
  }
  return faults;
}

function unique(value: string, index: number, list: readonly string[]): boolean {
  return list.indexOf(value) === index;
}

function digestIn(doc: Y.Doc, planId: string): string | null {
  const plan = readPlan(doc, planId);
  return plan && digestOf(materialOf(plan));
}
