import { encryptedOrigin } from '../../shared/api/links';
import { DesktopError } from '../../shared/ipc/errors';
import type { WhoAnswers } from './pinned-check';
import type { KnownHost } from './pinning';
import type { Workspace } from '../profile/workspaces';

/** How a workspace's host is known; an embedded or example one is this machine itself. */
export function hostOfWorkspace({ url, cert }: Pick<Workspace, 'url' | 'cert'>): KnownHost {
  return { host: url, cert: cert ?? null };
}

/**
 * How the host of a link is to be known. Where people of this app joined a host by its certificate, a later link
 * changes nothing about that: one without a fingerprint goes by the known one, one with another is refused.
 * @throws DesktopError
 */
export function hostOfLink({ host, cert }: KnownHost, workspaces: readonly Workspace[]): KnownHost {
  const origin = encryptedOrigin(host);
  const pins = workspaces
    .filter(({ url, profiles }) => url === origin && profiles.some(({ pending }) => pending === undefined))
    .flatMap((workspace) => workspace.cert ?? []);
  const [pin] = pins;
  if (pin === undefined) return { host, cert };
  if (cert === null) return { host: origin, cert: pin };
  if (!pins.includes(cert)) throw new DesktopError('certificate-replaced');
  return { host, cert };
}

/**
 * How a workspace's host is recognised from now on, after a person got a new link because the certificate had changed.
 * The link must be for an encrypted connection and for the same address.
 * @throws DesktopError
 */
export function hostAnew({ host, cert }: KnownHost, workspace: Workspace): KnownHost {
  if (workspace.kind !== 'remote' || encryptedOrigin(host) !== encryptedOrigin(workspace.url))
    throw new DesktopError('link-elsewhere');
  if (!host.startsWith('https:')) throw new DesktopError('link-unencrypted');
  return { host, cert };
}

/**
 * The workspace of this app to which a link leads, by whichever of its addresses; one that was not joined yet is none.
 * @param addressesOf under which others reach the host of a workspace of this computer
 */
export async function workspaceOfLink(
  origin: string,
  workspaces: readonly Workspace[],
  addressesOf: (workspace: Workspace) => Promise<readonly string[]>,
): Promise<Workspace | null> {
  const isThere = (address: string) => address !== '' && encryptedOrigin(address) === encryptedOrigin(origin);
  const joined = workspaces.filter(({ profiles }) => profiles.some(({ pending }) => pending === undefined));
  const known = joined.find(({ url }) => isThere(url));
  if (known) return known;
  for (const workspace of joined)
    if (workspace.kind === 'embedded' && new URL(encryptedOrigin(origin)).port === String(workspace.port))
      if ((await addressesOf(workspace)).some(isThere)) return workspace;
  return null;
}

/** @throws DesktopError when another host answers; nothing has been sent to it by then */
export function refuseStranger(who: WhoAnswers): void {
  if (who === 'other' || who === 'plain') throw new DesktopError('certificate-differs');
}

/**
 * @param proven the key that was proved by the one who answers; null when none was
 * @throws DesktopError when that is not the workspace's host, or nobody can tell
 */
export function refuseAnother(proven: string | null, { hostKey }: Pick<Workspace, 'hostKey'>): void {
  if (hostKey === undefined) throw new DesktopError('host-not-known');
  if (proven === null) throw new DesktopError('host-silent');
  if (proven !== hostKey) throw new DesktopError('host-another');
}
