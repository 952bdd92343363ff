import fs, {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeyStore } from '../../../electron/profile/key-store';
import { Settings } from '../../../electron/profile/settings';
import { Workspaces } from '../../../electron/profile/workspaces';
import { destroyFile, lengthenFile, moveIntoPlace, replaceFile, replaceFileBy } from '../../../node/files';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'handschlag-files-'))));
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

/** What is renamed and flushed from now on, as `what name`, in order. */
function watchDisk(): string[] {
  const { openSync, fsyncSync, renameSync } = fs;
  const opened = new Map<number, string>();
  const calls: string[] = [];
  vi.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
    const handle = openSync(file, ...rest);
    opened.set(handle, String(file));
    return handle;
  });
  vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
    calls.push(`flush ${path.relative(folder, opened.get(handle) ?? '')}`);
    fsyncSync(handle);
  });
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    calls.push(`rename to ${path.relative(folder, String(to))}`);
    renameSync(from, to);
  });
  syncBuiltinESMExports();
  return calls;
}

/** The last three: earlier ones make the folder. */
const inPlace = (file: string) => [
  `flush ${file}.half`,
  `rename to ${file}`,
  `flush ${path.dirname(file) === '.' ? '' : path.dirname(file)}`,
];

describe('[ELECTRON-15] what the app keeps of its own', () => {
  const vault = {
    isEncryptionAvailable: () => false,
    encryptString: (text: string) => Buffer.from(text),
    decryptString: String,
  };

  test.each([
    ['keys/abcd.json', () => void new KeyStore(folder, vault, 'linux').save('abcd', 'geheim')],
    ['settings.json', () => new Settings(folder).setLanguage('de', 'en-US')],
    [
      'workspaces.json',
      () => {
        const profiles = [{ id: 'one1', pending: 'invite=x' }];
        new Workspaces(folder).add({
          id: 'one1',
          kind: 'remote',
          name: 'h',
          url: 'http://127.0.0.1:1',
          profiles,
        });
      },
    ],
  ])('%s has its name on the disk once it is kept, and its content before that', (file, keep) => {
    const calls = watchDisk();
    keep();
    expect(calls.slice(-3)).toEqual(inPlace(file));
  });
});

describe('[ROUND-24] a secret that is destroyed', () => {
  test('is overwritten where it lies, then loses its name, and its folder is flushed', () => {
    const [secret, link] = ['a', 'b'].map((name) => path.join(folder, name)) as [string, string];
    writeFileSync(secret, 'geheim');
    fs.linkSync(secret, link);
    const flushed: boolean[] = [];
    const { fsyncSync } = fs;
    vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
      flushed.push(existsSync(secret));
      fsyncSync(handle);
    });
    syncBuiltinESMExports();
    destroyFile(secret);
    destroyFile(secret);
    const zeros = '\0'.repeat(6);
    const expected = process.platform === 'win32' ? [true] : [true, false];
    expect([flushed, readFileSync(link, 'utf8'), readdirSync(folder)]).toEqual([expected, zeros, ['b']]);
  });
});

describe('[STORAGE-22] a file that is made longer', () => {
  test('keeps what is in it, has zeros behind that, and is flushed; one that is longer stays as it is', () => {
    const file = path.join(folder, 'log');
    writeFileSync(file, 'frames');
    const calls = watchDisk();
    lengthenFile(file, 100_000);
    expect(readFileSync(file).equals(Buffer.from('frames'.padEnd(100_000, '\0')))).toBe(true);
    expect(calls).toEqual(['flush log']);
    lengthenFile(file, 10);
    expect(statSync(file).size).toBe(100_000);
  });

  test('is as long as it was when the disk has no room', () => {
    const file = path.join(folder, 'log');
    writeFileSync(file, 'frames');
    const { writeSync } = fs;
    let room = 1;
    const write = (
      handle: number,
      bytes: Uint8Array,
      from?: number | null,
      length?: number | null,
      at?: number,
    ) => {
      if (room-- > 0) return writeSync(handle, bytes, from, length, at);
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    vi.spyOn(fs, 'writeSync').mockImplementation(write as typeof writeSync);
    syncBuiltinESMExports();
    expect(() => lengthenFile(file, 100_000)).toThrow('no space left');
    expect(readFileSync(file, 'utf8')).toBe('frames');
  });
});

describe('a file that is replaced whole', () => {
  test('is flushed, named, and its folder is flushed', () => {
    const calls = watchDisk();
    replaceFile(path.join(folder, 'a'), 'new');
    expect(calls).toEqual(inPlace('a'));
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('new');
  });

  test('so is the folder of a long one, after its name', async () => {
    const to = path.join(folder, 'a');
    const { fsyncSync } = fs;
    const named: boolean[] = [];
    vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
      named.push(existsSync(to));
      fsyncSync(handle);
    });
    syncBuiltinESMExports();
    await replaceFileBy(to, (half) => writeFile(half, 'long'));
    expect(named).toEqual([true]);
    writeFileSync(path.join(folder, 'part'), 'saved');
    await moveIntoPlace(path.join(folder, 'part'), to);
    expect([named, readFileSync(to, 'utf8'), readdirSync(folder)]).toEqual([[true, true], 'saved', ['a']]);
  });

  test('stays as it was when the new one fails, of which nothing stays', async () => {
    const to = path.join(folder, 'a');
    replaceFile(to, 'old');
    const full = new Error('full');
    await expect(replaceFileBy(to, () => Promise.reject(full))).rejects.toBe(full);
    vi.spyOn(fs, 'renameSync').mockImplementation(() => {
      throw full;
    });
    syncBuiltinESMExports();
    expect(() => replaceFile(to, 'new')).toThrow(full);
    expect([readdirSync(folder), readFileSync(to, 'utf8')]).toEqual([['a'], 'old']);
  });

  test.skipIf(process.platform === 'win32')("is its user's alone, whatever an earlier one was", () => {
    const to = path.join(folder, 'a');
    writeFileSync(to, 'old', { mode: 0o644 });
    writeFileSync(`${to}.half`, 'left over', { mode: 0o644 });
    replaceFile(to, 'new');
    expect(statSync(to).mode & 0o777).toBe(0o600);
  });
});
