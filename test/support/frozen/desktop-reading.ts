import { KeyStore, Settings, Workspaces, type Vault } from './product';
import { plain } from './host-reading';

/**
 * In place of the system's key store, which encrypts for one user of one machine and so cannot be frozen: what it has
 * encrypted here is the text read backwards.
 */
export const VAULT: Vault = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => Buffer.from(text).reverse(),
  decryptString: (data) => Buffer.from(data).reverse().toString(),
};

/** What the desktop app reads in its folder when it starts. */
export function readDesktop(folder: string) {
  const settings = new Settings(folder);
  const workspaces = new Workspaces(folder).all();
  const keys = new KeyStore(folder, VAULT, 'linux');
  const profiles = workspaces.flatMap((workspace) => workspace.profiles.map(({ id }) => id));
  return plain({
    language: { onGerman: settings.language('de-DE'), onFrench: settings.language('fr-FR') },
    bounds: ['welcome', ...profiles].map((window) => [window, settings.bounds(window) ?? null]),
    workspaces,
    keys: profiles.map((profile) => [profile, keys.load(profile)]),
  });
}
