import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** The desktop app's own pages. */
export const APP_ORIGIN = 'app://handschlag';

/**
 * Whether a Host header names this host. Names of strangers are refused, because a stranger's page could let his
 * name point here (DNS rebinding); numbers cannot be made to point elsewhere.
 */
export function isOwnAddress(host: string | undefined, configured: readonly string[]): boolean {
  const name = nameOf(host);
  if (name === null) return false;
  const machine = hostname().toLowerCase();
  const names = ['localhost', machine, `${machine}.local`, ...configured];
  return isIP(name) !== 0 || names.includes(name) || names.includes(name.replace(/^[^.]+/, '*'));
}

/**
 * Whether a page of that origin may speak to this host. No Origin header: no browser, or no other page's doing.
 * A page that came unencrypted may have been changed on its way, so it gets nothing over an encrypted connection.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  { host, scheme }: { readonly host: string | undefined; readonly scheme: 'http' | 'https' },
): boolean {
  if (origin === undefined || origin === APP_ORIGIN) return true;
  if (host === undefined) return false;
  return origin === `https://${host}` || (origin === `http://${host}` && scheme === 'http');
}

/** Whether an address, or a name one listens on, is this machine's way to itself. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(localhost$|127\.|::1$|\[::1\]$|::ffff:127\.)/.test(address);
}

/** Whether a Host header gives an address instead of a name. */
export function isNumber(host: string): boolean {
  return isIP(nameOf(host) ?? '') !== 0;
}

/** The name in a Host header without port and brackets; null when it is none. */
function nameOf(host: string | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}
