import { passed, type Clock } from './ports';

/** What a connection may bring at once: a day's work without the host, or two hundred plans that are pasted. */
const MESSAGES_AT_ONCE = 20_000;
const BYTES_AT_ONCE = 64 * 1024 * 1024;
/** What it may bring a second after that. Somebody who types sends ten messages. */
const MESSAGES_PER_SECOND = 1_000;
const BYTES_PER_SECOND = 4 * 1024 * 1024;

/**
 * How fast one connection may talk. Whoever is faster is read later and loses nothing: his words wait with him, and
 * not in the host's memory.
 */
export class Pace {
  readonly #messages: Bucket;
  readonly #bytes: Bucket;

  constructor(clock: Clock) {
    this.#messages = new Bucket(clock, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND);
    this.#bytes = new Bucket(clock, BYTES_AT_ONCE, BYTES_PER_SECOND);
  }

  /** Takes one message into account. @returns milliseconds after which the next may be read */
  heard(bytes: number): number {
    return Math.max(this.#messages.spend(1), this.#bytes.spend(bytes));
  }
}

/** Fills by itself; may be overdrawn, and then takes its time. */
class Bucket {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #perSecond: number;
  #left: number;
  #at: number;

  constructor(clock: Clock, most: number, perSecond: number) {
    this.#clock = clock;
    this.#most = most;
    this.#perSecond = perSecond;
    this.#left = most;
    this.#at = clock.now();
  }

  spend(count: number): number {
    const now = this.#clock.now();
    this.#left = Math.min(this.#most, this.#left + (passed(this.#at, now) / 1000) * this.#perSecond) - count;
    this.#at = now;
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left / this.#perSecond) * 1000);
  }
}
