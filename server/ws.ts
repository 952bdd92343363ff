import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { WORKSPACE } from '../shared/domain/record';
import { CLOSE } from '../shared/sync/close-codes';
import { LIMITS, SUBPROTOCOL, TICKET_PREFIX } from '../shared/sync/protocol';
import type { Host, Seat } from './host';
import { visitorOf } from './http/addresses';
import type { Limits } from './http/limits';
import { isAllowedOrigin, isOwnAddress } from './http/origins';
import type { Peers } from './http/peers';
import { Pace } from './pace';
import type { Clock } from './ports';
import { ProblemError } from './problem';

/** Bytes a connection may leave unread before it is cut: it comes back and syncs. */
const UNREAD_LIMIT = 4 * LIMITS.message;
/** Bytes that may wait while the room of a connection is being loaded. */
const EARLY_LIMIT = LIMITS.message;

/** Seconds after which a host that stops may be there again. */
const COME_BACK = 5;
/** Seconds after which a crowd may have gone. */
const CROWDED = 30;

const PATH = '/sync/';

/** Sockets at once. An office of fifty people may be one address, each with some boards open in some windows. */
const SOCKETS = 10_000;
const SOCKETS_OF_ADDRESS = 1_000;

export interface SyncSocketsOptions {
  readonly host: Host;
  /** Names under which the host answers, beside numbers and this machine's own. */
  readonly names: readonly string[];
  readonly peers: Peers;
  readonly limits: Limits;
}

/** How many sockets are open, by kind of room, and on how many boards. */
export interface OpenSockets {
  readonly board: number;
  readonly workspace: number;
  readonly boards: number;
}

/** The sync sockets of a host, upgraded from whatever HTTP server asks. */
export class SyncSockets {
  readonly #o: SyncSocketsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.message,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  /** By the name they asked for, right or wrong. */
  readonly #rooms = new Map<WebSocket, string>();
  readonly #byVisitor = new Map<string, number>();
  #stopping = false;

  constructor(options: SyncSocketsOptions) {
    this.#o = options;
  }

  get open(): OpenSockets {
    const rooms = [...this.#rooms.values()];
    const board = rooms.filter((room) => room !== WORKSPACE);
    return { board: board.length, workspace: rooms.length - board.length, boards: new Set(board).size };
  }

  /** Takes over an HTTP upgrade; what is none of ours gets a plain refusal. Never throws: nobody would catch it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    this.#upgrade(request, socket, head).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'too-many')
        refuse(socket, '429 Too Many Requests', Number(error.facts['retryAfter']));
      else refuse(socket, '400 Bad Request');
    });
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

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { names, peers, limits } = this.#o;
    if (this.#stopping) return refuse(socket, '503 Service Unavailable', COME_BACK);
    const peer = peers.of(request);
    if (!isOwnAddress(peer.host, names) || !isAllowedOrigin(request.headers.origin, peer))
      return refuse(socket, '403 Forbidden');
    const room = roomOf(request.url);
    if (room === null) return refuse(socket, '404 Not Found');
    const ticket = ticketOf(request.headers['sec-websocket-protocol']);
    await limits.socket(peer.address);
    const visitor = visitorOf(peer.address);
    if (this.#server.clients.size >= SOCKETS || (this.#byVisitor.get(visitor) ?? 0) >= SOCKETS_OF_ADDRESS)
      return refuse(socket, '429 Too Many Requests', CROWDED);
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      this.#count(ws, visitor, room);
      this.#serve(ws, room, ticket);
    });
  }

  #count(ws: WebSocket, visitor: string, room: string): void {
    this.#rooms.set(ws, room);
    this.#byVisitor.set(visitor, (this.#byVisitor.get(visitor) ?? 0) + 1);
    ws.once('close', () => {
      this.#rooms.delete(ws);
      const left = (this.#byVisitor.get(visitor) ?? 1) - 1;
      if (left > 0) this.#byVisitor.set(visitor, left);
      else this.#byVisitor.delete(visitor);
    });
  }

  #serve(ws: WebSocket, room: string, ticket: string | null): void {
    const { host } = this.#o;
    ws.on('error', () => ws.terminate());
    if (ws.protocol !== SUBPROTOCOL) {
      ws.close(CLOSE.version, `this host speaks ${SUBPROTOCOL}`);
      return;
    }
    const wire = new Wire(ws, host.workspace.ports.clock);
    void host
      .connect(ticket ?? '', room, wire)
      .then((seat) => wire.open(seat))
      .catch(() => ws.close(CLOSE.failure, 'the host failed'));
  }
}

/** One WebSocket as the host sees it. Holds back what comes before the room is ready. */
class Wire {
  readonly #ws: WebSocket;
  readonly #pace: Pace;
  #early: Uint8Array[] | null = [];
  #earlyBytes = 0;
  #seat: Seat | null = null;

  constructor(ws: WebSocket, clock: Clock) {
    this.#ws = ws;
    this.#pace = new Pace(clock);
    ws.on('ping', () => this.#slowDown(0));
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
    this.#slowDown(data.length);
    if (this.#early === null) this.#seat?.receive(data);
    else if ((this.#earlyBytes += data.length) > EARLY_LIMIT)
      this.#ws.close(CLOSE.tooLarge, 'too much at once');
    else this.#early.push(data);
  }

  /** Whoever talks faster than is good for the others is read later. */
  #slowDown(bytes: number): void {
    const wait = this.#pace.heard(bytes);
    if (wait === 0 || this.#ws.isPaused) return;
    this.#ws.pause();
    setTimeout(() => this.#ws.resume(), wait).unref();
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
