import { once } from 'node:events';
import { createServer } from 'node:http';
import { createConnection, type AddressInfo, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { unreadable } from '../../../server/http/answers';
import type { Env } from '../../../server/http/env';
import { Listener } from '../../../server/net/listener';
import { BothTongues, PATIENCE } from '../../../server/tls/both-tongues';
import { HostCertificate } from '../../../server/tls/host-certificate';
import { ownCertificate } from '../../../server/tls/own-certificate';
import { Traffic } from '../../../server/net/traffic';
import { temporaryFolder } from '../../support/host/certificates';
import { askPinned } from '../../support/desktop/pinned';
import { ended, REQUEST, say } from '../../support/clients/plain-peer';

describe('a slow or hostile peer', () => {
  const patience = { firstByte: 80, handshake: 80 };
  const pace = { head: 200, grace: 200, bytesPerSecond: 1000 };

  async function door(): Promise<{ port: number; listener: Listener }> {
    const certificate = new HostCertificate(temporaryFolder(), null, { now: Date.now });
    await certificate.ensure();
    const app = new Hono<Env>().get('/healthz', (c) => c.text('ok'));
    const sockets = { upgrade: (_request: unknown, socket: { destroy(): void }) => socket.destroy() };
    const traffic = new Traffic(pace);
    const listener = await Listener.open({
      app: { fetch: app.fetch, unreadable },
      sockets,
      traffic,
      certificate,
      port: 0,
      patience,
    });
    onTestFinished(async () => {
      await listener.close();
      traffic.close();
    });
    return { port: Number(new URL(listener.url).port), listener };
  }

  it.each([
    ['says nothing', []],
    ['begins a handshake and stops', [Buffer.from([0x16])]],
    ['begins a hello and stops', [Buffer.from('160301020001', 'hex')]],
    ['sends garbage that looks like TLS', [Buffer.concat([Buffer.from([0x16]), Buffer.alloc(5000, 0xff)])]],
    ['sends garbage', [Buffer.alloc(5000, 0xff)]],
    ['begins a request and stops', ['GET / HT']],
    ['sends headers one by one without end', ['GET / HTTP/1.1\r\nHost: a\r\n', 'X: y\r\n']],
  ] as const)('[TLS-18] that %s is put out', async (_name, parts) => {
    const { port } = await door();
    expect(await say(port, parts)).not.toContain(' 200 ');
    // So short a patience puts out the honest, too, when the machine is busy elsewhere.
    await vi.waitFor(async () => expect(await say(port, [REQUEST])).toMatch(/200 OK/));
  });

  it('[TLS-18] that finishes the handshake and says nothing is put out', async () => {
    const { port } = await door();
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    await ended(socket);
    expect(socket.bytesRead).toBe(0);
  });

  it('[TLS-19] leaves nothing behind, by TLS or without', async () => {
    const inside = new Set<Socket>();
    const server = createServer((_request, response) => response.end('ok'));
    onTestFinished(() => void server.close());
    const cert = await ownCertificate(temporaryFolder(), Date.now());
    new BothTongues(server, inside, PATIENCE).speakTls(cert);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await say(port, [REQUEST])).toMatch(/200 OK/);
    const answer = await askPinned({ port, pin: cert.pin ?? '' }, '/healthz');
    expect(answer.status).toBe(200);
    await expect.poll(() => inside.size).toBe(0);
  });

  it('[TLS-19] does not hold up the end of the host', async () => {
    const { port, listener } = await door();
    const silent = await Promise.all(
      Array.from({ length: 20 }, async (_each, index) => {
        const socket: Socket = createConnection({ port, host: '127.0.0.1' });
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        if (index % 2) socket.write(Buffer.from([0x16]));
        return socket;
      }),
    );
    await listener.close();
    await Promise.all(silent.map(ended));
    expect(silent.every(({ closed }) => closed)).toBe(true);
  });
});
