import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { WORKSPACE } from '../../shared/domain/record';
import { CLOSE } from '../../shared/sync/close-codes';
import { LIMITS, SUBPROTOCOL, TICKET_PREFIX } from '../../shared/sync/protocol';
import type { Host } from '../host';
import { visitorOf } from './addresses';
import type { Limits } from './limits';
import { isAllowedOrigin, isOwnAddress } from './origins';
import type { Peers } from './proxies';
import { ProblemError } from '../base/problem';
import { Wire, Wires } from './wire';

/** Seconds after which a host that stops may be there again. */
const COME_BACK = 5;
/** Seconds after which a crowd may have gone. */
const CROWDED = 30;

const STANDARD_TOO_LARGE = 1009;
/** Milliseconds in which somebody whose message is too large hears so, as he goes on sending it. */
const HEARING_OUT = 5_000;

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

/** The standard's code for a message that is too large (RFC 6455, 7.4.1) does not end the trying of stock providers. */
class WebSocketOfOurs extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code === STANDARD_TOO_LARGE ? CLOSE.tooLarge : code, reason);
  }
}

/** The sync sockets of a host, upgraded from whatever HTTP server asks. */
export class SyncSockets {
  readonly #o: SyncSocketsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.message,
    perMessageDeflate: false,
    WebSocket: WebSocketOfOurs,
    handleProtocols: (protocols) => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  /** By the name they asked for, right or wrong. */
  readonly #rooms = new Map<WebSocket, string>();
  readonly #wires = new Wires();
  readonly #byVisitor = new Map<string, number>();
  #stopping = false;

  constructor(options: SyncSocketsOptions) {
    this.#o = options;
  }

  get open(): { readonly board: number; readonly workspace: number; readonly boards: number } {
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
    const isCrowded = (this.#byVisitor.get(visitor) ?? 0) >= SOCKETS_OF_ADDRESS;
    if (isCrowded || this.#server.clients.size >= SOCKETS) {
      limits.crowded();
      return refuse(socket, '429 Too Many Requests', CROWDED);
    }
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      this.#count(ws, visitor, room);
      this.#serve(ws, socket, room, ticket);
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

  #serve(ws: WebSocket, socket: Duplex, room: string, ticket: string | null): void {
    const { host } = this.#o;
    ws.on('error', (error) => {
      if (isTooLarge(error)) setTimeout(() => ws.terminate(), HEARING_OUT).unref();
      else ws.terminate();
    });
    const wire = new Wire(ws, socket, this.#wires, host.workspace.ports.clock);
    if (ws.protocol !== SUBPROTOCOL) {
      wire.close(CLOSE.version, `this host speaks ${SUBPROTOCOL}`);
      wire.open(null);
      return;
    }
    void host
      .connect(ticket ?? '', room, wire)
      .then((seat) => wire.open(seat))
      .catch(() => wire.close(CLOSE.failure, 'the host failed'));
  }
}

function isTooLarge(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
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
