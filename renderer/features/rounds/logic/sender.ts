import type { Outcome } from '../../../client';

/**
 * Sends what a person enters, one after the other: an entry takes the place of the one before, so two must never overtake
 * each other. Of what was entered while one was on its way, only the last is sent.
 */
export class Sender<T> {
  readonly #send: (entry: T) => Promise<Outcome<void>>;
  readonly #ended: (outcome: Outcome<void>) => void;
  #isBusy = false;
  #next: { readonly entry: T } | null = null;

  /** @param ended hears how it ended once nothing is left to send */
  constructor(send: (entry: T) => Promise<Outcome<void>>, ended: (outcome: Outcome<void>) => void) {
    this.#send = send;
    this.#ended = ended;
  }

  put(entry: T): void {
    this.#next = { entry };
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    let outcome: Outcome<void> | null = null;
    while (this.#next) {
      const { entry } = this.#next;
      this.#next = null;
      outcome = await this.#send(entry);
    }
    this.#isBusy = false;
    if (outcome) this.#ended(outcome);
  }
}
