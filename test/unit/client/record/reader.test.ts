import { describe, expect, it, vi } from 'vitest';
import { hashOfEntry, type RecordEntry } from '../../../../shared/domain/record';
import { memoryStore } from '../../../support/clients/memory-store';
import { readerOf, type Shown } from '../../../support/host/record-reading';
import { BOARD, keyOf, Records } from '../../../support/host/records';

/** A board's record of so many entries; `mark` tells two records of one length apart. */
function recordOf(length: number, mark = ''): RecordEntry[] {
  const records = Records.founded();
  for (let seq = 2; seq <= length; seq++)
    records.byHost(BOARD, seq % 2 ? 'unarchived' : 'archived', { by: 'max', mark });
  return records.board;
}

describe('reading a record', () => {
  it('[CLIENT-11] takes what continues the chain, pushed or fetched, and fills holes', async () => {
    const record: Shown = { entries: recordOf(1) };
    const reader = await readerOf(record);
    await reader.refresh();
    record.entries = recordOf(4);
    await reader.take(record.entries.slice(3));
    expect(reader.head.seq).toBe(4);
    await reader.take(record.entries.slice(1));
    expect(reader.entries).toHaveLength(4);
    expect(reader.fault).toBeNull();
  });

  it('[CLIENT-42] found: asks again for what it could not read, though nothing more is told', async () => {
    vi.useFakeTimers();
    const record: Shown = { entries: recordOf(1) };
    const reader = await readerOf(record);
    await reader.refresh();
    record.entries = recordOf(4);
    record.unreachable = true;
    await reader.take(record.entries.slice(3));
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(reader.head.seq).toBe(1);
    record.unreachable = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(reader.head.seq).toBe(4);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('[CLIENT-11] fetches the moment that an entry names before judging by it', async () => {
    const records = Records.founded();
    const workspace: Shown = { entries: [...records.workspace] };
    const record: Shown = { entries: [...records.board] };
    const reader = await readerOf(record, memoryStore(), workspace);
    await reader.refresh();
    records.join('sven', 'member', 'marketing').submit(undefined, 'sven');
    record.entries = records.board;
    await reader.take(records.board.slice(1));
    expect(reader.fault).toMatchObject({ seq: 2, fault: 'wrong-workspace' });
    const other = await readerOf(record, memoryStore(), workspace);
    workspace.entries = records.workspace;
    await other.refresh();
    expect(other.fault).toBeNull();
    expect(other.head.seq).toBe(2);
  });

  it.each([
    ['a foreign signature', () => signedByStranger(recordOf(2)), 'wrong-signature'],
    ['a changed entry', () => recordOf(2).map((entry) => ({ ...entry, at: 'later' })), 'wrong-hash'],
    ['an unknown device', () => recordOf(1).map(relabelled), 'unknown-device'],
  ] as const)('[CLIENT-11] raises an alarm at %s', async (_name, entries, fault) => {
    const reader = await readerOf({ entries: entries() });
    await reader.refresh();
    expect(reader.fault?.fault).toBe(fault);
    expect(reader.entries).toEqual([]);
  });

  it('[CLIENT-19] takes what two tabs wrote into one log for one record, and mends the log', async () => {
    const store = memoryStore();
    const record: Shown = { entries: recordOf(2) };
    const tabs = [await readerOf(record, store), await readerOf(record, store)];
    for (const tab of tabs) await tab.refresh();
    record.entries = recordOf(3);
    for (const tab of tabs) await tab.take(record.entries.slice(2));
    const later = await readerOf(record, store);
    expect(later.entries).toEqual(record.entries);
    expect(await store.readLog(`record/me/${BOARD}`)).toHaveLength(3);
    record.entries = recordOf(4);
    await later.take(record.entries.slice(3));
    await later.refresh();
    expect(later.fault).toBeNull();
    expect(later.head.seq).toBe(4);
  });

  it('[CLIENT-19] raises an alarm when two tabs were shown two records', async () => {
    const store = memoryStore();
    const tabs = [
      await readerOf({ entries: recordOf(2) }, store),
      await readerOf({ entries: recordOf(3, ' again') }, store),
    ];
    for (const tab of tabs) await tab.refresh();
    const later = await readerOf({ entries: recordOf(2) }, store);
    expect(later.fault).toEqual({ seq: 2, fault: 'rewritten' });
  });
});

describe('[CLIENT-12] a record that changes behind a reader', () => {
  it.each([
    ['shortened', 3, (): RecordEntry[] => recordOf(2)],
    ['rewritten', 2, (): RecordEntry[] => recordOf(3, ' again')],
    ['rewritten', 2, (): RecordEntry[] => recordOf(5, ' again')],
  ] as const)('is %s; both versions are kept, also over a restart', async (fault, seq, later) => {
    const store = memoryStore();
    await (await readerOf({ entries: recordOf(3) }, store)).refresh();
    const record: Shown = { entries: later() };
    const reader = await readerOf(record, store);
    expect(reader.head.seq).toBe(3);
    await reader.refresh();
    expect(reader.fault).toEqual({ seq, fault });
    const kept = { fault: { seq, fault }, kept: recordOf(3), shown: later(), settled: false };
    expect(await reader.evidence()).toMatchObject([kept]);

    record.entries = recordOf(4);
    const restarted = await readerOf(record, store);
    await restarted.refresh();
    expect(restarted.fault).toEqual({ seq, fault });
    expect(restarted.entries).toHaveLength(3);
    expect(await restarted.evidence()).toMatchObject([kept]);
  });

  it('is believed again when a person looks and it goes on from what was kept; the evidence stays', async () => {
    const record: Shown = { entries: recordOf(3) };
    const store = memoryStore();
    const reader = await readerOf(record, store);
    await reader.refresh();
    record.entries = recordOf(2);
    await reader.refresh();
    await reader.lookAgain();
    expect(reader.fault?.fault).toBe('rewritten');
    record.entries = recordOf(4);
    await reader.lookAgain();
    expect(reader.fault).toBeNull();
    expect(reader.entries).toEqual(recordOf(4));
    const restarted = await readerOf(record, store);
    expect(restarted.fault).toBeNull();
    expect((await restarted.evidence()).map(({ settled }) => settled)).toEqual([true, true]);
  });

  it('is noticed when a push says something else than the answer', async () => {
    const reader = await readerOf({ entries: recordOf(3) });
    await reader.refresh();
    await reader.take(recordOf(3, ' again').slice(2));
    expect(reader.fault).toEqual({ seq: 3, fault: 'rewritten' });
  });

  it('does not mistake a log that lost its moments for one', async () => {
    const records = Records.founded().join('sven', 'member', 'marketing').submit(undefined, 'sven');
    const store = memoryStore();
    const record: Shown = { entries: records.board };
    await (await readerOf(record, store, { entries: records.workspace })).refresh();
    const workspace: Shown = { entries: Records.founded().workspace };
    const reader = await readerOf(record, store, workspace);
    expect(reader.fault).toBeNull();
    workspace.entries = records.workspace;
    await reader.refresh();
    expect(reader.entries).toEqual(records.board);
  });
});

function relabelled(entry: RecordEntry): RecordEntry {
  const renamed = { ...entry, device: 'nobody' };
  return { ...renamed, hash: hashOfEntry(renamed) };
}

/** The first entry as the host's, but with somebody else's signature. */
function signedByStranger([first, ...others]: readonly RecordEntry[]): RecordEntry[] {
  if (!first) return [];
  const { hash: _hash, ...rest } = { ...first, sig: keyOf('stranger').sign('x') };
  return [{ ...rest, hash: hashOfEntry(rest) }, ...others];
}
