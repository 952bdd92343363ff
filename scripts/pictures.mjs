// `npm run pictures [-- NAME …]`: what a first-time user meets, taken in the running app and kept in artifacts/pictures, to be
// looked at by somebody; with names, only those files of test/pictures whose names contain one.
import { ensureBuild } from './setup/build.mjs';
import { ensureDebianPackages } from './setup/debian.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { runMain } from './lib/log.mjs';
import { runKinds } from './proofs/vitest.mjs';

runMain(async () => {
  await Promise.all([ensureDebianPackages('runtime', 'test'), ensureDeps()]);
  await Promise.all([ensureBuild(), ensureElectron()]);
  const { passed, failed } = await runKinds(['pictures'], {
    env: process.env,
    filters: process.argv.slice(2),
  });
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
});
