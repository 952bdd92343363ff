import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFile, openSqlite } from '../../server/storage/sqlite';
import { MEMBER, storageSuite } from './storage-suite';

storageSuite('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'handschlag-storage-'));
  return {
    open: async () => openSqlite(directory),
    cleanUp: () => rm(directory, { recursive: true, force: true }),
  };
});

/** The length of a log, in bytes. */
const LOG_BYTES = 4 * 1024 * 1024;

/** Says that it has the lock, and keeps it a while. */
const HOLDS = `const db = new (require('libsql'))(process.argv[1]);
db.exec('BEGIN IMMEDIATE');
require('node:fs').writeSync(1, 'held');
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
db.exec('COMMIT');`;

describe('SQLite', () => {
  it('[BACKUP-5] counts as a change what a backup would bring back', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'handschlag-changes-'));
    const storage = openSqlite(directory);
    let before = storage.changes();
    const hasChanged = (): boolean => {
      const grown = storage.changes() > before;
      before = storage.changes();
      return grown;
    };
    const found: Record<string, boolean> = {};
    for (const [what, change] of Object.entries({
      edit: () => storage.write({ updates: [{ board: 'b', update: new Uint8Array(2) }] }),
      member: () => storage.write({ members: [MEMBER] }),
      movedOn: () => storage.write({ movedOn: [{ board: 'b', plan: 'p', seq: 3 }] }),
      seen: () => storage.write({ seen: [{ device: 'd', at: 1 }] }),
      refused: () => storage.write({ redeem: 'none', members: [{ ...MEMBER, id: 'm2' }] }),
      snapshot: () => storage.compact('b', 1, new Uint8Array(2)),
      probe: () => storage.probe(),
    })) {
      await change();
      found[what] = hasChanged();
    }
    expect(found).toEqual({
      edit: true,
      member: true,
      movedOn: true,
      seen: false,
      refused: false,
      snapshot: false,
      probe: false,
    });
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('[STORAGE-23] is complete in its one file once it was closed', async () => {
    const [directory, elsewhere] = [
      await mkdtemp(join(tmpdir(), 'handschlag-closed-')),
      await mkdtemp(join(tmpdir(), 'handschlag-copied-')),
    ];
    const storage = openSqlite(directory);
    await storage.write({ members: [MEMBER] });
    expect(await storage.member(MEMBER.id)).toEqual(MEMBER);
    await storage.close();
    await copyFile(join(directory, 'handschlag.db'), join(elsewhere, 'handschlag.db'));
    const copy = openSqlite(elsewhere);
    expect(await copy.members()).toEqual([MEMBER]);
    await copy.close();
    for (const each of [directory, elsewhere]) await rm(each, { recursive: true, force: true });
  });

  it('[STORAGE-21] has a log of its full length from the start, also after one that a crash cut short', async () => {
    const [directory, crashed] = [
      await mkdtemp(join(tmpdir(), 'handschlag-log-')),
      await mkdtemp(join(tmpdir(), 'handschlag-crashed-')),
    ];
    const short = openSqlite(directory, 0);
    await short.write({ members: [MEMBER] });
    // What a killed host leaves behind.
    for (const file of ['handschlag.db', 'handschlag.db-wal'])
      await copyFile(join(directory, file), join(crashed, file));
    await short.close();
    const log = join(crashed, 'handschlag.db-wal');
    expect((await stat(log)).size).toBeLessThan(LOG_BYTES);

    const storage = openSqlite(crashed);
    expect((await stat(log)).size).toBe(LOG_BYTES);
    await storage.write({ seen: [{ device: 'd', at: 1 }] });
    expect((await stat(log)).size).toBe(LOG_BYTES);
    expect(await storage.members()).toEqual([MEMBER]);
    await storage.close();
    for (const each of [directory, crashed]) await rm(each, { recursive: true, force: true });
  });

  it('[STORAGE-24] waits for whoever else writes to it, and leaves the log to its host', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'handschlag-beside-'));
    const storage = openSqlite(directory);
    const other = spawn(process.execPath, ['--eval', HOLDS, join(directory, 'handschlag.db')]);
    const gone = once(other, 'exit');
    await once(other.stdout, 'data');
    expect(await storage.write({ members: [MEMBER] })).toBe('written');
    await gone;

    const beside = openFile(join(directory, 'handschlag.db'));
    const { size } = await stat(join(directory, 'handschlag.db-wal'));
    await beside.write({ seen: [{ device: 'd', at: 1 }] });
    await beside.close();
    expect((await stat(join(directory, 'handschlag.db-wal'))).size).toBe(size);
    expect(await storage.members()).toEqual([MEMBER]);
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('[STORAGE-20] lets one host have a directory, in plain words', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'handschlag-lock-'));
    const first = openSqlite(directory);
    expect(() => openSqlite(directory)).toThrow(/Another host is running on .*--data/);
    await first.close();
    await openSqlite(directory).close();
    await rm(directory, { recursive: true, force: true });
  });

  // Windows has other rights, and a person's own folders are his alone there.
  it.skipIf(process.platform === 'win32')(
    '[STORAGE-9] keeps its files from everybody else on the machine, whatever directory it is given',
    async () => {
      const directory = await mkdtemp(join(tmpdir(), 'handschlag-modes-'));
      await chmod(directory, 0o755);
      // One of an earlier version.
      await writeFile(join(directory, 'handschlag.db'), '', { mode: 0o644 });
      const storage = openSqlite(directory);
      const files = await readdir(directory);
      expect(files).toEqual(expect.arrayContaining(['handschlag.db', 'handschlag.db-wal', 'host.lock']));
      for (const file of files)
        expect([file, (await stat(join(directory, file))).mode & 0o777]).toEqual([file, 0o600]);
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  );
});
