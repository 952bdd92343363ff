import { rm } from 'node:fs/promises';
import type { RestorePreview } from '../../shared/api/backup';
import { planIds } from '../../shared/doc/board-doc';
import type { Host } from '../host';
import { instantOf } from '../base/ports';
import { ProblemError } from '../base/problem';
import { diskTrouble } from '../storage/guarded';
import type { Archive, Storage } from '../storage/storage';
import { slicesOf } from '../base/slices';
import type { Caller } from '../workspace';
import type { SignedRestored } from '../../shared/domain/record';
import { checkBackup, type CheckedBackup } from './check';
import type { Copies } from './copies';
import { differences, type PresentBoard } from './differences';
import { newPassing, receiveFile, type PassingFile } from './incoming';
import { checkRestoring, replaceByBackup } from './restore';
import { needRoom, noRoom } from './room-on-disk';

/** Where a backup comes from: over the wire, or from the copies that lie here. */
export type BackupSource =
  | { readonly bytes: AsyncIterable<Uint8Array>; readonly size: number | null }
  | { readonly copy: string };

/** Backups of a running host: made while people work, restored in one moment between two of their edits. */
export class Backups {
  readonly copies: Copies;
  readonly #host: Host;
  readonly #storage: Storage & Archive;
  #restoring = false;

  constructor(host: Host, storage: Storage & Archive, copies: Copies) {
    this.#host = host;
    this.#storage = storage;
    this.copies = copies;
  }

  /** A backup of this moment, in a file that the caller removes. @throws ProblemError */
  async make(): Promise<string> {
    const { directory } = this.#storage;
    await needRoom(directory, this.#storage.size());
    const path = await newPassing(directory);
    await this.#storage.copyTo(path, instantOf(this.#host.workspace.ports.clock));
    return path;
  }

  /** Checks a backup whole and says what restoring it would change; nothing is changed. @throws ProblemError */
  preview(source: BackupSource): Promise<RestorePreview> {
    return this.#with(source, async ({ sha256 }, backup) => ({
      sha256,
      madeAt: backup.madeAt,
      boards: backup.boards.length,
      plans: backup.boards.reduce((sum, { plans }) => sum + plans.size, 0),
      since: differences(await this.#present(), backup.boards),
    }));
  }

  /** Restores a backup as an owner has signed it. @throws ProblemError; then nothing has changed */
  async restore(source: BackupSource, { member }: Caller, signed: SignedRestored): Promise<void> {
    if (this.#restoring) throw new ProblemError('restoring', 'another backup is being restored');
    this.#restoring = true;
    try {
      await this.#with(source, async ({ sha256 }, backup) => {
        const owner = { member: member.id, signed };
        const check = () => checkRestoring(this.#storage, this.#host.workspace.record.entries, sha256, owner);
        // Nobody is cut for what is refused anyway; and once nobody writes any more, it has to hold still.
        await check();
        await this.#host.restore(async () => {
          await check();
          const { ports } = this.#host.workspace;
          const facts = await this.#host.guarded(async () => {
            // Restoring takes the room of the backup once more, in the log of the database.
            await needRoom(this.#storage.directory, 2 * this.#storage.size());
            await this.copies.beforeRestore();
            return replaceByBackup(this.#storage, ports, backup, owner);
          });
          ports.log('restored', { boards: backup.boards.length });
          return facts;
        });
      });
    } catch (error) {
      throw diskTrouble(error) === 'full' ? noRoom() : error;
    } finally {
      this.#restoring = false;
    }
  }

  async #with<T>(
    source: BackupSource,
    task: (file: PassingFile, backup: CheckedBackup) => Promise<T>,
  ): Promise<T> {
    const { directory } = this.#storage;
    const file =
      'copy' in source
        ? await this.copies.take(source.copy)
        : await receiveFile(directory, source.bytes, source.size);
    try {
      return await task(file, await checkBackup(file.path, this.#host.workspace.signer.publicKey));
    } finally {
      for (const end of ['', '-journal', '-wal', '-shm']) await rm(file.path + end, { force: true });
    }
  }

  async #present(): Promise<PresentBoard[]> {
    const breathe = slicesOf();
    const boards: PresentBoard[] = [];
    for (const { id, title } of await this.#storage.boards()) {
      await this.#host.inBoard(id, async ({ document, record }) => {
        const plans = new Map<string, string>();
        for (const plan of planIds(document.doc)) {
          const { digest } = document.plan(plan) ?? {};
          if (digest !== undefined) plans.set(plan, digest);
          await breathe();
        }
        boards.push({ id, title, entries: record.entries, plans });
      });
    }
    return boards;
  }
}
