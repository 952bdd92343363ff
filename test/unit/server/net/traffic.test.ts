import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Traffic } from '../../../../server/net/traffic';

let traffic: Traffic;
let server: Server;

beforeEach(async () => {
  traffic = new Traffic({ head: 500, grace: 3_000, bytesPerSecond: 100_000 });
  server = createServer(traffic.serverOptions, (request, response) => {
    request.resume().on('end', () => response.end('heard'));
  });
  traffic.watch(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  traffic.close();
  server.closeAllConnections();
  server.close();
});

/** Says the beginning of a request and then nothing more. @returns what came back until the end */
async function begin(text: string): Promise<{ socket: Socket; ended: Promise<string> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (data: string) => (heard += data));
  socket.on('error', () => undefined);
  const ended = new Promise<string>((done) => socket.once('close', () => done(heard)));
  await new Promise<void>((done) => socket.write(text, () => done()));
  return { socket, ended };
}

it('[OPER-10] cuts whoever drips the head of a request, or says nothing at all', async () => {
  const [dripping, silent] = [await begin('GET / HTTP/1.1\r\nHost: h\r\n'), await begin('')];
  expect(await dripping.ended).not.toContain('heard');
  expect(await silent.ended).not.toContain('heard');
});

it('[OPER-10] cuts whoever drips a body, and lets him be who sends it at a fair pace', async () => {
  const length = 300_000;
  const head = `POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;
  const dripping = await begin(`${head}x`);
  // A machine that is busy elsewhere may take its time over one of them.
  await vi.waitFor(async () => {
    const fair = await begin(head);
    fair.socket.write('x'.repeat(length));
    expect(await fair.ended).toContain('heard');
  });
  expect(await dripping.ended).not.toContain('heard');
});

it('[HTTP-21] knows when everybody has his answer', async () => {
  const asked = new Promise<void>((seen) => server.once('request', () => seen()));
  const slow = await begin('POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1\r\n\r\n');
  await asked;
  let answered = false;
  const all = traffic.answered().then(() => (answered = true));
  expect(answered).toBe(false);
  slow.socket.write('x');
  await all;
  expect(await slow.ended).toContain('heard');
  await traffic.answered();
});
