import type { LocalStore } from '../../renderer/session/local-store';

/** A device's own store that lives as long as the test: what survives a "crash" is what was written to it. */
export function memoryStore(): LocalStore {
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
    list: async <T>(prefix: string) =>
      [...values].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key, copy(value) as T]),
    readLog: async <T>(log: string) => copy(logs.get(log) ?? []) as T[],
    append: async (log, items, set = {}) => {
      logs.set(log, [...(logs.get(log) ?? []), ...copy([...items])]);
      for (const [key, value] of Object.entries(set)) put(key, value);
    },
    rewriteLog: async <T>(log: string, rewrite: (items: T[]) => T[]) => {
      logs.set(log, rewrite(copy(logs.get(log) ?? []) as T[]));
    },
  };
}

/** A store whose user can be killed: from then on nothing it writes arrives. */
export function mortal(store: LocalStore): LocalStore & { die(): void } {
  let dead = false;
  return {
    ...store,
    set: async (key, value) => (dead ? undefined : store.set(key, value)),
    append: async (log, items, values) => (dead ? undefined : store.append(log, items, values)),
    rewriteLog: async (log, rewrite) => (dead ? undefined : store.rewriteLog(log, rewrite)),
    die: () => {
      dead = true;
    },
  };
}
