import { isAppUrl } from './origin';

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
