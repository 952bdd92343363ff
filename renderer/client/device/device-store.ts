import { createStore } from 'zustand/vanilla';
import { openIndexedDb } from './indexed-db';
import { type LocalStore, volatileStore } from './local-store';

/** Whether this device keeps what is written to it; while not, everything is only in this window and with the host. */
export const deviceStore = createStore<{ readonly keeps: boolean }>(() => ({ keeps: true }));

/** Opening that takes longer does not succeed any more. */
const OPEN_WITHIN_MS = 10_000;
/** Who this device is: without that nobody gets in again, so it is kept twice. */
const SPARED = ['profile/', 'last-profile/', 'key/', 'joining/'];
const SPARE_PREFIX = 'handschlag.spare/';

/** Small values kept beside the database, where there is such a place. */
export type Spare = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Opens the device's own store. A device that has none (broken, forbidden, or never answering) gets one that lasts as
 * long as the window: people still work, told that they should stay connected.
 */
export async function openDeviceStore(
  spare: Spare | null,
  open: () => Promise<LocalStore> = () => openIndexedDb('handschlag'),
  withinMs = OPEN_WITHIN_MS,
): Promise<LocalStore> {
  const report = (keeps: boolean) => deviceStore.setState({ keeps });
  try {
    const store = watched(await within(open(), withinMs), report);
    report(true);
    return spare ? spared(store, spare) : store;
  } catch {
    report(false);
    return spare ? spared(volatileStore(), spare) : volatileStore();
  }
}

/**
 * Asks the browser not to clear away what this device keeps when its disk fills up, as it may with whatever was not
 * asked for. It can say no, or ask the person; over plain http nobody can ask.
 */
export async function askToKeep(): Promise<void> {
  const { storage } = navigator as Partial<Navigator>;
  try {
    await storage?.persist?.();
  } catch {
    // A no.
  }
}

/** Reports of every write whether it was kept, and of whatever cannot be read. */
function watched(store: LocalStore, report: (keeps: boolean) => void): LocalStore {
  const seek = async <T>(reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      report(false);
      throw error;
    }
  };
  const watch = async (writing: Promise<void>): Promise<void> => {
    try {
      await writing;
      report(true);
    } catch (error) {
      report(false);
      throw error;
    }
  };
  return {
    get: <T>(key: string) => seek(store.get<T>(key)),
    list: <T>(prefix: string) => seek(store.list<T>(prefix)),
    readLog: <T>(log: string) => seek(store.readLog<T>(log)),
    set: (key, value) => watch(store.set(key, value)),
    removeIf: (key, is) => watch(store.removeIf(key, is)),
    append: (log, items, values) => watch(store.append(log, items, values)),
    rewriteLog: (log, rewrite) => watch(store.rewriteLog(log, rewrite)),
  };
}

/** Keeps {@link SPARED} values twice, and takes them from the second place when the first has lost them. */
function spared(store: LocalStore, spare: Spare): LocalStore {
  const isSpared = (key: string) => SPARED.some((prefix) => key.startsWith(prefix));
  return {
    ...store,
    async get<T>(key: string) {
      return (await store.get<T>(key)) ?? (isSpared(key) ? readSpare<T>(spare, key) : undefined);
    },
    async set(key, value) {
      const isKept = isSpared(key) && writeSpare(spare, key, value);
      const written = store.set(key, value);
      // Whoever is kept in the second place gets in, though the first takes nothing.
      await (isKept ? written.catch(() => undefined) : written);
    },
  };
}

function readSpare<T>(spare: Spare, key: string): T | undefined {
  try {
    const text = spare.getItem(SPARE_PREFIX + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function writeSpare(spare: Spare, key: string, value: unknown): boolean {
  try {
    if (value === undefined) spare.removeItem(SPARE_PREFIX + key);
    else spare.setItem(SPARE_PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    // It is full or forbidden: then the first place is the only one.
    return false;
  }
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the storage does not open')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
