import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkBackup } from '../../server/backup/check';
import { clearPassing } from '../../server/backup/incoming';
import { copyDatabase } from '../../server/storage/copying';
import { DATABASE, openSqlite } from '../../server/storage/sqlite';
import { foundCompany, postPlan } from '../support/company';
import { hostCli } from '../support/host';
import { backupOf } from '../support/restoring';

/** Kills its own process before the n-th statement that it has SQLite carry out. */
const KILLER = `
const Database = require('libsql');
let left = Number(process.env.KILL_BEFORE);
const count = () => { if (left-- <= 0) process.kill(process.pid, 'SIGKILL'); };
const exec = Database.prototype.exec;
Database.prototype.exec = function (...args) { count(); return exec.apply(this, args); };
const prepare = Database.prototype.prepare;
Database.prototype.prepare = function (...args) {
  const statement = prepare.apply(this, args);
  const run = statement.run;
  statement.run = function (...values) { count(); return run.apply(this, values); };
  return statement;
};
process.on('exit', () => process.stderr.write('STATEMENTS ' + (Number(process.env.KILL_BEFORE) - left)));
`;

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'handschlag-restore-crash-'));
  const { host, owner, board } = await foundCompany();
  await postPlan(owner, board, 'old');
  await writeFile(join(base, 'backup'), await backupOf(owner));
  await postPlan(owner, board, 'new');
  await owner.createBoard('Später');
  await host.stop();
  await cp(host.data, join(base, 'before'), { recursive: true });
  await host.close();
  await writeFile(join(base, 'killer.cjs'), KILLER);
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

/** Restores by the command line, and kills it before a statement. @returns how many there were, or null if killed */
async function restoreKilledBefore(data: string, statement: number): Promise<number | null> {
  const cli = await hostCli();
  const args = [
    '--require',
    join(base, 'killer.cjs'),
    cli,
    'restore',
    '--data',
    data,
    '--from',
    join(base, 'backup'),
  ];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      KILL_BEFORE: String(statement),
      NODE_PATH: join(import.meta.dirname, '../../node_modules'),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const signal = await new Promise((done) => child.once('exit', (_code, by) => done(by)));
  return signal === 'SIGKILL' ? null : Number(/STATEMENTS (\d+)/.exec(said)?.[1]);
}

/** What a directory holds, after whatever a host does first with it; checked like a backup. */
async function contentOf(data: string): Promise<{ boards: number; plans: string[]; kinds: string[] }> {
  await openSqlite(data).close();
  await clearPassing(data);
  const copy = join(data, 'look.db');
  await copyDatabase(join(data, DATABASE), copy, '2027-01-01T00:00:00.000Z');
  const { boards, record } = await checkBackup(copy, null);
  return {
    boards: boards.length,
    plans: boards.flatMap(({ plans }) => [...plans.keys()]).sort(),
    kinds: record.map(({ kind }) => kind),
  };
}

it(
  '[RESTORE-4] is the old or the new workspace, whole, wherever it is killed',
  async () => {
    const attempt = async (statement: number) => {
      const data = await mkdtemp(join(base, 'run-'));
      await cp(join(base, 'before'), data, { recursive: true });
      const count = await restoreKilledBefore(data, statement);
      const content = await contentOf(data);
      await rm(data, { recursive: true, force: true });
      const state = content.kinds.includes('restored') ? 'new' : 'old';
      expect(content).toMatchObject(
        state === 'new' ? { boards: 1, plans: ['old'] } : { boards: 2, plans: ['new', 'old'] },
      );
      return { count, state };
    };
    const whole = await attempt(1_000_000);
    expect(whole.state).toBe('new');
    const statements = whole.count ?? 0;
    const rounds = Number(process.env['HANDSCHLAG_CRASH_ROUNDS'] ?? 24);
    // Most of them around the replacing, which comes last.
    const points = Array.from({ length: rounds }, (_, at) =>
      at % 3 === 0 ? Math.floor((statements * at) / rounds) : statements - at,
    );
    const states = new Set<string>();
    for (const point of points) {
      const { count, state } = await attempt(point);
      expect(count).toBeNull();
      states.add(state);
    }
    expect(states).toEqual(new Set(['old', 'new']));
  },
  5 * 60_000,
);
