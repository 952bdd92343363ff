import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Per user, so that every clone on a machine shares one unpacked runtime. */
export function cacheDir(env = process.env) {
  const base = env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'handschlag');
}

/** Where a host keeps a workspace that nobody named a place for: not a cache, it must not be cleared. */
export function dataDir(env = process.env) {
  const base = env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share');
  return path.join(base, 'handschlag');
}

export const fromRoot = (...parts) => path.join(root, ...parts);
