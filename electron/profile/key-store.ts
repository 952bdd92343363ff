import { rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from './json-file';

/** The part of Electron's safeStorage that is used; the backend query is younger than the oldest supported Electron. */
export interface Vault {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
}

const keyFile = z.object({ version: z.literal(1), stored: z.enum(['os', 'file']), data: z.string() });

/**
 * Whether the system really keeps the key. On Linux, `basic_text` means a password that everybody knows; an Electron
 * that cannot tell is not believed.
 */
export function hasRealVault(vault: Vault, platform: NodeJS.Platform): boolean {
  if (!vault.isEncryptionAvailable()) return false;
  if (platform !== 'linux') return true;
  const backend = vault.getSelectedStorageBackend?.() ?? 'unknown';
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** The devices' private keys: in the system's key store, else in a file only the user may read. */
export class KeyStore {
  readonly #folder: string;
  readonly #vault: Vault;
  readonly #platform: NodeJS.Platform;

  constructor(folder: string, vault: Vault, platform: NodeJS.Platform = process.platform) {
    this.#folder = path.join(folder, 'keys');
    this.#vault = vault;
    this.#platform = platform;
  }

  load(profile: string): { secret: string | null; notice: boolean } {
    const found = readJson(this.#file(profile), keyFile);
    if (!found) return { secret: null, notice: !hasRealVault(this.#vault, this.#platform) };
    const data = Buffer.from(found.data, 'base64');
    if (found.stored === 'file') return { secret: data.toString('utf8'), notice: true };
    return { secret: this.#vault.decryptString(data), notice: false };
  }

  save(profile: string, secret: string): { stored: 'os' | 'file'; notice: boolean } {
    const stored = hasRealVault(this.#vault, this.#platform) ? 'os' : 'file';
    const data = stored === 'os' ? this.#vault.encryptString(secret) : Buffer.from(secret, 'utf8');
    writeJson(this.#file(profile), { version: 1, stored, data: data.toString('base64') });
    return { stored, notice: stored === 'file' };
  }

  forget(profile: string): void {
    rmSync(this.#file(profile), { force: true });
  }

  #file(profile: string): string {
    return path.join(this.#folder, `${profile}.json`);
  }
}
