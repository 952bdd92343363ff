import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { limitedSocket } from '../../../../renderer/client/connection/limited-socket';

const Limited = limitedSocket(WebSocket as unknown as typeof globalThis.WebSocket);
const closing: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

/** A server that answers no handshake, or any. */
async function serverThat(answers: boolean): Promise<string> {
  const server = createServer();
  if (answers) new WebSocketServer({ server });
  else server.on('upgrade', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('[CLIENT-62] a handshake that nobody answers is given up', async () => {
  const url = await serverThat(false);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const socket = new Limited(url);
  socket.onerror = () => undefined;
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code);
  });
  await vi.advanceTimersByTimeAsync(19_000);
  expect(socket.readyState).toBe(WebSocket.CONNECTING);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await closed).toBe(1006);
});

it('[CLIENT-62] a connection that stands is left alone', async () => {
  const url = await serverThat(true);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const socket = new Limited(url);
  await new Promise<void>((resolve) => {
    socket.onopen = () => resolve();
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.close();
});
