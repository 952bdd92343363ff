import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  copiesAnswer,
  restorePreview,
  type CopyView,
  type RestorePreview,
} from '../../../../shared/api/backup';
import { dayOfInstant } from '../../../../shared/domain/dates';
import { toBase64Url } from '../../../../shared/domain/ids';
import type { SignedRestored } from '../../../../shared/domain/record';
import type { Api } from '../../connection/api';
import { exportFile } from '../export-file';
import type { Outcome } from '../../connection/outcome';

/** A backup to go back to: a file on this device, or a copy that lies on the host. */
export type BackupChoice = { readonly file: File } | { readonly copy: string };

/** The copies on the host, newest first, and what became of the last one that was to be made. */
export interface BackupState {
  readonly copies: readonly CopyView[];
  /** The last attempt at the copy of a day, if it failed. */
  readonly failed: { readonly at: string; readonly noRoom: boolean } | null;
}

/** How much of a file is read at once. */
const SLICE = 4 * 1024 * 1024;

export interface BackupsOptions {
  readonly api: Api;
  readonly isOwner: () => boolean;
  readonly company: () => string;
  /** By the host's clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** What this device signs to restore the file with that digest. */
  readonly sign: (sha256: string) => Promise<Outcome<SignedRestored>>;
  /** Fetches everything again. */
  readonly restored: () => Promise<void>;
}

/** Backups as an owner makes and restores them from here. Failures are values. */
export class Backups {
  readonly store: StoreApi<BackupState> = createStore<BackupState>(() => ({ copies: [], failed: null }));
  readonly #o: BackupsOptions;

  constructor(options: BackupsOptions) {
    this.#o = options;
  }

  /** Asks for the list again; what others than owners may not see stays empty. */
  async refresh(): Promise<void> {
    if (!this.#o.isOwner()) return;
    const answer = await this.#o.api.call('copies', copiesAnswer);
    if (answer.ok) this.store.setState(answer.value);
  }

  /** Makes a backup and hands it to the save dialog or the browser's downloads. */
  readonly save = async (): Promise<Outcome<void>> => {
    const file = await this.#o.api.download('backup', { isLong: true });
    if (!file.ok) return file;
    const day = dayOfInstant(new Date(this.#o.now()).toISOString());
    const title = `${this.#o.company() || 'Handschlag'}-${day}`;
    return exportFile({ title, kind: 'handschlag', content: file.value });
  };

  /** Has a backup checked whole; says what restoring it would change. */
  readonly preview = (choice: BackupChoice): Promise<Outcome<RestorePreview>> =>
    this.#o.api.call('restore', restorePreview, { ...callOf(choice, { dryRun: 'true' }), isLong: true });

  /** Restores what was previewed: `shown` is the digest the host gave of a copy that lies with it. */
  readonly restore = async (choice: BackupChoice, shown: string): Promise<Outcome<void>> => {
    const signed = await this.#o.sign('file' in choice ? await digestOf(choice.file) : shown);
    if (!signed.ok) return signed;
    const statement = toBase64Url(utf8ToBytes(JSON.stringify(signed.value)));
    const outcome = await this.#o.api.send('restore', { ...callOf(choice, { statement }), isLong: true });
    // The first answer may have been lost: then it has been restored by this very statement.
    const isDone = outcome.ok || outcome.failure.code === 'replayed';
    if (isDone) await this.#o.restored();
    return isDone ? { ok: true, value: undefined } : outcome;
  };
}

function callOf(choice: BackupChoice, query: Record<string, string>) {
  return 'file' in choice ? { query, file: choice.file } : { query: { ...query, copy: choice.copy } };
}

/** SHA-256 (hex) of a file, which may be longer than what fits into memory. */
async function digestOf(file: File): Promise<string> {
  const digest = sha256.create();
  for (let at = 0; at < file.size; at += SLICE)
    digest.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  return bytesToHex(digest.digest());
}
