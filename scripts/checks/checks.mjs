import { availableParallelism } from 'node:os';
import { cruiseProject } from './import-rules.mjs';
import { fromRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { keyHandlers } from './key-handlers.mjs';
import { specRules } from './spec-rules.mjs';

const bin = (...parts) => [process.execPath, [fromRoot('node_modules', ...parts)]];
/** Both tools that keep something there go by the content of files: a fresh clone and a checkout are looked at anew. */
const cache = (name) => fromRoot('node_modules', '.cache', 'handschlag-checks', name);

/** Tools in Go hold what they read until they end: collecting in between finds nothing, and takes a fifth of their time. */
const env = { ...process.env, GOGC: 'off' };

/** A tool that ends with 0 when all is well. */
function tool([command, args], extra) {
  return async () => {
    const { code, output } = await run(command, [...args, ...extra], { env });
    return { ok: code === 0, output };
  };
}

async function importRules() {
  const { modules, violations } = await cruiseProject();
  const lines = violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`);
  // A checker that reads nothing finds nothing, and would call that well.
  if (modules < 50) lines.push(`Only ${modules} modules were read: the checker cannot see the project.`);
  return { ok: lines.length === 0, output: lines.join('\n') };
}

/** The longest first. */
export const checks = [
  {
    // The compiler of TypeScript 7 takes a tenth of the time; what reads our code as data (the import rules) still
    // needs the one before it, as 7 has no JavaScript interface yet.
    name: 'types',
    run: tool(bin('typescript-native', 'bin', 'tsc'), [
      '--noEmit',
      '--pretty',
      'false',
      // Each of several would learn anew what our libraries declare.
      '--checkers',
      '1',
      '--incremental',
      '--tsBuildInfoFile',
      cache('types.json'),
    ]),
  },
  { name: 'format', run: tool(bin('oxfmt', 'bin', 'oxfmt'), ['--check']) },
  { name: 'lint', run: tool(bin('oxlint', 'bin', 'oxlint'), ['--type-aware', '--deny-warnings']) },
  { name: 'import rules', run: importRules },
  { name: 'unused code', run: tool(bin('knip', 'bin', 'knip.js'), ['--no-progress']) },
  {
    name: 'unlocalised text',
    run: tool([process.execPath, [fromRoot('scripts', 'check-localised.mjs')]], []),
  },
  { name: 'keys of input methods', run: keyHandlers },
  { name: 'rules and their tests', run: specRules },
];

/**
 * Runs checks, a line each, the details of what failed below it.
 * @param chosen their names; all, if absent
 * @param atOnce how many run beside each other
 */
export async function runChecks(chosen = checks.map(({ name }) => name), atOnce = availableParallelism()) {
  const result = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const waiting = checks.filter(({ name }) => chosen.includes(name));
  const runOne = async (check) => {
    const begun = Date.now();
    const { ok, output } = await check.run();
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`);
    if (!ok) process.stdout.write(`${output.trimEnd().replace(/^/gm, '       ')}\n`);
    result[ok ? 'passed' : 'failed'] += 1;
    if (!ok) result.failures.push({ name: check.name, why: output });
  };
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runOne(check);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return result;
}
