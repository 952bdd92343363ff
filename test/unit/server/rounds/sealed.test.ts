import Database from 'libsql';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysIn, type RoundKeys } from '../../../../server/rounds/keys';
import { upgrade } from '../../../../server/storage/schema';
import { SCHEMA_STEPS } from '../../../../server/storage/tables';
import type { openSqlite } from '../../../../server/storage/sqlite';
import { roundsWorld, type RoundsWorld } from '../../../support/host/rounds';

let world: RoundsWorld;
let keys: RoundKeys;
beforeEach(async () => {
  let directory = '';
  const files = (): RoundKeys => keysIn(directory);
  keys = {
    keep: (round, key) => files().keep(round, key),
    of: (round) => files().of(round),
    destroy: (round) => files().destroy(round),
    rounds: () => files().rounds(),
  };
  world = await roundsWorld({ keys });
  directory = world.bare.directory;
});
afterEach(() => world.bare.close());

const NOTES = { kind: 'notes', authors: 'hidden' };
const SECRET = 'Wir haben den Messestand vergessen';
const folder = () => join(world.bare.directory, 'round-keys');
const keyFile = (round: string) => join(folder(), `${round}.key`);

/** Every byte below the data directory. */
function onDisk(): string {
  const all = readdirSync(world.bare.directory, { recursive: true, withFileTypes: true });
  return all
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

describe('an open round on the disk', () => {
  it('[ROUND-23] says nothing of who entered what, nor by length or order', async () => {
    const id = await world.open('ida', NOTES);
    await world.enter('jonas', id, { text: SECRET });
    await world.enter('kim', id, { texts: ['kurz', 'x'.repeat(1_900)] });
    await world.enter('lea', id, { text: '!' });
    expect(onDisk()).not.toContain(SECRET);
    const entries = await world.bare.storage.roundEntries(id);
    expect(new Set(entries.map(({ sealed }) => sealed.length)).size).toBe(1);
    const slots = entries.map(({ slot }) => slot);
    expect(slots).toEqual(slots.toSorted());
    expect(slots.join()).not.toMatch(/jonas|kim|lea/);
  });

  it('[ROUND-23] does not count an entry that is damaged or was put in another’s place, and says so', async () => {
    const id = await world.open('ida', NOTES);
    for (const [at, by] of ['jonas', 'kim', 'lea'].entries())
      await world.enter(by, id, { text: `Nr. ${at}` });
    const [one, two, three] = await world.bare.storage.roundEntries(id);
    if (!one || !two || !three) throw new Error('three have entered something');
    const damaged = Uint8Array.from(one.sealed, (byte, at) => (at === 100 ? byte ^ 1 : byte));
    await world.bare.storage.write({
      roundEntries: [
        { round: id, slot: one.slot, sealed: damaged },
        { round: id, slot: two.slot, sealed: three.sealed },
      ],
    });
    expect((await world.close('ida', id)).answers).toBe(1);
    expect(world.bare.events.filter((event) => event === 'round-entry-unreadable')).toHaveLength(2);
  });

  it('[ROUND-24] has its key in a file for this user alone, until it is closed', async () => {
    const id = await world.open('ida', NOTES);
    const mode = process.platform === 'win32' ? 0o600 : statSync(keyFile(id)).mode & 0o777;
    expect([mode, keys.of(id)?.length]).toEqual([0o600, 32]);
    const key = readFileSync(keyFile(id), 'utf8');
    await world.close('ida', id);
    expect([existsSync(keyFile(id)), onDisk().includes(key)]).toEqual([false, false]);
  });

  it('[ROUND-24] leaves no key that no open round needs, however it came to lie there', async () => {
    const id = await world.open('ida', NOTES);
    for (const name of ['gone.key', 'begun.key.half']) writeFileSync(join(folder(), name), 'x');
    writeFileSync(join(folder(), 'notes.txt'), 'not ours');
    await world.again().sweep();
    expect(readdirSync(folder()).toSorted()).toEqual([`${id}.key`, 'notes.txt'].toSorted());
  });

  it('[ROUND-24] looks for no key outside its folder', async () => {
    const id = await world.open('ida', NOTES);
    expect(keys.of(`../round-keys/${id}`)).toBeNull();
    await expect(world.view('ida', `../round-keys/${id}`)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[ROUND-31] is lost once its key is gone, for good', async () => {
    const id = await world.open('ida', NOTES);
    await world.enter('jonas', id, { text: SECRET });
    const key = keys.of(id) ?? new Uint8Array();
    keys.destroy(id);
    expect((await world.view('jonas', id)).state).toBe('lost');
    for (const done of [world.enter('kim', id, { text: 'x' }), world.close('ida', id)])
      await expect(done).rejects.toMatchObject({ code: 'wrong-state', facts: { reason: 'round-lost' } });
    const again = world.again();
    await again.sweep();
    expect(await world.bare.storage.roundEntries(id)).toEqual([]);
    keys.keep(id, key);
    expect((await again.view(world.bare.caller('jonas'), world.board, id)).state).toBe('lost');
  });
});

describe('[ROUND-31] a restore that dies before it has destroyed the keys', () => {
  it('leaves no round open without what was entered: it is lost', async () => {
    const id = await world.open('ida', NOTES);
    await world.enter('jonas', id, { text: SECRET });
    const { storage, directory } = world.bare;
    const sqlite = storage as ReturnType<typeof openSqlite>;
    const copy = join(directory, 'copy.db');
    await sqlite.copyTo(copy, '2027-01-04T00:00:00.000Z');
    await sqlite.replaceBy({ file: copy, workspaceRecord: 'goes-on', batch: {} });
    expect(keys.rounds()).toEqual([id]);
    const again = world.again();
    await again.sweep();
    expect(keys.rounds()).toEqual([]);
    expect((await again.view(world.bare.caller('jonas'), world.board, id)).state).toBe('lost');
    expect(await storage.roundEntries(id)).toEqual([]);
  });
});

/** How many rows a copy has of what is entered. */
function rowsIn(file: string): number[] {
  const db = new Database(file);
  try {
    return ['open_rounds', 'round_entries', 'round_answered', 'rounds'].map((table) =>
      Number((db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n),
    );
  } finally {
    db.close();
  }
}

describe('[ROUND-25] what is entered', () => {
  it('is in no copy', async () => {
    for (const kind of ['notes', 'pulse']) {
      const id = await world.open('ida', { ...(kind === 'notes' ? NOTES : { kind }) });
      await world.enter('jonas', id, kind === 'notes' ? { text: SECRET } : { grade: 3 });
    }
    const { bare } = world;
    const copy = join(bare.directory, 'copy.db');
    const sqlite = bare.storage as ReturnType<typeof openSqlite>;
    await sqlite.copyTo(copy, '2027-01-04T00:00:00.000Z');
    expect([rowsIn(join(bare.directory, 'handschlag.db')), rowsIn(copy)]).toEqual([
      [2, 2, 1, 2],
      [0, 0, 0, 2],
    ]);
  });

  it('is not in the copy from before a step of the tables, not even in its free pages', async () => {
    const id = await world.open('ida', { kind: 'votes', votesEach: 1, on: ['a'] });
    for (const by of ['jonas', 'kim', 'lea']) await world.enter(by, id, { picks: ['a'] });
    const sealed = (await world.bare.storage.roundEntries(id)).map((entry) => Buffer.from(entry.sealed));
    const copies = join(world.bare.directory, 'copies');
    const db = new Database(join(world.bare.directory, 'handschlag.db'));
    const next = SCHEMA_STEPS.length + 1;
    upgrade(db, copies, [...SCHEMA_STEPS, { version: next, sql: 'CREATE TABLE later (word TEXT)' }]);
    db.close();
    const [copy = ''] = readdirSync(copies);
    expect(rowsIn(join(copies, copy))).toEqual([0, 0, 0, 1]);
    const bytes = readFileSync(join(copies, copy));
    const whole = readFileSync(join(world.bare.directory, 'handschlag.db-wal'));
    const parts = sealed.map((each) => each.subarray(40, 140));
    expect(parts.map((part) => [whole.includes(part), bytes.includes(part)])).toEqual(
      parts.map(() => [true, false]),
    );
  });

  it('causes no copy', async () => {
    const sqlite = world.bare.storage as ReturnType<typeof openSqlite>;
    const id = await world.open('ida', NOTES);
    const before = sqlite.changes();
    await world.enter('jonas', id, { text: SECRET });
    expect(sqlite.changes()).toBe(before);
    await world.close('ida', id);
    expect(sqlite.changes()).toBeGreaterThan(before);
  });
});
