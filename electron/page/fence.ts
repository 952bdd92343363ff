import type { Session } from 'electron';
import { httpOrigin, isAppUrl } from './origin';

/** The page's own files, what it holds in memory, and the developer tools. */
const inside: ReadonlySet<string> = new Set(['blob:', 'data:', 'devtools:']);
const asHttp: Readonly<Record<string, string>> = {
  'http:': 'http:',
  'ws:': 'http:',
  'https:': 'https:',
  'wss:': 'https:',
};
/** A proxy that does not exist: nothing listens on the port of the discard protocol. */
const nowhere = 'http://127.0.0.1:9';

/** Whether a window's page may ask for this: its own files, and its one host by HTTP and WebSocket. */
export function mayRequest(url: string, host: string | undefined): boolean {
  if (isAppUrl(url)) return true;
  let to: URL;
  try {
    to = new URL(url);
  } catch {
    return false;
  }
  if (inside.has(to.protocol)) return true;
  const scheme = asHttp[to.protocol];
  if (scheme === undefined || host === undefined) return false;
  // Parsed as http, so that a port which is the scheme's own is left out on both sides.
  return httpOrigin(`${scheme}//${to.host}`) === httpOrigin(host);
}

/**
 * Enforces in the main process what the content security policy already asks of the page, because a page that was taken
 * over cannot change it here: a request to any host but the window's own is refused, and what is no request (WebRTC to a
 * TURN server) finds no way out.
 * @returns when the second half is in place; the first is at once
 */
export async function fenceSession(session: Session, host: string | undefined): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayRequest(url, host) }));
  if (host !== undefined && (await isBehindProxy(session, host))) return;
  const own = host === undefined ? '' : `;${new URL(host).host}${portOf(host)}`;
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: nowhere,
    // Later rules win. Without the last one Chromium would always exempt this machine from the proxy.
    proxyBypassRules: `<-loopback>${own}`,
  });
}

/** A company's proxy that leads to the host has to be used; what it lets through is the company's. */
async function isBehindProxy(session: Session, host: string): Promise<boolean> {
  await session.setProxy({ mode: 'system' });
  return (await session.resolveProxy(host)) !== 'DIRECT';
}

function portOf(host: string): string {
  const { protocol, port } = new URL(host);
  if (port !== '') return '';
  return protocol === 'https:' ? ':443' : ':80';
}
