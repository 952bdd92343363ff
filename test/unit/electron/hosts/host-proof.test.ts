import { randomBytes, X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Session } from 'electron';
import { describe, expect, onTestFinished, test } from 'vitest';
import { provenKey } from '../../../../electron/hosts/host-proof';
import { refuseAnother } from '../../../../electron/hosts/trust';
import { pinOf } from '../../../../server/tls/certificate';
import { startHost } from '../../../../server/start';
import { hostProofText } from '../../../../shared/api/contract';
import { generate, sign } from '../../../../shared/crypto/ed25519';
import { encryptedOrigin } from '../../../../shared/api/links';
import { DesktopError } from '../../../../shared/ipc/errors';
import { newCertificate, temporaryFolder } from '../../../support/host/certificates';
import { askPinned } from '../../../support/desktop/pinned';

/** Fetches as if the system trusted whoever is asked. */
const trusting = (fetched: typeof fetch) => ({ fetch: fetched }) as unknown as Session;
const nobody = trusting(() => Promise.reject(new Error('not asked')));

async function realHost() {
  const host = await startHost({ data: join(temporaryFolder(), 'data'), port: 0, tls: 'own' });
  onTestFinished(() => host.close());
  return { host: encryptedOrigin(host.url), cert: host.pin() };
}

/** Somebody with a certificate of his own, who answers as he is told. */
async function somebody(answer: (body: string) => Promise<string>) {
  const pair = await newCertificate();
  const server = createServer(pair, (request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => void answer(body).then((text) => response.end(text)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { host: `https://127.0.0.1:${port}`, cert: pinOf(new X509Certificate(pair.cert)) };
}

describe('the key of a host', () => {
  test('[TLS-31] is proved by the host whose certificate is pinned, and by nobody with another', async () => {
    const known = await realHost();
    expect(await provenKey(known, nobody)).toMatch(/^[\w-]{43}$/);
    expect(await provenKey({ ...known, cert: 'A'.repeat(43) }, nobody)).toBeNull();
    expect(await provenKey({ host: known.host.replace('https:', 'http:'), cert: null }, nobody)).toBeNull();
  });

  test('[TLS-31] is not proved by passing on what the host says', async () => {
    const real = await realHost();
    const passingOn = await somebody(async (body) => {
      const { port } = new URL(real.host);
      const asked = { method: 'POST', body: JSON.parse(body) as unknown };
      const answer = await askPinned({ port: Number(port), pin: real.cert ?? '' }, '/api/host', asked);
      return JSON.stringify(answer.body);
    });
    expect(await provenKey(passingOn, nobody)).toBeNull();
  });

  test('[TLS-31] is not proved by an old proof, by what is no answer, or by one without end', async () => {
    const key = generate();
    const at = 'name handschlag.example';
    const signed = (nonce: string) =>
      JSON.stringify({
        hostKey: key.publicKey,
        proof: sign(key.secret, hostProofText({ nonce, at })),
      });
    const answering = (answer: (nonce: string) => string) =>
      trusting(async (_url, init) => {
        const { nonce } = JSON.parse(init?.body as string) as { nonce: string };
        return new Response(answer(nonce));
      });
    const known = { host: 'https://handschlag.example', cert: null };
    expect(await provenKey(known, answering(signed))).toBe(key.publicKey);
    const old = randomBytes(16).toString('base64url');
    for (const answer of [() => signed(old), () => '<html>', () => '{}', () => ''])
      expect(await provenKey(known, answering(answer))).toBeNull();
    const endless = await somebody(async () => 'x'.repeat(1_000_000));
    expect(await provenKey(endless, nobody)).toBeNull();
    const wordy = answering((given) => signed(given) + ' '.repeat(5000));
    expect(await provenKey(known, wordy)).toBeNull();
  });

  test('[TLS-32] lets a workspace move to the host that has it, and nowhere else', () => {
    const refusal = (proven: string | null, hostKey: string | undefined) => {
      try {
        refuseAnother(proven, { hostKey });
        return 'moves';
      } catch (error) {
        return error instanceof DesktopError ? error.code : error;
      }
    };
    expect(refusal('one', 'one')).toBe('moves');
    expect(refusal('two', 'one')).toBe('host-another');
    expect(refusal(null, 'one')).toBe('host-silent');
    expect(refusal('one', undefined)).toBe('host-not-known');
  });
});
