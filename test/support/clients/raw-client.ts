import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import {
  decodeHostMessage,
  encodeSyncMessage,
  MESSAGE,
  SYNC,
  type Durable,
} from '../../../shared/sync/protocol';
import type { TestMember } from './clients';

/** A message of presence, whose states are whatever text. @param count of how many it speaks, if not of these */
export function awarenessOf(
  states: readonly { readonly client: number; readonly clock: number; readonly json: string }[],
  count = states.length,
): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count);
    for (const { client, clock, json } of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** What came over a socket, decoded as far as tests look. */
export interface Heard {
  readonly type: number;
  readonly sync?: number;
  readonly bytes?: Uint8Array;
  readonly durable?: Durable;
  readonly json?: unknown;
}

/** A socket that sends whatever bytes a test wants, honest or not, and keeps what it hears. */
export class RawClient {
  readonly heard: Heard[] = [];
  /** Close code, once closed. */
  closed: number | null = null;
  /** How far the host is with this connection's updates. */
  settled = 0;
  readonly refused: Durable['refused'][number][] = [];
  /** Called after each message heard. */
  onHeard: () => void = () => undefined;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#hear(new Uint8Array(data)));
    socket.on('close', (code) => {
      this.closed = code;
      this.#wake();
    });
    socket.on('error', () => undefined);
  }

  /** Connects with a fresh ticket, or with the one given. */
  static async open(member: TestMember, room: string, ticket?: string): Promise<RawClient> {
    const secret = ticket ?? (await member.ticket(room));
    const address = `${member.url.replace(/^http/, 'ws')}/sync/${encodeURIComponent(room)}`;
    const socket = new WebSocket(address, ['handschlag.v1', `ticket.${secret}`]);
    const client = new RawClient(socket);
    await new Promise<void>((done, fail) => {
      socket.once('open', done);
      socket.once('error', fail);
    });
    return client;
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  sendSync(type: number, payload: Uint8Array): void {
    this.send(encodeSyncMessage(type, payload));
  }

  /** Sends an update and waits until the host has settled it. @returns why it was refused, if it was */
  async update(payload: Uint8Array, type: number = SYNC.update): Promise<string | null> {
    const number = this.settled + 1;
    this.sendSync(type, payload);
    await this.until(() => this.settled >= number || this.closed !== null);
    return this.refused.find((each) => each.message === number)?.reason ?? null;
  }

  sendAwareness(states: readonly { client: number; clock: number; state: unknown }[]): void {
    this.send(awarenessOf(states.map(({ state, ...rest }) => ({ ...rest, json: JSON.stringify(state) }))));
  }

  /** The newest awareness states heard, by client ID; those that are gone are null. */
  presence(): Map<number, Record<string, unknown> | null> {
    const states = new Map<number, Record<string, unknown> | null>();
    for (const { type, bytes } of this.heard) {
      if (type !== MESSAGE.awareness || !bytes) continue;
      const decoder = decoding.createDecoder(bytes);
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        const client = decoding.readVarUint(decoder);
        decoding.readVarUint(decoder);
        states.set(client, JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null);
      }
    }
    return states;
  }

  /** A text frame, which no message of the protocol is. */
  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Resolves once the host has read everything sent so far, or the socket is closed. */
  async flushed(): Promise<void> {
    let read = false;
    this.#socket.once('pong', () => {
      read = true;
      this.#wake();
    });
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
    await this.until(() => read || this.closed !== null);
  }

  /** Resolves as soon as something holds; looks whenever something is heard. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((done) => this.#waiting.add(done));
  }

  /** Stops reading, as a stalled machine does; the socket stays open. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.close();
  }

  #hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) {
      const sync = decoding.readVarUint(decoder);
      this.heard.push({ type, sync, bytes: decoding.readVarUint8Array(decoder) });
    } else if (type === MESSAGE.awareness)
      this.heard.push({ type, bytes: decoding.readVarUint8Array(decoder) });
    else {
      const told = decodeHostMessage(type, decoder);
      if (told?.type === MESSAGE.durable) {
        this.settled = told.value.settled;
        this.refused.push(...told.value.refused);
        this.heard.push({ type, durable: told.value });
      } else this.heard.push({ type, json: told?.value });
    }
    this.onHeard();
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
