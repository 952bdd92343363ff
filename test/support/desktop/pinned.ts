import { request } from 'node:https';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { WebSocket } from 'ws';
import { pinOf } from '../../../server/tls/certificate';

/** What a client that pins has to know of a host. */
export interface Pinned {
  readonly port: number;
  readonly pin: string;
}

/** Connects by TLS and refuses whoever does not show the pinned certificate, before anything is said. */
export async function connectPinned({ port, pin }: Pinned, options: object = {}): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
  await new Promise<void>((done, fail) => {
    socket.once('secureConnect', done);
    socket.once('error', fail);
  });
  const shown = socket.getPeerX509Certificate();
  if (shown && pinOf(shown) === pin) return socket;
  socket.destroy();
  throw new Error('another certificate');
}

/** One request over a connection of its own. */
export async function askPinned(
  host: Pinned,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: unknown } = {},
): Promise<{ status: number; body: unknown; headers: Record<string, unknown> }> {
  const socket = await connectPinned(host);
  return new Promise((done, fail) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request({ createConnection: () => socket, path, method, headers: { ...json, ...headers } });
    if (!('host' in headers)) asked.setHeader('host', `127.0.0.1:${host.port}`);
    asked.once('error', fail);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        socket.destroy();
        const isJson = String(response.headers['content-type']).includes('json');
        done({
          status: response.statusCode ?? 0,
          body: isJson ? JSON.parse(text) : text,
          headers: response.headers,
        });
      });
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A sync socket over TLS. */
export async function openPinnedSocket(host: Pinned, room: string, ticket: string): Promise<WebSocket> {
  const stream = await connectPinned(host);
  const address = `wss://127.0.0.1:${host.port}/sync/${encodeURIComponent(room)}`;
  const socket = new WebSocket(address, ['handschlag.v1', `ticket.${ticket}`], {
    createConnection: () => stream,
  });
  await new Promise<void>((done, fail) => {
    socket.once('open', () => done());
    socket.once('error', fail);
  });
  return socket;
}

/** A stream over a socket that sends every byte in a piece of its own. */
export function dribbling(socket: Socket): { readonly stream: Duplex; readonly pieces: () => number } {
  let pieces = 0;
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      void (async () => {
        for (const byte of chunk) {
          pieces += 1;
          await new Promise((sent) => socket.write(Buffer.from([byte]), sent));
        }
      })().then(() => done(), done);
    },
  });
  socket.on('data', (chunk) => stream.push(chunk));
  return { stream, pieces: () => pieces };
}
