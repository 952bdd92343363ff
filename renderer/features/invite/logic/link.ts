import { joinLink, readJoinLink, type PlanPlace } from '../../../../shared/api/links';

/** True for an address that only the machine itself answers. */
export function isLoopback(link: string): boolean {
  const host = hostOf(link);
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

/**
 * The same link under another address of the same host.
 * @param cert fingerprint of the host's own certificate, should the link be older than that
 */
export function onBase(link: string, base: string, cert: string | null): string {
  const read = readJoinLink(link);
  if (typeof read === 'string') return link;
  return joinLink({ ...read, origin: base.replace(/\/+$/, ''), cert: read.cert ?? cert });
}

/** The same link, leading whoever joins by it to a plan. */
export function toPlan(link: string, place: PlanPlace): string {
  const read = readJoinLink(link);
  return typeof read === 'string' ? link : joinLink({ ...read, place });
}

function hostOf(link: string): string {
  try {
    return new URL(link).hostname;
  } catch {
    return '';
  }
}
