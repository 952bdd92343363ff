import { createConnection, type Socket } from 'node:net';

/** A whole request by the bare bytes. */
export const REQUEST = `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;

/** Resolves when a connection is over, in whatever way. */
export function ended(socket: Socket): Promise<void> {
  return new Promise((done) => {
    if (socket.closed) return done();
    socket.on('error', () => undefined);
    socket.resume().once('close', () => done());
  });
}

/** Says something on a plain connection and resolves with everything heard until it ends. */
export async function say(port: number, parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  socket.on('error', () => undefined);
  for (const part of parts) await new Promise<void>((done) => socket.write(part, () => done()));
  await ended(socket);
  return heard;
}
