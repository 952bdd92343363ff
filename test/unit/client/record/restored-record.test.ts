import { describe, expect, it } from 'vitest';
import {
  GENESIS,
  hashOfEntry,
  signingText,
  WORKSPACE,
  type RecordEntry,
} from '../../../../shared/domain/record';
import { memoryStore } from '../../../support/clients/memory-store';
import { readerOf, type Shown } from '../../../support/host/record-reading';
import { BOARD, keyOf, Records } from '../../../support/host/records';

describe('[CLIENT-30] a restore', () => {
  type Lost = { readonly seq: number; readonly hash: string };

  /** The workspace goes back to its first board entries; an owner signs for it, or nobody does. */
  function restored(after: Records, lost: Lost, isSigned: boolean, number = 9, length = 1): Records {
    const before = beginningOf(after, length);
    const nonce = Buffer.alloc(16, number).toString('base64url');
    const head = before.workspaceHead;
    const statement = { v: 1, kind: 'restored', backup: 'a'.repeat(64), head, nonce } as const;
    const workspace = { seq: before.workspace.length, hash: head };
    const body = { epoch: 'e2', lost: { workspace, boards: { [BOARD]: lost } } };
    if (isSigned) {
      const said = { kind: 'restored', by: 'max', device: 'max-laptop', statement, body } as const;
      before.append(WORKSPACE, said, () => keyOf('max-laptop').sign(signingText(statement)));
    } else before.byHost(WORKSPACE, 'restored', body);
    return before.byHost(BOARD, 'restored', { epoch: 'e2', lost, workspace: before.workspaceHead });
  }
  const agreed = () => Records.founded().submit().decide('approve');
  const lostOf = ({ board, head }: Records) => ({ seq: board.length, hash: head });

  it('that an owner signed and that names what was lost is followed; what was lost stays as evidence', async () => {
    const before = agreed();
    const after = restored(before, lostOf(before), true);
    const [record, workspace]: Shown[] = [{ entries: before.board }, { entries: before.workspace }];
    const reader = await readerOf(record as Shown, memoryStore(), workspace);
    await reader.refresh();
    Object.assign(record as Shown, { entries: after.board });
    Object.assign(workspace as Shown, { entries: after.workspace });
    await reader.refresh();
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(after.board);
    expect(await reader.evidence()).toMatchObject([
      { kept: before.board, shown: after.board, settled: true },
    ]);
  });

  /** Both records, the board's cut to so many entries. */
  function beginningOf({ workspace, board, departments }: Records, length: number): Records {
    const records = new Records();
    for (const [member, department] of departments) records.departments.set(member, department);
    records.workspace.push(...workspace);
    records.board.push(...board.slice(0, length));
    return records;
  }

  /** A reader of a board who has seen the record before, and what it is shown afterwards. */
  async function readerAfter(before: Records) {
    const record: Shown = { entries: [...before.board] };
    const workspace: Shown = { entries: [...before.workspace] };
    const reader = await readerOf(record, memoryStore(), workspace);
    await reader.refresh();
    const show = async (after: Records) => {
      record.entries = after.board;
      workspace.entries = after.workspace;
      await reader.refresh();
    };
    return { reader, record, show };
  }

  it('is followed over several while nobody looked', async () => {
    const before = agreed().decide('retract');
    const { reader, show } = await readerAfter(before);
    const between = restored(before, lostOf(before), true, 9, 2);
    const after = restored(between, lostOf(between), true, 8);
    await show(after);
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(after.board);
    expect(await reader.evidence()).toMatchObject([{ kept: before.board, settled: true }]);
  });

  it('takes a board back once', async () => {
    const before = agreed();
    const after = restored(before, lostOf(before), true);
    const restoration = after.workspaceHead;
    const { reader, show } = await readerAfter(after.submit().decide('approve'));
    const forged = beginningOf(after, 3);
    await show(
      forged.byHost(BOARD, 'restored', { epoch: 'e2', lost: lostOf(after), workspace: restoration }),
    );
    expect(reader.fault).toMatchObject({ fault: 'rewritten' });
    expect(reader.entries).toEqual(after.board);
    // Said anew at its place, it would name a lost head beyond what has come since.
    const later = agreed().decide('retract').submit().decide('approve').decide('retract');
    const once = restored(later, lostOf(later), true);
    const second = await readerAfter(beginningOf(once, once.board.length).submit());
    const again = beginningOf(once, 1);
    const lost = lostOf(later);
    await second.show(
      again.byHost(BOARD, 'restored', { epoch: 'e2', lost, workspace: again.workspaceHead, said: 'again' }),
    );
    expect(second.reader.fault).toMatchObject({ fault: 'rewritten' });
  });

  it('is no excuse for what was decided after it', async () => {
    const before = agreed();
    const whole = restored(before, { seq: 99, hash: GENESIS }, true);
    const kept = beginningOf(before, 3);
    kept.workspace.push(...whole.workspace.slice(kept.workspace.length));
    const { reader, show } = await readerAfter(kept.decide('retract'));
    await show(whole);
    expect(reader.fault).toMatchObject({ fault: 'restored-unseen' });
    expect(reader.entries).toEqual(kept.board);
  });

  it('into an empty directory is loud, and a person who knows of it ends that', async () => {
    const before = agreed();
    const nowhere = { seq: 0, hash: GENESIS };
    const after = restored(before, nowhere, false, 9, 2);
    const { reader, record, show } = await readerAfter(before);
    await show(after);
    expect(reader.fault).toEqual({ seq: 3, fault: 'restored-unseen' });
    expect(reader.entries).toEqual(before.board);
    record.entries = restored(before, nowhere, false).board;
    await reader.lookAgain();
    expect(reader.fault).not.toBeNull();
    record.entries = after.board;
    await reader.lookAgain();
    expect(reader.fault).toEqual({ seq: 3, fault: 'restored-unseen' });
    record.entries = after.byHost(BOARD, 'archived', {}).board;
    await reader.lookAgain();
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(after.board);
    const evidence = await reader.evidence();
    expect(evidence[0]).toMatchObject({ kept: before.board, settled: true });
  });

  it('by another record of the workspace is loud, and a person who knows of it ends that', async () => {
    const present = agreed().join('sven', 'member', 'marketing');
    const record: Shown = { entries: present.workspace };
    const reader = await readerOf(record, memoryStore(), record, WORKSPACE);
    await reader.refresh();
    const after = Records.founded().rights('kim', 'guest', 'marketing').join('sven', 'member', 'marketing');
    const lost = { workspace: { seq: 12, hash: present.workspaceHead }, boards: {} };
    record.entries = after.byHost(WORKSPACE, 'restored', { epoch: 'e2', lost }).workspace;
    await reader.refresh();
    expect(reader.fault).toMatchObject({ fault: 'restored-unseen' });
    await reader.lookAgain();
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(after.workspace);
  });

  it('does not follow what an owner signed for another one', async () => {
    const before = agreed();
    const after = restored(before, lostOf(before), true);
    const signed = after.workspace.find(({ kind }) => kind === 'restored');
    after.byHost(WORKSPACE, 'member-removed', { member: 'vera', by: 'max' });
    const record: Shown = { entries: after.workspace };
    const reader = await readerOf(record, memoryStore(), record, WORKSPACE);
    await reader.refresh();
    const forged = Records.founded();
    const lost = { workspace: { seq: after.workspace.length, hash: after.workspaceHead }, boards: {} };
    forged.append(
      WORKSPACE,
      { ...pick(signed), kind: 'restored', by: 'max', body: { epoch: 'e9', lost } },
      () => '',
    );
    record.entries = forged.workspace;
    await reader.refresh();
    expect(reader.fault).toMatchObject({ fault: 'rewritten' });
    expect(reader.entries).toEqual(after.workspace);
  });

  it('is not contradicted by what was pushed before it', async () => {
    const before = agreed();
    const after = restored(before, lostOf(before), true);
    const { reader, show } = await readerAfter(before);
    const gone = show(after);
    await Promise.all([gone, reader.take(before.decide('retract').board.slice(2))]);
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(after.board);
  });

  it('that names what was kept ends an older fault when a person looks', async () => {
    const before = agreed();
    const { reader, show } = await readerAfter(before);
    await show(beginningOf(before, 2));
    expect(reader.fault).toMatchObject({ fault: 'shortened' });
    const after = restored(before, lostOf(before), true);
    await show(after);
    await reader.lookAgain();
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(after.board);
  });

  it('that names less than was seen waits for a person', async () => {
    const before = agreed();
    const after = restored(before, { seq: 2, hash: before.board[1]?.hash ?? '' }, true);
    const record: Shown = { entries: before.board };
    const reader = await readerOf(record, memoryStore(), { entries: after.workspace });
    await reader.refresh();
    record.entries = after.board;
    await reader.refresh();
    expect(reader.fault).toEqual({ seq: 2, fault: 'restored-unseen' });
    expect(reader.entries).toEqual(before.board);
  });

  it('that only the host speaks of waits for a person who knows of it', async () => {
    const before = agreed();
    const after = restored(before, lostOf(before), false);
    const store = memoryStore();
    const workspace: Shown = { entries: before.workspace };
    const reader = await readerOf(workspace, store, workspace, WORKSPACE);
    await reader.refresh();
    workspace.entries = after.workspace;
    await reader.refresh();
    expect(reader.fault).toMatchObject({ fault: 'restored-by-host' });
    const again = await readerOf(workspace, store, workspace, WORKSPACE);
    expect(again.fault).toMatchObject({ fault: 'restored-by-host' });
    await again.lookAgain();
    expect(again.fault).toBeNull();
    const restarted = await readerOf(workspace, store, workspace, WORKSPACE);
    expect(restarted.fault).toBeNull();
  });

  it('that nobody may sign is a fault', async () => {
    const before = agreed();
    const after = restored(before, lostOf(before), true);
    const forged = after.workspace.map((entry) =>
      entry.kind === 'restored' ? rehashed({ ...entry, by: 'kim', device: 'kim-laptop' }) : entry,
    );
    const reader = await readerOf({ entries: forged }, memoryStore(), { entries: [] }, WORKSPACE);
    await reader.refresh();
    expect(reader.fault).not.toBeNull();
  });
});

/** What somebody signed, without the place where he did. */
function pick(entry: RecordEntry | undefined): Partial<RecordEntry> {
  return entry?.statement ? { device: entry.device, statement: entry.statement, sig: entry.sig } : {};
}

function rehashed({ hash: _hash, ...rest }: RecordEntry): RecordEntry {
  return { ...rest, hash: hashOfEntry(rest) };
}
