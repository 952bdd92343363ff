import { readFileSync } from 'node:fs';
import { PlainError, say } from './log.mjs';
import { fromRoot } from './paths.mjs';
import { npmCommand, run } from './run.mjs';

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

export async function ensureDeps({ show = true } = {}) {
  if (installedMatches()) return;
  say('Installing dependencies (npm ci); the first time takes a minute …');
  const [command, args] = npmCommand(['ci', '--no-audit', '--no-fund']);
  const { code, output } = await run(command, args, { show });
  if (code !== 0) throw new PlainError(`npm ci failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
  say('Dependencies installed.');
}
