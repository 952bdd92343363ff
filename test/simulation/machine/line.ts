import type { Seat } from '../../../server/board/connection';
import type { Host } from '../../../server/host';
import { TICKET_PREFIX } from '../../../shared/sync/protocol';
import { pick } from '../../support/dice';
import { met } from '../met';

/** What a client's line leads to. */
export interface HostEnd {
  connect: Host['connect'];
  ask(request: Request): Promise<Response>;
  /** Told of everything that either side hears from the other. */
  readonly hears: (socket: SimSocket, message: Uint8Array) => void;
  /** @returns whether it goes out */
  readonly says: (socket: SimSocket, message: Uint8Array) => boolean;
}

/** How many requests a network remembers. */
const COPIES = 8;

type Closing = { readonly code: number };
type Down = Uint8Array | Closing | 'open';

/**
 * One client's line to the host: its sockets and requests, on which nothing moves until the simulation says so. Each
 * socket keeps its order, as TCP does; sockets and requests overtake each other, and requests come again.
 */
export class Line {
  /** To be given to a workspace as its WebSocket, and as its fetch. */
  readonly Socket: typeof WebSocket;
  readonly fetch: typeof fetch;
  /** Nothing gets through, and nobody is told. */
  parted = false;
  readonly #host: () => HostEnd | null;
  #sockets: SimSocket[] = [];
  #requests: SimRequest[] = [];
  /** The last that came to the host, as a proxy may bring them a second time, late. */
  readonly #copies: Request[] = [];

