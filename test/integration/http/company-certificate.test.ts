import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHost } from '../../../server/start';
import { pinOf } from '../../../server/tls/certificate';
import { hostProofText } from '../../../shared/api/contract';
import { readJoinLink } from '../../../shared/api/links';
import { verify } from '../../../shared/crypto/ed25519';
import { asFiles, newCertificate, temporaryFolder } from '../../support/host/certificates';
import { joinAs } from '../../support/clients/clients';
import { secretOf, startHostProcess } from '../../support/host/host';
import { askPinned } from '../../support/desktop/pinned';

/** A way over the network, as far as the host can tell: somebody passed the request on. */
const OVER_NETWORK = { via: '1.1 somebody' };

/** A request under another name, which fetch would not send. */
function rawAsk(
  port: number,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; location: string | undefined; body: string }> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((done, fail) => {
    const sent = request(
      { port, host: '127.0.0.1', method, path, headers: { ...json, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, location: answer.headers.location, body: text }),
        );
      },
    );
    sent.once('error', fail);
    sent.end(body);
  });
}

describe("a company's certificate", () => {
  it('[TLS-17] [TLS-31] makes links https, leads browsers there, and is exchanged while the host runs', async () => {
    const folder = temporaryFolder();
    const first = await newCertificate();
    const files = asFiles(first, folder);
    const company = await startHost({
      data: join(folder, 'data'),
      port: 0,
      tls: files,
    });
    onTestFinished(() => company.close());
    const secret = secretOf(company.ownerInvite ?? '');
    const port = Number(new URL(company.url).port);
    const member = await joinAs(company.url, { secret, name: 'Maren', department: 'marketing' });
    const authorization = `Bearer ${member.token}`;
    const byName = (name: string, path: string) => rawAsk(port, path, { host: name, authorization });
    // Its names are the host's, stars and all; a stranger's that points here is not.
    for (const [name, status] of [
      ['handschlag.example', 200],
      ['host.firma.example', 200],
      ['a.host.firma.example', 403],
      ['evil.example', 403],
    ] as const)
      expect([name, (await byName(name, '/healthz')).status]).toEqual([name, status]);
    const name = `host.firma.example:${port}`;
    expect(await rawAsk(port, '/', { host: name, ...OVER_NETWORK })).toMatchObject({
      status: 308,
      location: `https://${name}/`,
    });
    expect(company.pin()).toBeNull();
    const made = await rawAsk(port, '/api/invites', { host: name, authorization }, '{"role":"member"}');
    expect(readJoinLink((JSON.parse(made.body) as { link: string }).link)).toMatchObject({
      origin: `https://${name}`,
      cert: null,
    });
    // What systems trust vouches for names alone: a number that the host answers to may be somebody else's.
    const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
    const proves = async (as: string) => {
      const company = { port, pin: pinOf(new X509Certificate(first.cert)) };
      return askPinned(company, '/api/host', { method: 'POST', headers: { host: as }, body: { nonce } });
    };
    const proven = (await proves(name)).body as { hostKey: string; proof: string };
    const text = hostProofText({ nonce, at: `name ${name}` });
    expect(await verify(proven.hostKey, text, proven.proof)).toBe(true);
    expect((await proves(`192.0.2.7:${port}`)).status).toBe(403);
    expect((await proves('evil.example')).status).toBe(403);
    const shown = async () => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const pem = socket.getPeerX509Certificate()?.toString().trim();
      socket.destroy();
      return pem;
    };
    expect(await shown()).toBe(first.cert.trim());
    const second = await newCertificate();
    asFiles(second, folder);
    company.renewCertificate();
    expect(await shown()).toBe(second.cert.trim());
  });

  it('[TLS-6] is none on this machine alone; beyond, the host makes one and says which', async () => {
    const here = await startHostProcess();
    onTestFinished(() => here.close());
    expect(here.events[0]).not.toHaveProperty('certificate');
    const everywhere = await startHostProcess({ args: ['--bind', '0.0.0.0'] });
    onTestFinished(() => everywhere.close());
    expect(everywhere.events[0]?.['certificate']).toMatch(/^[\w-]{43}$/);
    const { url, ownerInvite } = everywhere.events[0] as { url: string; ownerInvite: string };
    expect(ownerInvite).toMatch(new RegExp(`^${url}/#invite=[\\w-]+$`));
  });

  it('[TLS-5] that cannot be used keeps the host from starting, before the workspace is touched', async () => {
    const folder = temporaryFolder();
    const tls = asFiles(await newCertificate({ from: -9, to: -1 }), folder);
    await expect(startHost({ data: join(folder, 'data'), port: 0, tls })).rejects.toThrow(/expired on/);
  });
});
