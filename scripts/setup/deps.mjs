import { readFileSync } from 'node:fs';
import { PlainError, say } from '../lib/log.mjs';
import { fromRoot } from '../lib/paths.mjs';
import { npmCommand, run } from '../lib/run.mjs';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Whether what npm says it installed is what the lock file asks for. Compared by content, since a checkout touches
 * times without changing anything; packages of other platforms are optional and rightly absent.
 */
export function matchesLock(lock, installed) {
  return Object.entries(lock.packages).every(([name, wanted]) => {
    if (name === '' || wanted.link) return true;
    const found = installed.packages?.[name];
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version;
  });
}

function installedMatches() {
  try {
    return matchesLock(
      readJson(fromRoot('package-lock.json')),
      readJson(fromRoot('node_modules', '.package-lock.json')),
    );
  } catch {
    // No node_modules, or an npm that was interrupted before it wrote its summary.
    return false;
  }
}

async function npm(args) {
  const [command, all] = npmCommand([...args, '--no-audit', '--no-fund']);
  const sign = setInterval(() => say('… still installing'), 10_000);
  try {
    return await run(command, all);
  } finally {
    clearInterval(sign);
  }
}

export async function ensureDeps() {
  if (installedMatches()) return;
  say('Installing dependencies; the first time takes a minute …');
  let { code, output } = await npm(['ci']);
  if (code !== 0 && output.includes('EUSAGE')) {
    // A mirror may lack a tool's binaries for other platforms; the lock file then lacks them too, which `npm ci` takes
    // for a mistake. The versions still come from the lock file, which stays as it is.
    say('npm ci misses optional packages of other platforms in the lock file: using npm install instead.');
    ({ code, output } = await npm(['install', '--no-save']));
  }
  if (code !== 0) throw new PlainError(`npm failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
  say('Dependencies installed.');
}
