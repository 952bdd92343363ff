import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { PAGE_TYPES, pagePolicy, PHONE_PAGE, policySource, WHOLE_PAGE } from '../../shared/api/pages';

/** By which name, and how, a page was asked for. */
interface Asked {
  readonly host: string;
  readonly encrypted: boolean;
  /** The `Accept-Encoding` of the request. */
  readonly encodings?: string | undefined;
  /** The `User-Agent` of the request. */
  readonly agent?: string | undefined;
}

/** A file of the app's own pages, as the build compressed it where the browser takes that; null when there is none. */
export async function page(directory: string, path: string, asked: Asked): Promise<Response | null> {
  const name = path === '/' ? firstPage(asked.agent ?? '') : decode(path);
  const type = name === null ? undefined : PAGE_TYPES[extname(name)];
  if (name === null || type === undefined) return null;
  const root = resolve(directory);
  const file = resolve(root, `.${name}`);
  if (!file.startsWith(root + sep)) return null;
  const compressed = takesGzip(asked.encodings ?? '') ? await bytesOf(`${file}.gz`) : null;
  const bytes = compressed ?? (await bytesOf(file));
  if (!bytes) return null;
  // Names of assets carry a hash of what is in them.
  const forever = name.startsWith('/assets/');
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
      vary: path === '/' ? 'accept-encoding, user-agent' : 'accept-encoding',
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': contentSecurityPolicy(asked),
    },
  });
}

/**
 * What a browser shows where there is no page: below a path, as behind a proxy that serves the host there. In both
 * languages, as nothing of the app can be fetched from there.
 */
export function noPage(): Response {
  const html = `<!doctype html>
<html lang="de">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Handschlag</title>
<body style="max-width: 36em; margin: 15vh auto; padding: 0 24px; font: 16px/24px system-ui, sans-serif">
<p>Unter dieser Adresse gibt es keine Seite. Handschlag braucht eine Adresse für sich allein, ohne Pfad dahinter.
Bitte sagen Sie es der Person, von der Sie die Adresse haben.</p>
<p lang="en">There is no page at this address. Handschlag needs an address of its own, without a path behind it.
Please tell whoever gave you the address.</p>
</body>
</html>
`;
  return new Response(html, {
    status: 404,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}

/**
 * What the bare address opens: on a phone the small app for workshops, which leads on to the whole one at its own address.
 * All browsers of phones say `Mobi`, and leave it out when they are asked for the page of computers.
 */
function firstPage(agent: string): string {
  return /\bMobi/.test(agent) ? PHONE_PAGE : WHOLE_PAGE;
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes && new Uint8Array(bytes);
}

/** Whether an `Accept-Encoding` names gzip, and not only to say that it is not wanted. */
function takesGzip(encodings: string): boolean {
  return encodings
    .split(',')
    .some((each) => /^\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(each));
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
