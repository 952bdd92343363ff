// `npm run package`: the unpacked app in dist/; `npm run package -- --installers` makes installers as well, for which
// electron-builder downloads its tools.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { PlainError, runMain, say } from './lib/log.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** The runtime without the launcher that stands in for Electron's own: electron-builder removes that only as a file. */
function copyOfStandIn(binary, output) {
  const copy = path.join(output, 'electron');
  rmSync(copy, { recursive: true, force: true });
  cpSync(path.dirname(binary), copy, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'default_app.asar',
  });
  return copy;
}

runMain(async () => {
  const { values } = parseArgs({
    options: {
      installers: { type: 'boolean', default: false },
      output: { type: 'string', default: fromRoot('dist') },
    },
  });
  await ensureDeps();
  await ensureBuild();
  const electron = await ensureElectron();
  if (values.installers && !electron.official) {
    throw new PlainError(
      'Installers need the official Electron: the test runtime is not to be given to anybody.',
    );
  }
  const { writeNotices } = await import('./packaging/notices.mjs');
  say(`Third-party notices: ${await writeNotices(fromRoot('dist', 'THIRD-PARTY-NOTICES.md'))} packages.`);
  const dist = electron.official
    ? path.dirname(electron.binary)
    : copyOfStandIn(electron.binary, values.output);
  say('Packing the app …');
  const args = [
    fromRoot('node_modules', 'electron-builder', 'cli.js'),
    ...(values.installers ? [] : ['--dir']),
    `-c.directories.output=${values.output}`,
    `-c.electronVersion=${electron.version}`,
    ...(process.platform === 'darwin' ? [] : [`-c.electronDist=${dist}`]),
  ];
  // Hard links would let the fuses of the packed binary be flipped in the runtime it was copied from.
  const { code, output } = await run(process.execPath, args, {
    env: { ...process.env, USE_HARD_LINKS: 'false' },
  });
  if (!electron.official) rmSync(dist, { recursive: true, force: true });
  if (code !== 0) throw new PlainError(`Packing failed:\n${output.trim().split('\n').slice(-25).join('\n')}`);
  say(`The packed app is in ${values.output}.`);
});
