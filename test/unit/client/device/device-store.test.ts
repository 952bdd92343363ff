import { forceCloseDatabase } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import {
  askToKeep,
  deviceStore,
  openDeviceStore,
  type Spare,
} from '../../../../renderer/client/device/device-store';
import { openIndexedDb } from '../../../../renderer/client/device/indexed-db';
import { tabStorage } from '../../../../renderer/client/device/profiles';
import { memoryStore } from '../../../support/clients/memory-store';

function spareOf(): Spare {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

type Fake = Parameters<typeof forceCloseDatabase>[0];

const PROFILE = { id: 'p', host: 'http://host' };

describe('a device that cannot keep anything', () => {
  it.each([
    ['refuses', () => Promise.reject(new Error('SecurityError'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('[CLIENT-23] still opens when its store %s, says so, and knows who it is', async (_how, open) => {
    const spare = spareOf();
    const kept = await openDeviceStore(spare, async () => memoryStore());
    await kept.set('profile/p', PROFILE);
    await kept.append('copy/b', ['update']);
    expect(deviceStore.getState().keeps).toBe(true);
    const store = await openDeviceStore(spare, open, 10);
    expect(deviceStore.getState().keeps).toBe(false);
    expect(await store.get('profile/p')).toEqual(PROFILE);
    await store.append('copy/b', ['later']);
    expect(await store.readLog('copy/b')).toEqual(['later']);
    await store.set('profile/p', undefined);
    expect(await store.get('profile/p')).toBeUndefined();
  });

  it('[CLIENT-23] takes in who it is though its store takes nothing at all', async () => {
    const set = () => Promise.reject(new Error('QuotaExceededError'));
    const store = await openDeviceStore(spareOf(), async () => ({ ...memoryStore(), set }));
    await store.set('profile/p', PROFILE);
    expect(await store.get('profile/p')).toEqual(PROFILE);
    expect(deviceStore.getState().keeps).toBe(false);
    await expect(store.set('settings', 1)).rejects.toThrow('QuotaExceededError');
  });

  it('[CLIENT-23] says so while writing fails, and no longer once it works', async () => {
    const inner = memoryStore();
    let broken = true;
    const append: typeof inner.append = async (...args) => {
      if (broken) throw new Error('QuotaExceededError');
      return inner.append(...args);
    };
    const store = await openDeviceStore(null, async () => ({ ...inner, append }));
    await expect(store.append('copy/b', ['update'])).rejects.toThrow('QuotaExceededError');
    expect(deviceStore.getState().keeps).toBe(false);
    broken = false;
    await store.append('copy/b', ['update']);
    expect(deviceStore.getState().keeps).toBe(true);
  });
});

const refuse = () => {
  throw new DOMException('', 'QuotaExceededError');
};

it.each([
  ['throws', refuse],
  ['is none', () => null],
  ['takes nothing', () => ({ getItem: () => null, setItem: refuse, removeItem: refuse })],
])('[CLIENT-63] a tab knows who it is where the storage of tabs %s', (_what, ask) => {
  const tab = tabStorage(ask);
  expect(tab.getItem('who')).toBeNull();
  tab.setItem('who', 'Maren');
  expect(tab.getItem('who')).toBe('Maren');
  tab.removeItem('who');
  expect(tab.getItem('who')).toBeNull();
});

it('[CLIENT-63] a tab that is loaded again is still who it was', () => {
  const storage = spareOf();
  tabStorage(() => storage).setItem('who', 'Maren');
  expect(tabStorage(() => storage).getItem('who')).toBe('Maren');
});

it.each([refuse, () => Promise.reject(new Error('no'))])(
  '[CLIENT-63] opens whatever a browser answers to the wish to be kept',
  async (persist) => {
    vi.stubGlobal('navigator', { storage: { persist } });
    await expect(askToKeep()).resolves.toBeUndefined();
    vi.unstubAllGlobals();
  },
);

it('[CLIENT-23] a store that the browser closed is opened anew by whoever needs it next', async () => {
  const opening = vi.spyOn(indexedDB, 'open');
  const store = await openIndexedDb('closed');
  await store.append('copy/b', ['before']);
  for (const { value } of opening.mock.results) forceCloseDatabase((value as { result: Fake }).result);
  await vi.waitFor(async () => store.append('copy/b', ['after']));
  expect(await store.readLog('copy/b')).toEqual(['before', 'after']);
  opening.mockRestore();
});

it('[CLIENT-23] flushes whatever it writes to the disk, and keeps nothing of what it could not keep whole', async () => {
  const store = await openIndexedDb('flushed');
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await store.set('key', 'value');
  await store.append('copy/b', ['update']);
  await store.rewriteLog('copy/b', (items) => items);
  await store.removeIf('key', () => true);
  expect(transactions.mock.calls.map(([, , options]) => options)).toEqual(
    Array.from({ length: 4 }, () => ({ durability: 'strict' })),
  );
  const unkeepable = { key: () => 'functions cannot be stored' };
  await expect(store.append('copy/b', ['later'], unkeepable)).rejects.toThrow('could not be cloned');
  expect(await store.readLog('copy/b')).toEqual(['update']);
  transactions.mockRestore();
});
