import { existsSync } from 'node:fs';
import { fromRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const fixtures = 'test/fixtures/import-rules';
const cli = fromRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/**
 * Runs dependency-cruiser.
 * @param {string[]} folders
 * @param {string[]} extra
 * @returns {Promise<{modules: number, violations: {rule: string, from: string, to: string}[]}>}
 */
async function cruise(folders, extra) {
  const args = [cli, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...extra, ...folders];
  const { stdout, output } = await run(process.execPath, args);
  let summary;
  try {
    ({ summary } = JSON.parse(stdout));
  } catch {
    throw new Error(`dependency-cruiser did not answer:\n${output}`);
  }
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { modules: summary.totalCruised, violations };
}

export function cruiseProject() {
  const folders = ['node', 'shared', 'server', 'electron', 'renderer', 'test'].filter((folder) =>
    existsSync(fromRoot(folder)),
  );
  return cruise(folders, ['--exclude', `^(out|dist)/|^${fixtures}/`]);
}

export const cruiseFixtures = () => cruise([fixtures], []);
