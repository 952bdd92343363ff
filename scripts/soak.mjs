// `npm run soak -- --minutes N [--only NAME] [--seed N]`: the long forms of the proofs, in turns until the time is up.
import { parseArgs } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { ensureDebianPackages } from './setup/debian.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { PlainError, runMain, say } from './lib/log.mjs';
import { PROOFS, soak, tableOf } from './proofs/soak.mjs';
import { runKinds } from './proofs/vitest.mjs';

runMain(async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      only: { type: 'string', multiple: true },
      seed: { type: 'string' },
    },
  });
  const names = PROOFS.map(({ name }) => name);
  const unknown = (values.only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new PlainError(`No such proof: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new PlainError('--minutes takes a number above 0.');
  // Another one every time, or every soak would show the same.
  const firstSeed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 100_000_000);
  if (!Number.isSafeInteger(firstSeed)) throw new PlainError('--seed takes a whole number.');

  await ensureDeps();
  await ensureBuild();
  const proofs = PROOFS.filter(({ name }) => !values.only || values.only.includes(name));
  await ensureDebianPackages('compiler').catch((error) => say(error.message));
  if (proofs.some(({ kind }) => kind === 'e2e')) {
    await ensureDebianPackages('runtime', 'test');
    await ensureElectron();
  }
  for (const name of ['calendars', 'exports'])
    if (proofs.some((proof) => proof.name === name)) await ensureDebianPackages(name);
  const result = await soak(proofs, {
    minutes,
    firstSeed,
    run: (proof, env) => runKinds([proof.kind], { env: { ...process.env, ...env }, filters: [proof.filter] }),
    now: Date.now,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`\n${tableOf(result)}\n`);
  process.stdout.write(`${result.faults.length} faults, first seed ${firstSeed}\n`);
  process.exitCode = result.faults.length > 0 ? 1 : 0;
});
