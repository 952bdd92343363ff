import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import { moveIntoPlace } from '../../node/files';
import { BACKUP_LIMIT } from '../../shared/api/backup';
import type { Output } from '../../shared/ipc/contract';
import { DesktopError } from '../../shared/ipc/errors';
import { fileNameOf } from '../file-names';

/** A file that a window is writing. */
interface Half {
  readonly id: string;
  /** Where the person wants it. */
  readonly path: string;
  /** Where it is written until it is complete: an older file of that name stays until then. */
  readonly part: string;
  /** Opened by the first bytes. A promise, so that giving the file up meanwhile can wait for it. */
  handle: Promise<FileHandle> | null;
  size: number;
}

/** Saves what pages export, where a person says. */
export class Saver {
  readonly #saveDir: string | undefined;
  readonly #asking = new WeakSet<BrowserWindow>();
  readonly #halves = new Map<BrowserWindow, Half>();
  /** Windows that are watched already: when one closes, its unfinished file is removed. */
  readonly #watched = new WeakSet<BrowserWindow>();

  /** @param saveDir tests save here without a dialog */
  constructor(saveDir: string | undefined) {
    this.#saveDir = saveDir;
  }

  /** Asks where. A window writes one file at a time: a new one ends and removes an unfinished one. */
  async begin(suggestedName: string, window: BrowserWindow | undefined): Promise<Output<'saveFile'>> {
    const name = fileNameOf(suggestedName);
    if (name === undefined) throw new DesktopError('bad-input');
    if (!window) return { file: null };
    const target =
      this.#saveDir === undefined ? await this.#ask(name, window) : path.join(this.#saveDir, name);
    if (target === undefined || window.isDestroyed()) return { file: null };
    await this.#giveUp(window);
    const id = randomUUID();
    const part = `${target}.${id.slice(0, 8)}.part`;
    if (!this.#watched.has(window)) window.once('closed', () => void this.#giveUp(window));
    this.#watched.add(window);
    this.#halves.set(window, { id, path: target, part, handle: null, size: 0 });
    return { file: id };
  }

  async write(file: string, bytes: Uint8Array, window: BrowserWindow | undefined): Promise<void> {
    const half = this.#halfOf(file, window);
    half.size += bytes.byteLength;
    // Nothing that the product exports is larger.
    if (half.size > BACKUP_LIMIT) throw new DesktopError('bad-input');
    await saving(async () => (await handleOf(half)).appendFile(bytes));
  }

  async end(file: string, keep: boolean, window: BrowserWindow | undefined): Promise<void> {
    const half = this.#halfOf(file, window);
    if (!keep) return this.#giveUp(window);
    try {
      await saving(async () => {
        await (await handleOf(half)).close();
        await moveIntoPlace(half.part, half.path);
      });
    } finally {
      await this.#giveUp(window);
    }
  }

  #halfOf(file: string, window: BrowserWindow | undefined): Half {
    const half = window && this.#halves.get(window);
    if (half?.id !== file) throw new DesktopError('not-yours');
    return half;
  }

  /** Removes a file that is not complete. */
  async #giveUp(window: BrowserWindow | undefined): Promise<void> {
    const half = window && this.#halves.get(window);
    if (!half) return;
    this.#halves.delete(window);
    await half.handle?.then((handle) => handle.close()).catch(() => undefined);
    await rm(half.part, { force: true }).catch(() => undefined);
  }

  /** The person chooses where, not the page; and a page may ask only one question at a time. */
  async #ask(name: string, window: BrowserWindow): Promise<string | undefined> {
    if (this.#asking.has(window)) return undefined;
    this.#asking.add(window);
    try {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
      return canceled || !filePath ? undefined : filePath;
    } finally {
      this.#asking.delete(window);
    }
  }
}

function handleOf(half: Half): Promise<FileHandle> {
  return (half.handle ??= open(half.part, 'wx'));
}

/** @throws DesktopError for any failure of the disk */
async function saving<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new DesktopError('save-failed');
  }
}
