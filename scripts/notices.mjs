// Writes dist/THIRD-PARTY-NOTICES.md, which the packed app carries.
import { ensureBuild } from './setup/build.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { runMain, say } from './lib/log.mjs';
import { fromRoot } from './lib/paths.mjs';

runMain(async () => {
  await ensureDeps();
  await ensureBuild();
  const { writeNotices } = await import('./packaging/notices.mjs');
  const file = fromRoot('dist', 'THIRD-PARTY-NOTICES.md');
  say(`${await writeNotices(file)} packages named in ${file}`);
});
