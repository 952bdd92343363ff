import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** By which name, and how, a page was asked for. */
interface Asked {
  readonly host: string;
  readonly encrypted: boolean;
}

/** A file of the app's own pages; null when there is none. */
export async function page(directory: string, path: string, asked: Asked): Promise<Response | null> {
  const name = path === '/' ? '/index.html' : decode(path);
  const type = name === null ? undefined : TYPES[extname(name)];
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
  const sockets = encrypted ? `wss://${host}` : `ws://${host} wss://${host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function decode(path: string): string | null {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') ? null : name;
  } catch {
    return null;
  }
}
