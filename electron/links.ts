import { DesktopError } from '../shared/ipc/errors';
import { httpOrigin } from './origin';

export interface JoinLink {
  host: string;
  kind: 'invite' | 'device';
  secret: string;
}

/**
 * Reads what a person pasted: `http(s)://HOST/#invite=SECRET` or `#device=SECRET`, with the blanks, brackets and line
 * breaks that mail programs add.
 */
export function parseJoinLink(text: string): JoinLink {
  const link = text.replace(/\s+/g, '').replace(/^[<"'(]+|[>"')]+$/g, '');
  const host = httpOrigin(link);
  if (host === undefined) throw new DesktopError('link-malformed');
  const fragment = new URLSearchParams(new URL(link).hash.slice(1));
  for (const kind of ['invite', 'device'] as const) {
    const secret = fragment.get(kind);
    if (secret !== null && /^[\w.~-]{8,512}$/.test(secret)) return { host, kind, secret };
  }
  throw new DesktopError('link-without-secret');
}

/** The host in what a person typed who has lost his devices: an address, with or without `http://`, or an old link. */
export function parseHostAddress(text: string): string {
  const typed = text.replace(/\s+/g, '');
  const host = httpOrigin(typed) ?? httpOrigin(`http://${typed}`);
  if (host === undefined) throw new DesktopError('address-malformed');
  return host;
}

/** The fragment of a window for somebody who comes back with a recovery code; the code is typed there. */
export const RECOVER_FRAGMENT = 'recover=1';

/** The fragment the renderer finds: the secret, and what the person typed before its window was made. */
export function joinFragment(link: Pick<JoinLink, 'kind' | 'secret'>, typed: Record<string, string>): string {
  return new URLSearchParams({ [link.kind]: link.secret, ...typed }).toString();
}
