import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fromRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

export const projects = ['unit', 'property', 'contract', 'migrations', 'integration', 'simulation', 'e2e'];

/**
 * Counts of vitest's JSON report, the names of what was skipped, and what failed with why. A file that would not load
 * counts as one failure.
 */
export function summarise(report) {
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((one) => ({ ...one, name: `${path.relative(root, name)}: ${one.fullName.trim()}` })),
  );
  const of = (...states) => tests.filter((one) => states.includes(one.status));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failures = [
    ...of('failed').map(({ name, failureMessages = [] }) => ({ name, why: failureMessages.join('\n') })),
    ...unloaded.map(({ name, message = '' }) => ({ name: path.relative(root, name), why: message })),
  ];
  const skipped = of('skipped', 'pending', 'todo', 'disabled');
  return {
    passed: of('passed').length,
    failed: failures.length,
    skipped: skipped.length,
    skippedNames: skipped.map(({ name }) => name),
    failures,
  };
}

/** Projects that drive windows, which mostly wait: they leave room for others all the time. */
const WAITING = ['e2e'];

/**
 * Runs some projects of vitest.config.ts and gives their counts: what waits in a run of its own beside what reckons, as
 * in one run the windows would come first and leave the cores idle, or last and be waited for. A process for each core
 * is enough where another run fills what is left, and fewer processes load the same modules less often.
 */
export async function runProjects(chosen, options) {
  const lanes = [true, false]
    .map((waits) => chosen.filter((project) => WAITING.includes(project) === waits))
    .filter((lane) => lane.length > 0);
  const cores = availableParallelism();
  const runs = lanes.map((lane) =>
    runLane(lane, lanes.length > 1 && !WAITING.includes(lane[0]) ? cores : cores + 2, options),
  );
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
  const reportFile = fromRoot('artifacts', `vitest-${chosen[0]}.json`);
  mkdirSync(path.dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true });
  const cli = fromRoot('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const of = chosen.flatMap((project) => ['--project', project]);
  // A name may be that of files of the other lane only; that there are none at all is noticed by whoever counts.
  const mayBeNone = filters.length > 0;
  const how = ['--maxWorkers', String(workers), ...(mayBeNone ? ['--passWithNoTests'] : [])];
  const { code } = await run(process.execPath, [cli, 'run', ...of, ...how, ...reporters, ...filters], {
    show: true,
    env: { ...env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
  });
  const broken = (why) => ({ failed: 1, failures: [{ name: `${chosen.join(', ')} tests`, why }] });
  if (!existsSync(reportFile) && mayBeNone && code === 0) return nothing;
  if (!existsSync(reportFile))
    return { ...nothing, ...broken(`vitest ended with ${code}, without a report`) };
  const summary = summarise(JSON.parse(readFileSync(reportFile, 'utf8')));
  // An error outside any test: vitest says so by its code alone.
  const isOutside = code !== 0 && summary.failed === 0;
  return isOutside ? { ...summary, ...broken('an error outside the tests: see above') } : summary;
}
