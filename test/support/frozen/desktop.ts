import { createHash } from 'node:crypto';
import { VAULT } from './desktop-reading';
import { KeyStore, Settings, Workspaces } from './product';

const DATA = '/home/maren/.config/Handschlag/workspaces/0f3a5b7c9d1e2f40';
const seedOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Writes what the desktop app of somebody with workspaces of every kind has in its folder. */
export function makeDesktop(folder: string, { pin, hostKey }: { pin: string; hostKey: string }): void {
  let minute = 0;
  const workspaces = new Workspaces(folder, () => new Date(Date.UTC(2026, 10, 27, 9, minute++)));
  const own = '0f3a5b7c9d1e2f40';
  workspaces.add({
    id: own,
    kind: 'embedded',
    name: 'Brenner',
    url: '',
    dataDir: DATA,
    profiles: [{ id: own }],
  });
  workspaces.change(own, { url: 'http://127.0.0.1:41811', port: 41811, openToNetwork: true, hostKey });
  workspaces.joined(own, own, { company: 'Brenner Wärmetechnik', memberName: 'Maren Vogt' });
  const remote = '1a2b3c4d5e6f7081';
  const host = { name: 'Lindner', url: 'https://192.168.1.20:8080', cert: pin };
  const pending = 'invite=abcdefghijklmnopqrstuvwxyz012345&name=Maren&department=marketing';
  workspaces.add({ id: remote, kind: 'remote', ...host, profiles: [{ id: remote }] });
  workspaces.change(remote, { hostKey });
  workspaces.joined(remote, remote, { company: 'Lindner & Söhne', memberName: 'Maren Vogt' });
  const second = '2b3c4d5e6f708192';
  workspaces.setProfiles(remote, [...(workspaces.get(remote)?.profiles ?? []), { id: second, pending }]);
  const gone = '3c4d5e6f708192a3';
  workspaces.add({
    id: gone,
    kind: 'remote',
    name: 'Alt',
    url: 'http://10.0.0.7:8080',
    profiles: [{ id: gone }],
  });
  workspaces.change(gone, { hidden: true });
  workspaces.opened(own);

  const settings = new Settings(folder);
  settings.setLanguage('de', 'fr-FR');
  settings.setBounds('welcome', { x: 40, y: 30, width: 900, height: 700, maximized: false });
  settings.setBounds(own, { x: 0, y: 0, width: 1440, height: 860, maximized: true });

  new KeyStore(folder, VAULT, 'linux').save(own, seedOf('kept by the system'));
  const without = { ...VAULT, getSelectedStorageBackend: () => 'basic_text' };
  new KeyStore(folder, without, 'linux').save(remote, seedOf('kept in a file'));
}
