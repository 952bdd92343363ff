import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import type { LocalStore } from './local-store';

interface Schema extends DBSchema {
  values: { key: string; value: unknown };
  logs: { key: number; value: { log: string; item: unknown }; indexes: { log: string } };
}
type Database = IDBPDatabase<Schema>;
type Store<Name extends 'values' | 'logs'> = IDBPObjectStore<Schema, typeof BOTH, Name, 'readwrite'>;

const BOTH = ['values', 'logs'] as const;

/**
 * The device's own store in IndexedDB; every tab of an origin shares one. What is written is flushed to the disk, which
 * browsers by themselves leave to the system: what is called kept survives an empty battery.
 */
export async function openIndexedDb(name: string): Promise<LocalStore> {
  let opened: Promise<Database> | null = null;
  /** A browser closes it when the disk fails, or somebody has it cleared: the next one who needs it opens it anew. */
  const connection = (): Promise<Database> => {
    const terminated = () => (opened = null);
    opened ??= openDB<Schema>(name, 1, { upgrade, terminated }).catch((error: unknown) => {
      terminated();
      throw error;
    });
    return opened;
  };
  await connection();

  /** One transaction: all of it or nothing. Resolves when it is complete, not when it was asked for. */
  async function write(
    work: (values: Store<'values'>, logs: Store<'logs'>) => Promise<unknown>,
  ): Promise<void> {
    const transaction = (await connection()).transaction(BOTH, 'readwrite', { durability: 'strict' });
    const worked = work(transaction.objectStore('values'), transaction.objectStore('logs'));
    await Promise.all([worked, transaction.done]).catch((error: unknown) => {
      abort(transaction);
      throw error;
    });
  }

  return {
    get: async <T>(key: string) => (await connection()).get('values', key) as Promise<T | undefined>,
    set: (key, value) => write((values) => put(values, key, value)),
    removeIf: <T>(key: string, is: (value: T) => boolean) =>
      write(async (values) => {
        const value = (await values.get(key)) as T | undefined;
        if (value !== undefined && is(value)) await values.delete(key);
      }),
    async list<T>(prefix: string) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const { store } = (await connection()).transaction('values');
      const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return keys.map((key, index): [string, T] => [key, values[index] as T]);
    },
    async readLog<T>(log: string) {
      const rows = await (await connection()).getAllFromIndex('logs', 'log', log);
      return rows.map(({ item }) => item as T);
    },
    append: (log, items, set = {}) =>
      write((values, logs) =>
        Promise.all([
          ...items.map(async (item) => logs.add({ log, item })),
          ...Object.entries(set).map(([key, value]) => put(values, key, value)),
        ]),
      ),
    rewriteLog: <T>(log: string, rewrite: (items: T[]) => T[]) =>
      write(async (_values, logs) => {
        const [rows, keys] = await Promise.all([
          logs.index('log').getAll(log),
          logs.index('log').getAllKeys(log),
        ]);
        const items = rewrite(rows.map(({ item }) => item as T));
        await Promise.all([
          ...keys.map((key) => logs.delete(key)),
          ...items.map(async (item) => logs.add({ log, item })),
        ]);
      }),
  };
}

async function put(values: Store<'values'>, key: string, value: unknown): Promise<void> {
  if (value === undefined) await values.delete(key);
  else await values.put(value, key);
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

function upgrade(database: Database): void {
  database.createObjectStore('values');
  database.createObjectStore('logs', { autoIncrement: true }).createIndex('log', 'log');
}
