import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Host } from '../../server/host';
import { NewerData, upgrade, versionOf } from '../../server/storage/schema';
import { SCHEMA_STEPS, type SchemaStep } from '../../server/storage/tables';
import { openSqlite } from '../../server/storage/sqlite';
import { planStatus } from '../../shared/domain/status';

const FIXTURES = new URL('../fixtures/databases/', import.meta.url);
const PORTS = {
  clock: { now: Date.now },
  random: (n: number) => new Uint8Array(randomBytes(n)),
  log: () => undefined,
};
const BOARD = 'NPmoH_S99t9EdfoU';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handschlag-upgrade-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const file = () => join(directory, 'handschlag.db');
const copies = () => join(directory, 'copies');

/** A database as that version left it. */
async function stored(version: number): Promise<void> {
  const db = new Database(file());
  db.pragma('journal_mode=WAL');
  db.exec(await readFile(new URL(`version-${version}.sql`, FIXTURES), 'utf8'));
  db.close();
}

function inside<T>(path: string, look: (db: Database.Database) => T): T {
  const db = new Database(path);
  try {
    return look(db);
  } finally {
    db.close();
  }
}

const SECOND: SchemaStep = { version: 2, sql: 'ALTER TABLE devices ADD COLUMN added_at TEXT' };
const THIRD: SchemaStep = { version: 3, sql: 'CREATE TABLE feeds (secret TEXT PRIMARY KEY)' };
const BROKEN: SchemaStep = {
  version: 3,
  sql: 'CREATE TABLE feeds (secret TEXT); INSERT INTO nowhere VALUES (1)',
};
const laterSteps = (...more: SchemaStep[]) => [...SCHEMA_STEPS.slice(0, 1), ...more];

describe('[STORAGE-10] a database from before there were versions', () => {
  it('opens with everything in it, and says its version from then on', async () => {
    await stored(1);
    const host = await Host.open(openSqlite(directory), PORTS);
    const room = await host.room(BOARD);
    expect((await host.workspace.storage.members()).map(({ name }) => name)).toEqual(['Maren', 'Jonas']);
    expect(await host.workspace.audit.faultOf(room.record)).toBeNull();
    const plan = room.document.plan('fruehjahr');
    expect(plan?.digest).toBe('705123eb0abf107920e80a81e58da2f625202e428b85b30018c9449a9a984aaf');
    expect(planStatus('fruehjahr', plan, room.record.entries, '2027-01-01').state).toBe('agreed');
    await host.close();
    const latest = SCHEMA_STEPS[SCHEMA_STEPS.length - 1]?.version;
    expect(inside(file(), versionOf)).toBe(latest);
  });

  it('[PEOPLE-4] has devices of the one kind there was, and names for its invites', async () => {
    await stored(1);
    inside(file(), (db) =>
      db.exec(
        `INSERT INTO invites (hash, kind, role, approver, uses_left, expires_at)
         VALUES ('a', 'invite', 'guest', 0, 1, 9), ('b', 'invite', 'guest', 0, 1, 9)`,
      ),
    );
    const storage = openSqlite(directory);
    expect(new Set((await storage.devices()).map(({ kind }) => kind))).toEqual(new Set(['device']));
    const invites = await storage.invites();
    expect(new Set(invites.map(({ id }) => id)).size).toBe(invites.length);
    expect(invites.every(({ id, revoked }) => /^[0-9a-f]{24}$/.test(id) && !revoked)).toBe(true);
    expect(await storage.seen()).toEqual(new Map());
    await storage.close();
  });

  it('gets the tables of the first step that it lacks', async () => {
    await stored(1);
    inside(file(), (db) => db.exec('DROP TABLE joins'));
    inside(file(), (db) => upgrade(db, copies(), laterSteps()));
    expect(inside(file(), (db) => db.prepare('SELECT count(*) AS n FROM joins').get())).toMatchObject({
      n: 0,
    });
  });
});

describe('[STORAGE-10] steps', () => {
  it('are numbered from 1 without a gap', () => {
    expect(SCHEMA_STEPS.map(({ version }) => version)).toEqual(SCHEMA_STEPS.map((_step, index) => index + 1));
  });

  it('are taken once, after a copy for nobody else on this machine', async () => {
    await stored(1);
    inside(file(), (db) => upgrade(db, copies(), laterSteps(SECOND, THIRD)));
    inside(file(), (db) => upgrade(db, copies(), laterSteps(SECOND, THIRD)));
    expect(inside(file(), versionOf)).toBe(3);
    const [copy, ...others] = await readdir(copies());
    expect([copy, others]).toEqual([expect.stringMatching(/^before-step-2-.*\.db$/), []]);
    const path = join(copies(), copy ?? '');
    const mode = process.platform === 'win32' ? 0o600 : (await stat(path)).mode & 0o777;
    expect(mode).toBe(0o600);
    const found = inside(path, (db) => ({
      version: versionOf(db),
      members: db.prepare('SELECT count(*) AS n FROM members').get(),
      columns: (db.prepare('PRAGMA table_info(devices)').all([]) as { name: string }[]).map(
        ({ name }) => name,
      ),
    }));
    expect(found).toMatchObject({ version: 1, members: { n: 2 } });
    expect(found.columns).not.toContain('added_at');
  });

  it('take back what a failing one began, keep what came before, and go on from there', async () => {
    await stored(1);
    expect(() => inside(file(), (db) => upgrade(db, copies(), laterSteps(SECOND, BROKEN)))).toThrow(
      /nowhere/,
    );
    const tables = "SELECT count(*) AS n FROM sqlite_master WHERE name = 'feeds'";
    expect(inside(file(), (db) => [versionOf(db), db.prepare(tables).get()])).toMatchObject([2, { n: 0 }]);
    inside(file(), (db) => upgrade(db, copies(), laterSteps(SECOND, THIRD)));
    expect(inside(file(), versionOf)).toBe(3);
  });

  it('make a new database without a copy', async () => {
    inside(file(), (db) => upgrade(db, copies(), laterSteps(SECOND, THIRD)));
    expect(inside(file(), versionOf)).toBe(3);
    expect(await readdir(directory)).not.toContain('copies');
  });
});

describe('[STORAGE-11] a database of a later version', () => {
  it('is refused in plain words, left as it is, and locks nobody out', async () => {
    await stored(1);
    inside(file(), (db) => db.exec('PRAGMA user_version = 99'));
    const before = await readFile(file());
    expect(() => openSqlite(directory)).toThrow(NewerData);
    expect(() => openSqlite(directory)).toThrow(/^A later version of Handschlag .*left as they are: install/);
    expect(await readFile(file())).toEqual(before);
  });
});
