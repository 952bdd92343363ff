import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { CLOSE } from '../../shared/sync/close-codes';
import { LIMITS } from '../../shared/sync/protocol';
import type { Seat, Socket } from '../board/connection';
import { MessageRate } from './message-rate';
import type { Clock } from '../base/ports';

/** Bytes a connection may leave unread before it is cut: it comes back and syncs. */
const UNREAD_LIMIT = 4 * LIMITS.message;
/** The same for all connections of a member: any four of the largest boards. */
const UNREAD_OF_MEMBER = 2 * UNREAD_LIMIT;
/** Bytes a connection may leave unread before its member's others are looked at. */
const UNREAD_UNSEEN = 1024 * 1024;
/** Bytes that may wait while the room of a connection is being loaded; its ticket was good. */
const EARLY_LIMIT = LIMITS.message;
/** Bytes still read of a connection that was said goodbye to: its goodbye, and what was under way. */
const PARTING_LIMIT = 16 * 1024;
/** Milliseconds in which somebody who is not let in hears why. */
const REFUSAL = 1_000;

/** The open wires of each member. */
export class Wires {
  readonly #byMember = new Map<string, Set<Wire>>();

  add(member: string, wire: Wire): void {
    const wires = this.#byMember.get(member) ?? new Set();
    this.#byMember.set(member, wires.add(wire));
  }

  drop(member: string, wire: Wire): void {
    const wires = this.#byMember.get(member);
    wires?.delete(wire);
    if (wires?.size === 0) this.#byMember.delete(member);
  }

  /** Bytes that wait for a member to read them, over all his wires. */
  unreadOf(member: string): number {
    return [...(this.#byMember.get(member) ?? [])].reduce((sum, { unread }) => sum + unread, 0);
  }
}

/** One WebSocket as the host sees it. Holds back what comes before the room is ready. */
export class Wire implements Socket {
  readonly #ws: WebSocket;
  readonly #stream: Duplex;
  readonly #wires: Wires;
  readonly #rate: MessageRate;
  #early: Uint8Array[] | null = [];
  #earlyBytes = 0;
  #seat: Seat | null = null;
  /** Bytes that came after the goodbye; null: none was said. */
  #parting: number | null = null;

  /** @param stream what the WebSocket was made of */
  constructor(ws: WebSocket, stream: Duplex, wires: Wires, clock: Clock) {
    this.#ws = ws;
    this.#stream = stream;
    this.#wires = wires;
    this.#rate = new MessageRate(clock);
    ws.on('ping', () => this.#slowDown(0));
    ws.on('message', (data, isBinary) => this.#hear(data, isBinary));
    ws.on('close', () => this.#end());
  }

  get unread(): number {
    return this.#ws.bufferedAmount;
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
    this.#wires.add(seat.member, this);
    for (const message of early) seat.receive(message);
  }

  send(message: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.unread > UNREAD_LIMIT || this.#memberReadsTooLittle(message)) this.#cut();
    else this.#ws.send(message);
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
    if (this.#parting !== null) return;
    this.#parting = 0;
    this.#stream.on('data', (chunk: Buffer) => this.#part(chunk.length));
    if (!this.#seat) setTimeout(() => this.#ws.terminate(), REFUSAL).unref();
  }

  /** What waited counts no more at once: it must not have the member's others cut as well. */
  #cut(): void {
    if (this.#seat) this.#wires.drop(this.#seat.member, this);
    this.#ws.terminate();
  }

  #end(): void {
    if (!this.#seat) return;
    this.#wires.drop(this.#seat.member, this);
    this.#seat.leave();
  }

  #memberReadsTooLittle({ length }: Uint8Array): boolean {
    if (!this.#seat || this.unread + length <= UNREAD_UNSEEN) return false;
    return this.#wires.unreadOf(this.#seat.member) > UNREAD_OF_MEMBER;
  }

  #hear(data: RawData, isBinary: boolean): void {
    if (!isBinary || !(data instanceof Buffer)) {
      this.close(CLOSE.malformed, 'messages are binary');
      return;
    }
    this.#slowDown(data.length);
    if (this.#early === null) this.#seat?.receive(data);
    else if ((this.#earlyBytes += data.length) > EARLY_LIMIT) this.close(CLOSE.tooLarge, 'too much at once');
    else this.#early.push(data);
  }

  /** After the goodbye a message would be put together all the same: whoever goes on talking is not read any more. */
  #part(bytes: number): void {
    this.#parting = (this.#parting ?? 0) + bytes;
    if (this.#isFlooding) this.#ws.pause();
  }

  get #isFlooding(): boolean {
    return this.#parting !== null && this.#parting > PARTING_LIMIT;
  }

  /** Whoever talks faster than is good for the others is read later. */
  #slowDown(bytes: number): void {
    const wait = this.#rate.heard(bytes);
    if (wait === 0 || this.#ws.isPaused) return;
    this.#ws.pause();
    setTimeout(() => {
      if (!this.#isFlooding) this.#ws.resume();
    }, wait).unref();
  }
}
