import { once } from 'node:events';
import { createServer as createPlainServer, type AddressInfo, type Server } from 'node:net';
import { createServer } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DesktopLink } from '../../../../electron/hosts/links';
import { judge, VERDICT } from '../../../../electron/hosts/pinning';
import { whoIsPinned } from '../../../../electron/hosts/pinned-check';
import { hostAnew, hostOfLink, workspaceOfLink } from '../../../../electron/hosts/trust';
import type { Workspace } from '../../../../electron/profile/workspaces';
import { pinOf } from '../../../../server/tls/certificate';
import { desktopErrorCode } from '../../../../shared/ipc/errors';
import { newCertificate } from '../../../support/host/certificates';

const HOST = 'https://192.168.1.5:4000';
const [ONE, OTHER] = ['1'.repeat(43), '2'.repeat(43)];

const link = (over: Partial<DesktopLink> = {}): DesktopLink => ({
  host: HOST,
  kind: 'invite',
  secret: 'Zm9vYmFyMTIzNDU2',
  cert: ONE,
  ...over,
});
const joined = (over: Partial<Workspace> = {}): Workspace => ({
  id: 'abcd',
  kind: 'remote',
  name: 'Brenner',
  url: HOST,
  cert: ONE,
  openToNetwork: false,
  hidden: false,
  lastOpened: '',
  profiles: [{ id: 'abcd' }],
  ...over,
});
const codeOf = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return desktopErrorCode(error);
  }
};

describe('how the host of a link is known', () => {
  const plainLink = link({ host: 'http://192.168.1.5:4000', cert: null });

  test('[TLS-22] by the certificate the link names, else as its address says', () => {
    expect(hostOfLink(link(), [])).toEqual({ host: HOST, cert: ONE });
    expect(hostOfLink(plainLink, [])).toEqual({ host: 'http://192.168.1.5:4000', cert: null });
  });

  test('[TLS-23] a later link neither replaces what is known nor makes it unencrypted', () => {
    expect(hostOfLink(link(), [joined()])).toEqual({ host: HOST, cert: ONE });
    expect(hostOfLink(plainLink, [joined()])).toEqual({ host: HOST, cert: ONE });
    expect(codeOf(() => hostOfLink(link({ cert: OTHER }), [joined()]))).toBe('certificate-replaced');
  });

  test('[TLS-23] a join that never came about makes nothing known', () => {
    const begun = joined({ profiles: [{ id: 'abcd', pending: 'invite=x' }] });
    expect(hostOfLink(link({ cert: OTHER }), [begun])).toEqual({ host: HOST, cert: OTHER });
  });

  test('[TLS-24] a person exchanges it by a link to the same place, and only for an encrypted one', () => {
    expect(hostAnew(link({ cert: OTHER }), joined())).toEqual({ host: HOST, cert: OTHER });
    expect(hostAnew(link({ cert: null }), joined())).toEqual({ host: HOST, cert: null });
    expect(codeOf(() => hostAnew(plainLink, joined()))).toBe('link-unencrypted');
    expect(codeOf(() => hostAnew(link({ host: 'https://192.168.1.6:4000' }), joined()))).toBe(
      'link-elsewhere',
    );
    expect(codeOf(() => hostAnew(link(), joined({ kind: 'embedded' })))).toBe('link-elsewhere');
  });
});

describe('[ELECTRON-19] the workspace to which a link to a plan leads', () => {
  const found = async (origin: string, workspaces: readonly Workspace[]) =>
    (await workspaceOfLink(origin, workspaces, async ({ port }) => [`http://192.168.1.9:${port ?? 0}`]))?.id;

  test('is the one that was joined there, encrypted or not', async () => {
    expect(await found('http://192.168.1.5:4000', [joined()])).toBe('abcd');
    expect(await found(HOST, [joined()])).toBe('abcd');
    expect(await found('http://192.168.1.6:4000', [joined()])).toBeUndefined();
    expect(await found(HOST, [joined({ profiles: [{ id: 'abcd', pending: 'invite=x' }] })])).toBeUndefined();
  });

  test('is one of this computer by the address under which others reach it', async () => {
    const own = joined({ kind: 'embedded', url: 'http://127.0.0.1:4001', port: 4001 });
    expect(await found('http://192.168.1.9:4001', [own])).toBe('abcd');
    expect(await found('http://127.0.0.1:4001', [own])).toBe('abcd');
    expect(await found('http://192.168.1.9:4002', [own])).toBeUndefined();
  });
});

describe('what a window takes for its host', () => {
  test('[TLS-22] the pinned certificate at the pinned name, whatever else vouches for what is shown', async () => {
    const { cert } = await newCertificate();
    const known = { host: HOST, cert: pinOf(new X509Certificate(cert)) };
    expect(judge(known, '192.168.1.5', cert)).toBe(VERDICT.accept);
    expect(judge(known, '192.168.1.6', cert)).toBe(VERDICT.refuse);
    expect(judge(known, '192.168.1.5', (await newCertificate()).cert)).toBe(VERDICT.refuse);
    expect(judge(known, '192.168.1.5', 'nothing')).toBe(VERDICT.refuse);
    expect(judge(undefined, '192.168.1.5', cert)).toBe(VERDICT.refuse);
    expect(judge({ host: HOST, cert: null }, '192.168.1.5', cert)).toBe(VERDICT.asTheSystemSays);
    expect(judge({ ...known, host: 'https://[fe80::1]:4000' }, 'fe80::1', cert)).toBe(VERDICT.accept);
  });
});

describe('who answers', () => {
  async function listening(server: Server): Promise<string> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('[TLS-25] is told before anything is said: the host, another, one without TLS, nobody', async () => {
    const pair = await newCertificate();
    const pin = pinOf(new X509Certificate(pair.cert));
    let said = '';
    const server = createServer(pair, (socket) => {
      socket.on('data', (text) => (said += String(text)));
      socket.on('error', () => undefined);
    });
    const host = await listening(server);
    expect(await whoIsPinned(host, pin)).toBe('known');
    expect(await whoIsPinned(host, ONE)).toBe('other');
    expect(said).toBe('');

    const plain = createPlainServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await whoIsPinned(await listening(plain), pin)).toBe('plain');
    const mute = createPlainServer((socket) => void socket.on('error', () => undefined));
    expect(await whoIsPinned(await listening(mute), pin, 50)).toBe('silent');
    const gone = createPlainServer();
    const nowhere = await listening(gone);
    await new Promise((done) => gone.close(done));
    expect(await whoIsPinned(nowhere, pin)).toBe('silent');
  });
});
