import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createServer, type Server as TlsServer } from 'node:tls';
import type { Certificate } from './certificate';

/** With this byte every TLS connection begins (RFC 8446, 5.1: a handshake record), and no HTTP method does. */
const HANDSHAKE = 0x16;

/** What both ends of any age since 2013 can do, and nothing that is known to be weak. TLS 1.3 has its own list. */
const CIPHERS = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** How long a peer may take, in milliseconds. */
export interface Patience {
  readonly firstByte: number;
  readonly handshake: number;
}
export const PATIENCE: Patience = { firstByte: 10_000, handshake: 10_000 };

/**
 * Lets the port of an HTTP server speak TLS too: the first byte of a connection tells which it is. Whoever says
 * nothing, or does not finish what he began, is put out.
 */
export class BothTongues {
  readonly #serve: (socket: Socket) => void;
  readonly #patience: Patience;
  readonly #inside: Set<Socket>;
  #tls: TlsServer | null = null;

  /** @param inside kept up to date with every connection there is, whatever became of it */
  constructor(http: Server, inside: Set<Socket>, patience: Patience) {
    this.#inside = inside;
    this.#patience = patience;
    // Its own listener for new connections; it gets them later, from here. It stays the server that listens, as
    // only then it looks after those that are slow with their headers.
    const [serve] = http.listeners('connection');
    this.#serve = (socket) => serve?.call(http, socket);
    http.removeAllListeners('connection');
    http.on('connection', (socket) => this.#greet(socket));
  }

  /** From now on, and with another certificate for who comes from now on. */
  speakTls({ cert, key }: Certificate): void {
    if (this.#tls) {
      this.#tls.setSecureContext({ cert, key, minVersion: 'TLSv1.2', ciphers: CIPHERS });
      return;
    }
    const handshakeTimeout = this.#patience.handshake;
    const tls = createServer({ cert, key, minVersion: 'TLSv1.2', ciphers: CIPHERS, handshakeTimeout });
    tls.on('secureConnection', (socket) => this.#serve(socket));
    tls.on('tlsClientError', (_error, socket) => socket.destroy());
    this.#tls = tls;
  }

  #greet(socket: Socket): void {
    this.#inside.add(socket);
    socket.on('close', () => this.#inside.delete(socket));
    socket.on('error', () => socket.destroy());
    const giveUp = () => socket.destroy();
    const timer = setTimeout(giveUp, this.#patience.firstByte);
    socket.once('end', giveUp);
    socket.once('close', () => clearTimeout(timer));
    socket.once('data', (chunk: Buffer) => {
      clearTimeout(timer);
      socket.off('end', giveUp);
      // Put back, so that whoever it is handed to hears it from the beginning.
      socket.pause();
      socket.unshift(chunk);
      if (chunk[0] !== HANDSHAKE) {
        this.#serve(socket);
        socket.resume();
      } else if (this.#tls) this.#tls.emit('connection', socket);
      else socket.destroy();
    });
  }
}
