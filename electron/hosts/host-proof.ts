import { randomBytes } from 'node:crypto';
import { request as pinnedRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Session } from 'electron';
import { hostProof, hostProofText, placeOf } from '../../shared/api/contract';
import { verify } from '../../shared/crypto/ed25519';
import { pinOfDer, type KnownHost } from './pinning';

const PATIENCE = 10_000;
/** So many characters of an answer are read. */
const LONGEST = 4096;

/**
 * The key of the workspace whose host answers there, proved for exactly this address: by the key the app recognises the
 * host when its address and certificate have changed. The request tells nothing about this app.
 * @returns null when nothing answers or nothing is proved, as over a connection without a trusted certificate
 */
export async function provenKey(known: KnownHost, session: Session): Promise<string | null> {
  if (!known.host.startsWith('https:')) return null;
  const nonce = randomBytes(16).toString('base64url');
  const ask = known.cert === null ? askTrusted : askPinned;
  const text = await ask(known, JSON.stringify({ nonce }), session).catch(() => null);
  const answer = hostProof.safeParse(text === null ? null : parse(text));
  if (!answer.success) return null;
  const { hostKey, proof } = answer.data;
  const at = placeOf({ host: new URL(known.host).host, cert: known.cert });
  return (await verify(hostKey, hostProofText({ nonce, at }), proof)) ? hostKey : null;
}

/** Trusts exactly one certificate, and no authority that signed another. */
function askPinned({ host, cert }: KnownHost, body: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const asked = pinnedRequest(`${host}/api/host`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      rejectUnauthorized: false,
      agent: false,
      timeout: PATIENCE,
    });
    asked.once('response', (response) => {
      const shown = (response.socket as TLSSocket).getPeerCertificate().raw;
      if (shown === undefined || pinOfDer(shown) !== cert) return asked.destroy(new Error('a stranger'));
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > LONGEST) asked.destroy(new Error('too long'));
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    asked.once('timeout', () => asked.destroy(new Error('no answer')));
    asked.once('error', reject);
    asked.end(body);
  });
}

/** For a host whose certificate the operating system trusts. */
async function askTrusted({ host }: KnownHost, body: string, session: Session): Promise<string | null> {
  const answer = await session.fetch(`${host}/api/host`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    if (text.length > LONGEST) return null;
  }
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
