import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { RunningApp } from './electron-app';
import type { Attack, Targets } from './electron-attacks';

/** Somebody who would be glad to hear from a page: notes whatever reaches him, and answers whoever asks. */
export interface Eavesdropper {
  readonly place: string;
  readonly udp: string;
  /** First lines of what came, since they were taken last. */
  heard(): string[];
  close(): Promise<void>;
}

export async function listen(): Promise<Eavesdropper> {
  let heard: string[] = [];
  const tcp = createServer((socket) => {
    heard.push('somebody connected');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard.push(data.toString('latin1').split('\r\n')[0] ?? '');
      socket.end('HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 2\r\n\r\nok');
    });
  });
  const udp = createSocket('udp4').on('message', () => heard.push('a packet'));
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
  return {
    place: `127.0.0.1:${(tcp.address() as AddressInfo).port}`,
    udp: `127.0.0.1:${udp.address().port}`,
    heard() {
      const all = heard;
      heard = [];
      return all;
    },
    async close() {
      udp.close();
      await new Promise((done) => tcp.close(done));
    },
  };
}

/** What main may be seen to do for a page: windows, and programs of the system that it starts. */
export async function watchMain(running: RunningApp): Promise<() => Promise<readonly string[]>> {
  await running.app.evaluate(({ app, shell }) => {
    const started: string[] = [];
    Object.assign(globalThis, { siege: started });
    for (const name of ['openExternal', 'openPath', 'showItemInFolder', 'trashItem'] as const)
      Object.assign(shell, { [name]: (what: string) => started.push(`${name} ${what}`) });
    app.on('web-contents-created', () => started.push('a further page'));
    app.on('session-created', () => started.push('a further session'));
  });
  return () =>
    running.app.evaluate(() => {
      const { siege } = globalThis as unknown as { siege: string[] };
      return siege.splice(0);
    });
}

/** What a page says of a misspelt attack. */
const DID_NOT_RUN = /^ReferenceError|^TypeError: (.* is not a (function|constructor)$|Cannot read prop)/;

/** Runs an attack in the page as somebody who is all of it. @returns what he got; null: nothing */
export async function tryIn(page: Page, { code }: Attack, targets: Targets): Promise<string | null> {
  const tried = page.evaluate<string | null>(
    // Text that the page's policy would not let the page itself run: the debugger may.
    `(async (at) => {
      at.pause = (ms = 60) => new Promise((done) => setTimeout(done, ms));
      // Whatever runs at once runs with the debugger's rights, as to making code from text.
      await at.pause(0);
      try {
        const got = await Promise.race([(async () => { ${code} })(), at.pause(1500)]);
        return got ? 'got ' + String(got) : null;
      } catch (error) {
        // An attack that does not run has shown nothing.
        if (${DID_NOT_RUN}.test(String(error))) throw error;
        return null;
      }
    })(${JSON.stringify(targets)})`,
  );
  return tried.catch((error: unknown) => {
    // It went elsewhere; where to is seen by the page's address.
    if (String(error).includes('context was destroyed')) return null;
    throw error;
  });
}
