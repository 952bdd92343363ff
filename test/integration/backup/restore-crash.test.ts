import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackup } from '../../../server/backup/check';
import { clearPassing } from '../../../server/backup/incoming';
import { copyDatabase } from '../../../server/storage/copying';
import { DATABASE, openSqlite } from '../../../server/storage/sqlite';
import { endedBefore, killing, pointsOf, stepsIn, type Step } from '../../crash/killer';
import { liveThroughRestores } from '../../crash/restores';
import { HANGS_MS } from '../../support/hangs';
import { foundCompany, postPlan } from '../../support/host/company';
import { hostCli } from '../../support/host/host';
import { backupOf } from '../../support/host/restoring';

const ROUNDS = Number(process.env['HANDSCHLAG_RESTORE_KILLS'] ?? 5);
const SEED = Number(process.env['HANDSCHLAG_RESTORE_SEED'] ?? 1);

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
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** Restores by the command line, and kills it before a step. @returns the steps before, and whether it was killed */
async function restoreKilledBefore(data: string, step?: Step) {
  const steps = `${data}.steps`;
  await writeFile(steps, '');
  const args = [await hostCli(), 'restore', '--data', data, '--from', join(base, 'backup')];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...killing(steps, step) },
    stdio: 'ignore',
  });
  const signal = await new Promise((done) => child.once('exit', (_code, by) => done(by)));
  return { steps: await stepsIn(steps), isKilled: signal === 'SIGKILL' };
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

describe('[RESTORE-4] is the old or the new workspace, whole, wherever it is killed', () => {
  const attempt = async (step?: Step) => {
    const data = await mkdtemp(join(base, 'run-'));
    await cp(join(base, 'before'), data, { recursive: true });
    const { steps, isKilled } = await restoreKilledBefore(data, step);
    const content = await contentOf(data);
    await rm(data, { recursive: true, force: true });
    const state = content.kinds.includes('restored') ? 'new' : 'old';
    expect(content).toMatchObject(
      state === 'new' ? { boards: 1, plans: ['old'] } : { boards: 2, plans: ['new', 'old'] },
    );
    expect([isKilled, step ? endedBefore(steps, step) : true]).toEqual([step !== undefined, true]);
    return { steps, state };
  };

  it(
    `by the command line, ${ROUNDS} times`,
    async () => {
      const whole = await attempt();
      expect(whole.state).toBe('new');
      const states = new Set<string>();
      for (const point of pointsOf(whole.steps, ROUNDS)) states.add((await attempt(point)).state);
      expect(states).toEqual(new Set(['old', 'new']));
    },
    (1 + ROUNDS) * HANGS_MS,
  );

  it(
    `[RESTORE-5] by a host in which people work, and which they come back to, ${ROUNDS} times`,
    async () => {
      const { old, restored, steps, faults } = await liveThroughRestores(SEED, ROUNDS);
      expect(faults).toEqual([]);
      expect(old).toBeGreaterThan(0);
      // One of them is the restore that nobody killed.
      expect(restored).toBeGreaterThan(1);
      process.stdout.write(
        `restores: seed ${SEED}, ${steps} steps, ended ${old} times in the old and ${restored} in the new workspace\n`,
      );
    },
    (1 + ROUNDS) * HANGS_MS,
  );
});
