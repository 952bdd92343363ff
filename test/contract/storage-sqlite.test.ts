import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/storage/sqlite';
import { storageSuite } from './storage-suite';

storageSuite('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'handschlag-storage-'));
  return {
    open: async () => openSqlite(directory),
    cleanUp: () => rm(directory, { recursive: true, force: true }),
  };
});

describe('SQLite', () => {
  it('[STORAGE-20] lets one host have a directory, in plain words', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'handschlag-lock-'));
    const first = openSqlite(directory);
    expect(() => openSqlite(directory)).toThrow(/Another host is running on .*--data/);
    await first.close();
    await openSqlite(directory).close();
    await rm(directory, { recursive: true, force: true });
  });
});
