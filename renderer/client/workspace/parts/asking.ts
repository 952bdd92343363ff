/** After a question without an answer. Whoever was out of reach is asked as soon as he is back in any case. */
const ASK_AGAIN_MS = 30_000;

/** One question to the host after the other until its answer is the present one; where none came, once more after a while. */
export class Asking {
  readonly #ask: () => Promise<boolean>;
  readonly #askAgain: () => Promise<void>;
  /** The question under way. */
  #asking: Promise<void> | null = null;
  /** Something has changed since it was asked. */
  #isStale = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  /**
   * @param ask puts the question and says whether there was an answer
   * @param askAgain called after a while when there was none
   */
  constructor(ask: () => Promise<boolean>, askAgain: () => Promise<void>) {
    this.#ask = ask;
    this.#askAgain = askAgain;
  }

  /** Nobody is interested in an answer any more. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Asks; however often this is called meanwhile, once more is enough. */
  now(): Promise<void> {
    this.#isStale = true;
    return (this.#asking ??= this.#untilFresh().finally(() => (this.#asking = null)));
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
  }

  async #untilFresh(): Promise<void> {
    while (this.#isStale && !this.#closed) {
      this.#isStale = false;
      this.#stopTimer();
      const isAnswered = await this.#ask();
      if (!isAnswered && !this.#closed) this.#timer = setTimeout(() => void this.#askAgain(), ASK_AGAIN_MS);
    }
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
