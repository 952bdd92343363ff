// The one command of a fresh clone: what is missing is installed or built, then the window opens.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuild } from './setup/build.mjs';
import { ensureDebianPackages } from './setup/debian.mjs';
import { ensureDeps } from './setup/deps.mjs';
import { hasDisplay } from './setup/display.mjs';
import { ensureElectron, rootFlags } from './setup/electron-runtime.mjs';
import { runMain, say } from './lib/log.mjs';
import { dataDir, fromRoot, root } from './lib/paths.mjs';
import { become } from './lib/run.mjs';

runMain(async () => {
  say('Starting Handschlag …');
  await ensureDeps();
  await ensureBuild();
  if (!hasDisplay()) return startInBrowser();
  await ensureDebianPackages('runtime');
  const electron = await ensureElectron();
  const flags = rootFlags();
  if (flags.length > 0) say("You are root: starting without Chromium's sandbox, which refuses root.");
  say('Opening the window …');
  await become(electron.binary, [...flags, root, ...process.argv.slice(2)]);
});

/** Browsers keep what belongs to an address by its port, so it should be the same every time. */
const usualPort = 4517;

/** The same app without a window: the host serves it, a browser shows it. */
async function startInBrowser() {
  const data = path.join(dataDir(), 'host');
  const port = (await isFree(usualPort)) ? usualPort : 0;
  say(`There is no display here. Starting the host instead (its data: ${data}) …`);
  const args = [fromRoot('out', 'main', 'cli.js'), '--data', data, '--port', String(port), '--example'];
  // What comes after `npm start --` wins: the last of an option counts.
  const host = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => host.kill(signal));
  createInterface({ input: host.stdout }).on('line', printLink);
  host.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function printLink(line) {
  const event = JSON.parse(line);
  if (event.event !== 'ready') return;
  process.stdout.write(
    `\nOpen Handschlag in a browser on this machine:\n\n  ${event.ownerInvite ?? event.url}\n\nCtrl+C ends it.\n`,
  );
}
