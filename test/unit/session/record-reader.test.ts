import { describe, expect, it } from 'vitest';
import type { Api } from '../../../renderer/session/api';
import { RecordReader } from '../../../renderer/session/record-reader';
import { generate, sign, verify } from '../../../shared/crypto/ed25519';
import { GENESIS, hashOfEntry, hostSigningText, type RecordEntry } from '../../../shared/domain/record';
import { memoryStore } from '../../support/memory-store';

const hostKey = generate();
const stranger = generate();

/** A board's record of so many entries; `by` signs, `mark` tells two records of one length apart. */
function recordOf(length: number, mark = '', key = hostKey): RecordEntry[] {
  const entries: RecordEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const prev = entries[seq - 2]?.hash ?? GENESIS;
    const at = `2027-01-01T00:00:0${seq}Z${mark}`;
    const draft = { seq, prev, at, kind: 'archived', board: 'b', by: 'host', device: 'host' } as const;
    const signed = { ...draft, sig: sign(key.secret, hostSigningText(draft)) };
    entries.push({ ...signed, hash: hashOfEntry(signed) });
  }
  return entries;
}

/** A reader, and the record that its host shows. */
function readerOf(record: { entries: RecordEntry[] }, store = memoryStore()): RecordReader {
  const answer = (since: number) => {
    const { entries } = record;
    return { entries: entries.slice(since), head: entries[entries.length - 1]?.hash ?? GENESIS };
  };
  const api: Api = {
    call: async (_route, schema, call) => ({
      ok: true,
      value: schema.parse(answer(Number(call?.query?.['since']))),
    }),
    send: async () => ({ ok: true, value: undefined }),
    download: async () => ({ ok: false, failure: { code: 'not-found' } }),
  };
  return new RecordReader({
    api,
    store,
    name: 'me',
    board: 'b',
    verify,
    keys: () => new Map([['host', { member: 'host', publicKey: hostKey.publicKey }]]),
    refreshKeys: async () => undefined,
    changed: () => undefined,
  });
}

describe('reading a record', () => {
  it('[CLIENT-11] takes what continues the chain, pushed or fetched, and fills holes', async () => {
    const record = { entries: recordOf(1) };
    const reader = readerOf(record);
    await reader.refresh();
    record.entries = recordOf(4);
    await reader.take(record.entries.slice(3));
    expect(reader.head.seq).toBe(4);
    await reader.take(record.entries.slice(1));
    expect(reader.entries).toHaveLength(4);
    expect(reader.fault).toBeNull();
  });

  it.each([
    ['a foreign signature', () => recordOf(2, '', stranger), 'wrong-signature'],
    ['a changed entry', () => recordOf(2).map((entry) => ({ ...entry, at: 'later' })), 'wrong-hash'],
    ['an unknown device', () => recordOf(1).map(relabelled), 'unknown-device'],
  ] as const)('[CLIENT-11] raises an alarm at %s', async (_name, entries, fault) => {
    const reader = readerOf({ entries: entries() });
    await reader.refresh();
    expect(reader.fault?.fault).toBe(fault);
    expect(reader.entries).toEqual([]);
  });

  it.each([
    ['shortened', (): RecordEntry[] => recordOf(2)],
    ['rewritten', (): RecordEntry[] => recordOf(3, ' again')],
    ['rewritten', (): RecordEntry[] => recordOf(5, ' again')],
  ] as const)('[CLIENT-12] remembers from an earlier run what a %s record had', async (fault, later) => {
    const store = memoryStore();
    await readerOf({ entries: recordOf(3) }, store).refresh();
    const reader = readerOf({ entries: later() }, store);
    await reader.load();
    expect(reader.head.seq).toBe(3);
    await reader.refresh();
    expect(reader.fault?.fault).toBe(fault);
  });

  it('[CLIENT-19] takes what two tabs wrote into one log for one record, and mends the log', async () => {
    const store = memoryStore();
    const record = { entries: recordOf(2) };
    const tabs = [readerOf(record, store), readerOf(record, store)];
    for (const tab of tabs) await tab.refresh();
    record.entries = recordOf(3);
    for (const tab of tabs) await tab.take(record.entries.slice(2));
    const later = readerOf(record, store);
    await later.load();
    expect(later.entries).toEqual(record.entries);
    expect(await store.readLog('record/me/b')).toHaveLength(3);
    record.entries = recordOf(4);
    await later.take(record.entries.slice(3));
    await later.refresh();
    expect(later.fault).toBeNull();
    expect(later.head.seq).toBe(4);
  });

  it('[CLIENT-19] raises an alarm when two tabs were shown two records', async () => {
    const store = memoryStore();
    await readerOf({ entries: recordOf(2) }, store).refresh();
    await readerOf({ entries: recordOf(3, ' again') }, store).refresh();
    const later = readerOf({ entries: recordOf(2) }, store);
    await later.load();
    expect(later.fault).toEqual({ seq: 1, fault: 'rewritten' });
  });
});

function relabelled(entry: RecordEntry): RecordEntry {
  const renamed = { ...entry, device: 'nobody' };
  return { ...renamed, hash: hashOfEntry(renamed) };
}
