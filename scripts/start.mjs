// The one command of a fresh clone: what is missing is installed or built, then the window opens.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuild } from './lib/build.mjs';
import { ensureDebianPackages } from './lib/debian.mjs';
import { ensureDeps } from './lib/deps.mjs';
import { hasDisplay } from './lib/display.mjs';
import { ensureElectron, rootFlags } from './lib/electron-runtime.mjs';
import { runMain, say } from './lib/log.mjs';
import { cacheDir, fromRoot, root } from './lib/paths.mjs';
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

/** The same app without a window: the host serves it, a browser shows it. */
function startInBrowser() {
  const data = process.env.HANDSCHLAG_DATA || path.join(cacheDir(), 'browser-example');
  say(`There is no display here. Starting the host with the example workspace instead (data in ${data}) …`);
  const args = [
    fromRoot('out', 'main', 'cli.js'),
    '--data',
    data,
    '--port',
    process.env.PORT || '0',
    '--example',
  ];
  const host = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => host.kill(signal));
  createInterface({ input: host.stdout }).on('line', (line) => printLinks(line));
  host.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

function printLinks(line) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    process.stdout.write(`${line}\n`);
    return;
  }
  if (event.event !== 'ready') return;
  process.stdout.write('\nOpen Handschlag in a browser on this machine:\n');
  if (Array.isArray(event.people) && event.people.length > 0) {
    for (const person of event.people)
      process.stdout.write(`  as ${person.name} (${person.department}): ${person.link}\n`);
  } else process.stdout.write(`  ${event.ownerInvite ?? event.url}\n`);
  process.stdout.write('Ctrl+C ends it.\n');
}
