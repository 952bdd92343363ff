import type { Clock } from './ports';

/** What somebody may do so often at once, and then so often a second. */
export class Allowance {
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

  /** @returns whether there was so much left */
  take(count = 1): boolean {
    this.#fill();
    if (count > this.#left) return false;
    this.#left -= count;
    return true;
  }

  /** Takes it however much is left. @returns milliseconds until all that was taken is allowed */
  overdraw(count: number): number {
    this.#fill();
    this.#left -= count;
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left / this.#perSecond) * 1000);
  }

  #fill(): void {
    const now = this.#clock.now();
    // None has passed if the clock was set back.
    const passed = Math.max(0, now - this.#at);
    this.#left = Math.min(this.#most, this.#left + (passed / 1000) * this.#perSecond);
    this.#at = now;
  }
}
