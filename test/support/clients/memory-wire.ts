import type { Seat } from '../../../server/board/connection';
import type { Host } from '../../../server/host';
import { TICKET_PREFIX } from '../../../shared/sync/protocol';

type Closing = { readonly code: number };

/** The wire of one device: sockets to a host in this process whose messages move only when the test says so. */
export class MemoryWire {
  /** To be given to a workspace as its WebSocket. */
  readonly Socket: typeof WebSocket;
  #socket: MemorySocket | null = null;

  constructor(host: Host) {
    const opened = (socket: MemorySocket) => (this.#socket = socket);
    this.Socket = class extends MemorySocket {
      constructor(url: string, protocols: string[]) {
        super(host, url, protocols);
        opened(this);
      }
    } as unknown as typeof WebSocket;
  }

  /** Nothing is on its way. */
  get quiet(): boolean {
    const socket = this.#socket;
    return (
      !socket ||
      socket.readyState === 3 ||
      (socket.readyState === 1 && socket.up.length + socket.down.length === 0)
    );
  }

  /** Delivers up to `count` messages to the host, or finishes connecting. */
  async up(count: number): Promise<void> {
    const socket = this.#socket;
    if (socket?.readyState === 0) await socket.open();
    else for (const message of socket?.up.splice(0, count) ?? []) socket?.seat?.receive(message);
  }

  /** Delivers up to `count` messages to the device. */
  down(count: number): void {
    const socket = this.#socket;
    for (let left = count; left > 0 && socket?.readyState === 1; left--) {
      const message = socket.down.shift();
      if (!message) return;
      if (message instanceof Uint8Array) socket.onmessage?.({ data: message.slice().buffer });
      else socket.end(message);
    }
  }

  /** Tears the connection; what was on its way is lost. */
  cut(): void {
    this.#socket?.end({ code: 1006 });
  }
}

/** What the provider uses of a WebSocket. */
class MemorySocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBufferLike }) => void) | null = null;
  onclose: ((event: Closing) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly up: Uint8Array[] = [];
  readonly down: (Uint8Array | Closing)[] = [];
  seat: Seat | null = null;

  constructor(
    readonly host: Host,
    readonly url: string,
    readonly protocols: string[],
  ) {}

  async open(): Promise<void> {
    const room = this.url.slice(this.url.lastIndexOf('/') + 1);
    const ticket =
      this.protocols.find((each) => each.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length) ?? '';
    const seat = await this.host.connect(ticket, room, {
      unread: 0,
      send: (message) => void this.down.push(message.slice()),
      close: (code) => void this.down.push({ code }),
    });
    if (this.readyState !== 0) return seat?.leave();
    this.seat = seat;
    this.readyState = 1;
    this.onopen?.();
  }

  send(message: Uint8Array): void {
    if (this.readyState === 1) this.up.push(message.slice());
  }

  close(): void {
    this.end({ code: 1000 });
  }

  end(closing: Closing): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.up.length = 0;
    this.down.length = 0;
    this.seat?.leave();
    queueMicrotask(() => this.onclose?.(closing));
  }
}
