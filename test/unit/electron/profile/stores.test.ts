import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasRealVault, KeyStore, type Vault } from '../../../../electron/profile/key-store';
import { Settings } from '../../../../electron/profile/settings';
import { Workspaces } from '../../../../electron/profile/workspaces';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'handschlag-unit-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('the known workspaces', () => {
  const entry = (id: string) => ({
    id,
    kind: 'remote' as const,
    name: 'host',
    url: 'http://127.0.0.1:1',
    profiles: [{ id, pending: 'invite=x' }],
  });

  test('survive a restart, last opened first, readable by the user only', () => {
    let minute = 0;
    const now = () => new Date(Date.UTC(2027, 0, 1, 0, minute++));
    const before = new Workspaces(folder, now);
    before.add(entry('one1'));
    before.add(entry('two2'));
    before.opened('one1');
    const after = new Workspaces(folder);
    expect(after.all().map(({ id }) => id)).toEqual(['one1', 'two2']);
    expect(modeOf(path.join(folder, 'workspaces.json'))).toBe(0o600);
  });

  test('forget the secret once the join is done', () => {
    const workspaces = new Workspaces(folder);
    workspaces.add(entry('one1'));
    workspaces.joined('one1', 'one1', { company: 'Wärme AG', memberName: 'Änne' });
    expect(workspaces.get('one1')).toMatchObject({
      name: 'Wärme AG',
      profiles: [{ id: 'one1', memberName: 'Änne' }],
    });
    expect(readFileSync(path.join(folder, 'workspaces.json'), 'utf8')).not.toContain('invite=');
  });

  test.each(['', '{', '{"version":2}', '[]'])('start empty on an unreadable file (%j)', (content) => {
    writeFileSync(path.join(folder, 'workspaces.json'), content);
    expect(new Workspaces(folder).all()).toEqual([]);
  });
});

describe('device keys', () => {
  const vault = (available: boolean, backend?: string): Vault => ({
    isEncryptionAvailable: () => available,
    ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
    encryptString: (text) => Buffer.from(text.split('').reverse().join('')),
    decryptString: (data) => data.toString('utf8').split('').reverse().join(''),
  });

  test.each([
    [true, 'gnome_libsecret', 'linux', true],
    [true, 'kwallet6', 'linux', true],
    [true, 'basic_text', 'linux', false],
    [true, 'unknown', 'linux', false],
    [true, undefined, 'linux', false],
    [false, 'gnome_libsecret', 'linux', false],
    [true, undefined, 'darwin', true],
    [true, undefined, 'win32', true],
    [false, undefined, 'win32', false],
  ] as const)(
    'available %s, backend %s on %s: kept by the system %s',
    (available, backend, platform, real) => {
      expect(hasRealVault(vault(available, backend), platform)).toBe(real);
    },
  );

  test('lie encrypted where there is a key store', () => {
    const keys = new KeyStore(folder, vault(true, 'gnome_libsecret'), 'linux');
    expect(keys.save('abcd', 'geheim')).toEqual({ stored: 'os', notice: false });
    expect(keys.load('abcd')).toEqual({ secret: 'geheim', notice: false });
    const { data } = JSON.parse(readFileSync(path.join(folder, 'keys', 'abcd.json'), 'utf8')) as {
      data: string;
    };
    expect(Buffer.from(data, 'base64').toString()).not.toContain('geheim');
  });

  test('else in a file only the user may read, with a notice', () => {
    const keys = new KeyStore(folder, vault(true, 'basic_text'), 'linux');
    expect(keys.save('abcd', 'geheim')).toEqual({ stored: 'file', notice: true });
    expect(keys.load('abcd')).toEqual({ secret: 'geheim', notice: true });
    expect(modeOf(path.join(folder, 'keys', 'abcd.json'))).toBe(0o600);
    keys.forget('abcd');
    expect(keys.load('abcd')).toEqual({ secret: null, notice: true });
  });
});

describe('settings', () => {
  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en-GB', 'en'],
    ['fr', 'en'],
  ] as const)('a system in %s speaks %s', (system, language) => {
    expect(new Settings(folder).language(system)).toBe(language);
  });

  test('a chosen language outlives the restart', () => {
    new Settings(folder).setLanguage('de', 'en-US');
    expect(new Settings(folder).language('en-US')).toBe('de');
  });

  test('choosing the language of the system means following it', () => {
    const settings = new Settings(folder);
    settings.setLanguage('de', 'en-US');
    settings.setLanguage('en', 'en-US');
    expect(new Settings(folder).language('de-AT')).toBe('de');
  });

  test('so do window sizes, each for its window', () => {
    const bounds = { x: 1, y: 2, width: 900, height: 700, maximized: false };
    new Settings(folder).setBounds('abcd', bounds);
    const after = new Settings(folder);
    expect([after.bounds('abcd'), after.bounds('other')]).toEqual([bounds, undefined]);
  });
});
