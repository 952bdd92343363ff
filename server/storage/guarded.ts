import type { Log } from '../base/ports';
import { ProblemError } from '../base/problem';
import type { Storage } from './storage';
import type { Reads } from './tables';

/** What keeps a disk from taking anything: no room, or a fault of it. */
export type DiskTrouble = 'full' | 'failing';

/** Out of room, or out of what this user may use of it. */
const NO_ROOM: ReadonlySet<string> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);
/** Reading and writing errors of any kind, and a disk that turned read-only because of them. */
const FAULTS = /^(SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|EIO$|EROFS$)/;

/** Whether an error is the disk's, told apart from every other fault by its code. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NO_ROOM.has(code)) return 'full';
  return FAULTS.test(code) ? 'failing' : null;
}

/** Whether what is written can be kept. */
export type StorageHealth = 'ok' | DiskTrouble;

/** Seconds after which whoever was refused may ask again. */
const RETRY_AFTER = 5;

/** A storage that notices when the disk takes nothing. */
export interface GuardedStorage extends Storage {
  readonly health: StorageHealth;
  /** Writes something of no meaning, to see whether it can. Called now and then while the disk is in trouble. */
  recover(): Promise<void>;
  /** Writes something that goes past this storage, with the same answers about the disk. @throws ProblemError `read-only` */
  guard<T>(write: () => Promise<T>): Promise<T>;
}

/**
 * Puts a guard on whatever a storage writes. Once the disk takes nothing, nothing is tried any more: every write is
 * refused with `read-only` while reading goes on, until `recover` has really written something.
 * @param changed told of every change of health
 */
export function guardStorage(
  inner: Storage,
  log: Log,
  changed: (health: StorageHealth) => void,
): GuardedStorage {
  let health: StorageHealth = 'ok';
  const move = (next: StorageHealth, error?: unknown) => {
    if (next === health) return;
    health = next;
    log(`storage-${next}`, error instanceof Error ? { error: error.message } : {});
    changed(next);
  };
  const guard = async <T>(write: () => Promise<T>): Promise<T> => {
    if (health !== 'ok') throw readOnly(health);
    try {
      return await write();
    } catch (error) {
      const trouble = diskTrouble(error);
      if (!trouble) throw error;
      move(trouble, error);
      throw readOnly(trouble);
    }
  };
  const guarded: Omit<GuardedStorage, keyof Reads | 'close'> = {
    get health() {
      return health;
    },
    async recover() {
      if (health === 'ok') return;
      try {
        await inner.probe();
        move('ok');
      } catch (error) {
        move(diskTrouble(error) ?? 'failing');
      }
    },
    guard,
    write: (batch) => guard(() => inner.write(batch)),
    compact: (...snapshot) => guard(() => inner.compact(...snapshot)),
    probe: () => guard(() => inner.probe()),
  };
  // Everything else is the storage's own.
  return Object.setPrototypeOf(guarded, inner) as GuardedStorage;
}

/** Whether something was refused only because the disk takes nothing at the moment. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'read-only';
}

function readOnly(reason: DiskTrouble): ProblemError {
  const words =
    reason === 'full'
      ? 'the disk is full: the host reads but cannot save, and goes on by itself when there is room'
      : 'the disk is failing: the host reads but cannot save';
  return new ProblemError('read-only', words, { reason, retryAfter: RETRY_AFTER });
}
