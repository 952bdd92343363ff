import { desktop } from '../connection/desktop';
import type { LocalStore } from './local-store';

/** What protects a device's key: the system's key store, a file of this user's, or nothing beyond the browser. */
export type KeyPlace = 'os' | 'file' | 'browser';

/** Where this device's private keys lie. */
export interface DeviceKeys {
  load(profile: string): Promise<{ secret: string; stored: KeyPlace } | null>;
  /** `undefined` forgets. */
  save(profile: string, secret: string | undefined): Promise<void>;
}

/** The desktop's key store where there is one, else this browser's own store. */
export function deviceKeys(store: LocalStore): DeviceKeys {
  const shell = desktop();
  if (!shell) return keysInBrowser(store);
  return {
    async load(profile) {
      const { secret, notice } = await shell.keys.load({ profile });
      return secret === null ? null : { secret, stored: notice ? 'file' : 'os' };
    },
    async save(profile, secret) {
      // The shell forgets a profile's key together with its workspace.
      if (secret !== undefined) await shell.keys.save({ profile, secret });
    },
  };
}

function keysInBrowser(store: LocalStore): DeviceKeys {
  return {
    async load(profile) {
      const secret = await store.get<string>(`key/${profile}`);
      return secret === undefined ? null : { secret, stored: 'browser' };
    },
    save: (profile, secret) => store.set(`key/${profile}`, secret),
  };
}
