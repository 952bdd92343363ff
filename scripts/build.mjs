import { ensureBuild } from './setup/build.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { runMain, say } from './lib/log.mjs';

runMain(async () => {
  await ensureDeps();
  await ensureBuild();
  say('The build in out/ is up to date.');
});
