import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

export const projects = ['unit', 'property', 'contract', 'migrations', 'integration', 'simulation', 'e2e'];

function hasTests(project) {
  const folder = fromRoot('test', project);
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.test\.tsx?$/.test(name))
  );
}

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

/** Runs one project of vitest.config.ts and gives its counts. */
export async function runProject(project, { env, filters = [] }) {
  const nothing = { passed: 0, failed: 0, skipped: 0, skippedNames: [], failures: [] };
  if (!hasTests(project)) return nothing;
  const reportFile = fromRoot('artifacts', `vitest-${project}.json`);
  mkdirSync(path.dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true });
  const cli = fromRoot('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { code } = await run(process.execPath, [cli, 'run', '--project', project, ...reporters, ...filters], {
    show: true,
    env: { ...env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
  });
  const broken = (why) => ({ failed: 1, failures: [{ name: `${project} tests`, why }] });
  if (!existsSync(reportFile))
    return { ...nothing, ...broken(`vitest ended with ${code}, without a report`) };
  const summary = summarise(JSON.parse(readFileSync(reportFile, 'utf8')));
  // An error outside any test: vitest says so by its code alone.
  const isOutside = code !== 0 && summary.failed === 0;
  return isOutside ? { ...summary, ...broken('an error outside the tests: see above') } : summary;
}
