import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import WebSocket from 'ws';
import type { AtEnd } from '../harness';

/**
 * Starts the bare relay of `relay-process.mjs`, or another server that prints its port.
 * @returns its address
 */
export async function startRelay(root: string, atEnd: AtEnd, script?: string): Promise<string> {
  return (await spawnRelay(root, atEnd, script)).url;
}

/** The same. @returns its address, and the process that it is */
export async function spawnRelay(
  root: string,
  atEnd: AtEnd,
  script = 'relay-process.mjs',
): Promise<{ readonly url: string; readonly pid: number }> {
  const child = spawn(process.execPath, [resolve(root, 'test/bench/reference', script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(() => child.kill());
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return { url: `ws://127.0.0.1:${line.trim()}`, pid: child.pid ?? 0 };
}

/** An open socket whose messages arrive as bytes. */
export async function openSocket(url: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(url, protocols, { perMessageDeflate: false });
  socket.binaryType = 'nodebuffer';
  await once(socket, 'open');
  return socket;
}
