// `npm test`: sets up what it lacks, then everything. `npm test -- unit e2e` runs some of it, and
// `npm test -- e2e --only plan` only the files of it whose name contains "plan".
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { ensureDebianPackages } from './setup/debian.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { PlainError, runMain, say } from './lib/log.mjs';
import { projects, runProject } from './proofs/vitest.mjs';

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

async function runAll(chosen, filters) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (chosen.includes('check')) {
    const { runChecks } = await import('./checks/checks.mjs');
    add(total, await runChecks());
  }
  for (const project of projects.filter((name) => chosen.includes(name))) {
    say(`Running ${project} tests …`);
    const result = await runProject(project, { env: process.env, filters });
    for (const name of result.skippedNames) process.stdout.write(`skipped ${name}\n`);
    add(total, result);
  }
  return total;
}

runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true } },
  });
  const known = ['check', ...projects];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new PlainError(`No such tests: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  const chosen = positionals.length > 0 ? positionals : known;
  await ensureDeps();
  await ensureBuild();
  if (chosen.includes('e2e')) {
    await ensureDebianPackages('runtime', 'test');
    await ensureElectron();
  }
  // Without a compiler the test of a loss of power says that it is skipped.
  if (chosen.includes('integration'))
    await ensureDebianPackages('compiler').catch((error) => say(error.message));
  const { passed, failed, skipped, failures } = await runAll(chosen, values.only ?? []);
  process.exitCode = failed > 0 || passed + failed === 0 ? 1 : 0;
  tell(failures);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
});
