/** The origin of all our own pages. */
export const appScheme = 'app';
export const appOrigin = 'app://handschlag';
export const appPage = `${appOrigin}/index.html`;

/** An http(s) origin and nothing more, or undefined. */
export function httpOrigin(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.hostname === '' ? undefined : url.origin;
}

export interface PageTarget {
  language: string;
  /** The workspace's host and this window's profile; none: the welcome screen. */
  workspace?: { host: string; profile: string };
  /** What follows `#`; carries secrets, so that no server ever sees them. */
  fragment?: string;
}

export function pageUrl({ language, workspace, fragment }: PageTarget): string {
  const query = new URLSearchParams({ lang: language });
  if (workspace) {
    query.set('host', workspace.host);
    query.set('profile', workspace.profile);
  }
  const hash = fragment ?? (workspace ? '' : '/welcome');
  return `${appPage}?${query.toString()}${hash === '' ? '' : `#${hash}`}`;
}

/** Where a window of a workspace is, to come back there: a fragment that names a place, and never one that is a secret. */
export function placeOf(url: string): string | undefined {
  const place = isAppUrl(url) ? new URL(url).hash.slice(1) : '';
  return place.startsWith('/') && place.length <= 500 ? place : undefined;
}

/** A window must stay on the page that main gave it: same file, same query. The renderer may change the fragment. */
export function mayNavigate(current: string, target: string): boolean {
  let from: URL;
  let to: URL;
  try {
    from = new URL(current);
    to = new URL(target);
  } catch {
    return false;
  }
  // `origin` of a custom scheme reads "null" in Node, so the parts are compared.
  if (to.protocol !== `${appScheme}:` || to.host !== 'handschlag' || to.username !== '' || to.password !== '')
    return false;
  return (
    to.pathname === '/index.html' &&
    to.host === from.host &&
    to.protocol === from.protocol &&
    to.search === from.search
  );
}

export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return protocol === `${appScheme}:` && host === 'handschlag';
  } catch {
    return false;
  }
}

/** `welcome`: here somebody chooses or joins a workspace. `profile`: it shows a workspace, by one of its profiles. */
export type WindowKind = 'welcome' | 'profile';
