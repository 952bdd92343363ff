import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';

/** What a browser keeps for one origin, as JSON; bytes are base64. */
export interface BrowserStorage {
  readonly databases: readonly StoredDatabase[];
  readonly localStorage: Readonly<Record<string, string>>;
  /** Of one tab. */
  readonly sessionStorage: Readonly<Record<string, string>>;
}

export interface StoredDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | string[] | null;
    readonly autoIncrement: boolean;
    readonly indexes: readonly {
      readonly name: string;
      readonly keyPath: string | string[];
      readonly unique: boolean;
      readonly multiEntry: boolean;
    }[];
    readonly records: readonly { readonly key: IDBValidKey; readonly value: unknown }[];
  }[];
}

/**
 * Reads everything of the page's origin. It runs inside the page, so it can use nothing from outside; what JSON and
 * base64 cannot say it refuses, as it would be lost.
 */
export async function dumpBrowserStorage(): Promise<BrowserStorage> {
  const coded = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return { $bytes: btoa(String.fromCharCode(...value)) };
    if (Array.isArray(value)) return value.map(coded);
    if (typeof value === 'object' && value !== null) {
      if (Object.getPrototypeOf(value) !== Object.prototype)
        throw new Error('cannot freeze what is no plain object');
      const entries = Object.entries(value).filter(([, each]) => each !== undefined);
      return Object.fromEntries(entries.map(([key, each]) => [key, coded(each)]));
    }
    if (typeof value === 'bigint' || value === undefined) throw new Error(`cannot freeze ${String(value)}`);
    return value;
  };
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('cannot be read'));
    });
  const databases: StoredDatabase[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    const stores = [];
    for (const each of database.objectStoreNames) {
      const store = database.transaction(each).objectStore(each);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      stores.push({
        name: each,
        keyPath: store.keyPath,
        autoIncrement: store.autoIncrement,
        indexes: [...store.indexNames].map((index) => {
          const { keyPath, unique, multiEntry } = store.index(index);
          return { name: index, keyPath, unique, multiEntry };
        }),
        records: keys.map((key, at) => ({ key, value: coded(values[at]) })),
      });
    }
    databases.push({ name, version: database.version, stores });
    database.close();
  }
  return {
    databases,
    localStorage: Object.fromEntries(Object.entries(localStorage)) as Record<string, string>,
    sessionStorage: Object.fromEntries(Object.entries(sessionStorage)) as Record<string, string>,
  };
}

/** Makes the databases of this process those of a browser, as they were; what there was before is gone. */
export async function loadDatabases(databases: readonly StoredDatabase[]): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  for (const { name, version, stores } of databases) {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const { name: store, keyPath, autoIncrement, indexes, records } of stores) {
        const made = opening.result.createObjectStore(store, { keyPath, autoIncrement });
        for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
          made.createIndex(index, path, { unique, multiEntry });
        for (const { key, value } of records) made.add(decoded(value), keyPath === null ? key : undefined);
      }
    };
    await new Promise<void>((resolve, reject) => {
      opening.onsuccess = () => resolve();
      opening.onerror = () => reject(opening.error ?? new Error('cannot be loaded'));
    });
    opening.result.close();
  }
}

/** A storage of a window that holds these values. */
export function webStorage(values: Readonly<Record<string, string>>): Storage {
  const map = new Map(Object.entries(values));
  return {
    get length() {
      return map.size;
    },
    key: (at) => [...map.keys()][at] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  };
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decoded(each)]));
}
