import { httpOrigin } from './origin';

/** The page's whole reach: its own files, and the one host its window is for. */
export function contentSecurityPolicy(host: string | undefined): string {
  const origin = host === undefined ? undefined : httpOrigin(host);
  const connect = origin === undefined ? "'none'" : `${origin} ${origin.replace(/^http/, 'ws')}`;
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
