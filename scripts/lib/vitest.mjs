import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromRoot, root } from './paths.mjs';
import { run } from './run.mjs';

export const projects = ['unit', 'property', 'contract', 'migrations', 'integration', 'simulation', 'e2e'];

function hasTests(project) {
  const folder = fromRoot('test', project);
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.test\.tsx?$/.test(name))
  );
}

/** Counts of vitest's JSON report, and the names of what was skipped. A file that would not load counts as one failure. */
export function summarise(report) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((one) => ({ ...one, file: file.name })),
  );
  const count = (...states) => tests.filter((one) => states.includes(one.status)).length;
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  return {
    passed: count('passed'),
    failed: count('failed') + broken.length,
    skipped: count('skipped', 'pending', 'todo', 'disabled'),
    skippedNames: tests
      .filter((one) => ['skipped', 'pending', 'todo', 'disabled'].includes(one.status))
      .map((one) => `${path.relative(root, one.file)}: ${one.fullName.trim()}`),
  };
}

/** Runs one project of vitest.config.ts and gives its counts. */
export async function runProject(project, { env, filters = [] }) {
  const nothing = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
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
  if (!existsSync(reportFile)) return { ...nothing, failed: 1 };
  const summary = summarise(JSON.parse(readFileSync(reportFile, 'utf8')));
  // An error outside any test: vitest says so by its code alone.
  return code !== 0 && summary.failed === 0 ? { ...summary, failed: 1 } : summary;
}
