import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { Input, Output } from '../../shared/ipc/contract';
import { DesktopError } from '../../shared/ipc/errors';
import { fileNameOf } from '../file-names';

/** Saves what pages export, where a person says. */
export class Saver {
  readonly #saveDir: string | undefined;
  readonly #asking = new WeakSet<BrowserWindow>();

  /** @param saveDir tests save here without a dialog */
  constructor(saveDir: string | undefined) {
    this.#saveDir = saveDir;
  }

  async save(
    { suggestedName, base64 }: Input<'saveFile'>,
    window: BrowserWindow | undefined,
  ): Promise<Output<'saveFile'>> {
    const name = fileNameOf(suggestedName);
    if (name === undefined) throw new DesktopError('bad-input');
    const file = this.#saveDir === undefined ? await this.#ask(name, window) : path.join(this.#saveDir, name);
    if (file === undefined) return { saved: false };
    try {
      await writeFile(file, Buffer.from(base64, 'base64'));
    } catch {
      throw new DesktopError('save-failed');
    }
    return { saved: true };
  }

  /** The page does not choose where, and asks one question at a time. */
  async #ask(name: string, window: BrowserWindow | undefined): Promise<string | undefined> {
    if (!window || this.#asking.has(window)) return undefined;
    this.#asking.add(window);
    try {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
      return canceled || !filePath ? undefined : filePath;
    } finally {
      this.#asking.delete(window);
    }
  }
}
