// `npm run bench [-- NAME …]`: ours beside its reference, interleaved in one run (test/bench/main.ts).
import { ensureBuild } from './setup/build.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { runMain } from './lib/log.mjs';
import { fromRoot } from './lib/paths.mjs';

runMain(async () => {
  await ensureDeps();
  await ensureBuild();
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(fromRoot('test', 'bench', 'main.ts'), {
    configFile: false,
    root: fromRoot(),
  });
  await module.main(process.argv.slice(2));
});
