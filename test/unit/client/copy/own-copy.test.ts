import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { openIndexedDb } from '../../../../renderer/client/device/indexed-db';
import type { LocalStore } from '../../../../renderer/client/device/local-store';
import { OwnCopy } from '../../../../renderer/client/copy/own-copy';
import { memoryStore } from '../../../support/clients/memory-store';

const TOUCH = { root: 'plans', id: 'p', part: 'goal' } as const;

/** A tab with its copy; `note` writes something that the host has yet to acknowledge. */
async function openTab(store: LocalStore, run: string) {
  const doc = openBoardDoc(new Y.Doc());
  const copy = new OwnCopy({ store, name: 'profile/board/epoch', run, doc });
  const left = await copy.load();
  let pending = left?.pending ?? 0;
  doc.on('update', (update: Uint8Array) =>
    copy.add(update, { pending: ++pending, touches: [TOUCH], since: { 7: 9 - pending } }),
  );
  return {
    left,
    copy,
    doc,
    note: async (key: string) => {
      root(doc, 'notes').set(key, 1);
      await copy.flush();
    },
    acknowledged: async () => {
      copy.unsent({ pending: (pending = 0), touches: [] });
      await copy.flush();
    },
  };
}

let names = 0;
const STORES: [string, () => Promise<LocalStore>][] = [
  ['IndexedDB', () => openIndexedDb(`own-copy-${++names}`)],
  ['a store of the window', async () => memoryStore()],
];

describe.each(STORES)("this device's copy in %s", (_name, open) => {
  it('[CLIENT-3] counts what was unacknowledged when the window died, and says where it is', async () => {
    const store = await open();
    const first = await openTab(store, '1');
    expect(first.left).toBeNull();
    await first.note('a');
    await first.note('b');
    const second = await openTab(store, '2');
    expect(second.left).toEqual({ pending: 2, touches: [TOUCH], since: { 7: 7 } });
    expect([...root(second.doc, 'notes').keys()]).toEqual(['a', 'b']);
    await second.acknowledged();
    expect((await openTab(store, '3')).left).toEqual({ pending: 0, touches: [] });
  });

  it('[CLIENT-3] counts once, however often the window dies', async () => {
    const store = await open();
    await (await openTab(store, '1')).note('a');
    for (const run of ['2', '3', '4']) {
      const { left, copy } = await openTab(store, run);
      await copy.flush();
      expect(left?.pending).toBe(1);
    }
  });

  it('[CLIENT-22] a tab never settles what another tab wrote after it was opened', async () => {
    const store = await open();
    const here = await openTab(store, 'here');
    await here.note('a');
    const there = await openTab(store, 'there');
    await there.acknowledged();
    // Seen by this tab alone; then its window dies.
    await here.note('b');
    await there.note('c');
    await there.acknowledged();
    const after = await openTab(store, 'after');
    expect(after.left?.pending).toBeGreaterThanOrEqual(1);
    expect([...root(after.doc, 'notes').keys()].sort()).toEqual(['a', 'b', 'c']);
    await after.acknowledged();
    expect((await openTab(store, 'last')).left?.pending).toBe(0);
  });

  it('[CLIENT-3] keeps what is written at whatever moment of an earlier write', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const inner = await open();
      const typed: Promise<void>[] = [];
      const store: LocalStore = {
        ...inner,
        async append(...all) {
          await inner.append(...all);
          if (typed.length === 0) typed.push(type(turns));
        },
      };
      const tab = await openTab(store, '1');
      const type = async (after: number) => {
        for (let turn = 0; turn < after; turn++) await Promise.resolve();
        root(tab.doc, 'notes').set('b', 1);
      };
      await tab.note('a');
      await Promise.all(typed);
      await tab.copy.flush();
      expect([turns, (await openTab(inner, '2')).left?.pending]).toEqual([turns, 2]);
    }
  });

  it('[CLIENT-3] stays small while a board is open all day, and loses nothing by that', async () => {
    const store = await open();
    const [tab, other] = [await openTab(store, '1'), await openTab(store, '2')];
    await other.note('theirs');
    for (let edit = 0; edit < 2100; edit++) root(tab.doc, 'notes').set(`mine ${edit % 50}`, edit);
    await tab.copy.flush();
    expect((await store.readLog('copy/profile/board/epoch')).length).toBeLessThan(110);
    const after = await openTab(store, '3');
    expect(root(after.doc, 'notes').size).toBe(51);
    expect(root(after.doc, 'notes').get('mine 49')).toBe(2099);
    expect(after.left?.pending).toBe(2101);
  });

  it('[CLIENT-22] the same count of other changes is not the same account', async () => {
    const store = await open();
    const here = await openTab(store, 'here');
    await here.note('a');
    const there = await openTab(store, 'there');
    // As before, but of another change: nobody may take the one for the other.
    await here.acknowledged();
    await here.note('b');
    await there.acknowledged();
    expect((await openTab(store, 'after')).left?.pending).toBe(1);
  });
});

describe("this device's copy on a device that does not take it", () => {
  it('[CLIENT-23] tries again, and has everything once it is taken', async () => {
    const inner = memoryStore();
    let broken = true;
    const store: LocalStore = {
      ...inner,
      append: async (log, items, values) => {
        if (broken) throw new Error('QuotaExceededError');
        return inner.append(log, items, values);
      },
    };
    const tab = await openTab(store, '1');
    await tab.note('a');
    expect(await inner.readLog('copy/profile/board/epoch')).toEqual([]);
    broken = false;
    await expect.poll(() => inner.readLog('copy/profile/board/epoch')).toHaveLength(1);
    expect((await openTab(inner, '2')).left?.pending).toBe(1);
  });
});
