import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** A reverse proxy as companies put before a host: it ends their TLS, and says for whom it asks. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a proxy before a host.
 * @param said what it says of a visitor, for instance his address as he himself wants it to be
 * @param upgrades `refused`: it takes no WebSockets
 */
export async function startProxy(
  host: string,
  said: (request: IncomingMessage) => Record<string, string>,
  upgrades: 'passed' | 'refused' = 'passed',
): Promise<Proxy> {
  const { hostname, port } = new URL(host);
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, ...said(asked) };
    const passedOn = request(
      { hostname, port, method: asked.method, path: asked.url, headers },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    passedOn.on('error', () => answer.destroy());
    asked.pipe(passedOn);
  });
  server.on('upgrade', (asked, socket, head) => {
    if (upgrades === 'refused') return socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    const inner = connect(Number(port), hostname, () => {
      const lines = Object.entries({ ...asked.headers, ...said(asked) }).map(
        ([k, v]) => `${k}: ${String(v)}`,
      );
      inner.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    inner.on('error', () => socket.destroy());
    socket.on('error', () => inner.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
