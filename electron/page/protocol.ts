import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { appScheme } from './origin';
import { contentSecurityPolicy, fileFor, typeOf } from './page-policy';

/** Must run before the app is ready: a standard, secure scheme has storage, fetch and WebCrypto like https. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built pages to one session, whose pages may talk to `host` and nobody else. */
export function servePages(session: Session, folder: string, host: string | undefined): void {
  const policy = contentSecurityPolicy(host);
  if (session.protocol.isProtocolHandled(appScheme)) session.protocol.unhandle(appScheme);
  session.protocol.handle(appScheme, async (request) => {
    const headers = {
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    };
    const file = request.method === 'GET' ? fileFor(folder, request.url) : undefined;
    if (file === undefined) return new Response('Not found', { status: 404, headers });
    try {
      const body = await readFile(file);
      return new Response(body, { headers: { ...headers, 'content-type': typeOf(file) } });
    } catch {
      return new Response('Not found', { status: 404, headers });
    }
  });
}
