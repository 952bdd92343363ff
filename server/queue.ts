/** Items committed at most in one go. */
const GROUP = 256;

type Job<Item> = { readonly item: Item } | { readonly task: () => Promise<void> };

/**
 * One line for everything that changes a room: items are taken in groups, as many as have come together,
 * tasks alone. Order is kept.
 */
export class Queue<Item> {
  readonly #commit: (items: readonly Item[]) => Promise<void>;
  readonly #giveUp: (items: readonly Item[], error: unknown) => void;
  readonly #jobs: Job<Item>[] = [];
  #working = false;

  /** @param giveUp told of items whose commit failed; the line goes on behind them */
  constructor(
    commit: (items: readonly Item[]) => Promise<void>,
    giveUp: (items: readonly Item[], error: unknown) => void,
  ) {
    this.#commit = commit;
    this.#giveUp = giveUp;
  }

  get empty(): boolean {
    return this.#jobs.length === 0 && !this.#working;
  }

  add(item: Item): void {
    this.#jobs.push({ item });
    this.#wake();
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // Whoever asked hears of a failure; the line goes on.
      this.#jobs.push({ task: () => Promise.resolve().then(task).then(resolve, reject) });
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#working) return;
    this.#working = true;
    // Once everything that has arrived by now is read, so that it shares one commit.
    setImmediate(() => void this.#work());
  }

  async #work(): Promise<void> {
    try {
      for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
        if ('task' in job) {
          this.#jobs.shift();
          await job.task();
        } else await this.#commitItems(this.#takeItems());
      }
    } finally {
      this.#working = false;
    }
  }

  async #commitItems(items: readonly Item[]): Promise<void> {
    try {
      await this.#commit(items);
    } catch (error) {
      this.#giveUp(items, error);
    }
  }

  #takeItems(): Item[] {
    const items: Item[] = [];
    for (let job = this.#jobs[0]; job && 'item' in job && items.length < GROUP; job = this.#jobs[0]) {
      items.push(job.item);
      this.#jobs.shift();
    }
    return items;
  }
}
