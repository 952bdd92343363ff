import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PlainError, say } from '../lib/log.mjs';
import { fromRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const sourceFolders = ['electron', 'node', 'renderer', 'scripts/packaging', 'server', 'shared'];
const sourceFiles = [
  'electron.vite.config.ts',
  'phone.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const stampFile = fromRoot('out', '.sources');
const lockFolder = fromRoot('node_modules', '.cache', 'handschlag-build');
const outputs = [
  'main/main.js',
  'main/host-entry.js',
  'main/cli.js',
  'preload/preload.js',
  'renderer/index.html',
  'renderer/phone.html',
];

function* filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(full);
    else if (entry.isFile()) yield full;
  }
}

/** By content: a checkout or a copy changes times, and a build that is merely touched is not stale. */
export function sourcesHash() {
  const hash = createHash('sha256');
  const add = (file) =>
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  for (const folder of sourceFolders)
    if (existsSync(fromRoot(folder))) for (const file of filesUnder(fromRoot(folder))) add(file);
  for (const file of sourceFiles) if (existsSync(fromRoot(file))) add(fromRoot(file));
  return hash.digest('hex');
}

/** Whether `out/` holds what the sources say now. */
export function isBuilt() {
  return isFresh(sourcesHash());
}

function isFresh(hash) {
  if (!outputs.every((file) => existsSync(fromRoot('out', file)))) return false;
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Its builder is gone, or was gone before it could write who it was. */
function isAbandoned(owner) {
  try {
    return !isAlive(Number(readFileSync(owner, 'utf8')));
  } catch {
    const made = statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return Date.now() - made > 5_000;
  }
}

/** One build at a time: `npm start` beside `npm test` would otherwise empty `out/` under the other's feet. */
async function withBuildLock(work) {
  const owner = path.join(lockFolder, 'pid');
  mkdirSync(path.dirname(lockFolder), { recursive: true });
  for (let told = false; ;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(owner, String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(owner)) rmSync(lockFolder, { recursive: true, force: true });
      else if (!told) {
        told = true;
        say('Waiting for a build that is already running …');
      }
      await wait(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

async function build(name, cli, options) {
  const file = fromRoot('node_modules', name, cli);
  const { code, output } = await run(process.execPath, [file, 'build', '--logLevel', 'warn', ...options], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (code !== 0)
    throw new PlainError(`The build failed:\n${output.trim().split('\n').slice(-40).join('\n')}`);
}

export async function ensureBuild() {
  if (isBuilt()) return;
  await withBuildLock(async () => {
    const hash = sourcesHash();
    if (isFresh(hash)) return;
    say('Building the app …');
    rmSync(stampFile, { force: true });
    await build('electron-vite', 'bin/electron-vite.js', []);
    await build('vite', 'bin/vite.js', ['--config', fromRoot('phone.vite.config.ts')]);
    writeFileSync(stampFile, hash);
    say('Built.');
  });
}
