import { net, type Session } from 'electron';
import { whoIsPinned, type WhoAnswers } from './pinned-check';
import type { KnownHost } from './pinning';

/** Finds out who answers at a host's address, by the same rules as its windows. A host without TLS is not checked. */
export function whoAnswers({ host, cert }: KnownHost, session: Session): Promise<WhoAnswers> {
  if (cert !== null) return whoIsPinned(host, cert);
  return host.startsWith('https:') ? whoIsTrusted(`${host}/healthz`, session) : Promise.resolve('known');
}

/** For a host whose certificate the operating system trusts. */
function whoIsTrusted(url: string, session: Session): Promise<WhoAnswers> {
  return new Promise((resolve) => {
    const request = net.request({ url, session, redirect: 'error' });
    request.on('response', (response) => {
      response.on('data', () => undefined);
      resolve('known');
    });
    request.on('error', ({ message }) => resolve(message.includes('ERR_CERT_') ? 'other' : 'silent'));
    request.end();
  });
}
