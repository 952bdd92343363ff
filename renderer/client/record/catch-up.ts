const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Answers after which asking again is of no use. */
const FINAL: ReadonlySet<string> = new Set(['not-signed-in', 'not-allowed', 'not-found', 'old-epoch']);

/**
 * Tries again what could not be read: the host tells of news once, so whoever missed what it told must ask, however
 * quiet it is from then on.
 */
export class CatchUp {
  readonly #again: () => unknown;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(again: () => unknown) {
    this.#again = again;
  }

  /** It could not be read now. @param code why; absent when something it needs could not be read */
  later(code?: string): void {
    if (this.#timer !== null || (code !== undefined && FINAL.has(code))) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#again();
    }, wait);
  }

  /** Everything there is has been read, or nobody waits for it any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
