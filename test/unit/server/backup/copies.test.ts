import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Copies } from '../../../../server/backup/copies';
import { needRoom } from '../../../../server/backup/room-on-disk';

const DAY = 24 * 60 * 60_000;
const NOON = Date.parse('2027-03-01T12:00:00');

let directory: string;
let time: number;
let changes: number;
let fails: Error | null;
/** What happens while a copy is being made. */
let meanwhile: (() => Promise<void>) | null;
const events: string[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handschlag-copies-'));
  [time, changes, fails, meanwhile] = [NOON, 0, null, null];
  events.length = 0;
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Copies of a storage that grows as the test says. */
function copies(): Copies {
  const archive = {
    directory,
    copyTo: async (file: string) => {
      if (fails) throw fails;
      await meanwhile?.();
      await writeFile(file, 'copy');
      await utimes(file, time / 1000, time / 1000);
    },
    replaceBy: () => Promise.reject(new Error('not here')),
    changes: () => changes,
    size: () => 1000,
  };
  const random = (length: number) => new Uint8Array(length);
  return new Copies(archive, { clock: { now: () => time }, random, log: (event) => void events.push(event) });
}

const names = () =>
  existsSync(join(directory, 'copies')) ? readdirSync(join(directory, 'copies')).sort() : [];

describe('[BACKUP-5] the copy of a day', () => {
  it('is waited for by a host that stops while it is being made', async () => {
    const made = copies();
    let ended: boolean | null = null;
    changes = 1;
    meanwhile = async () => {
      ended = false;
      void made.settled().then(() => (ended = true));
      await Promise.resolve();
      expect([ended, names()]).toEqual([false, []]);
    };
    await made.tick();
    await expect.poll(() => ended).toBe(true);
    expect(names()).toEqual(['daily-2027-03-01.db']);
    await made.settled();
  });

  it('is made after the first change and not again that day, nor on a day without one', async () => {
    const made = copies();
    expect([await made.tick(), names()]).toEqual([false, []]);
    changes = 1;
    expect([await made.tick(), names()]).toEqual([true, ['daily-2027-03-01.db']]);
    changes = 2;
    expect(await made.tick()).toBe(false);
    time += DAY;
    expect([await made.tick(), names()]).toEqual([true, ['daily-2027-03-01.db', 'daily-2027-03-02.db']]);
    time += DAY;
    expect(await made.tick()).toBe(false);
  });

  it('is kept for the last fourteen days with one, apart from those made before a restore', async () => {
    const made = copies();
    for (let day = 0; day < 20; day++) {
      [changes, time] = [changes + 1, NOON + day * DAY];
      await made.tick();
      if (day < 7) await made.beforeRestore();
    }
    const kept = await made.list();
    expect(kept.filter(({ kind }) => kind === 'daily').map(({ name }) => name)).toEqual(
      Array.from({ length: 14 }, (_, at) => `daily-2027-03-${String(20 - at).padStart(2, '0')}.db`),
    );
    expect(kept.filter(({ kind }) => kind === 'before-restore')).toHaveLength(5);
  });

  it('is tried again after an hour when it failed, which is logged and told', async () => {
    const made = copies();
    [changes, fails] = [1, Object.assign(new Error('full'), { code: 'SQLITE_FULL' })];
    expect(await made.tick()).toBe(true);
    expect([made.failed, events]).toEqual([
      { at: new Date(NOON).toISOString(), noRoom: true },
      ['copy-failed'],
    ]);
    fails = null;
    time += 59 * 60_000;
    expect(await made.tick()).toBe(false);
    time += 2 * 60_000;
    expect([await made.tick(), made.failed, names()]).toEqual([true, null, ['daily-2027-03-01.db']]);
  });

  it('is found by its name alone: nothing else of the disk can be taken', async () => {
    const made = copies();
    for (const name of ['../handschlag.db', 'daily-2027-03-01.db.half', 'daily-..', '', 'handschlag.db'])
      await expect(made.take(name)).rejects.toMatchObject({ code: 'not-found' });
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('[RESTORE-7] a disk without room', () => {
  it('is refused in plain words', async () => {
    await expect(needRoom(directory, 2 ** 60)).rejects.toMatchObject({ code: 'disk-full' });
    await expect(needRoom(directory, 1)).resolves.toBeUndefined();
  });
});
