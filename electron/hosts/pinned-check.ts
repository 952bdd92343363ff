import { connect } from 'node:tls';
import { pinOfDer } from './pinning';

/**
 * What answers where a host should be: `known` itself; `other`: something whose certificate is not the host's;
 * `plain`: something that speaks no TLS; `silent`: nothing.
 */
export type WhoAnswers = 'known' | 'other' | 'plain' | 'silent';

const PATIENCE = 5_000;

/**
 * Finds out who answers, and sends nothing beyond the TLS handshake.
 * @param cert the fingerprint that the host has to show
 * @param patience milliseconds
 */
export function whoIsPinned(host: string, cert: string, patience = PATIENCE): Promise<WhoAnswers> {
  const { hostname, port } = new URL(host);
  return new Promise((resolve) => {
    // Whether to trust it is decided below, by the certificate alone.
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      rejectUnauthorized: false,
      timeout: patience,
    });
    const answer = (who: WhoAnswers) => {
      socket.destroy();
      resolve(who);
    };
    socket.once('secureConnect', () => {
      const shown = socket.getPeerCertificate().raw;
      answer(shown !== undefined && pinOfDer(shown) === cert ? 'known' : 'other');
    });
    socket.once('timeout', () => answer('silent'));
    socket.on('error', (error: NodeJS.ErrnoException) => answer(speaksNoTls(error) ? 'plain' : 'silent'));
  });
}

/** How OpenSSL and BoringSSL report an answer that is not TLS. */
function speaksNoTls({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPROTO' || (code?.startsWith('ERR_SSL_') ?? false);
}
