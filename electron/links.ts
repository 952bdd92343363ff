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

/** The fragment the renderer finds: the secret, and what the person typed before its window was made. */
export function joinFragment(link: Pick<JoinLink, 'kind' | 'secret'>, typed: Record<string, string>): string {
  return new URLSearchParams({ [link.kind]: link.secret, ...typed }).toString();
}
