import type { Awareness } from 'y-protocols/awareness';
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { CLOSE } from '../../../shared/sync/close-codes';
import {
  decodeHostMessage,
  HOST_MESSAGES,
  LIMITS,
  MESSAGE,
  SYNC,
  type Durable,
  type HostMessage,
} from '../../../shared/sync/protocol';
import { roomName } from '../../../shared/sync/rooms';
import { Reconnector, type EndReason } from './reconnector';
import type { Outcome } from './outcome';

export interface BoardLinkOptions {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly board: string;
  /** `ws(s)://HOST/sync` */
  readonly syncUrl: string;
  readonly socket: typeof WebSocket;
  readonly ticket: () => Promise<Outcome<string>>;
  readonly on: {
    readonly connected: () => void;
    /** An update-bearing message left. */
    readonly sent: () => void;
    /** The host says what it has made durable. */
    readonly durable: (durable: Durable) => void;
    /** The host says something else of its own. */
    readonly message: (message: HostMessage) => void;
    /** The host's document is here. */
    readonly synced: () => void;
    readonly lost: () => void;
    readonly ended: (reason: EndReason) => void;
  };
}

/** The host says something every 15 s; after this long without, the line is dead though nobody told. */
const SILENT_MS = 45_000;

/** The live connection of one board's document: the stock provider, with tickets, accounts and our own messages. */
export class BoardLink {
  readonly #provider: WebsocketProvider;
  readonly #reconnector: Reconnector;
  readonly #listening: ReturnType<typeof setInterval>;
  /** When the provider heard something last, by whatever clock it looks at. */
  #heardAt = 0;
  #arriving: Uint8Array | null = null;

  constructor({ doc, awareness, board, syncUrl, socket, ticket, on }: BoardLinkOptions) {
    const provider = new WebsocketProvider(
      syncUrl,
      encodeURIComponent(roomName({ kind: 'board', id: board })),
      doc,
      {
        connect: false,
        awareness,
        // BroadcastChannel would pass round the gate.
        disableBc: true,
        WebSocketPolyfill: countingSocket(socket, { sent: on.sent, tooLarge: this.#tooLarge }),
      },
    );
    this.#provider = provider;
    this.#listening = setInterval(this.#listen, SILENT_MS);
    this.#reconnector = new Reconnector({
      ticket,
      open: (protocols) => this.#open(protocols),
      lost: on.lost,
      ended: on.ended,
    });
    provider.on('connection-close', (event) => {
      // Its own reconnecting would come with the old ticket.
      provider.shouldConnect = false;
      this.#reconnector.closed(event?.code ?? null);
    });
    provider.on('status', ({ status }) => {
      if (status === 'connected') on.connected();
    });
    provider.on('sync', (synced) => {
      if (!synced) return;
      this.#reconnector.succeeded();
      on.synced();
    });
    const takeSync = provider.messageHandlers[MESSAGE.sync];
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
      this.#arriving = updateIn(decoding.clone(decoder)) ?? this.#arriving;
      takeSync?.(encoder, decoder, ...rest);
    };
    for (const type of HOST_MESSAGES)
      provider.messageHandlers[type] = (_encoder, decoder) => {
        const message = decodeHostMessage(type, decoder);
        if (message?.type === MESSAGE.durable) on.durable(message.value);
        else if (message) on.message(message);
      };
  }

  /** The update of the document that is applied at this moment, or was last; null before the first. */
  get arriving(): Uint8Array | null {
    return this.#arriving;
  }

  start(): void {
    this.#reconnector.start();
  }

  /** The provider compares times of the clock on the wall: set back, it would wait for as long as that. */
  readonly #listen = (): void => {
    const { wsconnected, wsLastMessageReceived } = this.#provider;
    if (wsconnected && wsLastMessageReceived === this.#heardAt) this.#provider.disconnect();
    this.#heardAt = wsLastMessageReceived;
  };

  /** The host would end the connection and be sent the same by the next one, for ever. */
  readonly #tooLarge = (): void => {
    this.#reconnector.closed(CLOSE.tooLarge);
    this.#provider.disconnect();
  };

  /** Drops the connection and takes it up again, which sends everything the host lacks. */
  restart(): void {
    this.#provider.ws?.close();
  }

  destroy(): void {
    clearInterval(this.#listening);
    this.#reconnector.stop();
    this.#provider.destroy();
  }

  #open(protocols: string[]): void {
    this.#provider.protocols = protocols;
    try {
      this.#provider.connect();
    } catch {
      this.#reconnector.closed(null);
    }
  }
}

/**
 * A socket that reports its update-bearing messages. Updates made before the host has asked what it lacks are held
 * back: the answer to that question carries them, while alone they would leave a gap after what the host has. What no
 * host takes is not sent.
 */
function countingSocket(
  Socket: typeof WebSocket,
  { sent, tooLarge }: { readonly sent: () => void; readonly tooLarge: () => void },
): typeof WebSocket {
  return class extends Socket {
    #answered = false;

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      const kind = data instanceof Uint8Array ? syncKind(data) : null;
      if (kind === SYNC.update && !this.#answered) return;
      if (data instanceof Uint8Array && data.byteLength > LIMITS.message) return tooLarge();
      if (kind === SYNC.step2) this.#answered = true;
      if (kind === SYNC.step2 || kind === SYNC.update) sent();
      super.send(data as ArrayBufferView<ArrayBuffer>);
    }
  };
}

/** @param decoder of a message of the document, behind its type */
function updateIn(decoder: decoding.Decoder): Uint8Array | null {
  return decoding.readVarUint(decoder) === SYNC.step1 ? null : decoding.readVarUint8Array(decoder);
}

function syncKind(message: Uint8Array): number | null {
  const decoder = decoding.createDecoder(message);
  return decoding.readVarUint(decoder) === MESSAGE.sync ? decoding.readVarUint(decoder) : null;
}
