import { timeAnswer } from '../../../shared/api/sessions';
import type { Api } from './api';

const SAMPLES = 5;

/** A clock that only goes forward, whatever is done to the wall's: `performance.now`. */
type Monotonic = () => number;

/**
 * The host's clock as this window knows it: told by the answer that was the shortest time on its way, and carried on by a
 * clock that nobody sets. So everybody's timer is the same to half a second, whatever his own clock says.
 */
export class HostClock {
  readonly #api: Api;
  readonly #monotonic: Monotonic;
  /** What has to be added to the monotonic clock; null: never heard. */
  #offset: number | null = null;
  /** How long the answer was under way by which that is known. */
  #trip = Infinity;
  #measuring: Promise<void> | null = null;

  constructor(api: Api, monotonic: Monotonic = () => performance.now()) {
    this.#api = api;
    this.#monotonic = monotonic;
  }

  /** The host's time in milliseconds since 1970; null before it was heard. */
  now(): number | null {
    return this.#offset === null ? null : this.#monotonic() + this.#offset;
  }

  /** Something of the host that carries its time came in; better than nothing until it is measured. */
  heard(now: number): void {
    this.#offset ??= now - this.#monotonic();
  }

  /** Asks for the time anew: on connecting, and after this machine has slept, in which monotonic clocks may stand. */
  measure(): Promise<void> {
    return (this.#measuring ??= this.#measure().finally(() => (this.#measuring = null)));
  }

  async #measure(): Promise<void> {
    this.#trip = Infinity;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const asked = this.#monotonic();
      const answer = await this.#api.call('time', timeAnswer);
      const back = this.#monotonic();
      if (!answer.ok) return;
      if (back - asked >= this.#trip) continue;
      this.#trip = back - asked;
      this.#offset = answer.value.now - (asked + back) / 2;
    }
  }
}
