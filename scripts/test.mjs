// `npm test`: sets up what it lacks, then everything. `npm test -- unit e2e` runs some of it,
// `npm test -- e2e --only plan` only the files of it whose name contains "plan", and `npm test -- quick` what a minute
// tells: types, lint, unit tests, and the property tests in their short form.
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { ensureDebianPackages } from './setup/debian.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { PlainError, runMain, say } from './lib/log.mjs';
import { kinds } from './proofs/kinds.mjs';
import { runKinds } from './proofs/vitest.mjs';

const add = (sum, one) => {
  for (const key of ['passed', 'failed', 'skipped']) sum[key] += one[key];
  sum.failures.push(...one.failures);
};

/** A long run scrolls away, and its machine may keep only the end of it: what failed is told once more there. */
function tell(failures) {
  for (const { name, why } of failures) {
    const lines = stripVTControlCharacters(why).trim().split('\n').slice(0, 30);
    process.stdout.write(`FAILED ${name}\n${lines.map((line) => `       ${line}\n`).join('')}`);
  }
}

/** What the hand at work waits for, when it asks for `quick`: each in a short form, but of every kind. */
const QUICK = {
  checks: ['types', 'lint'],
  kinds: ['unit', 'property'],
  env: { HANDSCHLAG_APPROVALS: '100', HANDSCHLAG_FUZZ: '200', HANDSCHLAG_ONE_LIE_OF: '5' },
};

/** The checks beside the tests, one at a time: the tests have a process for each core already. */
async function runAll(chosen, filters) {
  const isQuick = chosen.includes('quick');
  const wanted = isQuick ? QUICK.kinds : kinds.filter((name) => chosen.includes(name));
  const env = { ...process.env, ...(isQuick ? QUICK.env : {}) };
  const parts = [];
  if (isQuick || chosen.includes('check')) {
    const { runChecks } = await import('./checks/checks.mjs');
    parts.push(runChecks(isQuick ? QUICK.checks : undefined, wanted.length > 0 ? 1 : undefined));
  }
  if (wanted.length > 0) {
    say(`Running ${wanted.join(', ')} tests …`);
    parts.push(runKinds(wanted, { env, filters }));
  }
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const result of await Promise.all(parts)) {
    for (const name of result.skippedNames ?? []) process.stdout.write(`skipped ${name}\n`);
    add(total, result);
  }
  return total;
}

/** What the tests need of the system; one after the other, as apt-get works alone. */
async function ensureSystem(chosen) {
  if (chosen.includes('e2e')) await ensureDebianPackages('runtime', 'test');
  // Without a compiler the test of a loss of power says that it is skipped.
  if (chosen.includes('integration'))
    await ensureDebianPackages('compiler').catch((error) => say(error.message));
}

async function ensureProgram(chosen) {
  await ensureDeps();
  await Promise.all([ensureBuild(), chosen.includes('e2e') && ensureElectron()]);
}

runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true } },
  });
  const all = ['check', ...kinds];
  const known = [...all, 'quick'];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new PlainError(`No such tests: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  const chosen = positionals.length > 0 ? positionals : all;
  await Promise.all([ensureSystem(chosen), ensureProgram(chosen)]);
  const { passed, failed, skipped, failures } = await runAll(chosen, values.only ?? []);
  process.exitCode = failed > 0 || passed + failed === 0 ? 1 : 0;
  tell(failures);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
});
