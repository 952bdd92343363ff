import {
  encryptedOrigin,
  readHostAddress,
  readJoinLink,
  type HostAddress,
  type JoinLink,
} from '../../shared/api/links';
import { DesktopError } from '../../shared/ipc/errors';
import type { KnownHost } from './pinning';

/** A link, and how this app reaches its host. */
export type DesktopLink = KnownHost & Pick<JoinLink, 'kind' | 'secret' | 'place'>;

/** Reads what a person pasted. @throws DesktopError */
export function parseJoinLink(text: string): DesktopLink {
  const link = readJoinLink(text);
  if (link === 'malformed') throw new DesktopError('link-malformed');
  if (link === 'below-root') throw new DesktopError('link-below-root');
  if (link === 'without-secret') throw new DesktopError('link-without-secret');
  const { kind, secret, place } = link;
  return { ...hostOf(link), kind, secret, ...(place ? { place } : {}) };
}

/** If a link names the host's certificate, the host is reached by https on the same port. */
function hostOf({ origin, cert }: HostAddress): KnownHost {
  return { host: cert === null ? origin : encryptedOrigin(origin), cert };
}

/** The host that a person typed who lost all devices and comes back. @throws DesktopError */
export function parseHostAddress(text: string): KnownHost {
  const address = readHostAddress(text);
  if (address === 'below-root') throw new DesktopError('link-below-root');
  if (address === 'malformed') throw new DesktopError('address-malformed');
  return hostOf(address);
}

/** The fragment of a window in which somebody types a recovery code to come back. */
export const RECOVER_FRAGMENT = 'recover=1';

/** The fragment the renderer finds: the secret, where it leads, and what the person typed before its window was made. */
export function joinFragment(
  link: Pick<JoinLink, 'kind' | 'secret' | 'place'>,
  typed: Readonly<Record<string, string>>,
): string {
  return new URLSearchParams({ [link.kind]: link.secret, ...link.place, ...typed }).toString();
}
