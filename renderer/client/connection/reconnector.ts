import { CLOSE, isTerminal } from '../../../shared/sync/close-codes';
import { SUBPROTOCOL, TICKET_PREFIX } from '../../../shared/sync/protocol';
import type { Outcome } from './outcome';

/** Why a room will not open again by itself. */
export type EndReason = 'removed' | 'no-room' | 'epoch' | 'version' | 'too-large' | 'malformed';

/** What a {@link Reconnector} needs of the connection it keeps up. */
export interface Door {
  /** A fresh ticket: each serves one connection. */
  ticket(): Promise<Outcome<string>>;
  /** Begins to connect; calls `closed` when that, or the connection later, fails. */
  open(protocols: string[]): void;
  /**
   * Out of reach; trying goes on.
   * @param isBlocked the host answers and lets in, but the connection itself never comes about: something on the way
   *   takes no WebSockets
   */
  lost(isBlocked: boolean): void;
  /** Not tried again. */
  ended(reason: EndReason): void;
}

/** What a browser reports of a connection that ended without a word, or never came about (RFC 6455, 7.4.1). */
const NEVER_OPEN = 1006;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** Connections in a row that did not come about with a good ticket: no longer an accident. */
const BLOCKED = 3;
/** The network is back, or somebody is back at the window. */
const WAKING = ['online', 'focus'] as const;

/** Those that are kept up in this window. */
const running = new Set<Reconnector>();

/** Tries everything that is out of reach again at once, as somebody looks or the network is back. */
export function connectNow(): void {
  for (const reconnector of running) reconnector.tryNow();
}

/** Keeps one connection up: a ticket before every attempt, longer waits after every failure, an end where one is said. */
export class Reconnector {
  readonly #door: Door;
  #running = false;
  #failures = 0;
  /** Connections begun in a row that never did anything useful. */
  #refused = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #attempt = 0;
  /** The connection of the present attempt did useful work. */
  #worked = false;

  constructor(door: Door) {
    this.#door = door;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    running.add(this);
    for (const event of WAKING) globalThis.addEventListener?.(event, this.tryNow);
    void this.#try();
  }

  stop(): void {
    this.#running = false;
    this.#attempt += 1;
    this.#clearTimer();
    running.delete(this);
    for (const event of WAKING) globalThis.removeEventListener?.(event, this.tryNow);
  }

  /** The connection did useful work: the next failure is a first one. */
  succeeded(): void {
    this.#failures = 0;
    this.#worked = true;
    this.#refused = 0;
  }

  /** @param code of the close frame, or null when there was none */
  closed(code: number | null): void {
    if (!this.#running) return;
    const reason = code === null ? null : endOfClose(code);
    if (reason) return this.#end(reason);
    // A connection that worked, and a host that says why it closes, were not kept out by anything on the way.
    const cameAbout = this.#worked || (code !== null && code !== NEVER_OPEN);
    this.#refused = cameAbout ? 0 : this.#refused + 1;
    // The host is there, and this window did nothing: whoever waits for others to go is not out of reach.
    if (code !== CLOSE.tooMany || this.#worked) this.#door.lost(this.#refused >= BLOCKED);
    this.#again();
  }

  /** Ends a wait; does nothing while there is none. */
  readonly tryNow = (): void => {
    if (this.#timer === null) return;
    this.#clearTimer();
    void this.#try();
  };

  async #try(): Promise<void> {
    const attempt = ++this.#attempt;
    const ticket = await this.#door.ticket();
    if (attempt !== this.#attempt) return;
    this.#worked = false;
    if (ticket.ok) return this.#door.open([SUBPROTOCOL, TICKET_PREFIX + ticket.value]);
    this.#refused = 0;
    const reason = endOfProblem(ticket.failure.code);
    if (reason) return this.#end(reason);
    this.#door.lost(false);
    this.#again();
  }

  #again(): void {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    this.#clearTimer();
    // Spread out, so that a host that comes back is not met by everybody at once.
    this.#timer = setTimeout(this.tryNow, longest * (0.5 + Math.random() / 2));
  }

  #end(reason: EndReason): void {
    this.stop();
    this.#door.lost(false);
    this.#door.ended(reason);
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function endOfClose(code: number): EndReason | null {
  switch (code) {
    case CLOSE.ticket:
    case CLOSE.tooMany:
      // A ticket may be late and a crowd may go: these alone are tried again.
      return null;
    case CLOSE.forbidden:
      return 'removed';
    case CLOSE.noRoom:
      return 'no-room';
    case CLOSE.epoch:
      return 'epoch';
    case CLOSE.version:
      return 'version';
    case CLOSE.tooLarge:
      return 'too-large';
    default:
      return isTerminal(code) ? 'malformed' : null;
  }
}

function endOfProblem(code: string): EndReason | null {
  switch (code) {
    case 'not-signed-in':
    case 'not-allowed':
      return 'removed';
    case 'not-found':
      return 'no-room';
    case 'old-epoch':
      return 'epoch';
    case 'malformed':
      // What is asked is well-formed to every host that knows of this app's documents: this one is older.
      return 'version';
    default:
      return null;
  }
}
