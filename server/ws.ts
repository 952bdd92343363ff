import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { CLOSE } from '../shared/sync/close-codes';
import { LIMITS, SUBPROTOCOL, TICKET_PREFIX } from '../shared/sync/protocol';
import type { Host, Seat } from './host';
import { isAllowedOrigin, isOwnAddress } from './http/origins';

/** Bytes a connection may leave unread before it is cut: it comes back and syncs. */
const UNREAD_LIMIT = 4 * LIMITS.message;
/** Bytes that may wait while the room of a connection is being loaded. */
const EARLY_LIMIT = LIMITS.message;

/** Seconds after which a host that stops may be there again. */
const COME_BACK = 5;

const PATH = '/sync/';

/** The sync sockets of a host, upgraded from whatever HTTP server asks. */
export class SyncSockets {
  readonly #host: Host;
  readonly #names: readonly string[];
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.message,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });

  #stopping = false;

  constructor(host: Host, names: readonly string[]) {
    this.#host = host;
    this.#names = names;
  }

  /** Takes over an HTTP upgrade; what is none of ours gets a plain refusal. Never throws: nobody would catch it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    try {
      this.#upgrade(request, socket, head);
    } catch {
      refuse(socket, '400 Bad Request');
    }
  }

  /** Takes no new sockets. */
  stop(): void {
    this.#stopping = true;
  }

  /** Resolves once every socket that was said goodbye to has answered. */
  async emptied(): Promise<void> {
    const open = [...this.#server.clients];
    await Promise.all(open.map((ws) => new Promise<void>((resolve) => ws.once('close', () => resolve()))));
  }

  close(): void {
    for (const ws of this.#server.clients) ws.terminate();
    this.#server.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#stopping) return refuse(socket, '503 Service Unavailable', COME_BACK);
    const { host, origin } = request.headers;
    if (!isOwnAddress(host, this.#names) || !isAllowedOrigin(origin, host))
      return refuse(socket, '403 Forbidden');
    const room = roomOf(request.url);
    if (room === null) return refuse(socket, '404 Not Found');
    const ticket = ticketOf(request.headers['sec-websocket-protocol']);
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#serve(ws, room, ticket));
  }

  #serve(ws: WebSocket, room: string, ticket: string | null): void {
    ws.on('error', () => ws.terminate());
    if (ws.protocol !== SUBPROTOCOL) {
      ws.close(CLOSE.version, `this host speaks ${SUBPROTOCOL}`);
      return;
    }
    const wire = new Wire(ws);
    void this.#host
      .connect(ticket ?? '', room, wire)
      .then((seat) => wire.open(seat))
      .catch(() => ws.close(CLOSE.failure, 'the host failed'));
  }
}

/** One WebSocket as the host sees it. Holds back what comes before the room is ready. */
class Wire {
  readonly #ws: WebSocket;
  #early: Uint8Array[] | null = [];
  #earlyBytes = 0;
  #seat: Seat | null = null;

  constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on('message', (data, isBinary) => this.#hear(data, isBinary));
    ws.on('close', () => this.#seat?.leave());
  }

  open(seat: Seat | null): void {
    const early = this.#early ?? [];
    this.#early = null;
    if (!seat) return;
    if (this.#ws.readyState !== this.#ws.OPEN) {
      seat.leave();
      return;
    }
    this.#seat = seat;
    for (const message of early) seat.receive(message);
  }

  send(message: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > UNREAD_LIMIT) this.#ws.terminate();
    else this.#ws.send(message);
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  #hear(data: RawData, isBinary: boolean): void {
    if (!isBinary || !(data instanceof Buffer)) {
      this.#ws.close(CLOSE.malformed, 'messages are binary');
      return;
    }
    if (this.#early === null) this.#seat?.receive(data);
    else if ((this.#earlyBytes += data.length) > EARLY_LIMIT)
      this.#ws.close(CLOSE.tooLarge, 'too much at once');
    else this.#early.push(data);
  }
}

/** The room a request names. Its target is whatever somebody wrote there, and need not be an address. */
function roomOf(target: string | undefined): string | null {
  const [path = ''] = (target ?? '').split('?');
  return path.startsWith(PATH) ? path.slice(PATH.length) : null;
}

function ticketOf(header: string | undefined): string | null {
  const protocols = (header ?? '').split(',').map((each) => each.trim());
  return protocols.find((each) => each.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length) ?? null;
}

/** @param retryAfter seconds after which it may be tried again */
function refuse(socket: Duplex, status: string, retryAfter?: number): void {
  const retry = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`;
  socket.end(`HTTP/1.1 ${status}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
