import path from 'node:path';
import { pagePolicy, policySource, PAGE_TYPES } from '../../shared/api/pages';
import { httpOrigin, isAppUrl } from './origin';

/** All that a page may reach: its own files, and the host of its window. */
export function contentSecurityPolicy(host: string | undefined): string {
  const origin = host === undefined ? undefined : httpOrigin(host);
  if (origin === undefined) return pagePolicy("'none'");
  const source = policySource(origin);
  return pagePolicy(`${source} ${source.replace(/^http/, 'ws')}`);
}

/** The file a request means, or undefined when it lies outside the folder. */
export function fileFor(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url);
  if (host !== 'handschlag') return undefined;
  let wanted: string;
  try {
    wanted = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined;
  const file = path.join(folder, wanted);
  return file.startsWith(folder + path.sep) && PAGE_TYPES[path.extname(file)] !== undefined
    ? file
    : undefined;
}

export const typeOf = (file: string) => PAGE_TYPES[path.extname(file)] ?? 'text/plain';

/**
 * What a page of ours may be granted: copying a link after a click, keeping what it stores when the disk fills up, and
 * reaching its host (newer Chromium asks for that as a permission; the content security policy already names the one
 * host). Nothing else.
 */
const grantable: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'local-network',
  'local-network-access',
  'loopback-network',
  'persistent-storage',
]);

export function mayGrant(permission: string, requester: string): boolean {
  return grantable.has(permission) && isAppUrl(requester);
}
