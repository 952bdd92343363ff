import { timeAnswer } from '../../../shared/api/sessions';
import type { Api } from './api';

const SAMPLES = 5;

/** What another measuring corrects is less: by more, the host's clock itself was set back. */
const SET_BACK_MS = 1000;

/** A clock that only goes forward, whatever is done to the wall's: `performance.now`. */
type Monotonic = () => number;

interface HostClockOptions {
  readonly monotonic?: Monotonic;
  readonly told?: () => void;
}

/**
 * The host's clock as this window knows it: told by the answer that was the shortest time on its way, and carried on by a
 * clock that nobody sets. So everybody's timer is the same to half a second, whatever his own clock says.
 */
export class HostClock {
  readonly #api: Api;
  readonly #monotonic: Monotonic;
  readonly #told: () => void;
  /** What has to be added to the monotonic clock; null: never heard. */
  #offset: number | null = null;
  /** What this machine's own clock said when that was heard, less what the host's did. */
  #ahead = 0;
  #measuring: Promise<void> | null = null;
  /** What was said last. */
  #said = -Infinity;

  /** @param told the host's time is known, or known better */
  constructor(
    api: Api,
    { monotonic = () => performance.now(), told = () => undefined }: HostClockOptions = {},
  ) {
    this.#api = api;
    this.#monotonic = monotonic;
    this.#told = told;
  }

  /** The host's time in milliseconds since 1970; null before it was heard. It waits rather than go back, so that no timer rises. */
  now(): number | null {
    if (this.#offset === null) return null;
    const now = this.#monotonic() + this.#offset;
    const isBehind = now < this.#said && this.#said - now < SET_BACK_MS;
    if (!isBehind) this.#said = now;
    return this.#said;
  }

  /**
   * The host's time for whatever has a day or a minute, when nobody connected for long as well: a machine that slept has clocks
   * that stood, and knows of it by the wall's alone. This machine's own as long as the host was not heard.
   */
  estimate(): number {
    const wall = Date.now() - this.#ahead;
    return Math.max(wall, this.now() ?? wall);
  }

  /** Something of the host that carries its time came in; better than nothing until it is measured. */
  heard(now: number): void {
    if (this.#offset === null) this.#set(now - this.#monotonic());
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
      this.#set(answer.value.now - (asked + back) / 2);
    }
  }

  #set(offset: number): void {
    this.#offset = offset;
    this.#ahead = Date.now() - (this.#monotonic() + offset);
    this.#told();
  }
}