  constructor(host: () => HostEnd | null) {
    this.#host = host;
    const opened = (socket: SimSocket) => void this.#sockets.push(socket);
    this.Socket = class extends SimSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        opened(this);
      }
    } as unknown as typeof WebSocket;
    this.fetch = (url, init) =>
      new Promise((resolve, reject) => {
        const request = new SimRequest(new Request(url, { ...init, signal: null }), resolve, reject);
        init?.signal?.addEventListener('abort', () => request.lose());
        this.#requests.push(request);
      });
  }

  /** Nothing is on its way. */
  get quiet(): boolean {
    this.#sweep();
    return this.#requests.length === 0 && this.#sockets.every((socket) => socket.quiet);
  }

  /** Brings up to `count` messages of one socket to the host. */
  up(at: number, count: number): void {
    this.#sweep();
    const busy = this.#sockets.filter((socket) => socket.up.length > 0 || socket.readyState === 0);
    if (!this.parted) pick(busy, at)?.bringUp(this.#host(), count);
  }

  /** Brings up to `count` messages of one socket to the client. */
  down(at: number, count: number): void {
    this.#sweep();
    const busy = this.#sockets.filter((socket) => socket.down.length > 0);
    if (!this.parted) pick(busy, at)?.bringDown(count);
  }

  /** Brings one request to the host. */
  ask(at: number): void {
    this.#sweep();
    const fresh = this.#requests.filter(({ state }) => state === 'made');
    const request = this.parted ? undefined : pick(fresh, at);
    if (!request) return;
    this.#copies.push(request.request.clone());
    if (this.#copies.length > COPIES) this.#copies.shift();
    request.ask(this.#host());
  }

  /** Brings a request to the host that has been there already. Nobody waits for an answer. */
  again(at: number): void {
    const copy = this.parted ? undefined : pick(this.#copies, at);
    const host = this.#host();
    if (!copy || !host) return;
    met.add(`a request that came twice: ${copy.method}`);
    void host.ask(copy.clone());
  }

  /** Brings one answer to the client. */
  answer(at: number): void {
    this.#sweep();
    const ready = this.#requests.filter(({ state }) => state === 'answered');
    if (!this.parted) pick(ready, at)?.deliver();
  }

  /** Everything that can move moves. */
  all(): void {
    for (let at = this.#sockets.length; at > 0; at--) this.up(at, 1000);
    for (let at = this.#sockets.length; at > 0; at--) this.down(at, 1000);
    for (let at = this.#requests.length; at > 0; at--) this.ask(0);
    for (let at = this.#requests.length; at > 0; at--) this.answer(0);
  }

  /** Tears everything; what was on its way is lost. @returns tells the host, which may notice much later */
  cut(): () => void {
    const ended = this.#sockets;
    for (const request of this.#requests) request.lose();
    for (const socket of ended) socket.end({ code: 1006 });
    this.#sweep();
    return () => ended.forEach((socket) => socket.leave());
  }

  /** The host is gone: its ends of the sockets too, and no answer comes. @param told whether the client notices now */
  hostGone(told: boolean): void {
    for (const socket of this.#sockets) socket.orphan();
    for (const request of this.#requests) if (request.state !== 'made') request.lose();
    if (told) this.cut();
  }

  #sweep(): void {
    this.#sockets = this.#sockets.filter((socket) => socket.readyState !== 3);
    this.#requests = this.#requests.filter(({ state }) => state !== 'done');
  }
}

/** What workspaces use of a WebSocket. */
export class SimSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBufferLike }) => void) | null = null;
  onclose: ((event: Closing) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly up: Uint8Array[] = [];
  readonly down: Down[] = [];
  readonly room: string;
  #host: HostEnd | null = null;
  #seat: Seat | null = null;
  #asked = false;
  #early: Uint8Array[] = [];

  constructor(
    url: string,
    readonly protocols: string[],
  ) {
    this.room = url.slice(url.lastIndexOf('/') + 1);
  }

  /** Nothing is on its way, and the other end is still there. */
  get quiet(): boolean {
    return this.#host !== null && this.readyState !== 0 && this.up.length + this.down.length === 0;
  }

  send(message: Uint8Array): void {
    if (this.readyState === 1) this.up.push(message.slice());
  }

  close(): void {
    this.end({ code: 1000 });
    this.leave();
  }

  bringUp(host: HostEnd | null, count: number): void {
    if (!this.#asked) return this.#connect(host);
    for (const message of this.up.splice(0, count)) this.#arrive(message);
  }

  bringDown(count: number): void {
    for (let left = count; left > 0 && this.readyState !== 3; left--) {
      const next = this.down.shift();
      if (next === undefined) return;
      if (next === 'open') {
        this.readyState = 1;
        this.onopen?.();
      } else if (next instanceof Uint8Array) this.onmessage?.({ data: next.slice().buffer });
      else this.end(next);
    }
  }

  /** The client's end is gone. */
  end(closing: Closing): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.up.length = 0;
    this.down.length = 0;
    queueMicrotask(() => this.onclose?.(closing));
  }

  /** The host notices that the client is gone. */
  leave(): void {
    this.#seat?.leave();
    this.orphan();
  }

  /** The host's end is gone. */
  orphan(): void {
    this.#seat = null;
    this.#host = null;
    this.up.length = 0;
  }

  #connect(host: HostEnd | null): void {
    if (!host) return this.end({ code: 1006 });
    this.#asked = true;
    this.#host = host;
    this.down.push('open');
    const ticket = this.protocols.find((each) => each.startsWith(TICKET_PREFIX)) ?? '';
    const wire = {
      unread: 0,
      send: (message: Uint8Array) => {
        if (this.#host !== host || !host.says(this, message)) return;
        if (this.readyState !== 3) this.down.push(message.slice());
      },
      close: (code: number) => void (this.#host === host && this.down.push({ code })),
    };
    void host.connect(ticket.slice(TICKET_PREFIX.length), this.room, wire).then((seat) => {
      if (this.#host !== host || this.readyState === 3) return seat?.leave();
      this.#seat = seat;
      for (const message of this.#early.splice(0)) this.#arrive(message);
    });
  }

  #arrive(message: Uint8Array): void {
    if (!this.#seat) return void this.#early.push(message);
    this.#host?.hears(this, message);
    this.#seat.receive(message);
  }
}

/** One request on its way to the host, or its answer on the way back. */
class SimRequest {
  state: 'made' | 'asked' | 'answered' | 'done' = 'made';
  #answer: Response | null = null;

  constructor(
    readonly request: Request,
    readonly resolve: (answer: Response) => void,
    readonly reject: (error: Error) => void,
  ) {}

  ask(host: HostEnd | null): void {
    if (!host) return this.lose();
    this.state = 'asked';
    void host.ask(this.request).then((answer) => {
      if (this.state !== 'asked') return;
      this.state = 'answered';
      this.#answer = answer;
    });
  }

  deliver(): void {
    this.state = 'done';
    if (this.#answer) this.resolve(this.#answer);
  }

  lose(): void {
    this.state = 'done';
    this.reject(new TypeError('fetch failed'));
  }
}
