import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/** The project's own files in a folder of their own, so that no fault is ever planted where somebody works. */
export function copyOfSources() {
  const folder = mkdtempSync(path.join(tmpdir(), 'handschlag-mutants-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const name of listed.split('\0').filter((each) => each !== '' && each !== 'node_modules'))
    cpSync(fromRoot(name), path.join(folder, name));
  symlinkSync(fromRoot('node_modules'), path.join(folder, 'node_modules'), 'junction');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Plants one fault, runs the tests that ought to see it, takes it out again.
 * @returns whether they failed, and the name of the first that did
 */
export async function tryMutant(folder, { file, from, to, tests, env = {} }) {
  const target = path.join(folder, file);
  const whole = readFileSync(target, 'utf8');
  if (whole.split(from).length !== 2) return { caught: false, by: `its place is not once in ${file}` };
  writeFileSync(
    target,
    whole.replace(from, () => to),
  );
  try {
    const stopped = await runTests(folder, tests, env);
    // Now and then a run that is stopped at its first failure ends without saying which: then the whole of it says so.
    const isClear = stopped.code === 0 || isTestFailure(stopped.output);
    const { code, output } = isClear ? stopped : await runTests(folder, tests, env, 0);
    return { caught: code !== 0 && isTestFailure(output), by: firstFailure(output, code) };
  } finally {
    writeFileSync(target, whole);
  }
}

/**
 * Runs every test that is to see a fault on the code as it is: one that fails there would see anything.
 * @returns the name of the first that failed; null when all passed
 */
export async function firstFailing(folder, mutants) {
  const sets = new Map(mutants.map(({ tests, env = {} }) => [JSON.stringify([tests, env]), { tests, env }]));
  for (const { tests, env } of sets.values()) {
    const { code, output } = await runTests(folder, tests, env);
    if (code !== 0) return firstFailure(output, code);
  }
  return null;
}

/** What never comes is waited for no longer than that: many faults show by it. The code as it is must pass by it too. */
const HANGS_MS = 20_000;

/** @param bail after how many failures it stops; 0: never */
function runTests(folder, tests, env, bail = 1) {
  const cli = path.join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  // The copy is gone afterwards, and what its modules became would stay in the cache for ever.
  const uncached = '--experimental.fsModuleCache=false';
  return run(process.execPath, [cli, 'run', '--bail', String(bail), uncached, ...tests], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', HANDSCHLAG_HANGS_MS: String(HANGS_MS), ...env },
  });
}

/** A test that failed, not a runner that found nothing to run or could not read what it was given. */
function isTestFailure(output) {
  return /^ FAIL {2}.* > /m.test(output);
}

function firstFailure(output, code) {
  const [, title] = /^ FAIL {2}(.*)$/m.exec(output) ?? [];
  if (title) return title.trim().slice(0, 110);
  if (/No test files found/.test(output)) return 'no such tests';
  return code === 0 ? 'nothing failed' : `the run itself ended with ${code}`;
}
