import type { Log } from '../base/ports';
import { ProblemError } from '../base/problem';
import { diskTrouble, type DiskTrouble } from './disk-trouble';
import type { Batch, Storage, Written } from './storage';

/** Whether what is written can be kept. */
export type StorageHealth = 'ok' | DiskTrouble;

/** Seconds after which whoever was refused may ask again. */
const RETRY_AFTER = 5;

/**
 * A storage that notices when the disk takes nothing. From then on nothing is tried any more: every write is refused
 * with `read-only` while reading goes on, until {@link recover} has really written something.
 */
export class GuardedStorage implements Storage {
  readonly #inner: Storage;
  readonly #log: Log;
  readonly #changed: (health: StorageHealth) => void;
  #health: StorageHealth = 'ok';

  /** @param changed told of every change of health */
  constructor(inner: Storage, log: Log, changed: (health: StorageHealth) => void) {
    this.#inner = inner;
    this.#log = log;
    this.#changed = changed;
  }

  get health(): StorageHealth {
    return this.#health;
  }

  /** Writes something of no meaning, to see whether it can. Called now and then while the disk is in trouble. */
  async recover(): Promise<void> {
    if (this.#health === 'ok') return;
    try {
      await this.#inner.probe();
      this.#move('ok');
    } catch (error) {
      this.#move(diskTrouble(error) ?? 'failing');
    }
  }

  write(batch: Batch): Promise<Written> {
    return this.guard(() => this.#inner.write(batch));
  }
  compact(board: string, version: number, snapshot: Uint8Array): Promise<void> {
    return this.guard(() => this.#inner.compact(board, version, snapshot));
  }
  probe(): Promise<void> {
    return this.guard(() => this.#inner.probe());
  }

  workspace() {
    return this.#inner.workspace();
  }
  members() {
    return this.#inner.members();
  }
  member(id: string) {
    return this.#inner.member(id);
  }
  devices() {
    return this.#inner.devices();
  }
  device(id: string) {
    return this.#inner.device(id);
  }
  deviceByToken(tokenHash: string) {
    return this.#inner.deviceByToken(tokenHash);
  }
  deviceByKey(publicKey: string) {
    return this.#inner.deviceByKey(publicKey);
  }
  seen() {
    return this.#inner.seen();
  }
  invites() {
    return this.#inner.invites();
  }
  invite(hash: string) {
    return this.#inner.invite(hash);
  }
  inviteOf(device: string) {
    return this.#inner.inviteOf(device);
  }
  boards() {
    return this.#inner.boards();
  }
  board(id: string) {
    return this.#inner.board(id);
  }
  entries(board: string, since: number) {
    return this.#inner.entries(board, since);
  }
  document(board: string) {
    return this.#inner.document(board);
  }
  close() {
    return this.#inner.close();
  }

  /** Writes something that goes past this storage, with the same answers about the disk. @throws ProblemError `read-only` */
  async guard<T>(write: () => Promise<T>): Promise<T> {
    if (this.#health !== 'ok') throw readOnly(this.#health);
    try {
      return await write();
    } catch (error) {
      const trouble = diskTrouble(error);
      if (!trouble) throw error;
      this.#move(trouble, error);
      throw readOnly(trouble);
    }
  }

  #move(health: StorageHealth, error?: unknown): void {
    if (health === this.#health) return;
    this.#health = health;
    this.#log(`storage-${health}`, error instanceof Error ? { error: error.message } : {});
    this.#changed(health);
  }
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
