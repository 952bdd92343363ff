import type { LocalStore } from './local-store';

const VALUES = 'values';
const LOGS = 'logs';

interface LogRow {
  readonly log: string;
  readonly item: unknown;
}

/**
 * The device's own store in IndexedDB; every tab of an origin shares one. What is written is flushed to the disk, which
 * browsers by themselves leave to the system: what is called kept survives an empty battery.
 */
export async function openIndexedDb(name: string): Promise<LocalStore> {
  let opened: Promise<IDBDatabase> | null = null;
  /** A browser closes it when the disk fails, or somebody has it cleared: the next one who needs it opens it anew. */
  const connection = (): Promise<IDBDatabase> => {
    const gone = () => (opened = null);
    opened ??= openDatabase(name, gone).catch((error: unknown) => {
      gone();
      throw error;
    });
    return opened;
  };
  await connection();

  /** One transaction; resolves when it is complete, not when it was asked for. */
  async function run<T>(
    mode: IDBTransactionMode,
    work: (stores: Stores) => IDBRequest<T> | null,
  ): Promise<T | undefined> {
    const database = await connection();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction([VALUES, LOGS], mode, { durability: 'strict' });
      const request = work({ values: transaction.objectStore(VALUES), logs: transaction.objectStore(LOGS) });
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('storage transaction aborted'));
    });
  }

  return {
    get: <T>(key: string) => run<T>('readonly', ({ values }) => values.get(key) as IDBRequest<T>),
    async set(key, value) {
      await run('readwrite', ({ values }) => put(values, key, value));
    },
    async removeIf<T>(key: string, is: (value: T) => boolean) {
      await run('readwrite', ({ values }) => {
        const request = values.get(key) as IDBRequest<T | undefined>;
        request.onsuccess = () => {
          if (request.result !== undefined && is(request.result)) values.delete(key);
        };
        return null;
      });
    },
    async list<T>(prefix: string) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const pairs: [string, T][] = [];
      await run('readonly', ({ values }) => {
        const request = values.openCursor(range);
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          pairs.push([cursor.key as string, cursor.value as T]);
          cursor.continue();
        };
        return null;
      });
      return pairs;
    },
    async readLog<T>(log: string) {
      const rows = await run('readonly', ({ logs }) => rowsOf(logs, log));
      return (rows ?? []).map((row) => row.item as T);
    },
    async append(log, items, set = {}) {
      await run('readwrite', ({ values, logs }) => {
        for (const item of items) logs.add({ log, item } satisfies LogRow);
        for (const [key, value] of Object.entries(set)) put(values, key, value);
        return null;
      });
    },
    async rewriteLog<T>(log: string, rewrite: (items: T[]) => T[]) {
      await run('readwrite', ({ logs }) => {
        const rows = rowsOf(logs, log);
        rows.onsuccess = () => {
          const items = rewrite(rows.result.map((row) => row.item as T));
          const keys = logs.index('log').getAllKeys(log);
          keys.onsuccess = () => {
            for (const key of keys.result) logs.delete(key);
            for (const item of items) logs.add({ log, item } satisfies LogRow);
          };
        };
        return null;
      });
    },
  };
}

interface Stores {
  readonly values: IDBObjectStore;
  readonly logs: IDBObjectStore;
}

function rowsOf(logs: IDBObjectStore, log: string): IDBRequest<LogRow[]> {
  return logs.index('log').getAll(log) as IDBRequest<LogRow[]>;
}

function put(values: IDBObjectStore, key: string, value: unknown): null {
  if (value === undefined) values.delete(key);
  else values.put(value, key);
  return null;
}

function openDatabase(name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(VALUES);
      request.result.createObjectStore(LOGS, { autoIncrement: true }).createIndex('log', 'log');
    };
    request.onsuccess = () => {
      request.result.onclose = closed;
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('no storage'));
  });
}
