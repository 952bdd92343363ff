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
