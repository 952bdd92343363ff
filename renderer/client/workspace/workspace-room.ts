import * as decoding from 'lib0/decoding';
import { ticketAnswer } from '../../../shared/api/contract';
import { SCHEMA_VERSION } from '../../../shared/doc/schema';
import { WORKSPACE } from '../../../shared/domain/record';
import { decodeHostMessage, type HostMessage } from '../../../shared/sync/protocol';
import type { Api } from '../connection/api';
import { Reconnector, type EndReason } from '../connection/reconnector';

export interface WorkspaceRoomOptions {
  readonly api: Api;
  readonly syncUrl: string;
  readonly socket: typeof WebSocket;
  readonly epoch: () => string;
  readonly on: {
    /** The host has let this window in. */
    readonly connected: () => void;
    readonly message: (message: HostMessage) => void;
    readonly lost: (isBlocked: boolean) => void;
    readonly ended: (reason: EndReason) => void;
  };
}

/** The host says something every 15 s; after this long without, the line is dead though nobody told. */
const SILENT_MS = 45_000;

/** The connection over which the host says what changed in the workspace. It only listens. */
export class WorkspaceRoom {
  readonly #o: WorkspaceRoomOptions;
  readonly #reconnector: Reconnector;
  #socket: WebSocket | null = null;
  #silence: ReturnType<typeof setTimeout> | null = null;

  constructor(options: WorkspaceRoomOptions) {
    this.#o = options;
    const { api, epoch, on } = options;
    this.#reconnector = new Reconnector({
      ticket: async () => {
        const body = { room: WORKSPACE, epoch: epoch(), schema: SCHEMA_VERSION };
        const answer = await api.call('ticket', ticketAnswer, { body });
        return answer.ok ? { ok: true, value: answer.value.ticket } : answer;
      },
      open: (protocols) => this.#open(protocols),
      lost: on.lost,
      ended: on.ended,
    });
  }

  start(): void {
    this.#reconnector.start();
  }

  stop(): void {
    this.#reconnector.stop();
    this.#drop();
  }

  #open(protocols: string[]): void {
    const { socket: Socket, syncUrl, on } = this.#o;
    const socket = connect(Socket, `${syncUrl}/${WORKSPACE}`, protocols);
    if (!socket) return this.#reconnector.closed(null);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    let isIn = false;
    socket.onopen = () => this.#listen();
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#listen();
      // A socket that is not let in opens as well, and then hears nothing but its close.
      if (!isIn) {
        isIn = true;
        this.#reconnector.succeeded();
        on.connected();
      }
      if (data instanceof ArrayBuffer) this.#read(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => {
      this.#drop();
      this.#reconnector.closed(code);
    };
    // Followed by a close in every case.
    socket.onerror = () => undefined;
  }

  #read(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    try {
      // What is about documents, of which this room has none, is none of these.
      const told = decodeHostMessage(type, decoder);
      if (told) this.#o.on.message(told);
    } catch {
      this.#socket?.close();
    }
  }

  #listen(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#drop();
      this.#reconnector.closed(null);
    }, SILENT_MS);
  }

  #drop(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    this.#silence = null;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

function connect(Socket: typeof WebSocket, url: string, protocols: string[]): WebSocket | null {
  try {
    return new Socket(url, protocols);
  } catch {
    return null;
  }
}
