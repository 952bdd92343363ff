/** A timer of the simulated machine, as much of Node's as anybody uses. */
export interface Timer {
  due: number;
  stop(): void;
  unref(): Timer;
  ref(): Timer;
  hasRef(): boolean;
}

/** Time that passes only when the simulation says so, and the timers that wait for it. */
export class Timers {
  /** Milliseconds since the beginning; never goes back, whatever the clocks say. */
  now = 0;
  readonly #waiting = new Map<Timer, { readonly run: () => void; readonly every: number | null }>();

  add(run: () => void, ms: number, again = false): Timer {
    const wait = Math.max(again ? 1 : 0, Number.isFinite(ms) ? ms : 0);
    const timer: Timer = {
      due: this.now + wait,
      stop: () => void this.#waiting.delete(timer),
      unref: () => timer,
      ref: () => timer,
      hasRef: () => true,
    };
    this.#waiting.set(timer, { run, every: again ? wait : null });
    return timer;
  }

  /** Lets time pass. @param settle lets everything go on that a timer has begun */
  async pass(ms: number, settle: () => Promise<void>): Promise<void> {
    const until = this.now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.now = Math.max(this.now, next.due);
      const { run, every } = this.#waiting.get(next) ?? { run: () => undefined, every: null };
      if (every === null) this.#waiting.delete(next);
      else next.due = this.now + every;
      run();
      await settle();
    }
    this.now = until;
  }

  /** The first to come; of several, the one that was set first. */
  #next(until: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#waiting.keys())
      if (timer.due <= until && (!first || timer.due < first.due)) first = timer;
    return first;
  }
}

/** Lets promises and the host's queue go on, as far as nothing outside is waited for. */
export async function turns(count = 3): Promise<void> {
  for (let left = count; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
}
