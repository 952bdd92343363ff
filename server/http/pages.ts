import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { PAGE_TYPES, pagePolicy, policySource } from '../../shared/api/pages';

/** By which name, and how, a page was asked for. */
interface Asked {
  readonly host: string;
  readonly encrypted: boolean;
}

/** A file of the app's own pages; null when there is none. */
export async function page(directory: string, path: string, asked: Asked): Promise<Response | null> {
  const name = path === '/' ? '/index.html' : decode(path);
  const type = name === null ? undefined : PAGE_TYPES[extname(name)];
  if (name === null || type === undefined) return null;
  const root = resolve(directory);
  const file = resolve(root, `.${name}`);
  if (!file.startsWith(root + sep)) return null;
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return null;
  // Names of assets carry a hash of what is in them.
  const forever = name.startsWith('/assets/');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': contentSecurityPolicy(asked),
    },
  });
}

function contentSecurityPolicy({ host, encrypted }: Asked): string {
  // Who ends TLS before this host makes plain requests of encrypted ones.
  const name = policySource(host);
  const sockets = encrypted ? `wss://${name}` : `ws://${name} wss://${name}`;
  return pagePolicy(`'self' ${sockets}`);
}

function decode(path: string): string | null {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') ? null : name;
  } catch {
    return null;
  }
}
