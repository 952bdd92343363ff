import type { Storage } from '../../../server/storage/storage';

/** A disk that is full as soon as a test says so. */
export interface Disk {
  full: boolean;
}

const WRITING: readonly string[] = ['write', 'compact', 'probe', 'replaceBy'];

/** A storage on such a disk: what writes fails as SQLite does, everything else goes on. */
export function onDisk<S extends Storage>(storage: S, disk: Disk): S {
  return new Proxy(storage, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown =>
        disk.full && WRITING.includes(String(name))
          ? Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }))
          : Reflect.apply(value, target, args);
    },
  });
}
