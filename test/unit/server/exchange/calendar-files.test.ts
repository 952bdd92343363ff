import { describe, expect, test } from 'vitest';
import type { RecordEntry } from '../../../../shared/domain/record';
import { CalendarFiles, type CalendarAsked } from '../../../../server/exchange/calendar-files';
import type { BoardRoom } from '../../../../server/board/board-room';
import type { Shown } from '../../../../server/storage/tables/board/shown';
import type { ExportedCalendar } from '../../../../shared/export/json';
import { plan, TestBoard } from '../../export/support';

/** A board of so many agreed plans, and how often somebody went into it. */
function boardOf(count: number, accepted: Readonly<Record<string, readonly string[]>> = {}) {
  const board = new TestBoard();
  for (let index = 0; index < count; index++) board.agree(`p${index}`, plan({ title: `Plan ${index}` }));
  const state = { entries: board.record as readonly RecordEntry[], document: 0, read: 0 };
  const room = {
    settled: async () => undefined,
    get record() {
      return { entries: state.entries, refresh: async () => undefined };
    },
    document: {
      planIds: () => {
        state.read += 1;
        return Object.keys(accepted);
      },
      plan: () => null,
      accepted: (id: string) => accepted[id] ?? [],
    },
  } as unknown as BoardRoom;
  const shown = new Map<string, Shown>();
  const files = new CalendarFiles({
    storage: {
      members: async () => [],
      shown: async () => new Map(shown),
      write: async ({ shown: rows = [] }) => {
        for (const { board: of, plan: id, ...row } of rows) shown.set(`${of}/${id}`, row);
        return 'written';
      },
      recordHead: async () => ({ seq: state.entries.length, hash: String(state.entries.length) }),
      documentVersion: async () => state.document,
    },
    clock: { now: () => Date.UTC(2026, 10, 28) },
    device: () => undefined,
    company: () => 'Brenner',
    inBoard: (_id, task) => task(room),
  });
  return { files, state, board, shown };
}

const ASKED: CalendarAsked = {
  boards: [{ id: 'b', title: 'Board' }],
  title: 'Board',
  format: 'ics',
  scope: 'agreed',
  lang: 'de',
};

describe('calendar files', () => {
  test('[EXPORT-13] [FEED-2] a file is made once as long as nothing of it changes', async () => {
    const { files, state } = boardOf(3);
    const [first, beside] = await Promise.all([files.file(ASKED), files.file(ASKED)]);
    expect(beside).toBe(first);
    expect(await files.file(ASKED)).toBe(first);
    expect(state.read).toBe(1);
    state.document += 1;
    const second = await files.file(ASKED);
    expect(second).not.toBe(first);
    expect(second.etag).toBe(first.etag);
    state.entries = state.entries.slice(0, -1);
    expect((await files.file(ASKED)).etag).not.toBe(first.etag);
  });

  test('[FEED-2] what it is told apart by is known without making it, of many more files than are kept', async () => {
    const { files, state } = boardOf(1);
    const asked = Array.from({ length: 40 }, (_, n) => ({
      ...ASKED,
      only: { name: `${n}`, has: () => true },
    }));
    const [first = ASKED, second = ASKED] = asked;
    expect(await files.etagOf(first)).toBeNull();
    const { etag } = await files.file(first);
    for (const each of asked.slice(1)) {
      await files.file(each);
      if (each === asked[20]) await files.file(first);
    }
    const read = state.read;
    expect(await files.etagOf(first)).toBe(etag);
    expect(await files.etagOf(second)).toBe(etag);
    expect(state.read).toBe(read);
    // Made again, as its bytes are kept no longer.
    expect((await files.file(second)).etag).toBe(etag);
    expect(state.read).toBe(read + 1);
    state.document += 1;
    expect(await files.etagOf(first)).toBeNull();
  });

  test('[FEED-2] a file that was asked for lately is kept, whenever it was made', async () => {
    const { files } = boardOf(1);
    const named = (n: number) => ({ ...ASKED, only: { name: `${n}`, has: () => true } });
    const first = await files.file(named(0));
    for (let n = 1; n < 16; n++) await files.file(named(n));
    expect(await files.file(named(0))).toBe(first);
    await files.file(named(16));
    expect(await files.file(named(0))).toBe(first);
  });

  test('[EXPORT-5] SEQUENCE rises over a restore, after which the record goes on from an earlier entry', async () => {
    const { files, state, board } = boardOf(1);
    const look = async () => {
      const text = Buffer.concat((await files.file(ASKED)).pieces).toString();
      return [/SEQUENCE:(\d+)/, /SUMMARY:(.*)/].map((line) => line.exec(text)?.[1]?.trim());
    };
    const early = [...state.entries];
    board.agree('p0', plan({ title: 'Neuer Titel' }));
    state.entries = [...board.record];
    expect(await look()).toEqual(['4', 'Neuer Titel']);
    state.entries = early;
    expect(await look()).toEqual(['5', 'Plan 0']);
    expect(await look()).toEqual(['5', 'Plan 0']);
    // Another entry of the number that was lost.
    state.entries = board.record.map((entry) => ({ ...entry, at: '2027-01-01T00:00:00.000Z' }));
    state.document += 1;
    expect(await look()).toEqual(['7', 'Neuer Titel']);
    state.entries = board.record.map((entry) => ({ ...entry, at: '2027-01-02T00:00:00.000Z' }));
    state.document += 1;
    expect(await look()).toEqual(['8', 'Neuer Titel']);
  });

  test('[EXPORT-5] notes of earlier versions hold', async () => {
    const { files, state, shown } = boardOf(1);
    shown.set('b/p0', { words: '["deleted",[""]]', revision: 3 });
    const sequence = async () =>
      /SEQUENCE:(\d+)/.exec(Buffer.concat((await files.file(ASKED)).pieces).toString())?.[1];
    const first = Number(await sequence());
    expect(first).toBeGreaterThanOrEqual(5);
    state.document += 1;
    expect(Number(await sequence())).toBe(first);
  });

  test.each(['ics', 'csv', 'xlsx', 'json'] as const)(
    '[EXPORT-13] others get their turn while a file is made: %s',
    async (format) => {
      const { files } = boardOf(1000);
      let turns = 0;
      let isMade = false;
      const count = () => {
        turns += 1;
        if (!isMade) setImmediate(count);
      };
      setImmediate(count);
      await files.file({ ...ASKED, format });
      isMade = true;
      expect(turns).toBeGreaterThan(5);
    },
  );

  test.each([
    ['all', ['period p7']],
    ['agreed', undefined],
  ] as const)('[EXPORT-16] a calendar of scope %s says of accepted warnings: %s', async (scope, accepted) => {
    const { files } = boardOf(1, { p0: ['period p7'] });
    const { pieces } = await files.file({ ...ASKED, format: 'json', scope });
    const { items } = JSON.parse(Buffer.concat(pieces).toString()) as ExportedCalendar;
    expect(items.map((item) => item.accepted)).toEqual([accepted]);
  });
});
