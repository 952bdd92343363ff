import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { isLoopback } from './origins';
import { BothTongues, PATIENCE, type Patience } from '../tls/both-tongues';
import type { HostCertificate } from '../tls/host-certificate';
import type { Traffic } from './traffic';
import type { SyncSockets } from './sockets';

const LOOPBACK = '127.0.0.1';
const EVERYWHERE = '0.0.0.0';
/** Milliseconds for answers on their way when the door closes. */
const LAST_ANSWERS = 500;

/** What answers requests. */
export interface Pages {
  readonly fetch: Parameters<typeof getRequestListener>[0];
  /** Answers a request whose address cannot even be read. Must not throw: nobody would catch it. */
  readonly unreadable: (error: unknown) => Response;
}

export interface ListenerOptions {
  readonly app: Pages;
  readonly sockets: Pick<SyncSockets, 'upgrade'>;
  readonly traffic: Traffic;
  readonly certificate: HostCertificate;
  /** This machine only, if absent. */
  readonly address?: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  readonly patience?: Patience;
}

/** The door of a host: one port for TLS and plain HTTP, on this machine only or on every network it is in. */
export class Listener {
  readonly #o: ListenerOptions;
  /** Every connection, also those that have not said anything yet. */
  readonly #inside = new Set<Socket>();
  #server: Server;
  #tongues: BothTongues;
  #address: string;
  #port: number;

  private constructor(options: ListenerOptions) {
    this.#o = options;
    this.#address = options.address ?? LOOPBACK;
    this.#port = options.port;
    [this.#server, this.#tongues] = this.#newServer();
  }

  static async open(options: ListenerOptions): Promise<Listener> {
    const listener = new Listener(options);
    // Whoever comes over a network is offered encryption.
    if (!isLoopback(listener.#address)) await listener.#o.certificate.ensure();
    listener.showCertificate();
    await listener.#listen();
    return listener;
  }

  /** How this very machine reaches the host. */
  get url(): string {
    const anywhere = this.#address === EVERYWHERE || this.#address === '::';
    const name = anywhere ? LOOPBACK : this.#address.includes(':') ? `[${this.#address}]` : this.#address;
    return `http://${name}:${this.#port}`;
  }

  /** Shows the certificate as it is now to whoever comes from now on. */
  showCertificate(): void {
    const { current } = this.#o.certificate;
    if (current) this.#tongues.speakTls(current);
  }

  /**
   * Lets other machines in, on the same port. The system gives a port to `127.0.0.1` or to everybody, not to
   * both, so the door is shut for a moment; who is inside stays inside.
   * @returns base addresses that another machine reaches
   */
  async openToNetwork(): Promise<string[]> {
    await this.#o.certificate.ensure();
    this.showCertificate();
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
    const cut = setTimeout(() => {
      for (const socket of this.#inside) socket.destroy();
    }, LAST_ANSWERS);
    await closed;
    clearTimeout(cut);
  }

  async #moveTo(address: string): Promise<void> {
    const before = this.#address;
    // Does not wait for those inside: sockets outlive the server they came by.
    this.#server.close();
    this.#address = address;
    [this.#server, this.#tongues] = this.#newServer();
    try {
      await this.#listen();
    } catch (error) {
      this.#address = before;
      [this.#server, this.#tongues] = this.#newServer();
      await this.#listen();
      throw error;
    } finally {
      this.showCertificate();
    }
  }

  #newServer(): [Server, BothTongues] {
    const { app, sockets, traffic, patience = PATIENCE } = this.#o;
    // Node's own Request and Response stay as they are: others in this process may rely on them. Nobody waits
    // for what it promises: what goes wrong it answers itself.
    const answer = getRequestListener(app.fetch, {
      overrideGlobalObjects: false,
      errorHandler: app.unreadable,
    }) as RequestListener;
    const server = createServer(traffic.serverOptions, answer);
    traffic.watch(server);
    server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
    server.on('clientError', (_error, socket) => socket.destroy());
    return [server, new BothTongues(server, this.#inside, patience)];
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
