import { timeAnswer } from '../../../shared/api/sessions';
import type { Api } from './api';

const SAMPLES = 5;

/** What another measuring corrects is less: by more, the host's clock itself was set back. */
const SET_BACK_MS = 1000;

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
  #measuring: Promise<void> | null = null;
  /** What was told last. */
  #told = -Infinity;

  constructor(api: Api, monotonic: Monotonic = () => performance.now()) {
    this.#api = api;
    this.#monotonic = monotonic;
  }

  /** The host's time in milliseconds since 1970; null before it was heard. It waits rather than go back, so that no timer rises. */
  now(): number | null {
    if (this.#offset === null) return null;
    const now = this.#monotonic() + this.#offset;
    const isBehind = now < this.#told && this.#told - now < SET_BACK_MS;
    if (!isBehind) this.#told = now;
    return this.#told;
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
    let shortest = Infinity;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const asked = this.#monotonic();
      const answer = await this.#api.call('time', timeAnswer);
      const back = this.#monotonic();
      if (!answer.ok) return;
      if (back - asked >= shortest) continue;
      shortest = back - asked;
      this.#offset = answer.value.now - (asked + back) / 2;
    }
  }
}
