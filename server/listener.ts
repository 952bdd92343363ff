import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import type { createApp } from './http/app';
import type { Traffic } from './traffic';
import type { SyncSockets } from './ws';

const LOOPBACK = '127.0.0.1';
const EVERYWHERE = '0.0.0.0';
/** Milliseconds for answers on their way when the door closes. */
const LAST_ANSWERS = 500;

/** The door of a host: one port, on this machine only or on every network it is in. */
export class Listener {
  readonly #app: ReturnType<typeof createApp>;
  readonly #sockets: SyncSockets;
  readonly #traffic: Traffic;
  #server: Server;
  #address: string;
  #port: number;

  private constructor(
    app: ReturnType<typeof createApp>,
    sockets: SyncSockets,
    traffic: Traffic,
    address: string,
    port: number,
  ) {
    this.#app = app;
    this.#sockets = sockets;
    this.#traffic = traffic;
    this.#address = address;
    this.#port = port;
    this.#server = this.#newServer();
  }

  static async open(
    app: ReturnType<typeof createApp>,
    sockets: SyncSockets,
    traffic: Traffic,
    address: string | undefined,
    port: number,
  ): Promise<Listener> {
    const listener = new Listener(app, sockets, traffic, address ?? LOOPBACK, port);
    await listener.#listen();
    return listener;
  }

  /** How this very machine reaches the host. */
  get url(): string {
    const anywhere = this.#address === EVERYWHERE || this.#address === '::';
    const name = anywhere ? LOOPBACK : this.#address.includes(':') ? `[${this.#address}]` : this.#address;
    return `http://${name}:${this.#port}`;
  }

  /**
   * Lets other machines in, on the same port. The system gives a port to `127.0.0.1` or to everybody, not to
   * both, so the door is shut for a moment; who is inside stays inside.
   * @returns base addresses that another machine reaches
   */
  async openToNetwork(): Promise<string[]> {
    if (this.#address === LOOPBACK) await this.#moveTo(EVERYWHERE);
    const machines = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    return machines
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => `http://${address}:${this.#port}`);
  }

  /** Whoever is being answered hears it to the end, unless that takes long. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => this.#server.closeAllConnections(), LAST_ANSWERS);
    await closed;
    clearTimeout(cut);
  }

  async #moveTo(address: string): Promise<void> {
    const before = this.#address;
    // Does not wait for those inside: sockets outlive the server they came by.
    this.#server.close();
    this.#address = address;
    this.#server = this.#newServer();
    try {
      await this.#listen();
    } catch (error) {
      this.#address = before;
      this.#server = this.#newServer();
      await this.#listen();
      throw error;
    }
  }

  #newServer(): Server {
    // Node's own Request and Response stay as they are: others in this process may rely on them.
    const answer = getRequestListener(this.#app.fetch, { overrideGlobalObjects: false });
    const server = createServer(
      this.#traffic.serverOptions,
      (request, response) => void answer(request, response),
    );
    this.#traffic.watch(server);
    server.on('upgrade', (request, socket, head) => this.#sockets.upgrade(request, socket, head));
    server.on('clientError', (_error, socket) => socket.destroy());
    return server;
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, this.#address, () => {
        this.#server.off('error', reject);
        const bound = this.#server.address();
        if (bound !== null && typeof bound === 'object') this.#port = bound.port;
        resolve();
      });
    });
  }
}
