/** The whole app, and the small one for phones: the host chooses between them where somebody opens its bare address. */
export const WHOLE_PAGE = '/index.html';
export const PHONE_PAGE = '/phone.html';

/** The kinds of files that the app's pages consist of, by the ending of their names. No other file is served. */
export const PAGE_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The content security policy of a page, whoever serves it: its own files, and nobody else's.
 * @param connect whom it may ask and open sockets to, as the policy's `connect-src` lists them
 */
export function pagePolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * An address as a policy names it. Its grammar knows no numbers of IPv6 (browsers ignore `http://[::1]:8080`, and the
 * page could reach nothing), so there it is whoever answers at that port.
 */
export function policySource(address: string): string {
  return address.replace(/\[[^\]]*\]/, '*');
}
