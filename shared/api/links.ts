import { PHONE_PAGE, WHOLE_PAGE } from './pages';

/** What a link lets its holder do: become a member, or add a device to the member he is. */
export const LINK_KINDS = ['invite', 'device'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

const FINGERPRINT = /^[\w-]{43}$/;

/** The form of an ID; a fragment that somebody typed may hold anything. */
const ID = /^[\w-]{1,64}$/;

/** A plan as links name it. */
export interface PlanPlace {
  readonly board: string;
  readonly plan: string;
}

/** A link into a workspace, taken apart. */
export interface JoinLink {
  /** Where the link leads a browser: scheme, name and port. */
  readonly origin: string;
  readonly kind: LinkKind;
  readonly secret: string;
  /**
   * SHA-256 of the DER of the host's own certificate, base64url: an app takes https on the same port and this
   * certificate alone. Null: what the address says, and what systems trust.
   */
  readonly cert: string | null;
  /** On which whoever joins by it lands; absent: the first page. */
  readonly place?: PlanPlace;
}

/** `ORIGIN/#invite=SECRET`, with `&cert=…` where the host has a certificate of its own. No server sees the fragment. */
export function joinLink({ origin, kind, secret, cert, place }: JoinLink): string {
  const where = place ? `&board=${place.board}&plan=${place.plan}` : '';
  return `${origin}/#${kind}=${secret}${cert === null ? '' : `&cert=${cert}`}${where}`;
}

/** The plan that a link into a workspace leads to. */
export function placeIn(fragment: URLSearchParams): PlanPlace | null {
  const [board, plan] = [fragment.get('board') ?? '', fragment.get('plan') ?? ''];
  return ID.test(board) && ID.test(plan) ? { board, plan } : null;
}

/** The fragment that opens a plan, for those who are in. */
export function planFragment({ board, plan }: PlanPlace): string {
  return `#/board/${encodeURIComponent(board)}/plan/${encodeURIComponent(plan)}`;
}

/** What an address ends in that leads to the stage of a board. */
export function stageFragment(board: string): string {
  return `#/board/${encodeURIComponent(board)}/stage`;
}

/** The plan that a fragment opens, beside whichever view of its board. */
export function placeOpened(fragment: string): PlanPlace | null {
  const [, board = '', plan = ''] = /^#\/board\/([^/]+)(?:\/\w+)?\/plan\/([^/]+)$/.exec(fragment) ?? [];
  return ID.test(board) && ID.test(plan) ? { board, plan } : null;
}

/**
 * Reads a link as a person pasted it, with the blanks, brackets and line breaks that mail programs add. One whose
 * fingerprint was damaged on the way is malformed: without it the app would take a connection that nobody checked.
 */
export function readJoinLink(text: string): JoinLink | 'malformed' | 'without-secret' | 'below-root' {
  const url = parse(pasted(text));
  if (!url) return 'malformed';
  if (isBelowRoot(url.pathname)) return 'below-root';
  const fragment = new URLSearchParams(url.hash.slice(1));
  const cert = fragment.get('cert');
  if (cert !== null && !FINGERPRINT.test(cert)) return 'malformed';
  for (const kind of LINK_KINDS) {
    const secret = fragment.get(kind);
    if (secret === null || !/^[\w.~-]{8,512}$/.test(secret)) continue;
    const place = placeIn(fragment);
    return { origin: url.origin, kind, secret, cert, ...(place ? { place } : {}) };
  }
  return 'without-secret';
}

/** A link to a plan, for those who are in: it lets nobody in. */
export interface PlanLink {
  readonly origin: string;
  readonly place: PlanPlace;
}

/** Reads a link to a plan as a person pasted it; null for anything else, an invitation that leads to a plan among it. */
export function readPlanLink(text: string): PlanLink | null {
  const url = parse(pasted(text));
  const place = url && !isBelowRoot(url.pathname) ? placeOpened(url.hash) : null;
  return url && place ? { origin: url.origin, place } : null;
}

/** Where a host is, for somebody who has no link: with its certificate, so that an app takes no other. */
export type HostAddress = Pick<JoinLink, 'origin' | 'cert'>;

/** `ORIGIN`, with `/#cert=…` where the host has a certificate of its own. */
export function hostAddress({ origin, cert }: HostAddress): string {
  return cert === null ? origin : `${origin}/#cert=${cert}`;
}

/**
 * Reads an address as a person typed it or copied it from a sheet, with or without `http://`; an old link will do. One
 * whose fingerprint was damaged is malformed.
 */
export function readHostAddress(text: string): HostAddress | 'malformed' | 'below-root' {
  const typed = text.replace(/\s+/g, '');
  const link = readJoinLink(typed);
  if (link === 'below-root') return link;
  if (typeof link === 'object') return { origin: link.origin, cert: link.cert };
  const url = parse(typed.includes('://') ? typed : `http://${typed}`);
  const cert = new URLSearchParams(url?.hash.slice(1)).get('cert');
  if (!url || (cert !== null && !FINGERPRINT.test(cert))) return 'malformed';
  if (isBelowRoot(url.pathname)) return 'below-root';
  return { origin: url.origin, cert };
}

/** Whether a page or link lies below a path. A host answers at the root of an address alone: there nothing of it would. */
export function isBelowRoot(path: string): boolean {
  return path !== '/' && path !== WHOLE_PAGE && path !== PHONE_PAGE;
}

/** Where a host that speaks both on one port is reached encrypted. */
export function encryptedOrigin(origin: string): string {
  return withScheme(origin, 'https');
}

/** Where a browser, which cannot know the host's own certificate, reaches the same host. */
export function plainOrigin(origin: string): string {
  return withScheme(origin, 'http');
}

/** The same name and port, even one that the address leaves out because it is usual for its scheme. */
function withScheme(origin: string, scheme: 'http' | 'https'): string {
  const { protocol, hostname, port } = new URL(origin);
  const usual = protocol === 'https:' ? '443' : '80';
  return new URL(`${scheme}://${hostname}:${port || usual}`).origin;
}

/** Without what mail programs put around and into it. */
function pasted(text: string): string {
  return text.replace(/\s+/g, '').replace(/^[<"'(]+|[>"')]+$/g, '');
}

function parse(link: string): URL | null {
  try {
    const url = new URL(link);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return isWeb && url.hostname !== '' ? url : null;
  } catch {
    return null;
  }
}
