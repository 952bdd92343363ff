// `npm run host -- --data DIR --port N [--bind ADDR]`: the host alone. Standard output carries its JSON lines only.
import { ensureBuild } from './setup/build.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { runMain } from './lib/log.mjs';
import { fromRoot } from './lib/paths.mjs';
import { become } from './lib/run.mjs';

runMain(async () => {
  await ensureDeps();
  await ensureBuild();
  await become(process.execPath, [fromRoot('out', 'main', 'cli.js'), ...process.argv.slice(2)]);
});
