import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fromRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { TOGETHER } from './kinds.mjs';

/** What drives windows mostly waits: it leaves room for others all the time. */
const WAITING = ['e2e'];

/**
 * Runs some kinds of tests and gives their counts: what waits in a run of its own beside what reckons, as
 * in one run the windows would come first and leave the cores idle, or last and be waited for. Each has as many processes
 * as there are cores, two more where it is alone: more of them keep taking each other's caches.
 */
export async function runKinds(chosen, options) {
  const lanes = [true, false]
    .map((waits) => chosen.filter((kind) => WAITING.includes(kind) === waits))
    .filter((lane) => lane.length > 0);
  const cores = availableParallelism();
  const runs = lanes.map((lane) => runLane(lane, lanes.length > 1 ? cores : cores + 2, options));
  return (await Promise.all(runs)).reduce((one, other) => ({
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    skippedNames: [...one.skippedNames, ...other.skippedNames],
    failures: [...one.failures, ...other.failures],
  }));
}

async function runLane(chosen, workers, { env, filters = [] }) {
  const nothing = { passed: 0, failed: 0, skipped: 0, skippedNames: [], failures: [] };
  const summaryFile = fromRoot('artifacts', `tests-${chosen[0]}.json`);
  mkdirSync(path.dirname(summaryFile), { recursive: true });
  rmSync(summaryFile, { force: true });
  const cli = fromRoot('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${fromRoot('scripts', 'proofs', 'summary.mjs')}`];
  const projects = new Set(chosen.map((kind) => (TOGETHER.includes(kind) ? 'together' : kind)));
  const of = [...projects].flatMap((project) => ['--project', project]);
  // A name may be that of files of the other lane only; that there are none at all is noticed by whoever counts.
  const mayBeNone = filters.length > 0;
  const how = ['--maxWorkers', String(workers), ...(mayBeNone ? ['--passWithNoTests'] : [])];
  const { code } = await run(process.execPath, [cli, 'run', ...of, ...how, ...reporters, ...filters], {
    show: true,
    env: {
      ...env,
      VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
      HANDSCHLAG_KINDS: chosen.filter((kind) => TOGETHER.includes(kind)).join(),
      HANDSCHLAG_SUMMARY: summaryFile,
    },
  });
  const broken = (why) => ({ failed: 1, failures: [{ name: `${chosen.join(', ')} tests`, why }] });
  if (!existsSync(summaryFile) && mayBeNone && code === 0) return nothing;
  if (!existsSync(summaryFile))
    return { ...nothing, ...broken(`vitest ended with ${code}, without a summary`) };
  const summary = JSON.parse(readFileSync(summaryFile, 'utf8'));
  return code !== 0 && summary.failed === 0
    ? { ...summary, ...broken(`vitest ended with ${code}`) }
    : summary;
}
