import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError, say } from '../lib/log.mjs';
import { run } from '../lib/run.mjs';

/**
 * What a bare system lacks, by the file that shows it is there. `names` from newest to oldest: Debian 13 and Ubuntu
 * 24.04 renamed libraries with the 64-bit time change.
 */
const needs = {
  runtime: [
    { library: 'libgtk-3.so.0', names: ['libgtk-3-0t64', 'libgtk-3-0'] },
    { library: 'libnss3.so', names: ['libnss3'] },
    { library: 'libasound.so.2', names: ['libasound2t64', 'libasound2'] },
    { library: 'libgbm.so.1', names: ['libgbm1'] },
  ],
  test: [
    { program: 'Xvfb', names: ['xvfb'] },
    { program: 'chromium-headless-shell', names: ['chromium-headless-shell'] },
  ],
  calendars: [
    { file: '/usr/lib/python3/dist-packages/icalendar/__init__.py', names: ['python3-icalendar'] },
    { file: '/usr/lib/python3/dist-packages/vobject/__init__.py', names: ['python3-vobject'] },
    { file: '/usr/share/php/Sabre/VObject/autoload.php', names: ['php-sabre-vobject'] },
    { program: 'php', names: ['php-cli'] },
  ],
  exports: [{ program: 'soffice', names: ['libreoffice-calc-nogui'] }],
  compiler: [
    { program: 'cc', names: ['gcc'] },
    { file: '/usr/include/stdlib.h', names: ['libc6-dev'] },
  ],
};

export function findProgram(name, env = process.env) {
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

async function missing(groups) {
  const { stdout } = await run('ldconfig', ['-p'], {
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  });
  const libraries = new Set([...stdout.matchAll(/^\s+(\S+) \(/gm)].map((match) => match[1]));
  return groups
    .flatMap((group) => needs[group])
    .filter(({ library, program, file }) =>
      library ? !libraries.has(library) : program ? !findProgram(program) : !existsSync(file),
    );
}

/** The name this release knows; the oldest when none is known, so that apt names what it lacks. */
async function packageName(names) {
  for (const name of names) {
    const { stdout } = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))\S/.test(stdout)) return name;
  }
  return names.at(-1);
}

function isDebianLike() {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

export async function ensureDebianPackages(...groups) {
  if (process.platform !== 'linux') return;
  const lacking = await missing(groups);
  if (lacking.length === 0) return;
  const what = lacking.map((need) => need.library ?? need.program ?? need.file).join(', ');
  if (!isDebianLike() || !findProgram('apt-get')) {
    throw new PlainError(
      `This system lacks ${what}. Install what provides them with its package manager, then run this again.`,
    );
  }
  if (process.getuid() !== 0) {
    const names = await Promise.all(lacking.map((need) => packageName(need.names)));
    throw new PlainError(
      `This system lacks ${what}. Run this, then start again:\n\n  sudo apt-get install ${names.join(' ')}\n`,
    );
  }
  await install(lacking);
}

async function install(lacking) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('Updating the list of Debian packages …');
  const updated = await run('apt-get', ['update', '-q'], { env });
  if (updated.code !== 0) say('apt-get update failed; trying with the list there is.');
  const names = await Promise.all(lacking.map((need) => packageName(need.names)));
  say(`Installing Debian packages: ${names.join(' ')} …`);
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...names],
    { env },
  );
  if (code !== 0)
    throw new PlainError(`apt-get install failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
  say('Debian packages installed.');
}
