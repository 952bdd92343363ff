// `npm run check`: what can be said about the code without running it.
import { ensureDeps } from './setup/deps.mjs';
import { runMain } from './lib/log.mjs';

runMain(async () => {
  await ensureDeps();
  // Loads what the dependencies bring, so only now.
  const { runChecks } = await import('./checks/checks.mjs');
  const { failed } = await runChecks();
  process.exitCode = failed > 0 ? 1 : 0;
});
