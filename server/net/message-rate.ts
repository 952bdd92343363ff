import { Allowance } from '../base/allowance';
import type { Clock } from '../base/ports';

/** What a connection may bring at once: a day's work without the host, or two hundred plans that are pasted. */
const MESSAGES_AT_ONCE = 20_000;
const BYTES_AT_ONCE = 64 * 1024 * 1024;
/** What it may bring a second after that. Somebody who types sends ten messages. */
const MESSAGES_PER_SECOND = 1_000;
const BYTES_PER_SECOND = 4 * 1024 * 1024;

/**
 * How many messages and bytes one connection may bring in which time. One that brings more is read later and loses
 * nothing: what it sends waits on its side, and not in the host's memory.
 */
export class MessageRate {
  readonly #messages: Allowance;
  readonly #bytes: Allowance;

  constructor(clock: Clock) {
    this.#messages = new Allowance(clock, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND);
    this.#bytes = new Allowance(clock, BYTES_AT_ONCE, BYTES_PER_SECOND);
  }

  /** Takes one message into account. @returns milliseconds after which the next may be read */
  heard(bytes: number): number {
    return Math.max(this.#messages.overdraw(1), this.#bytes.overdraw(bytes));
  }
}
