/**
 * What this device keeps for itself: named values, and named logs that only grow until they are rewritten as a
 * whole. Everything is written as it happens; nothing waits for a page to unload.
 */
export interface LocalStore {
  get<T>(key: string): Promise<T | undefined>;
  /** `undefined` removes. */
  set(key: string, value: unknown): Promise<void>;
  /** Removes a value if it is still what the caller takes it for, in one step. */
  removeIf<T>(key: string, is: (value: T) => boolean): Promise<void>;
  /** Values whose keys start so. */
  list<T>(prefix: string): Promise<[key: string, value: T][]>;
  readLog<T>(log: string): Promise<T[]>;
  /** Appends to a log and sets values: all or nothing. */
  append(log: string, items: readonly unknown[], values?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Rewrites a log in one step, whoever else appends to it meanwhile. Nothing left removes it. */
  rewriteLog<T>(log: string, rewrite: (items: T[]) => T[]): Promise<void>;
}

/** A store that forgets everything with the window: for a device that cannot keep anything. */
export function volatileStore(): LocalStore {
  const values = new Map<string, unknown>();
  const logs = new Map<string, unknown[]>();
  const copy = <T>(value: T): T => structuredClone(value);
  const put = (key: string, value: unknown) => {
    if (value === undefined) values.delete(key);
    else values.set(key, copy(value));
  };
  return {
    get: async <T>(key: string) => copy(values.get(key)) as T | undefined,
    set: async (key, value) => put(key, value),
    removeIf: async <T>(key: string, is: (value: T) => boolean) => {
      if (values.has(key) && is(copy(values.get(key)) as T)) values.delete(key);
    },
    list: async <T>(prefix: string) =>
      [...values].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key, copy(value) as T]),
    readLog: async <T>(log: string) => copy(logs.get(log) ?? []) as T[],
    append: async (log, items, set = {}) => {
      logs.set(log, [...(logs.get(log) ?? []), ...copy([...items])]);
      for (const [key, value] of Object.entries(set)) put(key, value);
    },
    rewriteLog: async <T>(log: string, rewrite: (items: T[]) => T[]) => {
      const items = rewrite(copy(logs.get(log) ?? []) as T[]);
      if (items.length > 0) logs.set(log, items);
      else logs.delete(log);
    },
  };
}
