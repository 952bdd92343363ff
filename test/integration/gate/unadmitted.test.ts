import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { CLOSE } from '../../../shared/sync/close-codes';
import { LIMITS } from '../../../shared/sync/protocol';
import { startHostProcess } from '../../support/host/host';

const SOCKETS = 200;
const MEBIBYTE = 1024 * 1024;

/** One binary message of the largest size, masked with zeros. */
function largestFrame(): Buffer {
  const head = Buffer.alloc(14);
  head.writeUInt16BE(0x82ff);
  head.writeBigUInt64BE(BigInt(LIMITS.message), 2);
  return Buffer.concat([head, Buffer.alloc(LIMITS.message)]);
}

/** Bytes of memory that a process has held at most. */
function mostHeld(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** A socket without a ticket that says all it can. @returns what it heard until it was put out */
function intrude(url: string, frame: Buffer): Promise<Buffer> {
  const { hostname, port, host } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  const heard: Buffer[] = [];
  socket.on('data', (chunk) => heard.push(Buffer.from(chunk)));
  socket.on('error', () => undefined);
  socket.write(
    `GET /sync/workspace HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n' +
      'Sec-WebSocket-Protocol: handschlag.v1, ticket.none\r\n\r\n',
  );
  // All but the end, so that the message never is complete.
  socket.write(frame.subarray(0, -1));
  return new Promise((done) => socket.once('close', () => done(Buffer.concat(heard))));
}

it.runIf(process.platform === 'linux')(
  '[SYNC-26] sockets that are not let in hold next to nothing, hear why and are put out',
  async () => {
    const host = await startHostProcess();
    onTestFinished(() => host.close());
    const pid = host.process.pid ?? 0;
    const frame = largestFrame();
    await intrude(host.url, frame);
    const before = mostHeld(pid);
    const heard = await Promise.all(Array.from({ length: SOCKETS }, () => intrude(host.url, frame)));
    const code = Buffer.from([CLOSE.ticket >> 8, CLOSE.ticket & 0xff]);
    expect(heard.filter((each) => each.includes(code)).length).toBe(SOCKETS);
    const grown = (mostHeld(pid) - before) / MEBIBYTE;
    expect(grown).toBeLessThan(64);
  },
);
