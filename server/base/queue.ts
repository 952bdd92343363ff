/** Items committed at most in one go, and what they may weigh: others get their turn between two groups. */
const GROUP = 256;
const WEIGHT = 1024 * 1024;

type Job<Item> = { readonly item: Item } | { readonly task: () => Promise<void> };

/**
 * One line for everything that changes a room: items are taken in groups, as many as have come together,
 * tasks alone. Order is kept.
 */
export class Queue<Item> {
  readonly #commit: (items: readonly Item[]) => Promise<void>;
  readonly #giveUp: (items: readonly Item[], error: unknown) => void;
  readonly #weigh: (item: Item) => number;
  readonly #jobs: Job<Item>[] = [];
  #working = false;

  /**
   * @param giveUp told of items whose commit failed; the line goes on behind them
   * @param weigh bytes of an item
   */
  constructor(
    commit: (items: readonly Item[]) => Promise<void>,
    giveUp: (items: readonly Item[], error: unknown) => void,
    weigh: (item: Item) => number = () => 0,
  ) {
    this.#commit = commit;
    this.#giveUp = giveUp;
    this.#weigh = weigh;
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
        } else {
          await this.#commitItems(this.#takeItems());
          // Sockets and requests get their turn.
          if (this.#jobs.length > 0) await new Promise((resolve) => setImmediate(resolve));
        }
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
    let weight = 0;
    for (let job = this.#jobs[0]; job && 'item' in job && items.length < GROUP; job = this.#jobs[0]) {
      weight += this.#weigh(job.item);
      if (items.length > 0 && weight > WEIGHT) break;
      items.push(job.item);
      this.#jobs.shift();
    }
    return items;
  }
}
