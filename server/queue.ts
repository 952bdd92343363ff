/** Items committed at most in one go. */
const GROUP = 256;

type Job<Item> = { readonly item: Item } | { readonly task: () => Promise<void> };

/**
 * One line for everything that changes a room: items are taken in groups, as many as have come together,
 * tasks alone. Order is kept.
 */
export class Queue<Item> {
  readonly #commit: (items: readonly Item[]) => Promise<void>;
  readonly #jobs: Job<Item>[] = [];
  #working = false;

  constructor(commit: (items: readonly Item[]) => Promise<void>) {
    this.#commit = commit;
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
      this.#jobs.push({ task: () => task().then(resolve, reject) });
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
    for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
      if ('task' in job) {
        this.#jobs.shift();
        await job.task();
      } else await this.#commit(this.#takeItems());
    }
    this.#working = false;
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
